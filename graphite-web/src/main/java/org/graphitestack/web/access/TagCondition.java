// Copyright 2026 The Graphite Stack Authors
// SPDX-License-Identifier: Apache-2.0

package org.graphitestack.web.access;

import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.graphitestack.storage.tag.TagExpression;
import org.graphitestack.web.tag.TagPattern;

/// Tag expressions that must all hold, written with semicolons between: `team=a;env=~prod.*`. A
/// series without a tag has the empty value for it. Immutable; two of the same text are equal.
final class TagCondition {

  private final String text;
  private final List<TagExpression> expressions;

  private TagCondition(String text, List<TagExpression> expressions) {
    this.text = text;
    this.expressions = List.copyOf(expressions);
  }

  /// @throws IllegalArgumentException if the text holds no expression, or one that is none
  static TagCondition parse(String text) {
    return new TagCondition(
        text,
        Stream.of(text.split(";", -1))
            .map(part -> TagExpression.parse(part.strip(), TagPattern::beginning))
            .toList());
  }

  boolean holds(Map<String, String> tags) {
    return expressions.stream()
        .allMatch(expression -> expression.accepts().test(tags.getOrDefault(expression.tag(), "")));
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof TagCondition that && that.text.equals(text);
  }

  @Override
  public int hashCode() {
    return text.hashCode();
  }

  @Override
  public String toString() {
    return text;
  }
}
