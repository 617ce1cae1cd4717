// Copyright 2026 The Graphite Stack Authors
// SPDX-License-Identifier: Apache-2.0

package org.graphitestack.storage.ceres;

import java.nio.file.Path;
import java.time.Duration;
import java.time.InstantSource;
import java.util.function.LongSupplier;

/// How a ceres tree is kept.
///
/// @param root the data folder (`LOCAL_DATA_DIR`)
/// @param maxSliceGap most values that are padded rather than begun a slice for
///   (`CERES_MAX_SLICE_GAP`)
/// @param cacheNodes whether nodes are remembered (`CERES_NODE_CACHING_BEHAVIOR`, all or none)
/// @param sliceCaching what is remembered of a node's slices (`CERES_SLICE_CACHING_BEHAVIOR`)
/// @param lock whether writes take the `flock` of the slice, as other writers of the tree may do
///   (`CERES_LOCK_WRITES`)
/// @param force whether new nodes are forced to the disk
/// @param quarantine how long a corrupt node is not read again
/// @param clock wall time, for what is compared with times of the file system
/// @param nanoTime elapsed time in nanoseconds
public record CeresOptions(
    Path root,
    int maxSliceGap,
    boolean cacheNodes,
    SliceCaching sliceCaching,
    boolean lock,
    boolean force,
    Duration quarantine,
    InstantSource clock,
    LongSupplier nanoTime) {

  /// carbon's.
  public static final int DEFAULT_MAX_SLICE_GAP = 80;

  public CeresOptions {
    if (maxSliceGap < 0) {
      throw new IllegalArgumentException("maxSliceGap: " + maxSliceGap + " (expected: >= 0)");
    }
    if (quarantine.isNegative()) {
      throw new IllegalArgumentException("quarantine: " + quarantine + " (expected: >= 0)");
    }
  }

  /// carbon's defaults: gaps of up to 80 values, all nodes, the latest slices; quarantine of a
  /// minute.
  public static CeresOptions of(Path root, InstantSource clock, LongSupplier nanoTime) {
    return new CeresOptions(
        root,
        DEFAULT_MAX_SLICE_GAP,
        true,
        SliceCaching.LATEST,
        false,
        false,
        Duration.ofMinutes(1),
        clock,
        nanoTime);
  }

  public CeresOptions withMaxSliceGap(int value) {
    return new CeresOptions(
        root, value, cacheNodes, sliceCaching, lock, force, quarantine, clock, nanoTime);
  }

  public CeresOptions withCaching(boolean nodes, SliceCaching slices) {
    return new CeresOptions(
        root, maxSliceGap, nodes, slices, lock, force, quarantine, clock, nanoTime);
  }

  public CeresOptions withLock(boolean value) {
    return new CeresOptions(
        root, maxSliceGap, cacheNodes, sliceCaching, value, force, quarantine, clock, nanoTime);
  }

  public CeresOptions withForce(boolean value) {
    return new CeresOptions(
        root, maxSliceGap, cacheNodes, sliceCaching, lock, value, quarantine, clock, nanoTime);
  }

  public CeresOptions withQuarantine(Duration value) {
    return new CeresOptions(
        root, maxSliceGap, cacheNodes, sliceCaching, lock, force, value, clock, nanoTime);
  }
}
