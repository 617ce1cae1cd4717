// Copyright 2026 The Graphite Stack Authors
// SPDX-License-Identifier: Apache-2.0

package org.graphitestack.relay.destination;

import java.io.IOException;
import java.util.ArrayDeque;
import java.util.Deque;
import org.graphitestack.log.LogRange;
import org.graphitestack.log.LogReader;

/// Ranges that were sent and are not confirmed, in the order they were sent. Belongs to the
/// runner's thread.
final class InFlight {

  private final Deque<Sent> ranges = new ArrayDeque<>();
  private long bytes;

  private record Sent(LogReader reader, long end, int length, long mark) {}

  void add(LogReader reader, LogRange range, long mark) {
    ranges.addLast(new Sent(reader, range.end(), range.length(), mark));
    bytes += range.length();
  }

  boolean isEmpty() {
    return ranges.isEmpty();
  }

  long bytes() {
    return bytes;
  }

  /// Moves the readers' cursors over what is confirmed, each at most once.
  ///
  /// @param acknowledged marks up to this one are
  /// @return whether any was
  boolean settle(long acknowledged) throws IOException {
    Sent last = null;
    for (var first = ranges.peekFirst();
        first != null && first.mark() <= acknowledged;
        first = ranges.peekFirst()) {
      if (last != null && last.reader() != first.reader()) {
        last.reader().advanceTo(last.end());
      }
      last = ranges.removeFirst();
      bytes -= last.length();
    }
    if (last == null) {
      return false;
    }
    last.reader().advanceTo(last.end());
    return true;
  }

  void clear() {
    ranges.clear();
    bytes = 0;
  }
}
