// Copyright 2026 The Graphite Stack Authors
// SPDX-License-Identifier: Apache-2.0

package org.graphitestack.relay;

import java.nio.ByteBuffer;
import org.graphitestack.relay.route.RoutedPoint;

/// Lines of one read for one place. Belongs to one event loop.
///
/// Off the heap, so that the kernel takes the bytes without another copy.
final class LineBuffer {

  private static final int FIRST_BYTES = 16_384;

  /// A buffer longer than this is given back when cleared.
  private static final int KEPT_BYTES = 1 << 20;

  private ByteBuffer bytes = ByteBuffer.allocateDirect(FIRST_BYTES);
  private int points;

  /// Adds the line of a point, under the name it has on this route.
  void add(RoutedPoint point) {
    var batch = point.points();
    var start = batch.nameOffset(point.index());
    var end = batch.lineEnd(point.index());
    if (point.renamed()) {
      var numbers = start + batch.nameLength(point.index());
      reserve(point.nameLength() + end - numbers);
      bytes.put(point.bytes(), point.nameOffset(), point.nameLength());
      bytes.put(batch.bytes(), numbers, end - numbers);
    } else {
      reserve(end - start);
      bytes.put(batch.bytes(), start, end - start);
    }
    points++;
  }

  /// Adds lines as they are.
  void add(byte[] lines, int length, int count) {
    reserve(length);
    bytes.put(lines, 0, length);
    points += count;
  }

  boolean isEmpty() {
    return points == 0;
  }

  int points() {
    return points;
  }

  /// The lines, from position to limit. Valid until the next change.
  ByteBuffer lines() {
    return bytes.duplicate().flip();
  }

  void clear() {
    points = 0;
    if (bytes.capacity() > KEPT_BYTES) {
      bytes = ByteBuffer.allocateDirect(FIRST_BYTES);
    } else {
      bytes.clear();
    }
  }

  private void reserve(int more) {
    if (bytes.remaining() < more) {
      bytes =
          ByteBuffer.allocateDirect(Math.max(bytes.capacity() * 2, bytes.position() + more))
              .put(bytes.flip());
    }
  }
}
