// Copyright 2026 The Graphite Stack Authors
// SPDX-License-Identifier: Apache-2.0

package org.graphitestack.web.function;

import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeSet;

/// How several values become one: across series, over a whole series, or in a bucket of time. NaN
/// stands for an unknown value and gives NaN where nothing is known.
enum Aggregator {
  AVERAGE("average", "avg"),
  AVG_ZERO("avg_zero"),
  COUNT("count"),
  DIFF("diff"),
  LAST("last", "current"),
  MAX("max"),
  MEDIAN("median"),
  MIN("min"),
  MULTIPLY("multiply"),
  RANGE("range", "rangeOf"),
  STDDEV("stddev"),
  SUM("sum", "total");

  private static final Map<String, Aggregator> BY_NAME = new HashMap<>();

  static {
    for (var aggregator : values()) {
      aggregator.names.forEach(name -> BY_NAME.put(name, aggregator));
    }
  }

  @SuppressWarnings("ImmutableEnumChecker") // an unmodifiable list
  private final List<String> names;

  Aggregator(String... names) {
    this.names = List.of(names);
  }

  /// The aggregation of that name; `sumSeries` is `sum`.
  static Optional<Aggregator> named(String name) {
    return Optional.ofNullable(BY_NAME.get(withoutSuffix(name)));
  }

  /// The aggregation of just that name.
  static Optional<Aggregator> exactly(String name) {
    return Optional.ofNullable(BY_NAME.get(name));
  }

  /// `sum` of `sumSeries`.
  static String withoutSuffix(String name) {
    return name.endsWith("Series") ? name.substring(0, name.length() - "Series".length()) : name;
  }

  /// All names, sorted, as `/functions` lists them.
  static List<Object> optionNames() {
    return List.copyOf(new TreeSet<Object>(BY_NAME.keySet()));
  }

  /// All names, and those of the functions that may stand for one.
  static List<Object> optionNamesWithFunctions() {
    var all = new TreeSet<Object>(BY_NAME.keySet());
    all.addAll(
        List.of(
            "asPercent",
            "averageSeries",
            "averageSeriesWithWildcards",
            "countSeries",
            "diffSeries",
            "diffSeriesLists",
            "maxSeries",
            "minSeries",
            "multiplySeries",
            "multiplySeriesLists",
            "multiplySeriesWithWildcards",
            "pct",
            "powSeries",
            "rangeOfSeries",
            "stddevSeries",
            "sumSeries",
            "sumSeriesLists",
            "sumSeriesWithWildcards"));
    return List.copyOf(all);
  }

  /// Whether whole numbers stay whole.
  boolean keepsIntegers() {
    return switch (this) {
      case COUNT, DIFF, LAST, MAX, MIN, MULTIPLY, RANGE, SUM -> true;
      case AVERAGE, AVG_ZERO, MEDIAN, STDDEV -> false;
    };
  }

  /// The aggregate of `values[from..to)`.
  double of(double[] values, int from, int to) {
    return switch (this) {
      case AVERAGE -> {
        var known = known(values, from, to);
        yield known == 0 ? Double.NaN : sum(values, from, to) / known;
      }
      case AVG_ZERO -> from == to ? Double.NaN : sum(values, from, to) / (to - from);
      case COUNT -> known(values, from, to);
      case DIFF -> difference(values, from, to);
      case LAST -> last(values, from, to);
      case MAX -> max(values, from, to);
      case MEDIAN -> median(values, from, to);
      case MIN -> min(values, from, to);
      case MULTIPLY -> product(values, from, to);
      case RANGE -> max(values, from, to) - min(values, from, to);
      case STDDEV -> deviation(values, from, to);
      case SUM -> known(values, from, to) == 0 ? Double.NaN : sum(values, from, to);
    };
  }

  /// The aggregate of a whole series.
  double of(double[] values) {
    return of(values, 0, values.length);
  }

  /// How many values are known.
  static int known(double[] values, int from, int to) {
    var known = 0;
    for (var i = from; i < to; i++) {
      if (!Double.isNaN(values[i])) {
        known++;
      }
    }
    return known;
  }

  /// Whether enough of `count` values is known.
  static boolean enough(int known, double count, double xFilesFactor) {
    return known > 0 && known / count >= xFilesFactor;
  }

  private static double sum(double[] values, int from, int to) {
    var sum = 0.0;
    for (var i = from; i < to; i++) {
      if (!Double.isNaN(values[i])) {
        sum += values[i];
      }
    }
    return sum;
  }

  private static double difference(double[] values, int from, int to) {
    for (var i = from; i < to; i++) {
      if (!Double.isNaN(values[i])) {
        return values[i] - sum(values, i + 1, to);
      }
    }
    return Double.NaN;
  }

  private static double last(double[] values, int from, int to) {
    for (var i = to - 1; i >= from; i--) {
      if (!Double.isNaN(values[i])) {
        return values[i];
      }
    }
    return Double.NaN;
  }

  private static double max(double[] values, int from, int to) {
    var max = Double.NaN;
    for (var i = from; i < to; i++) {
      if (!(values[i] <= max) && !Double.isNaN(values[i])) {
        max = values[i];
      }
    }
    return max;
  }

  private static double min(double[] values, int from, int to) {
    var min = Double.NaN;
    for (var i = from; i < to; i++) {
      if (!(values[i] >= min) && !Double.isNaN(values[i])) {
        min = values[i];
      }
    }
    return min;
  }

  private static double median(double[] values, int from, int to) {
    var sorted = sortedKnown(values, from, to);
    if (sorted.length == 0) {
      return Double.NaN;
    }
    var middle = sorted.length / 2;
    return sorted.length % 2 == 1 ? sorted[middle] : (sorted[middle - 1] + sorted[middle]) / 2;
  }

  private static double product(double[] values, int from, int to) {
    if (from == to) {
      return Double.NaN;
    }
    var product = values[from];
    for (var i = from + 1; i < to; i++) {
      product *= values[i];
    }
    return product;
  }

  private static double deviation(double[] values, int from, int to) {
    var known = known(values, from, to);
    if (known == 0) {
      return Double.NaN;
    }
    var mean = sum(values, from, to) / known;
    var squares = 0.0;
    for (var i = from; i < to; i++) {
      if (!Double.isNaN(values[i])) {
        squares += (values[i] - mean) * (values[i] - mean);
      }
    }
    return Math.sqrt(squares / known);
  }

  /// The known values, ascending.
  static double[] sortedKnown(double[] values, int from, int to) {
    var sorted = new double[known(values, from, to)];
    var next = 0;
    for (var i = from; i < to; i++) {
      if (!Double.isNaN(values[i])) {
        sorted[next++] = values[i];
      }
    }
    Arrays.sort(sorted);
    return sorted;
  }
}
