// Copyright 2026 The Graphite Stack Authors
// SPDX-License-Identifier: Apache-2.0

package org.graphitestack.web.function;

import java.util.Comparator;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.function.DoublePredicate;
import java.util.function.Function;
import org.graphitestack.web.series.PythonNumber;
import org.graphitestack.web.series.TimeSeries;

/// Choosing and sorting series, and removing values.
final class Filters {

  private Filters() {}

  /// The first `n`; with a negative number all but the last ones.
  static List<TimeSeries> first(List<TimeSeries> series, int n) {
    var end = n < 0 ? Math.max(0, series.size() + n) : Math.min(n, series.size());
    return series.subList(0, end);
  }

  /// Sorted; what is equal keeps its order.
  static List<TimeSeries> sorted(List<TimeSeries> series, Comparator<TimeSeries> order) {
    return series.stream().sorted(order).toList();
  }

  /// Sorted by an aggregate, the least first unless `descending`; nothing known is less than
  /// everything.
  static List<TimeSeries> sorted(
      List<TimeSeries> series, Aggregator aggregator, boolean descending) {
    var keys = new IdentityHashMap<TimeSeries, Double>();
    for (var one : series) {
      var key = aggregator.of(one.values());
      keys.put(one, Double.isNaN(key) ? Double.NEGATIVE_INFINITY : key + 0.0);
    }
    Comparator<TimeSeries> order =
        (a, b) -> Double.compare(keys.getOrDefault(a, 0.0), keys.getOrDefault(b, 0.0));
    return sorted(series, descending ? order.reversed() : order);
  }

  static List<TimeSeries> highest(Invocation in, Aggregator aggregator) {
    return first(sorted(in.series(), aggregator, true), in.whole("n"));
  }

  static List<TimeSeries> lowest(Invocation in, Aggregator aggregator) {
    return first(sorted(in.series(), aggregator, false), in.whole("n"));
  }

  static List<TimeSeries> above(Invocation in, Aggregator aggregator) {
    return comparing(in.series(), aggregator, ">", in.number("n"));
  }

  static List<TimeSeries> below(Invocation in, Aggregator aggregator) {
    return comparing(in.series(), aggregator, "<=", in.number("n"));
  }

  /// Series whose aggregate compares to a number; nothing known is less than everything.
  static List<TimeSeries> comparing(
      List<TimeSeries> series, Aggregator aggregator, String operator, double threshold) {
    return series.stream()
        .filter(
            one -> {
              var found = aggregator.of(one.values());
              return Double.isNaN(found)
                  ? operator.startsWith("<") || operator.equals("!=")
                  : matches(found, operator, threshold);
            })
        .toList();
  }

  private static boolean matches(double found, String operator, double threshold) {
    return switch (operator) {
      case "=" -> found == threshold;
      case "!=" -> found != threshold;
      case ">" -> found > threshold;
      case ">=" -> found >= threshold;
      case "<" -> found < threshold;
      default -> found <= threshold;
    };
  }

  /// Each series with only the values that pass a test, which may depend on all of them.
  static List<TimeSeries> values(
      Invocation in, String function, double n, Function<double[], DoublePredicate> test) {
    return in.each(
        series -> {
          var passes = test.apply(series.values());
          var changed = series.change();
          var known = Aggregator.known(series.values(), 0, series.values().length) > 0;
          if (function.endsWith("Percentile") && known) {
            changed.tag("nPercentile", PythonNumber.repr(n));
          }
          return changed
              .called(function + "(" + series.name() + ", " + PythonNumber.general(n) + ")")
              .mapped(value -> passes.test(value) ? value : Double.NaN)
              .make();
        });
  }

  /// The values of all series at one index; NaN where one has ended.
  static double[] column(List<TimeSeries> series, int index) {
    return series.stream()
        .map(TimeSeries::values)
        .mapToDouble(values -> index < values.length ? values[index] : Double.NaN)
        .toArray();
  }
}
