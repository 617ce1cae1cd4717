// Copyright 2026 The Graphite Stack Authors
// SPDX-License-Identifier: Apache-2.0

package org.graphitestack.storage.index;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/// A path that grows and shrinks at its end while a walk goes down and up. As long as it holds
/// Latin-1 only it is kept in bytes: making a text of it is then a mere copy. Not thread-safe.
final class PathBuffer {

  private final SegmentDictionary dictionary;
  private byte[] bytes = new byte[128];

  /// What counts once there was a character beyond Latin-1.
  private char[] units = {};

  private boolean wide;
  private int length;

  PathBuffer(SegmentDictionary dictionary) {
    this.dictionary = dictionary;
  }

  int length() {
    return length;
  }

  /// Appends the text of a segment.
  void append(int segment) {
    var more = dictionary.length(segment);
    ensure(more);
    if (!wide && dictionary.latin1(segment, bytes, length)) {
      length += more;
      return;
    }
    widen();
    length = dictionary.units(segment, units, length);
  }

  void append(String text) {
    ensure(text.length());
    for (var i = 0; i < text.length(); i++) {
      append(text.charAt(i));
    }
  }

  void append(char c) {
    ensure(1);
    if (!wide && c <= 0xff) {
      bytes[length++] = (byte) c;
      return;
    }
    widen();
    units[length++] = c;
  }

  /// Goes back to an earlier length.
  void cut(int earlier) {
    length = earlier;
  }

  @Override
  public String toString() {
    return wide
        ? new String(units, 0, length)
        : new String(bytes, 0, length, StandardCharsets.ISO_8859_1);
  }

  private void widen() {
    if (!wide) {
      wide = true;
      units = new char[bytes.length];
      for (var i = 0; i < length; i++) {
        units[i] = (char) (bytes[i] & 0xff);
      }
    }
  }

  private void ensure(int more) {
    if (length + more > (wide ? units.length : bytes.length)) {
      var larger = Math.max(2 * length, length + more);
      if (wide) {
        units = Arrays.copyOf(units, larger);
      } else {
        bytes = Arrays.copyOf(bytes, larger);
      }
    }
  }
}
