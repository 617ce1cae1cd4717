// Copyright 2026 The Graphite Stack Authors
// SPDX-License-Identifier: Apache-2.0

package org.graphitestack.relay.route;

import java.util.List;
import org.graphitestack.protocol.ring.Replication;

/// Some destinations, and which of them get a point.
public sealed interface Cluster {

  /// The name it has in its file, for explanations.
  String name();

  /// Those points may be sent to.
  default List<Destination> members() {
    return switch (this) {
      case Forward(_, var members) -> members;
      case AnyOf(_, var members) -> members;
      case Failover(_, var members) -> members;
      case ConsistentHash(_, var members, _, _, _, _) -> members;
      case Files _, Blackhole _ -> List.of();
    };
  }

  /// All of them.
  record Forward(String name, List<Destination> members) implements Cluster {
    public Forward {
      members = List.copyOf(members);
    }
  }

  /// One of them, the same for a name as long as that one is healthy; the points of one that is not
  /// are spread over the healthy ones.
  record AnyOf(String name, List<Destination> members) implements Cluster {
    public AnyOf {
      members = atLeastOne(name, members);
    }
  }

  /// The first that is healthy; if none is, the first.
  record Failover(String name, List<Destination> members) implements Cluster {
    public Failover {
      members = atLeastOne(name, members);
    }
  }

  /// Those that a ring chooses for the name.
  ///
  /// @param replication how many, and whether on different hosts (which carbon-c-relay's rings
  ///   don't ask for)
  /// @param dynamic whether the points of one that is unhealthy are spread over the healthy ones
  /// @param byAggregateNames whether the ring is asked for the names aggregation rules make of the
  ///   metric, if there are any: carbon's `aggregated-…` methods
  record ConsistentHash(
      String name,
      List<Destination> members,
      Ring ring,
      Replication replication,
      boolean dynamic,
      boolean byAggregateNames)
      implements Cluster {
    public ConsistentHash {
      members = atLeastOne(name, members);
    }
  }

  /// Lines are appended to all these files.
  record Files(String name, List<FileTarget> files) implements Cluster {
    public Files {
      files = List.copyOf(files);
    }
  }

  /// Points go nowhere.
  record Blackhole(String name) implements Cluster {

    public Blackhole() {
      this("blackhole");
    }
  }

  private static List<Destination> atLeastOne(String name, List<Destination> members) {
    if (members.isEmpty()) {
      throw new IllegalArgumentException(
          "cluster " + name + ": no members (expected: at least one)");
    }
    return List.copyOf(members);
  }
}
