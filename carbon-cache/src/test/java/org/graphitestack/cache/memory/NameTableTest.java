// Copyright 2026 The Graphite Stack Authors
// SPDX-License-Identifier: Apache-2.0

package org.graphitestack.cache.memory;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Random;
import org.graphitestack.protocol.NameHash;
import org.junit.jupiter.api.Test;

class NameTableTest {

  private final NameHash hash = new NameHash(42);
  private final NameTable table = new NameTable();

  @Test
  void find_neverAdded_isUnknown() {
    assertThat(find("a.b")).isEqualTo(NameTable.UNKNOWN);
  }

  @Test
  void find_sameHashOtherName_isUnknown() {
    var bytes = bytes("a.b");
    table.add(7, bytes, 0, bytes.length);

    assertThat(table.find(7, bytes("a.c"), 0, 3)).isEqualTo(NameTable.UNKNOWN);
    assertThat(table.find(7, bytes("a.bb"), 0, 4)).isEqualTo(NameTable.UNKNOWN);
  }

  @Test
  void addAndRetain_randomNames_behaveLikeAMap() {
    var seed = new Random().nextLong();
    var random = new Random(seed);
    Map<String, Integer> expected = new HashMap<>();
    for (var round = 0; round < 20; round++) {
      for (var i = 0; i < 500; i++) {
        var name = "node" + random.nextInt(3000) + ".é" + random.nextInt(10);
        assertThat(find(name)).isEqualTo(expected.getOrDefault(name, NameTable.UNKNOWN));
        expected.computeIfAbsent(name, this::add);
      }
      assertThat(new HashSet<>(expected.values())).as("seed %d", seed).hasSize(expected.size());
      var odd = random.nextInt(2);
      table.retain(id -> id % 2 == odd);
      expected.values().removeIf(id -> id % 2 != odd);
      assertThat(table.size()).as("seed %d", seed).isEqualTo(expected.size());
      expected.forEach((name, id) -> assertThat(table.name(id)).isEqualTo(name));
    }
  }

  @Test
  void hash_namesThatDifferInOneByte_spread() {
    var seen = new HashSet<Integer>();
    for (var i = 0; i < 20_000; i++) {
      seen.add(
          (int)
              hash.of(
                  bytes("servers.web" + i + ".cpu"), 0, bytes("servers.web" + i + ".cpu").length));
    }
    assertThat(seen).hasSizeGreaterThan(19_990);
  }

  private int find(String name) {
    var bytes = bytes(name);
    return table.find((int) hash.of(bytes, 0, bytes.length), bytes, 0, bytes.length);
  }

  private int add(String name) {
    var bytes = bytes(name);
    return table.add((int) hash.of(bytes, 0, bytes.length), bytes, 0, bytes.length);
  }

  private static byte[] bytes(String name) {
    return name.getBytes(StandardCharsets.UTF_8);
  }
}
