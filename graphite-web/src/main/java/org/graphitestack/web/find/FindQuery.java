// Copyright 2026 The Graphite Stack Authors
// SPDX-License-Identifier: Apache-2.0

package org.graphitestack.web.find;

/// What `/metrics/find` is asked.
///
/// @param pattern which nodes
/// @param format the shape of the answer
/// @param leavesOnly whether branches are left out
/// @param wildcards whether an entry `*` is added where there are several nodes (treejson,
///   completer)
/// @param automaticVariants whether `a,b` in a node means `{a,b}` (completer)
/// @param position which node of the paths, from the end if negative (nodelist)
/// @param window the time that leaves must have points of
public record FindQuery(
    String pattern,
    FindFormat format,
    boolean leavesOnly,
    boolean wildcards,
    boolean automaticVariants,
    int position,
    FindWindow window) {

  /// A plain question in a format.
  public static FindQuery of(String pattern, FindFormat format) {
    return new FindQuery(pattern, format, false, false, false, -1, FindWindow.ANY);
  }

  /// The pattern that is looked for: a completer completes what was typed.
  String completedPattern() {
    return format == FindFormat.COMPLETER ? Completer.pattern(this) : pattern;
  }
}
