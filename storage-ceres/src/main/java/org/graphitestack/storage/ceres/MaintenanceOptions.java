// Copyright 2026 The Graphite Stack Authors
// SPDX-License-Identifier: Apache-2.0

package org.graphitestack.storage.ceres;

/// What maintenance does to nodes.
///
/// @param rollUp whether what an archive no longer holds is rolled up into the next coarser one
/// @param merge whether slices of one step that lie close together become one
/// @param delete whether what no archive holds is removed
/// @param orphans whether slices finer than the finest archive are rolled up into it, at once
/// @param mergeGap most missing values between two slices that become one; a file takes a block of
///   the disk, so up to a block's worth costs nothing
/// @param maxSlices more slices than that in a node become fewer, whatever lies between them, as
///   far as `MAX_PADDING` goes
/// @param slack how much longer than an archive says its points may stay, as a share of its length:
///   the beginning of a slice is cut off by copying the rest, so not for each point
public record MaintenanceOptions(
    boolean rollUp,
    boolean merge,
    boolean delete,
    boolean orphans,
    int mergeGap,
    int maxSlices,
    double slack) {

  /// Most missing values that are written between two slices, to have fewer of them.
  public static final int MAX_PADDING = 65_536;

  /// For a daemon: everything but orphans, an eighth of slack.
  public static final MaintenanceOptions DEFAULTS =
      new MaintenanceOptions(true, true, true, false, 512, 10, 0.125);

  public MaintenanceOptions {
    if (mergeGap < 0 || mergeGap > MAX_PADDING) {
      throw new IllegalArgumentException(
          "mergeGap: " + mergeGap + " (expected: 0 to " + MAX_PADDING + ")");
    }
    if (maxSlices < 1) {
      throw new IllegalArgumentException("maxSlices: " + maxSlices + " (expected: >= 1)");
    }
    if (!(slack >= 0 && slack <= 1)) {
      throw new IllegalArgumentException("slack: " + slack + " (expected: 0 to 1)");
    }
  }

  public MaintenanceOptions withSlack(double value) {
    return new MaintenanceOptions(rollUp, merge, delete, orphans, mergeGap, maxSlices, value);
  }
}
