// Copyright 2026 The Graphite Stack Authors
// SPDX-License-Identifier: Apache-2.0

package org.graphitestack.relay.spool;

import java.util.EnumMap;
import java.util.Map;
import org.graphitestack.log.DropReason;

/// One spool's books since it was opened. In points:
///
/// ```
/// foundQueued + taken = delivered + queued + held + dropped + lost
/// ```
///
/// @param foundQueued were waiting on disk when the spool was opened
/// @param taken were offered since
/// @param delivered the destination has
/// @param queued wait on disk
/// @param held wait in memory because the spool has no room; senders are made to wait meanwhile
/// @param dropped by the spool's caps, by reason
/// @param lost were damaged on disk
/// @param queuedBytes on disk, waiting
/// @param oldestQueued arrival of the oldest waiting point, epoch milliseconds; -1 if none waits
/// @param writeFailures appends the disk refused
/// @param forceFailures forces the disk refused
public record SpoolFigures(
    long foundQueued,
    long taken,
    long delivered,
    long queued,
    long held,
    Map<DropReason, Long> dropped,
    long lost,
    long queuedBytes,
    long oldestQueued,
    long writeFailures,
    long forceFailures) {

  /// The books of no spool.
  public static final SpoolFigures NONE = new SpoolFigures(0, 0, 0, 0, 0, Map.of(), 0, 0, -1, 0, 0);

  public SpoolFigures {
    dropped = Map.copyOf(dropped);
  }

  /// Points dropped for any reason.
  public long droppedPoints() {
    return dropped.values().stream().mapToLong(Long::longValue).sum();
  }

  /// What the equation above leaves over: 0 at rest.
  public long unaccounted() {
    return foundQueued + taken - delivered - queued - held - droppedPoints() - lost;
  }

  /// Both together.
  public SpoolFigures plus(SpoolFigures other) {
    var drops = new EnumMap<DropReason, Long>(DropReason.class);
    drops.putAll(dropped);
    other.dropped.forEach((reason, points) -> drops.merge(reason, points, Long::sum));
    return new SpoolFigures(
        foundQueued + other.foundQueued,
        taken + other.taken,
        delivered + other.delivered,
        queued + other.queued,
        held + other.held,
        drops,
        lost + other.lost,
        queuedBytes + other.queuedBytes,
        older(oldestQueued, other.oldestQueued),
        writeFailures + other.writeFailures,
        forceFailures + other.forceFailures);
  }

  private static long older(long one, long other) {
    if (one < 0 || other < 0) {
      return Math.max(one, other);
    }
    return Math.min(one, other);
  }
}
