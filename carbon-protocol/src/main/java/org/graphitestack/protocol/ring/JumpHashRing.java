// Copyright 2026 The Graphite Stack Authors
// SPDX-License-Identifier: Apache-2.0

package org.graphitestack.protocol.ring;

import java.math.BigInteger;
import java.util.List;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/// Carbon-c-relay's `jump_fnv1a_ch`: jump consistent hashing (Lamping, Veach: "A Fast, Minimal
/// Memory, Consistent Hash Algorithm") of the name's FNV-1a of 64 bits over the nodes in the order
/// of their instances. A chosen node gives its place to the last one, and the hash is stirred once,
/// for the next replica.
public final class JumpHashRing implements HashRing {
  private static final Pattern NUMBER = Pattern.compile("[0-9]+");

  private final int[] order;
  private final int replicas;

  private JumpHashRing(int[] order, int replicas) {
    this.order = order;
    this.replicas = replicas;
  }

  /// Makes the ring of all nodes.
  ///
  /// @param replicas its `replication`
  public static JumpHashRing of(List<RingNode> nodes, int replicas) {
    if (nodes.isEmpty()) {
      throw new IllegalArgumentException("destinations: none (expected: at least one)");
    }
    if (replicas < 1) {
      throw new IllegalArgumentException("replication: " + replicas + " (expected: >= 1)");
    }
    return new JumpHashRing(order(nodes), Math.min(replicas, nodes.size()));
  }

  /// By insertion, since "as numbers if both are" is no order when some instances are numbers and
  /// others not, which a library's sort may refuse.
  private static int[] order(List<RingNode> nodes) {
    int[] order = new int[nodes.size()];
    for (int node = 0; node < order.length; node++) {
      int at = node;
      while (at > 0
          && compare(nodes.get(node).instance(), nodes.get(order[at - 1]).instance()) < 0) {
        order[at] = order[at - 1];
        at--;
      }
      order[at] = node;
    }
    return order;
  }

  /// Nodes without instance come last.
  private static int compare(@Nullable String a, @Nullable String b) {
    if (a == null || b == null) {
      return Boolean.compare(a == null, b == null);
    }
    return NUMBER.matcher(a).matches() && NUMBER.matcher(b).matches()
        ? new BigInteger(a).compareTo(new BigInteger(b))
        : a.compareTo(b);
  }

  @Override
  public int choose(byte[] name, int offset, int length, int[] chosen) {
    long hash = Fnv1a.hash64(name, offset, length);
    for (int i = 0; i < replicas; i++) {
      chosen[i] = jump(hash, order.length - i);
      hash = stir(hash);
    }
    // The places are those left after each choice; the last one is told first, while the ones
    // before it
    // still stand as they were drawn.
    for (int i = replicas - 1; i >= 0; i--) {
      int place = chosen[i];
      for (int before = i - 1; before >= 0; before--) {
        if (chosen[before] == place) {
          place = order.length - 1 - before;
        }
      }
      chosen[i] = order[place];
    }
    return replicas;
  }

  @Override
  public int mostChosen() {
    return replicas;
  }

  @Override
  public boolean isDear() {
    return false;
  }

  private static int jump(long hash, int buckets) {
    long key = hash;
    long bucket = -1;
    long next = 0;
    while (next < buckets) {
      bucket = next;
      key = key * 2862933555777941757L + 1;
      next = (long) ((bucket + 1) * (2147483648.0 / ((key >>> 33) + 1)));
    }
    return (int) bucket;
  }

  /// One round of xorshift64*.
  private static long stir(long hash) {
    long stirred = hash;
    stirred ^= stirred >>> 12;
    stirred ^= stirred << 25;
    stirred ^= stirred >>> 27;
    return stirred * 2685821657736338717L;
  }
}
