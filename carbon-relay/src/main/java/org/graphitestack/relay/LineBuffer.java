// Copyright 2026 The Graphite Stack Authors
// SPDX-License-Identifier: Apache-2.0

package org.graphitestack.relay;

import java.nio.ByteBuffer;
import java.util.Arrays;
import org.graphitestack.relay.route.RoutedPoint;

/// Lines of one read for one place. Belongs to one event loop.
///
/// On the heap: copying a line to an array is a few instructions, to a direct buffer a call with
/// checks of its own for each line. The JDK copies the whole once more for the kernel, which costs
/// less. Measured by `benchmarks/relay-speed`.
final class LineBuffer {

  private static final int FIRST_BYTES = 16_384;

  /// A buffer longer than this is given back when cleared.
  private static final int KEPT_BYTES = 1 << 20;

  private byte[] bytes = new byte[FIRST_BYTES];
  private int length;
  private int points;

  /// Adds the line of a point, under the name it has on this route.
  void add(RoutedPoint point) {
    var batch = point.points();
    var start = batch.nameOffset(point.index());
    var end = batch.lineEnd(point.index());
    if (point.renamed()) {
      var numbers = start + batch.nameLength(point.index());
      append(point.bytes(), point.nameOffset(), point.nameLength());
      append(batch.bytes(), numbers, end - numbers);
    } else {
      append(batch.bytes(), start, end - start);
    }
    points++;
  }

  boolean isEmpty() {
    return points == 0;
  }

  int points() {
    return points;
  }

  /// The lines, from position to limit. Valid until the next change.
  ByteBuffer lines() {
    return ByteBuffer.wrap(bytes, 0, length);
  }

  void clear() {
    points = 0;
    length = 0;
    if (bytes.length > KEPT_BYTES) {
      bytes = new byte[FIRST_BYTES];
    }
  }

  private void append(byte[] from, int offset, int count) {
    if (bytes.length - length < count) {
      bytes = Arrays.copyOf(bytes, Math.max(bytes.length * 2, length + count));
    }
    System.arraycopy(from, offset, bytes, length, count);
    length += count;
  }
}
