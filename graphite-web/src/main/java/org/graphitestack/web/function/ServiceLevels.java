// Copyright 2026 The Graphite Stack Authors
// SPDX-License-Identifier: Apache-2.0

package org.graphitestack.web.function;

import java.util.ArrayList;
import java.util.List;
import java.util.function.DoublePredicate;
import org.graphitestack.web.series.PythonNumber;
import org.graphitestack.web.series.TimeSeries;

/// Shares of values that are as they should be, interval by interval.
final class ServiceLevels {

  private ServiceLevels() {}

  /// What is made of the share of an interval.
  interface Made {
    double of(double ratio, long seconds);
  }

  static List<TimeSeries> of(Invocation in, String shown, Made made) {
    var interval = in.interval("interval");
    var good = good(in, in.text("method"), in.number("value"));
    var evaluation = in.evaluation();
    var given = in.series();
    var read =
        interval > evaluation.until() - evaluation.from() && !given.isEmpty()
            ? in.again(evaluation.until() - interval, evaluation.until())
            : given;
    var result = new ArrayList<TimeSeries>();
    for (var i = 0; i < Math.min(given.size(), read.size()); i++) {
      var series = given.get(i);
      var from = read.get(i);
      var flags = from.change().mapped(v -> good.test(v) ? 1 : 0).xFilesFactor(0).make();
      var values = Buckets.of(in, flags, Aggregator.AVERAGE, interval, from.start(), from.end());
      for (var bucket = 0; bucket < values.length; bucket++) {
        var began = from.start() + bucket * interval;
        values[bucket] = made.of(values[bucket], Math.min(interval, from.end() - began));
      }
      var arguments =
          String.join(
              ", ",
              series.name(),
              in.text("interval"),
              in.text("method"),
              PythonNumber.general(in.number("value")));
      result.add(
          series
              .change()
              .called(in.function() + "(" + arguments + shown + ")")
              .end(series.start() + values.length * interval)
              .step(interval)
              .values(values)
              .integers(false)
              .make());
    }
    return result;
  }

  private static DoublePredicate good(Invocation in, String method, double bound) {
    return switch (method) {
      case "above" -> value -> value > bound;
      case "aboveOrEqual" -> value -> value >= bound;
      case "below" -> value -> value < bound;
      case "belowOrEqual" -> value -> value <= bound;
      default -> throw in.wrong("method", "one of above, aboveOrEqual, below, belowOrEqual");
    };
  }
}
