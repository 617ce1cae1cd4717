// Copyright 2026 The Graphite Stack Authors
// SPDX-License-Identifier: Apache-2.0

package org.graphitestack.storage.tag;

import java.util.List;
import java.util.Map;

/// Expressions that a series must satisfy, all of them.
///
/// @param expressions at least one of which no series satisfies that lacks its tag
public record TagQuery(List<TagExpression> expressions) {

  /// The tag every series has.
  static final String NAME = "name";

  /// @throws IllegalArgumentException if there is no such expression
  public TagQuery {
    expressions = List.copyOf(expressions);
    if (expressions.stream().allMatch(TagExpression::acceptsMissing)) {
      throw new IllegalArgumentException(
          "At least one tagspec must require a non-empty value: "
              + expressions.stream().map(TagExpression::text).toList());
    }
  }

  boolean accepts(Map<String, String> tags) {
    return expressions.stream().allMatch(expression -> expression.accepts(tags));
  }

  /// Whether a series that has only a name may satisfy it.
  public boolean acceptsUntagged() {
    return expressions.stream()
        .allMatch(expression -> expression.tag().equals(NAME) || expression.acceptsMissing());
  }

  /// Whether a series that has only this name satisfies it.
  public boolean acceptsUntagged(String name) {
    return accepts(Map.of(NAME, name));
  }

  /// The only name that satisfies it, or an empty text if there is no such.
  public String onlyName() {
    return expressions.stream()
        .filter(expression -> expression.tag().equals(NAME) && !expression.exact().isEmpty())
        .map(TagExpression::exact)
        .findFirst()
        .orElse("");
  }
}
