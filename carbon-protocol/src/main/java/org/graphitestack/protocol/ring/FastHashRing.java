// Copyright 2026 The Graphite Stack Authors
// SPDX-License-Identifier: Apache-2.0

package org.graphitestack.protocol.ring;

import java.nio.charset.StandardCharsets;
import java.util.Comparator;
import java.util.List;
import java.util.stream.IntStream;

/// Carbon's `fast-hashing`: the nodes in the order of their own hashes; a name's hash, divided by
/// their number, leaves where to start. Quicker than a ring of points, but a node more or less
/// moves most names.
public final class FastHashRing implements HashRing {
  /// What carbon takes if `ROUTER_HASH_TYPE` is not set.
  public static final HashType DEFAULT_TYPE = HashType.MMH3_CH;

  private final HashType type;
  private final RingHosts hosts;
  private final Replication replication;
  private final int[] order;

  private FastHashRing(HashType type, RingHosts hosts, Replication replication, int[] order) {
    this.type = type;
    this.hosts = hosts;
    this.replication = replication;
    this.order = order;
  }

  /// Makes the ring of all nodes.
  public static FastHashRing of(HashType type, List<RingNode> nodes, Replication replication) {
    List<RingNode> distinct = RingHosts.distinct(nodes);
    int[] order =
        IntStream.range(0, distinct.size())
            .boxed()
            .sorted(Comparator.comparingInt(node -> hash(type, distinct.get(node))))
            .mapToInt(Integer::intValue)
            .toArray();
    return new FastHashRing(type, new RingHosts(distinct), replication, order);
  }

  private static int hash(HashType type, RingNode node) {
    byte[] bytes = node.tuple().getBytes(StandardCharsets.UTF_8);
    return type.position(bytes, 0, bytes.length);
  }

  @Override
  public int choose(byte[] name, int offset, int length, int[] chosen) {
    int start = Math.floorMod(type.position(name, offset, length), order.length);
    int count = 0;
    for (int i = 0; i < order.length && count < replication.factor(); i++) {
      int at = start + i;
      int node = order[at < order.length ? at : at - order.length];
      if (!replication.diverseHosts() || !hosts.isUsed(node, chosen, count)) {
        chosen[count++] = node;
      }
    }
    return count;
  }

  @Override
  public boolean isDear() {
    return type.isDear();
  }

  @Override
  public int mostChosen() {
    return Math.min(replication.factor(), order.length);
  }
}
