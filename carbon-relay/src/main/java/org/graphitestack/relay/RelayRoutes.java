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
/// @param numbered whether each aggregation of the table means the rule of that number, as in
///   carbon-c-relay; else all rules see every point, as in carbon
/// @param ownMetrics which aggregation's ways the relay's own metrics go
public record RelayRoutes(
    RoutingTable table,
    AggregationRules aggregation,
    boolean forwardAll,
    boolean numbered,
    int ownMetrics) {

  /// Routes without aggregation.
  public static RelayRoutes of(RoutingTable table) {
    return carbon(table, new AggregationRules(List.of()), true);
  }

  /// Routes as carbon's relay and aggregator have them.
  public static RelayRoutes carbon(
      RoutingTable table, AggregationRules aggregation, boolean forwardAll) {
    return new RelayRoutes(table, aggregation, forwardAll, false, 0);
  }
}
