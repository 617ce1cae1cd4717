// Copyright 2026 The Graphite Stack Authors
// SPDX-License-Identifier: Apache-2.0

package org.graphitestack.protocol.compress;

/// The last 64 KiB of what an LZ77 stream gave, and a little room in front for what comes next.
///
/// ```
/// |<-- history, at most 64 KiB -->|<-- written, not yet taken -->|<-- room -->|
///                              taken                           end
/// ```
///
/// Neither LZ4 nor the snappy compressors in use look back farther.
final class Window {

  /// How far back a copy may reach.
  static final int HISTORY = 65_536;

  private static final int STEP = 16_384;

  private final byte[] bytes = new byte[HISTORY + 2 * STEP];
  private int taken;
  private int end;
  private int history;

  /// How many bytes may be written now. Zero until those written before were taken.
  int room() {
    if (taken == end && bytes.length - end < STEP) {
      var kept = Math.min(history, HISTORY);
      System.arraycopy(bytes, end - kept, bytes, 0, kept);
      end = kept;
      taken = kept;
    }
    return bytes.length - end;
  }

  /// Writes as many of these bytes as there is room for.
  ///
  /// @return how many
  int put(byte[] source, int offset, int length) {
    var count = Math.min(length, room());
    System.arraycopy(source, offset, bytes, end, count);
    advance(count);
    return count;
  }

  /// Repeats bytes written before, as many as there is room for.
  ///
  /// @param distance how far back they begin; may be shorter than `length`
  /// @return how many
  int copy(int distance, int length) {
    var count = Math.min(length, room());
    for (var i = 0; i < count; i++) {
      bytes[end + i] = bytes[end + i - distance];
    }
    advance(count);
    return count;
  }

  /// Whether a copy may begin so far back.
  boolean reaches(int distance) {
    return distance > 0 && distance <= Math.min(history, HISTORY);
  }

  /// Forgets what was written so far: copies do not reach it.
  void forget() {
    history = 0;
  }

  /// The array all this lies in.
  byte[] bytes() {
    return bytes;
  }

  /// Behind the byte written last.
  int end() {
    return end;
  }

  /// Moves written bytes to a target.
  int take(byte[] target) {
    var count = Math.min(target.length, end - taken);
    System.arraycopy(bytes, taken, target, 0, count);
    taken += count;
    return count;
  }

  private void advance(int count) {
    end += count;
    history = Math.min(HISTORY, history + count);
  }
}
