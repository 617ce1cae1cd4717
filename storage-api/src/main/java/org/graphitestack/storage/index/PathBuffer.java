// Copyright 2026 The Graphite Stack Authors
// SPDX-License-Identifier: Apache-2.0

package org.graphitestack.storage.index;

import java.util.Arrays;

/// The path to where a walk is. Owned by one thread.
final class PathBuffer {

  private final SegmentDictionary dictionary;
  private char[] units = new char[128];
  private int length;

  PathBuffer(SegmentDictionary dictionary) {
    this.dictionary = dictionary;
  }

  int length() {
    return length;
  }

  /// Appends the text of a segment.
  void append(int segment) {
    ensure(dictionary.length(segment));
    length = dictionary.units(segment, units, length);
  }

  void append(String text) {
    ensure(text.length());
    text.getChars(0, text.length(), units, length);
    length += text.length();
  }

  void append(char c) {
    ensure(1);
    units[length++] = c;
  }

  /// Goes back to an earlier length.
  void cut(int earlier) {
    length = earlier;
  }

  @Override
  public String toString() {
    return new String(units, 0, length);
  }

  private void ensure(int more) {
    if (length + more > units.length) {
      units = Arrays.copyOf(units, Math.max(2 * units.length, length + more));
    }
  }
}
