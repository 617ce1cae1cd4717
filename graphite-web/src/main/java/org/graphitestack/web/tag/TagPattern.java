// Copyright 2026 The Graphite Stack Authors
// SPDX-License-Identifier: Apache-2.0

package org.graphitestack.web.tag;

import com.google.re2j.Pattern;
import com.google.re2j.PatternSyntaxException;
import java.util.List;
import java.util.function.Predicate;
import org.graphitestack.storage.tag.TagExpression;
import org.graphitestack.storage.tag.TagQuery;

/// Regular expressions that users write for tags; they run in linear time.
public final class TagPattern {

  private TagPattern() {}

  /// Whether a text begins with a match.
  ///
  /// @throws IllegalArgumentException if it is no expression
  public static Predicate<String> beginning(String expression) {
    try {
      var pattern = Pattern.compile(expression);
      return text -> pattern.matcher(text).lookingAt();
    } catch (PatternSyntaxException wrong) {
      throw new IllegalArgumentException(
          expression
              + " (expected: a regular expression without look-around; "
              + wrong.getDescription()
              + ")",
          wrong);
    }
  }

  /// Expressions that a series must satisfy, all of them.
  ///
  /// @throws IllegalArgumentException if one is none, or if any series satisfies them
  public static TagQuery query(List<String> expressions) {
    return new TagQuery(
        expressions.stream()
            .map(text -> TagExpression.parse(text, TagPattern::beginning))
            .toList());
  }
}
