// Copyright 2026 The Graphite Stack Authors
// SPDX-License-Identifier: Apache-2.0

package org.graphitestack.web.carbonapi;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

final class FetchQuestionTest {

  /// Three targets, the first two of one time and expression, each with a wish for 640 points.
  private static final byte[] REQUEST =
      HexFormat.of()
          .parseHex(
              "0a250a11736572766572732e776562312e6c6f6164109cc2bbc2061894c3bbc2062a01"
                  + "703880050a250a11736572766572732e776562322e6c6f6164109cc2bbc2061894c3bb"
                  + "c2062a01703880050a240a11736572766572732e776562312e6c6f616410d8c2bbc206"
                  + "1894c3bbc2062a00388005");

  @Test
  void parse_targetsOfOneTimeAndExpression_areOneQuestion() {
    assertThat(FetchQuestion.parse(REQUEST))
        .containsExactly(
            new FetchQuestion(
                "p",
                1_749_999_900,
                1_750_000_020,
                List.of("servers.web1.load", "servers.web2.load")),
            new FetchQuestion("", 1_749_999_960, 1_750_000_020, List.of("servers.web1.load")));
  }

  @Test
  void parse_timesThatAreNone_sayWhich() {
    // ends before it starts: name "a", start 2, end 1
    assertThatThrownBy(() -> FetchQuestion.parse(HexFormat.of().parseHex("0a070a016110021801")))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("times of a: 2 to 1 (expected: 0 <= start < end)");
  }

  @Test
  void parse_fieldsNobodyKnows_arePassedOver() {
    // 100: a number, 101: eight bytes, 102: bytes, 103: four bytes; then name "a", 1 to 2
    var unknown = "a00601" + "a9060102030405060708" + "b2060101" + "bd0601020304";

    assertThat(FetchQuestion.parse(HexFormat.of().parseHex(unknown + "0a070a016110011802")))
        .containsExactly(new FetchQuestion("", 1, 2, List.of("a")));
  }

  @Test
  void parse_cutAnywhere_isRefusedOrShorter() {
    for (var length = 0; length < REQUEST.length; length++) {
      var cut = Arrays.copyOf(REQUEST, length);
      try {
        assertThat(FetchQuestion.parse(cut)).hasSizeLessThan(3);
      } catch (IllegalArgumentException refused) {
        assertThat(refused).hasMessageContaining("expected: ");
      }
    }
  }

  @Test
  void parse_anything_isUnderstoodOrRefusedInWords() {
    var seed = 27L;
    var random = new Random(seed);
    for (var i = 0; i < 20_000; i++) {
      var bytes = REQUEST.clone();
      for (var change = random.nextInt(1, 6); change > 0; change--) {
        bytes[random.nextInt(bytes.length)] = (byte) random.nextInt();
      }
      try {
        assertThat(FetchQuestion.parse(bytes)).isNotNull();
        assertThat(FindQuestion.parse(bytes)).isNotNull();
      } catch (IllegalArgumentException refused) {
        assertThat(refused).as("seed %s", seed).hasMessageContaining("expected: ");
      }
    }
  }
}
