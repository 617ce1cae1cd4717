// Copyright 2026 The Graphite Stack Authors
// SPDX-License-Identifier: Apache-2.0

package org.graphitestack.web.function;

import com.google.re2j.Pattern;
import com.google.re2j.PatternSyntaxException;

/// A regular expression from a request. It runs in linear time, whatever it is; what only a
/// backtracking engine can do (back references in the expression, look-around) is refused.
final class UserPattern {

  private final Pattern pattern;

  private UserPattern(Pattern pattern) {
    this.pattern = pattern;
  }

  /// @throws InvalidRenderException if a parameter's text is no regular expression
  static UserPattern of(Invocation in, String parameter) {
    try {
      return new UserPattern(Pattern.compile(in.text(parameter)));
    } catch (PatternSyntaxException wrong) {
      throw in.wrong(
          parameter, "a regular expression without look-around; " + wrong.getDescription());
    }
  }

  /// Whether it matches anywhere in a text.
  boolean foundIn(String text) {
    return pattern.matcher(text).find();
  }

  /// Every match replaced.
  ///
  /// @param replacement Python's: `\1` and `\g<name>` stand for groups, `$1` is plain text
  String replaceAll(String text, Replacement replacement) {
    var matcher = pattern.matcher(text);
    var result = new StringBuilder();
    var end = 0;
    while (matcher.find()) {
      result.append(text, end, matcher.start());
      replacement.appendTo(result, matcher);
      end = matcher.end();
    }
    return result.append(text, end, text.length()).toString();
  }

  /// The replacement of a parameter, checked against the groups of this expression.
  Replacement replacement(Invocation in, String parameter) {
    return Replacement.of(in, parameter, pattern);
  }
}
