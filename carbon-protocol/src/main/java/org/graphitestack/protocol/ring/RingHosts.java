// Copyright 2026 The Graphite Stack Authors
// SPDX-License-Identifier: Apache-2.0

package org.graphitestack.protocol.ring;

import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/// Which nodes of a ring share a host, as numbers.
final class RingHosts {
  private final int[] hosts;

  RingHosts(List<RingNode> nodes) {
    Map<String, Integer> numbers = new HashMap<>();
    hosts = new int[nodes.size()];
    for (int i = 0; i < hosts.length; i++) {
      Integer known = numbers.putIfAbsent(nodes.get(i).host(), numbers.size());
      hosts[i] = known == null ? numbers.size() - 1 : known;
    }
  }

  /// Whether the node's host is among those of the first `count` chosen nodes.
  boolean isUsed(int node, int[] chosen, int count) {
    for (int i = 0; i < count; i++) {
      if (hosts[chosen[i]] == hosts[node]) {
        return true;
      }
    }
    return false;
  }

  /// Refuses nodes that carbon can't tell apart: it knows them by host and instance only.
  static List<RingNode> distinct(List<RingNode> nodes) {
    if (nodes.isEmpty()) {
      throw new IllegalArgumentException("destinations: none (expected: at least one)");
    }
    Set<String> seen = new HashSet<>();
    for (RingNode node : nodes) {
      if (!seen.add(node.tuple())) {
        throw new IllegalArgumentException(
            "destination "
                + node.host()
                + ":"
                + node.port()
                + ": host and instance "
                + node.tuple()
                + " twice (expected: each once, ports don't count)");
      }
    }
    return List.copyOf(nodes);
  }
}
