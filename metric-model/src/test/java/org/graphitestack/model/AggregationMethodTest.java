// Copyright 2026 The Graphite Stack Authors
// SPDX-License-Identifier: Apache-2.0

package org.graphitestack.model;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.junit.jupiter.params.provider.Arguments.arguments;

import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;

class AggregationMethodTest {

  private static final double NAN = Double.NaN;

  /// Values, and what Python's whisper makes of them: average, sum, last, max, min, avg_zero,
  /// absmax, absmin; the interval has one slot more than known values.
  static Stream<Arguments> answersOfPython() {
    return Stream.of(
        row(new double[] {1, 2, 3}, 2.0, 6.0, 3.0, 3.0, 1.0, 1.5, 3.0, 1.0),
        row(new double[] {NAN, 1}, NAN, NAN, 1.0, NAN, NAN, NAN, NAN, NAN),
        row(new double[] {1, NAN, 2}, NAN, NAN, 2.0, 2.0, 1.0, NAN, 2.0, 1.0),
        row(new double[] {-0.0}, 0.0, 0.0, -0.0, -0.0, -0.0, 0.0, -0.0, -0.0),
        row(new double[] {-3, 3}, 0.0, 0.0, 3.0, 3.0, -3.0, 0.0, -3.0, -3.0),
        row(new double[] {3, -3}, 0.0, 0.0, -3.0, 3.0, -3.0, 0.0, 3.0, 3.0),
        row(new double[] {-2, 1, NAN}, NAN, NAN, NAN, 1.0, -2.0, NAN, -2.0, 1.0),
        row(new double[] {0.0, -0.0}, 0.0, 0.0, -0.0, 0.0, 0.0, 0.0, 0.0, 0.0),
        row(new double[] {-0.0, 0.0}, 0.0, 0.0, 0.0, -0.0, -0.0, 0.0, -0.0, -0.0));
  }

  private static Arguments row(double[] values, double... answers) {
    return arguments(values, answers);
  }

  @ParameterizedTest
  @MethodSource("answersOfPython")
  void aggregate_values_equalsPythonToTheBit(double[] values, double[] answers) {
    var methods = AggregationMethod.values();
    for (var i = 0; i < methods.length; i++) {
      var method = methods[i];
      var result = method.aggregate(values, 0, values.length, values.length + 1);
      assertThat(Double.doubleToLongBits(result))
          .as("%s of %s: %s", method, values, result)
          .isEqualTo(Double.doubleToLongBits(answers[i]));
    }
  }

  @Test
  void sum_manyFractions_addsLeftToRight() {
    var values = new double[] {0.1, 0.2, 0.3, 1e16, -1e16};

    assertThat(AggregationMethod.SUM.aggregate(values, 0, 5, 5))
        .isEqualTo(((((0.0 + 0.1) + 0.2) + 0.3) + 1e16) - 1e16);
  }

  @ParameterizedTest
  @EnumSource
  void aggregate_partOfAnArray_leavesTheRestOut(AggregationMethod method) {
    var values = new double[] {99, 5, 5, -99};

    assertThat(method.aggregate(values, 1, 3, 2))
        .isEqualTo(method == AggregationMethod.SUM ? 10 : 5);
  }

  @ParameterizedTest
  @EnumSource
  void aggregate_nothingKnown_isRefused(AggregationMethod method) {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> method.aggregate(new double[] {1}, 1, 1, 5));
  }

  @ParameterizedTest
  @EnumSource
  void parse_ownName_isUnderstood(AggregationMethod method) {
    assertThat(AggregationMethod.parse(method.text())).isEqualTo(method);
  }

  @Test
  void parse_alias_isUnderstood() {
    assertThat(AggregationMethod.parse("avg")).isEqualTo(AggregationMethod.AVERAGE);
  }

  @Test
  void parse_unknownName_listsWhatThereIs() {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> AggregationMethod.parse("median"))
        .withMessage(
            "aggregation method: 'median' (expected: one of average, sum, last, max, min, avg_zero,"
                + " absmax, absmin)");
  }
}
