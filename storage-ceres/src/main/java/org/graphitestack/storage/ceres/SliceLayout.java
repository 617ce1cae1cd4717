// Copyright 2026 The Graphite Stack Authors
// SPDX-License-Identifier: Apache-2.0

package org.graphitestack.storage.ceres;

import java.lang.foreign.ValueLayout;
import java.nio.ByteOrder;

/// The bytes of a slice.
///
/// | bytes | what |
/// |---|---|
/// | 0 to 7 | value at START, a 64-bit float, most significant byte first; NaN: unknown |
/// | 8 to 15 | value at START + STEP |
/// | … | to the end of the file; bytes that make no whole value are not part of the slice |
final class SliceLayout {

  static final ValueLayout.OfDouble VALUE =
      ValueLayout.JAVA_DOUBLE_UNALIGNED.withOrder(ByteOrder.BIG_ENDIAN);

  static final int VALUE_SIZE = Double.BYTES;

  private SliceLayout() {}

  static long position(long index) {
    return index * VALUE_SIZE;
  }

  /// Whole values in so many bytes.
  static long values(long bytes) {
    return bytes / VALUE_SIZE;
  }
}
