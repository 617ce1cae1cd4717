// Copyright 2026 The Graphite Stack Authors
// SPDX-License-Identifier: Apache-2.0

package org.graphitestack.storage.ceres;

/// What maintenance did, to one node or to many.
///
/// @param pointsRolledUp coarse points written
/// @param slicesMerged slices that went into their neighbour
/// @param slicesCut slices that lost their beginning
/// @param slicesDeleted slices of which nothing is kept any longer
public record MaintenanceWork(
    long pointsRolledUp, long slicesMerged, long slicesCut, long slicesDeleted) {

  public static final MaintenanceWork NONE = new MaintenanceWork(0, 0, 0, 0);

  public MaintenanceWork plus(MaintenanceWork other) {
    return new MaintenanceWork(
        pointsRolledUp + other.pointsRolledUp,
        slicesMerged + other.slicesMerged,
        slicesCut + other.slicesCut,
        slicesDeleted + other.slicesDeleted);
  }
}
