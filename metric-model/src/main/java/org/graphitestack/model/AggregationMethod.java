// Copyright 2026 The Graphite Stack Authors
// SPDX-License-Identifier: Apache-2.0

package org.graphitestack.model;

import java.util.Arrays;
import java.util.stream.Collectors;

/// How the known values of one coarse interval become its value.
///
/// The results are those of Python's whisper to the bit: sums run from zero, left to right, and are
/// divided once; largest and smallest follow a chain of comparisons, so a NaN in first place stays
/// and one elsewhere is passed over, and of equals the first wins.
public enum AggregationMethod {
  AVERAGE("average"),
  SUM("sum"),
  LAST("last"),
  MAX("max"),
  MIN("min"),
  /// The sum of the known values over the number of all slots, as if the unknown were zero.
  AVG_ZERO("avg_zero"),
  /// The value of largest magnitude, with its sign.
  ABSMAX("absmax"),
  /// The value of smallest magnitude, with its sign.
  ABSMIN("absmin");

  private final String text;

  AggregationMethod(String text) {
    this.text = text;
  }

  /// The name in `storage-aggregation.conf` and in whisper's tools.
  public String text() {
    return text;
  }

  /// Reads a name; `avg` means average, as in go-carbon and carbon's aggregation rules.
  ///
  /// @throws IllegalArgumentException if there is no such method
  public static AggregationMethod parse(String text) {
    for (var method : values()) {
      if (method.text.equals(text)) {
        return method;
      }
    }
    if (text.equals("avg")) {
      return AVERAGE;
    }
    throw new IllegalArgumentException(
        "aggregation method: '"
            + text
            + "' (expected: one of "
            + Arrays.stream(values()).map(AggregationMethod::text).collect(Collectors.joining(", "))
            + ")");
  }

  /// Aggregates the known values of one interval. Allocates nothing.
  ///
  /// @param known holds the known values in time order from `from` to before `to`; at least one
  /// @param slots how many values the interval has room for, known or not, >= `to - from`
  public double aggregate(double[] known, int from, int to, int slots) {
    if (from >= to) {
      throw new IllegalArgumentException("known values: none (expected: at least one)");
    }
    return switch (this) {
      case AVERAGE -> sum(known, from, to) / (to - from);
      case SUM -> sum(known, from, to);
      case LAST -> known[to - 1];
      case MAX -> max(known, from, to);
      case MIN -> min(known, from, to);
      case AVG_ZERO -> sum(known, from, to) / slots;
      case ABSMAX -> absmax(known, from, to);
      case ABSMIN -> absmin(known, from, to);
    };
  }

  private static double sum(double[] known, int from, int to) {
    var sum = 0.0;
    for (var i = from; i < to; i++) {
      sum += known[i];
    }
    return sum;
  }

  private static double max(double[] known, int from, int to) {
    var best = known[from];
    for (var i = from + 1; i < to; i++) {
      if (known[i] > best) {
        best = known[i];
      }
    }
    return best;
  }

  private static double min(double[] known, int from, int to) {
    var best = known[from];
    for (var i = from + 1; i < to; i++) {
      if (known[i] < best) {
        best = known[i];
      }
    }
    return best;
  }

  private static double absmax(double[] known, int from, int to) {
    var best = known[from];
    for (var i = from + 1; i < to; i++) {
      if (Math.abs(known[i]) > Math.abs(best)) {
        best = known[i];
      }
    }
    return best;
  }

  private static double absmin(double[] known, int from, int to) {
    var best = known[from];
    for (var i = from + 1; i < to; i++) {
      if (Math.abs(known[i]) < Math.abs(best)) {
        best = known[i];
      }
    }
    return best;
  }
}
