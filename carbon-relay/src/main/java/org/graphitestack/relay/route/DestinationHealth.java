// Copyright 2026 The Graphite Stack Authors
// SPDX-License-Identifier: Apache-2.0

package org.graphitestack.relay.route;

/// Which destinations take points at the moment. Asked per point, from many threads.
@FunctionalInterface
public interface DestinationHealth {

  /// Everything is well.
  DestinationHealth ALL_HEALTHY = _ -> true;

  /// Whether points sent now would arrive soon.
  ///
  /// @param destinationIndex into [RoutingTable#destinations]
  boolean healthy(int destinationIndex);
}
