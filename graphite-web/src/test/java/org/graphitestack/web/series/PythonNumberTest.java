// Copyright 2026 The Graphite Stack Authors
// SPDX-License-Identifier: Apache-2.0

package org.graphitestack.web.series;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/// Numbers as Python writes them: `numbers.tsv` was written by Python.
final class PythonNumberTest {

  @TestFactory
  List<DynamicTest> everyNumber_isWrittenAsPythonDoes() throws IOException {
    var tests = new ArrayList<DynamicTest>();
    try (var in = PythonNumberTest.class.getResourceAsStream("numbers.tsv")) {
      for (var line : new String(in.readAllBytes(), StandardCharsets.UTF_8).lines().toList()) {
        var parts = line.split("\t", -1);
        var number = Double.longBitsToDouble(HexFormat.fromHexDigitsToLong(parts[0]));
        tests.add(
            DynamicTest.dynamicTest(
                parts[1],
                () -> {
                  assertThat(PythonNumber.repr(number)).isEqualTo(parts[1]);
                  assertThat(PythonNumber.general(number)).isEqualTo(parts[2]);
                  if (!parts[3].isEmpty()) {
                    assertThat(PythonNumber.fixed(number, 2)).isEqualTo(parts[3]);
                  }
                }));
      }
    }
    assertThat(tests).hasSizeGreaterThan(400);
    return tests;
  }

  @ParameterizedTest
  @CsvSource({
    "2.5,0,2.0",
    "3.5,0,4.0",
    "2.675,2,2.67",
    "1234.5,-2,1200.0",
    "-0.5,0,0.0",
    "1e300,2,1e300"
  })
  void rounded_tiesAndPlaces_areAsPythonRounds(double value, int places, double expected) {
    assertThat(PythonNumber.rounded(value, places))
        .isEqualTo(expected, org.assertj.core.data.Offset.offset(0.0));
  }

  @Test
  void rounded_isTheExactDecimalRounded_nearTiesToo() {
    var random = new Random(1);
    for (var i = 0; i < 200_000; i++) {
      var places = i % 12;
      var scale = Math.pow(10, places);
      var tie = (random.nextLong(1_000_000_000L) + 0.5) / scale;
      var value =
          switch (i % 4) {
            case 0 -> tie;
            case 1 -> Math.nextUp(-tie);
            case 2 -> Math.nextDown(tie);
            default -> random.nextGaussian() * Math.pow(10, random.nextInt(-8, 18));
          };
      var expected = new BigDecimal(value).setScale(places, RoundingMode.HALF_EVEN).doubleValue();
      assertThat(PythonNumber.rounded(value, places)).as(value + ", " + places).isEqualTo(expected);
    }
  }

  @Test
  void truncated_cutsTheFraction() {
    assertThat(PythonNumber.truncated(1.7)).isEqualTo("1");
    assertThat(PythonNumber.truncated(-1.7)).isEqualTo("-1");
    assertThat(PythonNumber.truncated(1e20)).isEqualTo("100000000000000000000");
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "x", "1d", "1f", "0x1p3", "1e", ".", "nan", "1 2", "--1"})
  void parse_whatPythonRefuses_isNoNumber(String text) {
    assertThat(PythonNumber.parse(text)).isEmpty();
  }

  @Test
  void parse_numbersOfAnyKind_areRead() {
    assertThat(PythonNumber.parse(" -1.5e3 ")).hasValue(-1500);
    assertThat(PythonNumber.parse(".5")).hasValue(0.5);
    assertThat(PythonNumber.parse("5.")).hasValue(5);
    assertThat(PythonNumber.parse("-Infinity")).hasValue(Double.NEGATIVE_INFINITY);
  }
}
