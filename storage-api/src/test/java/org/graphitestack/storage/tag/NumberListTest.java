// Copyright 2026 The Graphite Stack Authors
// SPDX-License-Identifier: Apache-2.0

package org.graphitestack.storage.tag;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.BitSet;
import java.util.Random;
import org.junit.jupiter.api.Test;

class NumberListTest {

  @Test
  void numbers_nearAndFar_comeBack() {
    var seed = new Random().nextLong();
    var random = new Random(seed);
    var list = new NumberList();
    var expected = new BitSet();
    for (var number = random.nextInt(3); number < 100_000_000; ) {
      list.add(number);
      expected.set(number);
      number += 1 + (random.nextInt(100) == 0 ? random.nextInt(1 << 20) : random.nextInt(200));
    }

    var found = new BitSet();
    list.addTo(found);

    assertThat(found).as("seed %d", seed).isEqualTo(expected);
    assertThat(list.count()).isEqualTo(expected.cardinality());
  }

  @Test
  void anyIn_aSet_isWhetherTheyShareANumber() {
    var list = new NumberList();
    list.add(5);
    list.add(1000);
    var set = new BitSet();
    set.set(6, 1000);

    assertThat(list.anyIn(set)).isFalse();
    set.set(1000);
    assertThat(list.anyIn(set)).isTrue();
  }

  @Test
  void forgetOne_leavesTheNumbersAndCountsLess() {
    var list = new NumberList();
    list.add(0);
    list.add(Integer.MAX_VALUE);

    assertThat(list.forgetOne()).isEqualTo(1);
    assertThat(list.live()).isEqualTo(1);
    assertThat(list.count()).isEqualTo(2);
  }
}
