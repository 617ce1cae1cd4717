// Copyright 2026 The Graphite Stack Authors
// SPDX-License-Identifier: Apache-2.0

package org.graphitestack.relay.destination;

import java.util.ArrayDeque;
import java.util.Deque;

/// The sizes of batches that are not confirmed yet, in order.
final class UnconfirmedBytes {

  private record Batch(long id, int length) {}

  private final Deque<Batch> batches = new ArrayDeque<>();
  private long bytes;

  long bytes() {
    return bytes;
  }

  void add(long id, int length) {
    batches.addLast(new Batch(id, length));
    bytes += length;
  }

  void removeThrough(long id) {
    for (var first = batches.peekFirst();
        first != null && first.id() <= id;
        first = batches.peekFirst()) {
      bytes -= batches.removeFirst().length();
    }
  }
}
