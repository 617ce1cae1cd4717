// Copyright 2026 The Graphite Stack Authors
// SPDX-License-Identifier: Apache-2.0

package org.graphitestack.relay.aggregate;

import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.regex.Pattern;

/// What is computed of a window's values.
///
/// Carbon's own give, bit for bit, what CPython up to 3.11 computes in carbon's `rules.py`: sums
/// from the left (3.12 and later correct the rounding), percentiles between the two nearest ranks.
/// Only the sign of a zero among other zeros may differ. Carbon-c-relay's percentiles take the
/// nearest rank; its variance is that of the whole population, computed here as the values come
/// (Welford), so that no value is kept.
///
/// @param kind what
/// @param factor 0 to 1 for percentiles, else 0
public record AggregationFunction(Kind kind, double factor) {

  /// The ways to compute.
  public enum Kind {
    SUM,
    AVERAGE,
    MIN,
    MAX,
    COUNT,
    LAST,
    PERCENTILE,
    NEAREST_RANK,
    VARIANCE,
    STANDARD_DEVIATION
  }

  public static final AggregationFunction SUM = new AggregationFunction(Kind.SUM, 0);
  public static final AggregationFunction AVERAGE = new AggregationFunction(Kind.AVERAGE, 0);
  public static final AggregationFunction MIN = new AggregationFunction(Kind.MIN, 0);
  public static final AggregationFunction MAX = new AggregationFunction(Kind.MAX, 0);
  public static final AggregationFunction COUNT = new AggregationFunction(Kind.COUNT, 0);

  /// The value that came last; carbon has none such.
  public static final AggregationFunction LAST = new AggregationFunction(Kind.LAST, 0);

  private static final Map<String, AggregationFunction> CARBON =
      new TreeMap<>(
          Map.ofEntries(
              Map.entry("sum", SUM),
              Map.entry("avg", AVERAGE),
              Map.entry("min", MIN),
              Map.entry("max", MAX),
              Map.entry("count", COUNT),
              Map.entry("last", LAST),
              Map.entry("p50", percentile(0.50)),
              Map.entry("p75", percentile(0.75)),
              Map.entry("p80", percentile(0.80)),
              Map.entry("p90", percentile(0.90)),
              Map.entry("p95", percentile(0.95)),
              Map.entry("p99", percentile(0.99)),
              Map.entry("p999", percentile(0.999))));

  private static final Map<String, AggregationFunction> CARBON_C_RELAY =
      Map.of(
          "sum", SUM,
          "count", COUNT,
          "max", MAX,
          "min", MIN,
          "average", AVERAGE,
          "median", nearestRank(50),
          "variance", new AggregationFunction(Kind.VARIANCE, 0),
          "stddev", new AggregationFunction(Kind.STANDARD_DEVIATION, 0));

  private static final Pattern PERCENTILE_TEXT = Pattern.compile("percentile([1-9][0-9]?)");

  public AggregationFunction {
    if (!(factor >= 0 && factor <= 1)) {
      throw new IllegalArgumentException("factor: " + factor + " (expected: 0 to 1)");
    }
  }

  /// A percentile as carbon computes it: linear between the two nearest ranks.
  ///
  /// @param factor 0 to 1
  public static AggregationFunction percentile(double factor) {
    return new AggregationFunction(Kind.PERCENTILE, factor);
  }

  /// A percentile as carbon-c-relay computes it: one of the values.
  ///
  /// @param percent 1 to 99
  public static AggregationFunction nearestRank(int percent) {
    return new AggregationFunction(Kind.NEAREST_RANK, percent / 100.0);
  }

  /// The function of a word of aggregation-rules.conf, such as `avg` or `p95`.
  ///
  /// @throws IllegalArgumentException if there is none such; the message lists them
  public static AggregationFunction parse(String word) {
    var function = CARBON.get(word);
    if (function == null) {
      throw new IllegalArgumentException(
          "method: " + word + " (expected: one of " + String.join(", ", CARBON.keySet()) + ")");
    }
    return function;
  }

  /// The function of a word behind carbon-c-relay's `compute`, such as `average` or `percentile95`;
  /// empty if there is none such.
  public static Optional<AggregationFunction> ofCompute(String word) {
    var percentile = PERCENTILE_TEXT.matcher(word);
    if (percentile.matches()) {
      return Optional.of(nearestRank(Integer.parseInt(percentile.group(1))));
    }
    return Optional.ofNullable(CARBON_C_RELAY.get(word));
  }

  /// Whether all values of a window have to be kept.
  boolean keepsValues() {
    return kind == Kind.PERCENTILE || kind == Kind.NEAREST_RANK;
  }

  /// The function as text: equal for equal functions.
  String text() {
    var word = kind.name().toLowerCase(Locale.ROOT);
    return keepsValues() ? word + " " + factor : word;
  }
}
