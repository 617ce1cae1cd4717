// Copyright 2026 The Graphite Stack Authors
// SPDX-License-Identifier: Apache-2.0

package org.graphitestack.relay.route;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.stream.IntStream;
import org.graphitestack.protocol.ring.ConsistentHashRing;
import org.graphitestack.protocol.ring.HashRing;
import org.graphitestack.protocol.ring.HashType;
import org.graphitestack.protocol.ring.Replication;
import org.graphitestack.protocol.ring.RingNode;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class RingMemoTest {

  private static final int NEVER = Integer.MAX_VALUE;

  /// A pause is sixteen windows of 2^18.
  private static final int PAUSED_AND_MORE = (1 << 22) + 1000;

  private final HashRing ring = ring(3, HashType.CARBON_CH);

  @Test
  void choose_manyNamesAgainAndAgain_isTheRings() {
    asksBoth(RingMemo.of(ring), 20_000, 60_000, new Random(1));
  }

  @ParameterizedTest
  @ValueSource(ints = {4, 8, 64})
  void choose_placesForFewerNames_isTheRings(int places) {
    asksBoth(new RingMemo(ring, places, NEVER), 100, 20_000, new Random(2));
  }

  @Test
  void choose_windowsWithoutLuck_isTheRingsWhilePausedAndAfter() {
    asksBoth(new RingMemo(ring, 4, 1), 10, PAUSED_AND_MORE, new Random(4));
  }

  @Test
  void choose_emptyAndVeryLongNames_isTheRings() {
    var memo = RingMemo.of(ring);
    for (var length : List.of(0, 1, 65_535, 65_536, 70_000, 600_000)) {
      var name = "n".repeat(length).getBytes(StandardCharsets.US_ASCII);
      for (var time = 0; time < 2; time++) {
        asksBoth(memo, ring, name, 0, name.length);
      }
    }
  }

  @Test
  void choose_nameThatBeginsLikeAnother_isItsOwn() {
    var memo = RingMemo.of(ring);
    var bytes =
        "a.rather.long.name.of.a.series.with.many.nodes".getBytes(StandardCharsets.US_ASCII);
    for (var time = 0; time < 2; time++) {
      for (var from = 0; from < bytes.length; from++) {
        for (var end = from; end <= bytes.length; end++) {
          asksBoth(memo, ring, bytes, from, end - from);
        }
      }
    }
  }

  @Test
  void fits_asManyNodesAsAPlaceCanName() {
    assertThat(RingMemo.fits(ring, 1022)).isTrue();
    assertThat(RingMemo.fits(ring, 1023)).isFalse();
    assertThat(RingMemo.fits(ring(6, HashType.CARBON_CH, 5), 6)).isFalse();
  }

  @Test
  void choose_mostNodesAndReplicas_isTheRings() {
    var large = ring(40, HashType.CARBON_CH, 4);
    asksBoth(RingMemo.of(large), large, 5_000, 20_000, new Random(5));
  }

  @Test
  void touch_readsThePlaceOfAName() {
    var memo = RingMemo.of(ring);
    var name = "servers.web01.load".getBytes(StandardCharsets.US_ASCII);
    var hash = RingMemo.hash(name, 0, name.length);
    assertThat(memo.touch(hash)).isZero();

    memo.choose(hash, name, 0, name.length, new int[ring.mostChosen()]);

    assertThat(memo.touch(hash)).isEqualTo(hash);
  }

  @Test
  void dearRings_areThoseOfMd5() {
    assertThat(ring.isDear()).isTrue();
    assertThat(ring(3, HashType.FNV1A_CH).isDear()).isFalse();
    assertThat(ring(1, HashType.CARBON_CH).isDear()).isFalse();
  }

  private void asksBoth(RingMemo memo, int names, int times, Random random) {
    asksBoth(memo, ring, names, times, random);
  }

  private static void asksBoth(RingMemo memo, HashRing ring, int names, int times, Random random) {
    var bytes = new byte[names][];
    for (var i = 0; i < names; i++) {
      bytes[i] = ("x".repeat(random.nextInt(60)) + ".n" + i).getBytes(StandardCharsets.US_ASCII);
    }
    for (var i = 0; i < times; i++) {
      var name = bytes[random.nextInt(names)];
      asksBoth(memo, ring, name, 0, name.length);
    }
  }

  private static void asksBoth(RingMemo memo, HashRing ring, byte[] name, int offset, int length) {
    var expected = new int[ring.mostChosen()];
    var chosen = new int[ring.mostChosen()];
    var expectedCount = ring.choose(name, offset, length, expected);
    var hash = RingMemo.hash(name, offset, length);
    var count = memo.choose(hash, name, offset, length, chosen);
    if (count != expectedCount || !Arrays.equals(chosen, expected)) {
      assertThat(Arrays.copyOf(chosen, count))
          .as(new String(name, offset, length, StandardCharsets.US_ASCII))
          .isEqualTo(Arrays.copyOf(expected, expectedCount));
    }
  }

  private static HashRing ring(int nodes, HashType type) {
    return ring(nodes, type, 2);
  }

  private static HashRing ring(int nodes, HashType type, int replicas) {
    var all =
        IntStream.range(0, nodes).mapToObj(i -> new RingNode("host" + i, 2003, "i" + i)).toList();
    return ConsistentHashRing.carbon(type, all, new Replication(replicas, false));
  }
}
