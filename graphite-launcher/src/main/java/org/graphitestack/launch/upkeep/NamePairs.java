// Copyright 2026 The Graphite Stack Authors
// SPDX-License-Identifier: Apache-2.0

package org.graphitestack.launch.upkeep;

import java.util.regex.Pattern;

/// Old and new names by pattern: `servers.*.cpu` and `hosts.*.cpu`. Each star stands for a part of
/// a node; the stars of the new name are filled in order.
///
/// @param glob the old pattern
/// @param parts what the old pattern matches, a group for each star
/// @param to the new pattern
record NamePairs(String glob, Pattern parts, String to) {

  private static final String OTHER_GLOBS = "?[]{}";

  /// @throws IllegalArgumentException if the numbers of stars differ, or other globs are used
  static NamePairs of(String from, String to) {
    for (var i = 0; i < OTHER_GLOBS.length(); i++) {
      var c = OTHER_GLOBS.charAt(i);
      if (from.indexOf(c) >= 0 || to.indexOf(c) >= 0) {
        throw new IllegalArgumentException(
            "pattern: '" + c + "' (expected: names, and * for a part of a node)");
      }
    }
    if (stars(to) != stars(from)) {
      throw new IllegalArgumentException(
          "stars: "
              + stars(from)
              + " in '"
              + from
              + "' and "
              + stars(to)
              + " in '"
              + to
              + "' (expected: as many in both)");
    }
    var regex = new StringBuilder();
    for (var i = 0; i < from.length(); i++) {
      var c = from.charAt(i);
      regex.append(c == '*' ? "([^.]*)" : Pattern.quote(String.valueOf(c)));
    }
    return new NamePairs(from, Pattern.compile(regex.toString()), to);
  }

  private static long stars(String pattern) {
    return pattern.chars().filter(c -> c == '*').count();
  }

  /// The new name of a series that the old pattern matches.
  String target(String name) {
    var matcher = parts.matcher(name);
    if (!matcher.matches()) {
      throw new IllegalArgumentException("name: '" + name + "' (expected: like " + glob + ")");
    }
    var target = new StringBuilder();
    var star = 0;
    for (var i = 0; i < to.length(); i++) {
      if (to.charAt(i) == '*') {
        target.append(matcher.group(++star));
      } else {
        target.append(to.charAt(i));
      }
    }
    return target.toString();
  }
}
