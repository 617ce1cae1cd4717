// Copyright 2026 The Graphite Stack Authors
// SPDX-License-Identifier: Apache-2.0

package org.graphitestack.web.function;

import java.util.Arrays;
import java.util.List;
import org.graphitestack.web.series.TimeSeries;

/// `hitcount`: takes values as rates per second and adds up how often in each interval.
final class HitCount implements SeriesFunction {

  @Override
  public Signature signature() {
    return Signature.of(
            FunctionGroup.TRANSFORM,
            "hitcount",
            Parameter.seriesList(),
            Parameter.required("intervalString", ParameterType.INTERVAL)
                .suggestions("10min", "1h", "1d"),
            Parameter.optional("alignToInterval", ParameterType.BOOLEAN, false))
        .describe("Takes values as rates per second and adds up how often in each interval.")
        .example("hitcount(servers.web1.requests,\"10min\")");
  }

  @Override
  public List<TimeSeries> apply(Invocation in) {
    var text = in.text("intervalString");
    var interval = in.interval("intervalString");
    var evaluation = in.evaluation();
    var aligned = in.flag("alignToInterval");
    if (!aligned) {
      return in.each(series -> counted(in, series, text, interval, ""));
    }
    var from = CalendarUnit.ofInterval(interval).start(evaluation.from(), evaluation.zone());
    return in.again(from, evaluation.until()).stream()
        .map(
            series -> {
              var count = (series.end() - series.start()) / interval;
              var end = series.start() + count * interval + interval;
              return counted(in, series.change().end(end).make(), text, interval, ", true");
            })
        .toList();
  }

  private static TimeSeries counted(
      Invocation in, TimeSeries series, String text, long interval, String suffix) {
    var buckets = Math.ceilDiv(series.end() - series.start(), interval);
    in.evaluation().reserve(buckets, in.function());
    var start = series.end() - buckets * interval;
    var hits = new double[(int) buckets];
    Arrays.fill(hits, Double.NaN);
    for (var i = 0; i < series.values().length; i++) {
      var value = series.values()[i];
      if (!Double.isNaN(value)) {
        var began = series.start() + i * series.step() - start;
        spread(hits, value, began, began + series.step(), interval);
      }
    }
    return series
        .change()
        .called("hitcount(" + series.name() + ", \"" + text + "\"" + suffix + ")")
        .tag("hitcount", text)
        .start(start)
        .step(interval)
        .values(hits)
        .make();
  }

  /// Adds a rate to the buckets that a span of seconds touches; what is behind the last is lost.
  private static void spread(double[] hits, double rate, long began, long ended, long interval) {
    var end = Math.min(ended, hits.length * interval);
    for (var at = began; at < end; ) {
      var bucket = Math.floorDiv(at, interval);
      var next = Math.min(end, (bucket + 1) * interval);
      if (bucket >= 0) {
        var index = (int) bucket;
        hits[index] = (Double.isNaN(hits[index]) ? 0 : hits[index]) + rate * (next - at);
      }
      at = next;
    }
  }
}
