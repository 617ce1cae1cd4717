// Copyright 2026 The Graphite Stack Authors
// SPDX-License-Identifier: Apache-2.0

package org.graphitestack.relay.route;

import java.util.List;

/// Where every single point goes, under the name it came with.
///
/// @param destinations indexes into [RoutingTable#destinations]
/// @param files indexes into [RoutingTable#files]
public record ConstantRoute(List<Integer> destinations, List<Integer> files) {

  public ConstantRoute {
    destinations = List.copyOf(destinations);
    files = List.copyOf(files);
  }
}
