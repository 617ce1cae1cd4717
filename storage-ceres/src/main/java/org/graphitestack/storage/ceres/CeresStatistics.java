// Copyright 2026 The Graphite Stack Authors
// SPDX-License-Identifier: Apache-2.0

package org.graphitestack.storage.ceres;

import java.util.concurrent.atomic.LongAdder;

/// What an engine has done since it was opened. Thread-safe; figures only grow.
public final class CeresStatistics {

  private final LongAdder creates = new LongAdder();
  private final LongAdder updates = new LongAdder();
  private final LongAdder pointsWritten = new LongAdder();
  private final LongAdder pointsTooOld = new LongAdder();
  private final LongAdder pointsUnrepresentable = new LongAdder();
  private final LongAdder slicesCreated = new LongAdder();
  private final LongAdder reads = new LongAdder();
  private final LongAdder corruptNodes = new LongAdder();
  private final LongAdder nodesMaintained = new LongAdder();
  private final LongAdder pointsRolledUp = new LongAdder();
  private final LongAdder slicesMerged = new LongAdder();
  private final LongAdder slicesCut = new LongAdder();
  private final LongAdder slicesDeleted = new LongAdder();

  CeresStatistics() {}

  void created() {
    creates.increment();
  }

  void updated(int stored, int tooOld, int unrepresentable, int slicesMade) {
    updates.increment();
    pointsWritten.add(stored);
    pointsTooOld.add(tooOld);
    pointsUnrepresentable.add(unrepresentable);
    slicesCreated.add(slicesMade);
  }

  void read() {
    reads.increment();
  }

  void foundCorrupt() {
    corruptNodes.increment();
  }

  void maintained(MaintenanceWork work) {
    nodesMaintained.increment();
    pointsRolledUp.add(work.pointsRolledUp());
    slicesMerged.add(work.slicesMerged());
    slicesCut.add(work.slicesCut());
    slicesDeleted.add(work.slicesDeleted());
  }

  /// Nodes created.
  public long creates() {
    return creates.sum();
  }

  /// Batches written.
  public long updates() {
    return updates.sum();
  }

  /// Points of those batches that were stored.
  public long pointsWritten() {
    return pointsWritten.sum();
  }

  /// Points dropped because no archive reaches back to them.
  public long pointsTooOld() {
    return pointsTooOld.sum();
  }

  /// Points dropped because their timestamp is no unsigned 32-bit number.
  public long pointsUnrepresentable() {
    return pointsUnrepresentable.sum();
  }

  /// Slices that writes made.
  public long slicesCreated() {
    return slicesCreated.sum();
  }

  /// Series read.
  public long reads() {
    return reads.sum();
  }

  /// Times that a node was found corrupt.
  public long corruptNodes() {
    return corruptNodes.sum();
  }

  /// Nodes that maintenance went through, each time counted.
  public long nodesMaintained() {
    return nodesMaintained.sum();
  }

  /// Coarse points that maintenance wrote.
  public long pointsRolledUp() {
    return pointsRolledUp.sum();
  }

  /// Slices that went into their neighbour.
  public long slicesMerged() {
    return slicesMerged.sum();
  }

  /// Slices that lost their beginning.
  public long slicesCut() {
    return slicesCut.sum();
  }

  /// Slices removed because nothing of them is kept any longer.
  public long slicesDeleted() {
    return slicesDeleted.sum();
  }
}
