// Copyright 2026 The Graphite Stack Authors
// SPDX-License-Identifier: Apache-2.0

package org.graphitestack.web.render;

/// How stored values are read and made fewer, where one may want something else than graphite-web
/// does. Each is part of what answers are kept by.
///
/// @param rollUps which series are consolidated by the method they are stored with (`rollup`)
/// @param stitched whether each part of a window comes from the finest archive that has it, instead
///   of all from one archive (`stitch`)
/// @param aligned whether values are normalised and consolidated in runs that begin at multiples of
///   their length, instead of at the first value (`align`)
/// @param local whether other servers of the cluster are left out (`local`)
public record ReadOptions(RollUps rollUps, boolean stitched, boolean aligned, boolean local) {

  /// As graphite-web does.
  public static final ReadOptions PLAIN = new ReadOptions(RollUps.OFF, false, false);

  /// From the whole cluster.
  public ReadOptions(RollUps rollUps, boolean stitched, boolean aligned) {
    this(rollUps, stitched, aligned, false);
  }
}
