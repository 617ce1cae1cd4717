// Copyright 2026 The Graphite Stack Authors
// SPDX-License-Identifier: Apache-2.0

package org.graphitestack.storage.whisper;

import java.lang.foreign.MemorySegment;
import java.nio.ByteBuffer;
import java.util.Arrays;

/// Working memory of one operation on one file: no allocation per point. Big-endian, as the files
/// are. Owned by one thread at a time.
final class Scratch {

  /// Slots that fit the buffer; also header records, which are of the same size.
  static final int SLOTS = 4_096;

  private final ByteBuffer buffer = ByteBuffer.allocateDirect(SLOTS * HeaderFormat.SLOT_SIZE);
  private final MemorySegment segment = MemorySegment.ofBuffer(buffer);
  private double[] known = new double[64];

  ByteBuffer buffer() {
    return buffer;
  }

  /// The same memory as [#buffer].
  MemorySegment segment() {
    return segment;
  }

  /// Timestamp of the slot at `index` of those read last.
  long timestamp(int index) {
    return Integer.toUnsignedLong(buffer.getInt(index * HeaderFormat.SLOT_SIZE));
  }

  /// Value of the slot at `index` of those read last.
  double value(int index) {
    return buffer.getDouble(index * HeaderFormat.SLOT_SIZE + HeaderFormat.SLOT_VALUE);
  }

  void putSlot(int index, long timestamp, double value) {
    buffer.putInt(index * HeaderFormat.SLOT_SIZE, (int) timestamp);
    buffer.putDouble(index * HeaderFormat.SLOT_SIZE + HeaderFormat.SLOT_VALUE, value);
  }

  /// Room for at least `size` known values; keeps what was put there.
  double[] known(int size) {
    if (known.length < size) {
      known = Arrays.copyOf(known, Math.max(size, known.length * 2));
    }
    return known;
  }
}
