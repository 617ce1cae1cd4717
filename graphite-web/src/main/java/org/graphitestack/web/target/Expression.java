// Copyright 2026 The Graphite Stack Authors
// SPDX-License-Identifier: Apache-2.0

package org.graphitestack.web.target;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/// A part of a target. `at` is the index of its first character in the target's text.
public sealed interface Expression {

  int at();

  /// A pattern of series names; braces and wildcards are left to the finder.
  record Path(String text, int at) implements Expression {}

  /// A function applied to arguments; the left side of a pipe is the first argument.
  ///
  /// @param function as written, not yet known to exist
  /// @param arguments by position
  /// @param named by keyword, in the order written; of a repeated keyword the last counts
  /// @param text the call as written, without the left side of a pipe
  record Call(
      String function,
      List<Expression> arguments,
      Map<String, Expression> named,
      String text,
      int at)
      implements Expression {

    public Call {
      arguments = List.copyOf(arguments);
      named = Collections.unmodifiableMap(new LinkedHashMap<>(named));
    }
  }

  /// `template(body, value, name=value)`: `$1` and `$name` in the paths of the body stand for the
  /// values.
  record Template(Expression body, List<Literal> positional, Map<String, Literal> named, int at)
      implements Expression {

    public Template {
      positional = List.copyOf(positional);
      named = Collections.unmodifiableMap(new LinkedHashMap<>(named));
    }
  }

  /// A value written down.
  sealed interface Literal extends Expression {}

  /// Text in quotes, without them; a backslash is kept, whatever it escapes.
  record Text(String value, int at) implements Literal {}

  /// A number without a fraction.
  record Whole(long value, int at) implements Literal {}

  /// A number with a fraction or an exponent, or one too large for [Whole].
  record Real(double value, int at) implements Literal {}

  /// `true` or `false`.
  record Flag(boolean value, int at) implements Literal {}

  /// `none`.
  record None(int at) implements Literal {}

  /// `inf`.
  record Infinity(int at) implements Literal {}
}
