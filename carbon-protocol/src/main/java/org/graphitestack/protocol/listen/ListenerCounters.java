// Copyright 2026 The Graphite Stack Authors
// SPDX-License-Identifier: Apache-2.0

package org.graphitestack.protocol.listen;

import java.util.EnumMap;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.LongAdder;
import org.graphitestack.protocol.RejectReason;

/// What came in at one listener, or from one broker, since it was opened. Thread-safe; figures read
/// one after the other may lie moments apart.
public final class ListenerCounters {

  private final AtomicInteger open = new AtomicInteger();
  private final LongAdder accepted = new LongAdder();
  private final LongAdder refused = new LongAdder();
  private final LongAdder closedIdle = new LongAdder();
  private final LongAdder bytes = new LongAdder();
  private final LongAdder frames = new LongAdder();
  private final LongAdder points = new LongAdder();
  private final Map<RejectReason, LongAdder> rejects = new EnumMap<>(RejectReason.class);

  /// All zero.
  public ListenerCounters() {
    for (var reason : RejectReason.values()) {
      rejects.put(reason, new LongAdder());
    }
  }

  /// Connections open now.
  public int connectionsOpen() {
    return open.get();
  }

  /// Connections that were let in.
  public long connectionsAccepted() {
    return accepted.sum();
  }

  /// Connections closed at once because too many were open.
  public long connectionsRefused() {
    return refused.sum();
  }

  /// Connections closed for sending no valid point for too long.
  public long connectionsClosedIdle() {
    return closedIdle.sum();
  }

  /// Bytes read.
  public long bytes() {
    return bytes.sum();
  }

  /// Pickle frames or UDP datagrams read, good or bad; 0 for lines over TCP.
  public long frames() {
    return frames.sum();
  }

  /// Points handed on.
  public long points() {
    return points.sum();
  }

  /// Lines, frames or points refused for this reason.
  public long rejects(RejectReason reason) {
    return adder(reason).sum();
  }

  /// Lines, frames or points refused, by reason; only reasons that occurred.
  public Map<RejectReason, Long> rejects() {
    var byReason = new EnumMap<RejectReason, Long>(RejectReason.class);
    for (var reason : RejectReason.values()) {
      if (rejects(reason) > 0) {
        byReason.put(reason, rejects(reason));
      }
    }
    return byReason;
  }

  /// Counts a connection in.
  ///
  /// @return whether there is room for it
  public boolean opened(int maxConnections) {
    if (open.incrementAndGet() > maxConnections) {
      refused.increment();
      return false;
    }
    accepted.increment();
    return true;
  }

  /// Counts a connection out.
  public void closed() {
    open.decrementAndGet();
  }

  void idle() {
    closedIdle.increment();
  }

  /// Counts what one read brought.
  public void read(long readBytes, long readFrames, long readPoints) {
    bytes.add(readBytes);
    if (readFrames > 0) {
      frames.add(readFrames);
    }
    points.add(readPoints);
  }

  void rejected(RejectReason reason, long count) {
    adder(reason).add(count);
  }

  private LongAdder adder(RejectReason reason) {
    return Objects.requireNonNull(rejects.get(reason));
  }
}
