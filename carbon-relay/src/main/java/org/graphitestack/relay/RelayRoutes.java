// Copyright 2026 The Graphite Stack Authors
// SPDX-License-Identifier: Apache-2.0

package org.graphitestack.relay;

import java.util.List;
import org.graphitestack.relay.aggregate.AggregationRules;
import org.graphitestack.relay.route.RoutingTable;

/// Where points go, and what is made of them on the way; what a reload replaces.
///
/// @param table of destinations and rules
/// @param aggregation rules of the aggregation stage; without any there is none
/// @param forwardAll whether points that come in go on beside the aggregates; carbon's FORWARD_ALL
public record RelayRoutes(RoutingTable table, AggregationRules aggregation, boolean forwardAll) {

  /// Routes without aggregation.
  public static RelayRoutes of(RoutingTable table) {
    return new RelayRoutes(table, new AggregationRules(List.of()), true, false);
  }
}
