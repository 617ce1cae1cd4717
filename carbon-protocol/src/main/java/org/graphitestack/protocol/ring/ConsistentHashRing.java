// Copyright 2026 The Graphite Stack Authors
// SPDX-License-Identifier: Apache-2.0

package org.graphitestack.protocol.ring;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/// A hundred points for each node on a circle; a name belongs to the node of the first point at or
/// behind its own position.
///
/// Two dialects, which differ where points collide, and for a few keys in a thousand with many
/// nodes:
///
/// - [#carbon]: a node's point that finds its place taken moves on to the next free one, so the
///   order of the destinations matters; a dynamic router builds the ring in the order in which they
///   connect ([#with], [#without]).
/// - [#carbonRelay]: carbon-c-relay leaves points where they are; of those in one place the first
///   wins, by host, then instance or port.
public final class ConsistentHashRing implements HashRing {
  private static final int POINTS_PER_NODE = 100;

  /// The circle is cut into about as many sectors, so that a search begins near its end.
  private static final int SECTOR_BITS = 10;

  private final HashType type;
  private final List<RingNode> nodes;
  private final RingHosts hosts;
  private final Replication replication;
  private final int[] positions;
  private final int[] owners;

  /// By sector, the first point in it or behind it.
  private final int[] sectors;

  private final int sectorShift;
  private final int nodesInRing;

  /// Whether a ring of one node hands it out again for a second replica, as carbon's does.
  private final boolean repeatsOnlyNode;

  private ConsistentHashRing(
      HashType type,
      List<RingNode> nodes,
      RingHosts hosts,
      Replication replication,
      int[] positions,
      int[] owners,
      boolean repeatsOnlyNode) {
    this.type = type;
    this.nodes = nodes;
    this.hosts = hosts;
    this.replication = replication;
    this.positions = positions;
    this.owners = owners;
    var span = positions.length == 0 ? 0 : (long) positions[positions.length - 1] - positions[0];
    this.sectorShift = Math.max(0, Long.SIZE - Long.numberOfLeadingZeros(span) - SECTOR_BITS);
    this.sectors = sectors(positions, span, sectorShift);
    this.nodesInRing = (int) Arrays.stream(owners).distinct().count();
    this.repeatsOnlyNode = repeatsOnlyNode;
  }

  /// Carbon's `consistent-hashing`, all nodes in the ring, in the order of the list.
  public static ConsistentHashRing carbon(
      HashType type, List<RingNode> nodes, Replication replication) {
    ConsistentHashRing ring = emptyCarbon(type, nodes, replication);
    for (int node = 0; node < nodes.size(); node++) {
      ring = ring.with(node);
    }
    return ring;
  }

  /// Carbon's ring before any destination has connected.
  public static ConsistentHashRing emptyCarbon(
      HashType type, List<RingNode> nodes, Replication replication) {
    List<RingNode> distinct = RingHosts.distinct(nodes);
    return new ConsistentHashRing(
        type, distinct, new RingHosts(distinct), replication, new int[0], new int[0], true);
  }

  /// Carbon-c-relay's `carbon_ch` and `fnv1a_ch` clusters.
  ///
  /// @param replicas its `replication`; it never asks for different hosts
  public static ConsistentHashRing carbonRelay(HashType type, List<RingNode> nodes, int replicas) {
    if (nodes.isEmpty()) {
      throw new IllegalArgumentException("destinations: none (expected: at least one)");
    }
    if (type == HashType.MMH3_CH) {
      throw new IllegalArgumentException(
          "hash type: mmh3_ch (expected: carbon_ch or fnv1a_ch, carbon-c-relay has no other)");
    }
    List<RingNode> copy = List.copyOf(nodes);
    record Point(int position, int node) {}

    Point[] points = new Point[POINTS_PER_NODE * copy.size()];
    for (int i = 0; i < points.length; i++) {
      int node = i / POINTS_PER_NODE;
      String text = carbonRelayText(type, copy.get(node), i % POINTS_PER_NODE);
      points[i] = new Point(position(type, text), node);
    }
    Comparator<RingNode> byName =
        type == HashType.CARBON_CH
            ? Comparator.comparing(RingNode::host)
                .thenComparing(RingNode::instance, Comparator.nullsFirst(Comparator.naturalOrder()))
            : Comparator.comparing(RingNode::host).thenComparingInt(RingNode::port);
    Arrays.sort(
        points,
        Comparator.comparingInt(Point::position)
            .thenComparing(point -> copy.get(point.node()), byName));
    return new ConsistentHashRing(
        type,
        copy,
        new RingHosts(copy),
        new Replication(replicas, false),
        Arrays.stream(points).mapToInt(Point::position).toArray(),
        Arrays.stream(points).mapToInt(Point::node).toArray(),
        false);
  }

