// Copyright 2026 The Graphite Stack Authors
// SPDX-License-Identifier: Apache-2.0

package org.graphitestack.config;

import java.time.Duration;
import java.util.Map;

/// How a ceres tree is kept.
///
/// @param maxSliceGap CERES_MAX_SLICE_GAP: most missing values that are padded rather than begun a
///   slice for
/// @param cacheNodes CERES_NODE_CACHING_BEHAVIOR: `all` or `none`
/// @param sliceCaching CERES_SLICE_CACHING_BEHAVIOR: what is remembered of a node's slices
/// @param lock CERES_LOCK_WRITES: writes take the slice's lock, as other writers of a tree do
/// @param maintenanceInterval CERES_MAINTENANCE_INTERVAL: pause between two rounds over the tree;
///   zero: none, CERES_MAINTENANCE = False says the same
/// @param maintenanceNodesPerSecond CERES_MAINTENANCE_NODES_PER_SECOND: the pace of a round
public record CeresSettings(
    int maxSliceGap,
    boolean cacheNodes,
    SliceMemory sliceCaching,
    boolean lock,
    Duration maintenanceInterval,
    double maintenanceNodesPerSecond) {

  /// How much of a node's list of slices is remembered.
  public enum SliceMemory {
    NONE,
    LATEST,
    ALL
  }

  /// carbon's; maintenance, which carbon does not do, an hour after the round before.
  public static final CeresSettings DEFAULTS =
      new CeresSettings(80, true, SliceMemory.LATEST, false, Duration.ofHours(1), 500);

  static CeresSettings of(CarbonSettings settings) throws InvalidConfigException {
    var maintained = settings.flag("CERES_MAINTENANCE").orElse(true);
    return new CeresSettings(
        settings.wholeNumber("CERES_MAX_SLICE_GAP", 0).orElse(DEFAULTS.maxSliceGap),
        settings
            .choice("CERES_NODE_CACHING_BEHAVIOR", Map.of("all", true, "none", false))
            .orElse(DEFAULTS.cacheNodes),
        settings
            .choice(
                "CERES_SLICE_CACHING_BEHAVIOR",
                Map.of(
                    "none", SliceMemory.NONE,
                    "latest", SliceMemory.LATEST,
                    "all", SliceMemory.ALL))
            .orElse(DEFAULTS.sliceCaching),
        settings.flag("CERES_LOCK_WRITES").orElse(DEFAULTS.lock),
        maintained
            ? settings.seconds("CERES_MAINTENANCE_INTERVAL").orElse(DEFAULTS.maintenanceInterval)
            : Duration.ZERO,
        settings
            .rate("CERES_MAINTENANCE_NODES_PER_SECOND")
            .orElse(DEFAULTS.maintenanceNodesPerSecond));
  }
}
