// Copyright 2026 The Graphite Stack Authors
// SPDX-License-Identifier: Apache-2.0

package org.graphitestack.protocol.ring;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import tools.jackson.databind.JsonNode;

/// Every recorded answer of the peers.
class HashRingTest {
  private static final HashVectors VECTORS = HashVectors.read();

  record Case(String title, JsonNode vector) {
    @Override
    public String toString() {
      return title;
    }
  }

  static Stream<Case> carbon() {
    return cases("carbon")
        .filter(each -> !each.vector().required("method").asString().startsWith("aggregated"));
  }

  static Stream<Case> carbonRelay() {
    return cases("carbon_c_relay");
  }

  static Stream<String> rings() {
    List<String> names = new ArrayList<>(VECTORS.part("rings").propertyNames());
    return names.stream();
  }

  private static Stream<Case> cases(String part) {
    List<Case> cases = new ArrayList<>();
    for (JsonNode vector : VECTORS.part(part)) {
      StringBuilder title = new StringBuilder();
      for (String name : vector.propertyNames()) {
        title.append(
            name.equals("expect") || name.equals("note")
                ? ""
                : vector.required(name).asString("-") + " ");
      }
      cases.add(new Case(title.toString().strip(), vector));
    }
    return cases.stream();
  }

  @ParameterizedTest
  @MethodSource
  void carbon(Case each) {
    JsonNode vector = each.vector();
    List<RingNode> nodes = VECTORS.cluster(vector.required("cluster").asString());
    Replication replication =
        new Replication(
            vector.required("replication_factor").asInt(),
            vector.required("diverse_replicas").asBoolean());
    JsonNode type = vector.required("hash_type");
    HashRing ring =
        vector.required("method").asString().equals("fast-hashing")
            ? FastHashRing.of(
                type.isNull() ? FastHashRing.DEFAULT_TYPE : HashType.parse(type.asString()),
                nodes,
                replication)
            : ConsistentHashRing.carbon(HashType.parse(type.asString()), nodes, replication);
    choosesAsRecorded(ring, VECTORS.texts("keys"), vector.required("expect"));
  }

  @ParameterizedTest
  @MethodSource
  void carbonRelay(Case each) {
    JsonNode vector = each.vector();
    HashRing ring =
        carbonRelayRing(
            vector.required("cluster_type").asString(),
            VECTORS.cluster(vector.required("cluster").asString()),
            vector.required("replication").asInt());
    choosesAsRecorded(ring, VECTORS.texts("crelay_keys"), vector.required("expect"));
  }

  private static HashRing carbonRelayRing(String type, List<RingNode> nodes, int replicas) {
    return type.equals("jump_fnv1a_ch")
        ? JumpHashRing.of(nodes, replicas)
        : ConsistentHashRing.carbonRelay(HashType.parse(type), nodes, replicas);
  }

  private static void choosesAsRecorded(HashRing ring, List<String> keys, JsonNode expected) {
    assertThat(expected).hasSize(keys.size());
    for (int i = 0; i < keys.size(); i++) {
      assertThat(ring.choose(keys.get(i)))
          .as(keys.get(i))
          .isEqualTo(HashVectors.indexes(expected.get(i)));
    }
  }

  @ParameterizedTest
  @MethodSource
  void rings(String name) throws NoSuchAlgorithmException {
    JsonNode ring = VECTORS.part("rings").required(name);
    String[] parts = name.split("/", -1);
    String described =
        ConsistentHashRing.carbon(
                HashType.parse(parts[1]), VECTORS.cluster(parts[0]), Replication.NONE)
            .describe();
    assertThat(described.lines()).hasSize(ring.required("entries").asInt());
    byte[] digest =
        MessageDigest.getInstance("SHA-256").digest(described.getBytes(StandardCharsets.UTF_8));
    assertThat(HexFormat.of().formatHex(digest)).isEqualTo(ring.required("sha256").asString());
  }

  @Test
  void hashes_ofAllNames_areThoseOfCarbon() {
    List<String> keys = VECTORS.texts("keys");
    List<String> columns = VECTORS.texts("hash_columns");
    JsonNode hashes = VECTORS.part("hashes");
    for (int i = 0; i < keys.size(); i++) {
      byte[] name = ("__" + keys.get(i) + "__").getBytes(StandardCharsets.UTF_8);
      for (int column = 0; column < columns.size(); column++) {
        HashType type = HashType.parse(columns.get(column));
        assertThat(type.position(name, 2, name.length - 4))
            .as(type + " of " + keys.get(i))
            .isEqualTo(hashes.get(i).get(column).asInt());
      }
    }
  }

  /// How many of twenty thousand names two rings send elsewhere was counted with the peers.
  static Stream<String> dialects() {
    List<String> names =
        new ArrayList<>(VECTORS.part("disagreement").required("counts").propertyNames());
    return names.stream();
  }

