// Copyright 2026 The Graphite Stack Authors
// SPDX-License-Identifier: Apache-2.0

package org.graphitestack.web.function;

import java.util.List;
import org.graphitestack.web.series.TimeSeries;

/// `summarize`: makes one value of all in an interval.
final class Summarize implements SeriesFunction {

  @Override
  public Signature signature() {
    return Signature.of(
            FunctionGroup.TRANSFORM,
            "summarize",
            Parameter.seriesList(),
            Parameter.required("intervalString", ParameterType.INTERVAL)
                .suggestions("10min", "1h", "1d"),
            Parameter.optional("func", ParameterType.AGGREGATION, "sum"),
            Parameter.optional("alignToFrom", ParameterType.BOOLEAN, false))
        .describe(
            "Makes one value of all in an interval. Intervals are counted from 1970 in UTC, or from"
                + " the first value.")
        .example(
            "summarize(servers.web1.load,\"10min\")",
            "summarize(servers.web1.load,\"10min\",\"max\",true)");
  }

  @Override
  public List<TimeSeries> apply(Invocation in) {
    var text = in.text("intervalString");
    var func = in.text("func");
    var aggregator = in.aggregator("func");
    var interval = in.interval("intervalString");
    var aligned = in.flag("alignToFrom");
    return in.each(
        series -> {
          var start = aligned ? series.start() : series.start() - series.start() % interval;
          var end = aligned ? series.end() : series.end() - series.end() % interval + interval;
          var name =
              "summarize("
                  + series.name()
                  + ", \""
                  + text
                  + "\", \""
                  + func
                  + "\""
                  + (aligned ? ", true)" : ")");
          var values = Buckets.of(in, series, aggregator, interval, start, end);
          return series
              .change()
              .called(name)
              .tag("summarize", text)
              .tag("summarizeFunction", func)
              .start(start)
              .end(aligned ? start + values.length * interval : end)
              .step(interval)
              .values(values)
              .integers(series.integers() && aggregator.keepsIntegers())
              .make();
        });
  }
}
