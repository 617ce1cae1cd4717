// Copyright 2026 The Graphite Stack Authors
// SPDX-License-Identifier: Apache-2.0

package org.graphitestack.storage.tag;

import java.util.Map;
import java.util.function.Function;
import java.util.function.Predicate;
import java.util.regex.Pattern;

/// A condition on one tag: `tag=value`, `tag!=value`, `tag=~expression`, `tag!=~expression`.
/// Expressions match at the beginning of a value. A series that lacks a tag has the empty value for
/// it.
///
/// @param text as it was written
/// @param tag `name` for the name
/// @param exact the value wanted, if it is `tag=value`; else empty
/// @param accepts whether a value satisfies it
public record TagExpression(String text, String tag, String exact, Predicate<String> accepts) {

  private static final Pattern SYNTAX = Pattern.compile("([^;!=]+)(!?=~?)([^;]*)");

  /// Reads an expression.
  ///
  /// @param regularExpression makes a test of a regular expression: whether it matches at the
  ///   beginning of a text
  /// @throws IllegalArgumentException if the text is none
  public static TagExpression parse(
      String text, Function<String, Predicate<String>> regularExpression) {
    var parts = SYNTAX.matcher(text);
    if (!parts.matches()) {
      throw new IllegalArgumentException(
          "Invalid tagspec: " + text + " (expected: tag=value, tag!=value, tag=~re or tag!=~re)");
    }
    var tag = parts.group(1);
    var value = parts.group(3);
    return switch (parts.group(2)) {
      case "=" -> new TagExpression(text, tag, value, value::equals);
      case "!=" -> new TagExpression(text, tag, "", found -> !found.equals(value));
      case "=~" -> new TagExpression(text, tag, "", regularExpression.apply(value));
      default -> new TagExpression(text, tag, "", regularExpression.apply(value).negate());
    };
  }

  /// Whether a series without the tag satisfies it.
  boolean acceptsMissing() {
    return accepts.test("");
  }

  boolean accepts(Map<String, String> tags) {
    return accepts.test(tags.getOrDefault(tag, ""));
  }
}
