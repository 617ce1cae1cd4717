// Copyright 2026 The Graphite Stack Authors
// SPDX-License-Identifier: Apache-2.0

package org.graphitestack.web.event;

import java.util.List;
import java.util.OptionalLong;

/// What an event says.
///
/// @param starts microseconds since 1970
/// @param ends likewise, >= `starts`; empty for a moment
/// @param what a line, not blank
/// @param data more about it, may be empty
/// @param tags each once, in the order they were given
public record EventText(
    long starts, OptionalLong ends, String what, String data, List<String> tags) {

  static final int LONGEST_WHAT = 255;
  static final int LONGEST_DATA = 64 << 10;
  static final int LONGEST_TAG = 255;
  static final int MOST_TAGS = 100;

  /// @throws IllegalArgumentException if something is missing, too long or out of order
  public EventText {
    tags = tags.stream().distinct().toList();
    check(!what.isBlank(), "what: blank", "a line of text");
    check(
        what.codePointCount(0, what.length()) <= LONGEST_WHAT,
        "what: " + what.length() + " characters",
        "at most " + LONGEST_WHAT);
    check(
        data.length() <= LONGEST_DATA,
        "data: " + data.length() + " characters",
        "at most " + LONGEST_DATA);
    check(tags.size() <= MOST_TAGS, "tags: " + tags.size(), "at most " + MOST_TAGS);
    for (var tag : tags) {
      check(
          !tag.isEmpty() && tag.length() <= LONGEST_TAG && tag.chars().noneMatch(c -> c <= ' '),
          "tags: a tag of " + tag.length() + " characters",
          "1 to " + LONGEST_TAG + ", without white space");
    }
    check(
        what.indexOf(0) < 0 && data.indexOf(0) < 0,
        "what, data: a zero character",
        "text without one");
    check(
        ends.isEmpty() || ends.getAsLong() >= starts,
        "end: before the start",
        "at the start or later");
  }

  private static void check(boolean holds, String found, String expected) {
    if (!holds) {
      throw new IllegalArgumentException(found + " (expected: " + expected + ")");
    }
  }
}
