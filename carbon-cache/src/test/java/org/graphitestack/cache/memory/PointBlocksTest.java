// Copyright 2026 The Graphite Stack Authors
// SPDX-License-Identifier: Apache-2.0

package org.graphitestack.cache.memory;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Random;
import org.junit.jupiter.api.Test;

class PointBlocksTest {

  private final PointBlocks blocks = new PointBlocks();

  @Test
  void append_manyChainsInterleaved_eachKeepsItsPoints() {
    var heads = new int[100];
    java.util.Arrays.fill(heads, PointBlocks.NONE);
    for (var i = 0; i < 3000; i++) {
      for (var chain = 0; chain < heads.length; chain++) {
        heads[chain] = blocks.append(heads[chain], i + chain, chain);
      }
    }

    for (var chain = 0; chain < heads.length; chain++) {
      var timestamps = new long[3000];
      var values = new double[3000];
      assertThat(blocks.copyBackwards(heads[chain], timestamps, values, 3000)).isZero();
      for (var i = 0; i < 3000; i++) {
        assertThat(timestamps[i]).isEqualTo(i + chain);
        assertThat(values[i]).isEqualTo(chain);
      }
    }
  }

  @Test
  void append_timestampsAfter2038_areUnsigned() {
    var head = blocks.append(PointBlocks.NONE, (int) 4_294_967_295L, 1.5);
    head = blocks.append(head, (int) 3_000_000_000L, 2.5);
    var timestamps = new long[2];
    var values = new double[2];

    blocks.copyBackwards(head, timestamps, values, 2);

    assertThat(timestamps).containsExactly(4_294_967_295L, 3_000_000_000L);
    assertThat(values).containsExactly(1.5, 2.5);
  }

  @Test
  void replace_recentTimestamp_changesTheValue() {
    var head = chain(10, 20, 30, 40, 50);

    assertThat(blocks.replace(head, 20, 99)).isTrue();
    assertThat(blocks.replace(head, 25, 99)).isFalse();

    var values = new double[5];
    blocks.copyBackwards(head, new long[5], values, 5);
    assertThat(values).containsExactly(10, 99, 30, 40, 50);
  }

  @Test
  void join_newerOverOlder_keepsTheOrder() {
    var older = chain(1, 2, 3, 4, 5);
    var newer = chain(6, 7);

    var joined = blocks.join(newer, older);

    var timestamps = new long[7];
    blocks.copyBackwards(joined, timestamps, new double[7], 7);
    assertThat(timestamps).containsExactly(1, 2, 3, 4, 5, 6, 7);
    assertThat(blocks.join(PointBlocks.NONE, joined)).isEqualTo(joined);
  }

  @Test
  void free_randomChains_leavesNoBlockBehind() {
    var seed = new Random().nextLong();
    var random = new Random(seed);
    var heads = new int[50];
    java.util.Arrays.fill(heads, PointBlocks.NONE);
    for (var i = 0; i < 100_000; i++) {
      var chain = random.nextInt(heads.length);
      if (random.nextInt(20) == 0) {
        blocks.free(heads[chain]);
        heads[chain] = PointBlocks.NONE;
      } else {
        heads[chain] = blocks.append(heads[chain], i, chain);
      }
    }
    for (var chain = 0; chain < heads.length; chain++) {
      var values = new double[100_000];
      var first = blocks.copyBackwards(heads[chain], new long[100_000], values, 100_000);
      for (var i = first; i < values.length; i++) {
        assertThat(values[i]).as("seed %d", seed).isEqualTo(chain);
      }
      blocks.free(heads[chain]);
    }

    assertThat(blocks.used()).as("seed %d", seed).isZero();
    blocks.trim();
    assertThat(blocks.append(PointBlocks.NONE, 1, 1)).isZero();
  }

  private int chain(int... timestamps) {
    var head = PointBlocks.NONE;
    for (var timestamp : timestamps) {
      head = blocks.append(head, timestamp, timestamp);
    }
    return head;
  }
}
