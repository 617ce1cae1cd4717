// Copyright 2026 The Graphite Stack Authors
// SPDX-License-Identifier: Apache-2.0

package org.graphitestack.web.render;

import org.graphitestack.storage.tag.TagQuery;
import org.graphitestack.web.tag.TagPattern;
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
      return TagPattern.query(
          call.arguments().stream().map(argument -> ((Text) argument).value()).toList());
    } catch (TargetSyntaxException | IllegalArgumentException wrong) {
      throw new InvalidRenderException("seriesByTag(): " + wrong.getMessage(), pathExpression);
    }
  }
}