  /// The ring with one more of its nodes connected; the same ring if it is.
  public ConsistentHashRing with(int node) {
    if (Arrays.stream(owners).anyMatch(owner -> owner == node)) {
      return this;
    }
    Set<Integer> taken = new HashSet<>();
    for (int position : positions) {
      taken.add(position);
    }
    int[] allPositions = Arrays.copyOf(positions, positions.length + POINTS_PER_NODE);
    int[] allOwners = Arrays.copyOf(owners, owners.length + POINTS_PER_NODE);
    for (int i = 0; i < POINTS_PER_NODE; i++) {
      int position = position(type, carbonText(type, nodes.get(node), i));
      while (!taken.add(position)) {
        position++;
      }
      insert(allPositions, allOwners, positions.length + i, position, node);
    }
    return copy(allPositions, allOwners);
  }

  /// The ring without one of its nodes. The points of others stay where they had moved on to.
  public ConsistentHashRing without(int node) {
    int[] left = new int[positions.length];
    int[] leftOwners = new int[positions.length];
    int count = 0;
    for (int i = 0; i < positions.length; i++) {
      if (owners[i] != node) {
        left[count] = positions[i];
        leftOwners[count] = owners[i];
        count++;
      }
    }
    return copy(Arrays.copyOf(left, count), Arrays.copyOf(leftOwners, count));
  }

  @Override
  public int choose(byte[] name, int offset, int length, int[] chosen) {
    if (positions.length == 0) {
      return 0;
    }
    if (nodesInRing == 1) {
      return chooseOnly(chosen);
    }
    int start = firstAtOrBehind(type.position(name, offset, length));
    int count = 0;
    int seen = 0;
    // As in carbon, the walk ends before the entry that precedes its start.
    for (int i = 0; i < positions.length - 1 && seen < nodesInRing; i++) {
      int at = start + i;
      int node = owners[at < positions.length ? at : at - positions.length];
      if (isChosen(node, chosen, count)) {
        continue;
      }
      seen++;
      if (replication.diverseHosts() && hosts.isUsed(node, chosen, count)) {
        continue;
      }
      chosen[count++] = node;
      if (count == replication.factor()) {
        break;
      }
    }
    return count;
  }

  @Override
  public int mostChosen() {
    return repeatsOnlyNode
        ? Math.min(replication.factor(), Math.max(2, nodes.size()))
        : Math.min(replication.factor(), nodes.size());
  }

  @Override
  public boolean isDear() {
    return type.isDear() && nodesInRing > 1;
  }

  private int chooseOnly(int[] chosen) {
    chosen[0] = owners[0];
    if (!repeatsOnlyNode || replication.diverseHosts() || replication.factor() == 1) {
      return 1;
    }
    chosen[1] = owners[0];
    return 2;
  }

  private static int[] sectors(int[] positions, long span, int shift) {
    int[] sectors = new int[(int) (span >>> shift) + 1];
    int sector = 0;
    for (int i = 0; i < positions.length; i++) {
      for (long own = ((long) positions[i] - positions[0]) >>> shift; sector <= own; sector++) {
        sectors[sector] = i;
      }
    }
    return sectors;
  }

  private int firstAtOrBehind(int position) {
    long behindFirst = (long) position - positions[0];
    if (behindFirst <= 0 || position > positions[positions.length - 1]) {
      return 0;
    }
    int at = sectors[(int) (behindFirst >>> sectorShift)];
    while (positions[at] < position) {
      at++;
    }
    return at;
  }

  private static boolean isChosen(int node, int[] chosen, int count) {
    for (int i = 0; i < count; i++) {
      if (chosen[i] == node) {
        return true;
      }
    }
    return false;
  }

  /// The points, as `position node` lines in ring order, for tests and for people.
  String describe() {
    StringBuilder text = new StringBuilder();
    for (int i = 0; i < positions.length; i++) {
      text.append(i == 0 ? "" : "\n").append(positions[i]).append(' ').append(owners[i]);
    }
    return text.toString();
  }

  private ConsistentHashRing copy(int[] newPositions, int[] newOwners) {
    return new ConsistentHashRing(
        type, nodes, hosts, replication, newPositions, newOwners, repeatsOnlyNode);
  }

  private static void insert(int[] positions, int[] owners, int count, int position, int node) {
    int at = count;
    while (at > 0 && positions[at - 1] > position) {
      positions[at] = positions[at - 1];
      owners[at] = owners[at - 1];
      at--;
    }
    positions[at] = position;
    owners[at] = node;
  }

  private static String carbonText(HashType type, RingNode node, int point) {
    return type == HashType.FNV1A_CH
        ? point + "-" + (node.instance() == null ? "None" : node.instance())
        : node.tuple() + ":" + point;
  }

  private static String carbonRelayText(HashType type, RingNode node, int point) {
    return type == HashType.FNV1A_CH && node.instance() == null
        ? point + "-" + node.host() + ":" + node.port()
        : carbonText(type, node, point);
  }

  private static int position(HashType type, String text) {
    byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
    return type.position(bytes, 0, bytes.length);
  }
}
