// Copyright 2026 The Graphite Stack Authors
// SPDX-License-Identifier: Apache-2.0

package org.graphitestack.web.render;

import com.google.re2j.Pattern;
import com.google.re2j.PatternSyntaxException;
import java.util.function.Predicate;
import org.graphitestack.storage.tag.TagExpression;
import org.graphitestack.storage.tag.TagQuery;
import org.graphitestack.web.target.Expression.Call;
import org.graphitestack.web.target.Expression.Text;
import org.graphitestack.web.target.TargetParser;
import org.graphitestack.web.target.TargetSyntaxException;

/// `seriesByTag("tag=value", …)`: not a function but a path expression, the text of which is its
/// name. Its expressions are its arguments.
final class TagCall {

  private static final String FUNCTION = "seriesByTag";

  private TagCall() {}

  static boolean isOne(Call call) {
    return call.function().equals(FUNCTION);
  }

  static boolean isOne(String pathExpression) {
    return pathExpression.startsWith(FUNCTION) && pathExpression.endsWith(")");
  }

  /// The path expression of a call.
  ///
  /// @throws InvalidRenderException if it has other arguments than texts, or none
  static String checked(Call call) {
    var texts = call.arguments().stream().allMatch(Text.class::isInstance);
    if (call.arguments().isEmpty() || !texts || !call.named().isEmpty()) {
      throw new InvalidRenderException(
          "seriesByTag(): found " + call.text() + " (expected: expressions such as \"tag=value\")",
          call.text());
    }
    return call.text();
  }

  /// What a path expression asks for.
  ///
  /// @throws InvalidRenderException if one of its expressions is none
  static TagQuery query(String pathExpression) {
    try {
      var call = (Call) TargetParser.parse(pathExpression, true).expression();
      return new TagQuery(
          call.arguments().stream()
              .map(argument -> TagExpression.parse(((Text) argument).value(), TagCall::beginning))
              .toList());
    } catch (TargetSyntaxException | IllegalArgumentException wrong) {
      throw new InvalidRenderException("seriesByTag(): " + wrong.getMessage(), pathExpression);
    }
  }

  /// Expressions of users run in linear time.
  private static Predicate<String> beginning(String expression) {
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
}
