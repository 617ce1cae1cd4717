// Copyright 2026 The Graphite Stack Authors
// SPDX-License-Identifier: Apache-2.0

package org.graphitestack.log;

import java.util.List;
import java.util.Map;

/// The log's books at one moment. Counters run since the log was opened.
///
/// @param appendedPoints taken in
/// @param droppedPoints by reason: turned away for good, or removed before the slowest reader had
///   them
/// @param refusedBatches offers that were sent back to the caller under [WhenFull#BLOCK]
/// @param salvagedPoints found without index when the log was opened
/// @param cutBytes of a torn tail when the log was opened
/// @param quarantinedBytes that were no records when the log was opened
/// @param end the position the next batch is appended at
/// @param bytes on disk, read or not
/// @param queuedPoints not yet passed by the slowest reader; the whole backlog if no reader is
///   known
/// @param oldestUnread arrival of the oldest queued point, epoch milliseconds; -1 if nothing is
///   queued
/// @param readers one for each cursor
public record LogStatistics(
    long appendedPoints,
    long appendedBytes,
    long appendedBatches,
    Map<DropReason, Long> droppedPoints,
    long refusedBatches,
    long writeFailures,
    long forceFailures,
    long salvagedPoints,
    long cutBytes,
    long quarantinedBytes,
    long end,
    int segments,
    long bytes,
    long queuedPoints,
    long queuedBytes,
    long oldestUnread,
    List<ReaderStatistics> readers) {
  public LogStatistics {
    droppedPoints = Map.copyOf(droppedPoints);
    readers = List.copyOf(readers);
  }

  /// One reader's books. Its counters run since it was opened and move when its cursor does, so
  /// that at any moment what was queued when it was opened, and what was appended since, equals
  /// `readPoints + quarantinedPoints + lostPoints + skippedPoints + the dropped + queuedPoints`.
  ///
  /// Points are counted by whole blocks: a block the cursor stands in is still queued.
  ///
  /// @param open whether a reader holds the cursor now; if not, only position and queue are told
  /// @param quarantinedBlocks did not match their checksum
  /// @param lostPoints of segments that were gone
  /// @param skippedPoints passed over by [LogReader#skipToEnd]
  /// @param droppedPoints removed before this reader had them
  public record ReaderStatistics(
      String name,
      boolean open,
      long position,
      long readPoints,
      long readBytes,
      long quarantinedBlocks,
      long quarantinedPoints,
      long lostPoints,
      long skippedPoints,
      Map<DropReason, Long> droppedPoints,
      long queuedPoints,
      long queuedBytes,
      long oldestUnread) {
    public ReaderStatistics {
      droppedPoints = Map.copyOf(droppedPoints);
    }
  }
}
