// Copyright 2026 The Graphite Stack Authors
// SPDX-License-Identifier: Apache-2.0

package org.graphitestack.protocol.line;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.util.Locale;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class PythonFloatTest {

  private final PythonFloat number = new PythonFloat();

  @ParameterizedTest
  @CsvSource({
    "0, 0",
    "-0, -0.0",
    "12.5, 12.5",
    "+5, 5",
    ".5, 0.5",
    "5., 5",
    "1e3, 1000",
    "1E+3, 1000",
    "1.5e-3, 0.0015",
    "1_000, 1000",
    "1_0.0_1e1_0, 100100000000",
    "1e400, Infinity",
    "-1e400, -Infinity",
    "1e-400, 0",
    "inf, Infinity",
    "-Infinity, -Infinity",
    "nAn, NaN",
    "0.1, 0.1",
    "9007199254740993, 9007199254740992",
    "123456789012345678901234567890, 1.2345678901234568e29",
    "0.000000000000000001, 1e-18",
    "007, 7",
    "' 5 ', 5",
    "'\t5\u000b', 5",
    "'\u0661\u0662.\u0665', 12.5",
    "'\u00a07\u2003', 7"
  })
  void parse_whatPythonTakes_givesPythonsNumber(String text, double expected) {
    assertThat(parses(text)).isTrue();
    assertThat(number.value()).isEqualTo(Double.valueOf(expected));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "", " ", "abc", "0x10", "1,", "1,5", "1__0", "_1", "1_", "1_.5", "1._5", "1e", "1e+",
        "1e_1", "e5", ".", "-", "+-1", "--1", "1.2.3", "1f", "1d", "1L", "0b1", "infinit", "nan1",
        "1 2", "½", "0x1p3", "1e5.0", "١x"
      })
  void parse_whatPythonRefuses_isNoNumber(String text) {
    assertThat(parses(text)).isFalse();
  }

  @Test
  void parse_randomDecimals_equalTheJdks() {
    var seed = new Random().nextLong();
    var random = new Random(seed);
    for (var i = 0; i < 20_000; i++) {
      var text = randomDecimal(random);
      assertThat(parses(text)).as("seed %d: %s", seed, text).isTrue();
      assertThat(number.value()).as("seed %d: %s", seed, text).isEqualTo(Double.parseDouble(text));
    }
  }

  private static String randomDecimal(Random random) {
    return switch (random.nextInt(4)) {
      case 0 -> Double.toString(Double.longBitsToDouble(random.nextLong() & 0x7fefffffffffffffL));
      case 1 -> Long.toString(random.nextLong());
      case 2 -> String.format(Locale.ROOT, "%." + random.nextInt(20) + "f", random.nextGaussian());
      default -> random.nextInt(1_000_000) + "." + random.nextInt(1_000_000_000);
    };
  }

  private boolean parses(String text) {
    var bytes = ("#" + text + "#").getBytes(StandardCharsets.UTF_8);
    return number.parse(bytes, 1, bytes.length - 2);
  }
}
