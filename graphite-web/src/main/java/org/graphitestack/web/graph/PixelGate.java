// Copyright 2026 The Graphite Stack Authors
// SPDX-License-Identifier: Apache-2.0

package org.graphitestack.web.graph;

import java.util.concurrent.Semaphore;
import java.util.function.Supplier;

/// Keeps the memory of pictures that are drawn at the same time within bounds: who would go over
/// waits for others to finish. Thread-safe.
final class PixelGate {

  /// Image and rows of the file: four bytes each.
  private static final int BYTES_PER_PIXEL = 8;

  /// Of the heap.
  private static final int SHARE = 4;

  private final int most;
  private final Semaphore free;

  /// @param most pixels at the same time
  PixelGate(int most) {
    this.most = most;
    this.free = new Semaphore(most, true);
  }

  /// As many pixels as a quarter of the heap holds.
  static PixelGate forHeap() {
    long most = Runtime.getRuntime().maxMemory() / SHARE / BYTES_PER_PIXEL;
    return new PixelGate((int) Math.min(Integer.MAX_VALUE, most));
  }

  /// Pixels of the largest picture that can be drawn at all.
  int most() {
    return most;
  }

  /// Draws as soon as there is room.
  ///
  /// @param pixels at most [#most]
  <T> T draw(int pixels, Supplier<T> drawing) {
    free.acquireUninterruptibly(pixels);
    try {
      return drawing.get();
    } finally {
      free.release(pixels);
    }
  }
}
