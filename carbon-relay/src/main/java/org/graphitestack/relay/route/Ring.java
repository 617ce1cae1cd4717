// Copyright 2026 The Graphite Stack Authors
// SPDX-License-Identifier: Apache-2.0

package org.graphitestack.relay.route;

import java.util.List;
import org.graphitestack.protocol.ring.ConsistentHashRing;
import org.graphitestack.protocol.ring.FastHashRing;
import org.graphitestack.protocol.ring.HashRing;
import org.graphitestack.protocol.ring.HashType;
import org.graphitestack.protocol.ring.JumpHashRing;
import org.graphitestack.protocol.ring.Replication;
import org.graphitestack.protocol.ring.RingNode;

/// A way of spreading names over the members of a cluster. Peers differ in details of the same
/// algorithm, so whose it is belongs to the kind.
public sealed interface Ring {

  /// Carbon's `consistent-hashing`.
  record Carbon(HashType type) implements Ring {}

  /// Carbon's `fast-hashing`.
  record CarbonFast(HashType type) implements Ring {}

  /// Carbon-c-relay's `carbon_ch` and `fnv1a_ch`.
  record CarbonRelay(HashType type) implements Ring {}

  /// Carbon-c-relay's `jump_fnv1a_ch`.
  record CarbonRelayJump() implements Ring {}

  /// The ring of these nodes.
  ///
  /// @throws IllegalArgumentException if it can't tell them apart
  default HashRing over(List<RingNode> nodes, Replication replication) {
    return switch (this) {
      case Carbon(var type) -> ConsistentHashRing.carbon(type, nodes, replication);
      case CarbonFast(var type) -> FastHashRing.of(type, nodes, replication);
      case CarbonRelay(var type) ->
          ConsistentHashRing.carbonRelay(type, nodes, replication.factor());
      case CarbonRelayJump() -> JumpHashRing.of(nodes, replication.factor());
    };
  }

  /// A few words for explanations.
  default String describe() {
    return switch (this) {
      case Carbon(var type) -> "carbon's " + type + " ring";
      case CarbonFast(var type) -> "carbon's fast hashing by " + type;
      case CarbonRelay(var type) -> "carbon-c-relay's " + type + " ring";
      case CarbonRelayJump() -> "carbon-c-relay's jump_fnv1a_ch";
    };
  }
}
