// Copyright 2026 The Graphite Stack Authors
// SPDX-License-Identifier: Apache-2.0

package org.graphitestack.relay.aggregate;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

class AggregationFunctionTest {

  static Stream<List<String>> carbonsAnswers() {
    return Fixtures.rows("functions.tsv").stream().map(List::of);
  }

  @ParameterizedTest
  @MethodSource("carbonsAnswers")
  void result_asCarbonComputes_isTheSameBitForBit(List<String> row) {
    var function = AggregationFunction.parse(row.getFirst());
    var values = Arrays.stream(row.get(2).split(" ")).mapToDouble(AggregationFunctionTest::number);
    assertThat(result(function, values.toArray())).isEqualTo(number(row.get(1)));
  }

  private static double number(String python) {
    return switch (python) {
      case "inf" -> Double.POSITIVE_INFINITY;
      case "nan" -> Double.NaN;
      default -> Double.parseDouble(python);
    };
  }

  @Test
  void last_isTheValueThatCameLast() {
    assertThat(result(AggregationFunction.LAST, 3, 9, 1)).isEqualTo(1);
  }

  @ParameterizedTest
  @CsvSource({
    "sum, 50",
    "count, 4",
    "max, 30",
    "min, -10",
    "average, 12.5",
    "median, 10",
    "percentile1, -10",
    "percentile25, -10",
    "percentile27, -10",
    "percentile28, 10",
    "percentile75, 20",
    "percentile90, 30",
    "percentile99, 30",
    "variance, 218.75",
    "stddev, 14.79019945774904"
  })
  void result_asCarbonCRelayComputes(String compute, double expected) {
    var function = AggregationFunction.ofCompute(compute).orElseThrow();
    assertThat(result(function, 30, -10, 20, 10)).isEqualTo(expected);
  }

  @Test
  void variance_ofLargeNumbersCloseTogether_isNotLostInRounding() {
    var function = AggregationFunction.ofCompute("variance").orElseThrow();
    assertThat(result(function, 1e9 + 4, 1e9 + 7, 1e9 + 13, 1e9 + 16)).isEqualTo(22.5);
  }

  @ParameterizedTest
  @ValueSource(strings = {"percentile0", "percentile100", "percentile", "percentile5x", "avg", ""})
  void ofCompute_unknownWord_isEmpty(String word) {
    assertThat(AggregationFunction.ofCompute(word)).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(strings = {"average", "p42", "SUM", ""})
  void parse_unknownWord_listsTheKnown(String word) {
    assertThatThrownBy(() -> AggregationFunction.parse(word))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage(
            "method: "
                + word
                + " (expected: one of avg, count, last, max, min, p50, p75, p80, p90, p95, p99,"
                + " p999, sum)");
  }

  private static double result(AggregationFunction function, double... values) {
    var window = new Window();
    window.begin(0);
    for (var value : values) {
      var needed = window.neededValues(function, 1000);
      if (needed > window.values.length) {
        window.growTo(needed);
      }
      window.add(function, value);
    }
    return window.result(function);
  }
}
