// Copyright 2026 The Graphite Stack Authors
// SPDX-License-Identifier: Apache-2.0

package org.graphitestack.relay.route;

import java.util.List;
import java.util.Map;
import org.graphitestack.protocol.ring.HashRing;

/// A cluster made ready: destinations and files are numbers, the ring is built.
sealed interface Target {

  /// The cluster's name and kind, for explanations.
  String describe();

  record All(String describe, int[] destinations) implements Target {}

  record AnyOf(String describe, int[] destinations) implements Target {}

  record Failover(String describe, int[] destinations) implements Target {}

  record Hash(
      String describe, int[] destinations, HashRing ring, boolean dynamic, boolean byAggregateNames)
      implements Target {}

  record Files(String describe, int[] files) implements Target {}

  record Nowhere(String describe) implements Target {}

  /// Makes a cluster ready.
  ///
  /// @param destinations numbers by name
  /// @param files numbers; unknown ones are added
  static Target of(
      Cluster cluster, Map<String, Integer> destinations, Map<FileTarget, Integer> files) {
    var members = numbers(cluster, destinations);
    return switch (cluster) {
      case Cluster.Forward forward -> new All("all of " + forward.name(), members);
      case Cluster.AnyOf anyOf -> new AnyOf("any of " + anyOf.name(), members);
      case Cluster.Failover failover ->
          new Failover("the first healthy one of " + failover.name(), members);
      case Cluster.ConsistentHash hash ->
          new Hash(
              hash.ring().describe() + " of " + hash.name(),
              members,
              ring(hash),
              hash.dynamic(),
              hash.byAggregateNames());
      case Cluster.Files(var name, var targets) ->
          new Files(
              "files of " + name,
              targets.stream()
                  .mapToInt(
                      file -> {
                        var known = files.putIfAbsent(file, files.size());
                        return known == null ? files.size() - 1 : known;
                      })
                  .toArray());
      case Cluster.Blackhole(var name) -> new Nowhere(name);
    };
  }

  private static HashRing ring(Cluster.ConsistentHash hash) {
    try {
      return hash.ring()
          .over(hash.members().stream().map(Destination::ringNode).toList(), hash.replication());
    } catch (IllegalArgumentException invalid) {
      throw new IllegalArgumentException(
          "cluster " + hash.name() + ": " + invalid.getMessage(), invalid);
    }
  }

  private static int[] numbers(Cluster cluster, Map<String, Integer> destinations) {
    List<Destination> members = cluster.members();
    var numbers = new int[members.size()];
    for (var i = 0; i < numbers.length; i++) {
      var number = destinations.get(members.get(i).name());
      if (number == null) {
        throw new IllegalArgumentException(
            "cluster "
                + cluster.name()
                + ": "
                + members.get(i).name()
                + " (expected: one of the plan's destinations)");
      }
      numbers[i] = number;
    }
    return numbers;
  }
}
