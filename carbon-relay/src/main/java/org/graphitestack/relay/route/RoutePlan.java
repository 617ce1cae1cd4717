// Copyright 2026 The Graphite Stack Authors
// SPDX-License-Identifier: Apache-2.0

package org.graphitestack.relay.route;

import java.util.HashSet;
import java.util.List;

/// All that configuration says about where points go.
///
/// @param destinations every one that rules may name, in the order of the file: the order is part
///   of carbon's hashing
/// @param rules in order
/// @param generatedFrom the rule that points made by the aggregator begin at
/// @param generatedTo clusters that points made by one aggregation go to instead; an aggregation
///   beyond the list, or with an empty one, has none
/// @param tagsApart whether names end at the first `;` for patterns, rewriting and hashing, as in
///   carbon-c-relay; else tags belong to the name, as in carbon
/// @param poolReplicas whether destinations that share host and port share the points of each:
///   carbon's `DESTINATION_POOL_REPLICAS`
public record RoutePlan(
    List<Destination> destinations,
    List<RouteRule> rules,
    int generatedFrom,
    List<List<Cluster>> generatedTo,
    boolean tagsApart,
    boolean poolReplicas) {

  public RoutePlan {
    destinations = List.copyOf(destinations);
    rules = List.copyOf(rules);
    generatedTo = generatedTo.stream().map(List::copyOf).toList();
    if (generatedFrom < 0 || generatedFrom > rules.size()) {
      throw new IllegalArgumentException(
          "generatedFrom: " + generatedFrom + " (expected: 0 to " + rules.size() + ")");
    }
    var names = new HashSet<String>();
    for (var destination : destinations) {
      if (!names.add(destination.name())) {
        throw new IllegalArgumentException(
            "destination " + destination.name() + " twice (expected: each once)");
      }
    }
  }

  /// Carbon's kind of plan, without an aggregator's own ways.
  public static RoutePlan of(List<Destination> destinations, List<RouteRule> rules) {
    return new RoutePlan(destinations, rules, 0, List.of(), false, false);
  }
}