  @ParameterizedTest
  @MethodSource
  void dialects(String comparison) {
    String[] parts = comparison.split("/", -1);
    List<RingNode> nodes = VECTORS.cluster(parts[1]);
    boolean order = parts[0].equals("order");
    HashType type = order ? HashType.CARBON_CH : HashType.parse(parts[0]);
    HashRing one = ConsistentHashRing.carbon(type, nodes, Replication.NONE);
    List<RingNode> reversed = nodes.reversed();
    HashRing other =
        order
            ? ConsistentHashRing.carbon(type, reversed, Replication.NONE)
            : ConsistentHashRing.carbonRelay(type, nodes, 1);
    int differ = 0;
    for (int i = 0; i < 20_000; i++) {
      String name = "bulk.series." + i + ".value";
      RingNode first = nodes.get(one.choose(name)[0]);
      RingNode second = (order ? reversed : nodes).get(other.choose(name)[0]);
      differ += first.equals(second) ? 0 : 1;
    }
    assertThat(differ)
        .isEqualTo(VECTORS.part("disagreement").required("counts").required(comparison).asInt());
  }

  @Test
  void carbonRing_grownInOtherOrder_isTheRingOfThatOrder() {
    List<RingNode> nodes = VECTORS.cluster("thirty-two-hosts");
    ConsistentHashRing grown =
        ConsistentHashRing.emptyCarbon(HashType.CARBON_CH, nodes, Replication.NONE);
    assertThat(grown.choose("a")).isEmpty();
    for (int node = nodes.size() - 1; node >= 0; node--) {
      grown = grown.with(node);
    }
    HashRing reversed =
        ConsistentHashRing.carbon(HashType.CARBON_CH, nodes.reversed(), Replication.NONE);
    for (String key : VECTORS.texts("keys")) {
      assertThat(grown.choose(key)[0]).isEqualTo(31 - reversed.choose(key)[0]);
    }
  }

  @Test
  void carbonRing_withoutANode_sendsItsNamesElsewhereAndNoOthers() {
    List<RingNode> nodes = VECTORS.cluster("three-hosts");
    ConsistentHashRing all = ConsistentHashRing.carbon(HashType.CARBON_CH, nodes, Replication.NONE);
    ConsistentHashRing less = all.without(1);
    for (String key : VECTORS.texts("keys")) {
      int before = all.choose(key)[0];
      assertThat(less.choose(key)[0]).isNotEqualTo(1);
      if (before != 1) {
        assertThat(less.choose(key)[0]).isEqualTo(before);
      }
    }
    assertThat(less.with(0)).isSameAs(less);
    assertThat(less.without(0).without(2).choose("a")).isEmpty();
  }

  @Test
  void jumpRing_withReplicasForAll_choosesEachOnce() {
    List<RingNode> nodes = VECTORS.cluster("four-hosts-two-instances");
    HashRing ring = JumpHashRing.of(nodes, 8);
    for (String key : VECTORS.texts("keys")) {
      assertThat(ring.choose(key)).containsExactlyInAnyOrder(0, 1, 2, 3, 4, 5, 6, 7);
    }
  }

  @Test
  void jumpRing_ordersInstancesAsNumbersIfBothAre_andNodesWithoutOneLast() {
    List<RingNode> sorted =
        List.of(
            new RingNode("h", 1, "2"),
            new RingNode("h", 2, "10"),
            new RingNode("h", 3, "a"),
            new RingNode("h", 4, null),
            new RingNode("g", 5, null));
    List<RingNode> shuffled =
        List.of(sorted.get(3), sorted.get(2), sorted.get(1), sorted.get(4), sorted.get(0));
    HashRing expected = JumpHashRing.of(sorted, 2);
    HashRing ring = JumpHashRing.of(shuffled, 2);
    for (String key : VECTORS.texts("keys")) {
      int[] chosen = ring.choose(key);
      int[] same = expected.choose(key);
      assertThat(shuffled.get(chosen[0])).isEqualTo(sorted.get(same[0]));
      assertThat(shuffled.get(chosen[1])).isEqualTo(sorted.get(same[1]));
    }
  }

  @Test
  void mistakes_areToldWithWhatWasExpected() {
    RingNode node = new RingNode("a", 2004, null);
    List<RingNode> twice = List.of(node, new RingNode("a", 2104, null));
    assertThatThrownBy(() -> ConsistentHashRing.carbon(HashType.CARBON_CH, twice, Replication.NONE))
        .hasMessage(
            "destination a:2104: host and instance ('a', None) twice (expected: each once, ports"
                + " don't count)");
    assertThatThrownBy(() -> FastHashRing.of(HashType.MMH3_CH, List.of(), Replication.NONE))
        .hasMessage("destinations: none (expected: at least one)");
    assertThatThrownBy(() -> ConsistentHashRing.carbonRelay(HashType.MMH3_CH, List.of(node), 1))
        .hasMessageStartingWith("hash type: mmh3_ch (expected: carbon_ch or fnv1a_ch");
    assertThatThrownBy(() -> JumpHashRing.of(List.of(node), 0))
        .hasMessage("replication: 0 (expected: >= 1)");
    assertThatThrownBy(() -> new Replication(0, true))
        .hasMessage("replication factor: 0 (expected: >= 1)");
    assertThatThrownBy(() -> HashType.parse("md5"))
        .hasMessage("hash type: \"md5\" (expected: carbon_ch, fnv1a_ch or mmh3_ch)");
    assertThatThrownBy(() -> new RingNode("", 1, null)).hasMessageStartingWith("host: \"\"");
    assertThatThrownBy(() -> new RingNode("a", 70_000, null)).hasMessageStartingWith("port: 70000");
  }
}
