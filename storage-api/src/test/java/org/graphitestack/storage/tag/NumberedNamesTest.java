// Copyright 2026 The Graphite Stack Authors
// SPDX-License-Identifier: Apache-2.0

package org.graphitestack.storage.tag;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.HashMap;
import java.util.Random;
import org.junit.jupiter.api.Test;

class NumberedNamesTest {

  private final NumberedNames names = new NumberedNames();

  @Test
  void add_thenFind_isTheSameNumber() {
    assertThat(names.add("a;b=c")).isZero();
    assertThat(names.add("ключ;б=в")).isEqualTo(1);

    assertThat(names.numberOf("ключ;б=в")).isEqualTo(1);
    assertThat(names.name(1)).isEqualTo("ключ;б=в");
    assertThat(names.numberOf("a;b=d")).isEqualTo(-1);
  }

  @Test
  void remove_thenAdd_givesAnotherNumber() {
    names.add("a;b=c");

    assertThat(names.remove("a;b=c")).isZero();
    assertThat(names.numberOf("a;b=c")).isEqualTo(-1);
    assertThat(names.name(0)).isNull();
    assertThat(names.remove("a;b=c")).isEqualTo(-1);
    assertThat(names.add("a;b=c")).isEqualTo(1);
    assertThat(names.size()).isEqualTo(1);
    assertThat(names.numbers()).isEqualTo(2);
  }

  @Test
  void manyChanges_agreeWithAMap() {
    var seed = new Random().nextLong();
    var random = new Random(seed);
    var expected = new HashMap<String, Integer>();
    for (var i = 0; i < 200_000; i++) {
      var name = "disk;host=" + random.nextInt(20_000);
      if (random.nextInt(3) == 0) {
        var number = expected.remove(name);
        assertThat(names.remove(name)).as("seed %d", seed).isEqualTo(number == null ? -1 : number);
      } else if (!expected.containsKey(name)) {
        expected.put(name, names.add(name));
      }
    }
    expected.forEach(
        (name, number) -> {
          assertThat(names.numberOf(name)).as("seed %d", seed).isEqualTo(number);
          assertThat(names.name(number)).as("seed %d", seed).isEqualTo(name);
        });
    assertThat(names.size()).isEqualTo(expected.size());
  }
}
