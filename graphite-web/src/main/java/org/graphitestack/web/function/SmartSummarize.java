// Copyright 2026 The Graphite Stack Authors
// SPDX-License-Identifier: Apache-2.0

package org.graphitestack.web.function;

import java.util.List;
import org.graphitestack.web.render.Value;
import org.graphitestack.web.series.TimeSeries;

/// `smartSummarize`: makes one value of all in an interval, counted from the start of the request
/// or from the calendar unit it lies in.
final class SmartSummarize implements SeriesFunction {

  @Override
  public Signature signature() {
    return Signature.of(
            FunctionGroup.TRANSFORM,
            "smartSummarize",
            Parameter.seriesList(),
            Parameter.required("intervalString", ParameterType.INTERVAL)
                .suggestions("10min", "1h", "1d"),
            Parameter.optional("func", ParameterType.AGGREGATION, "sum"),
            Parameter.optional("alignTo", ParameterType.STRING)
                .options(
                    false, null, true, "days", "hours", "minutes", "months", "seconds", "weeks",
                    "years")
                .lenientType())
        .describe(
            "Makes one value of all in an interval, counted from the start of the request or from"
                + " the calendar unit it lies in.")
        .example(
            "smartSummarize(servers.web1.load,\"10min\",\"max\")",
            "smartSummarize(servers.web1.load,\"30min\",\"sum\",\"hours\")");
  }

  @Override
  public List<TimeSeries> apply(Invocation in) {
    var text = in.text("intervalString");
    var func = in.text("func");
    var aggregator = in.aggregator("func");
    var interval = in.interval("intervalString");
    var evaluation = in.evaluation();
    var aligned =
        switch (in.value("alignTo")) {
          case Value.None _, Value.Flag _ -> in.series();
          case Value.Text(var unit) ->
              in.again(
                  CalendarUnit.of(in, "alignTo", unit).start(evaluation.from(), evaluation.zone()),
                  evaluation.until());
          case Value.Whole _, Value.Real _, Value.Series _, Value.Lists _ ->
              throw in.wrong("alignTo", "a unit of the calendar, such as \"hours\"");
        };
    return aligned.stream()
        .map(
            series -> {
              var count = Math.ceilDiv(series.end() - series.start(), interval);
              var end = series.start() + count * interval;
              var name =
                  "smartSummarize(" + series.name() + ", \"" + text + "\", \"" + func + "\")";
              return series
                  .change()
                  .called(name)
                  .tag("smartSummarize", text)
                  .tag("smartSummarizeFunction", func)
                  .end(end)
                  .step(interval)
                  .values(Buckets.of(in, series, aggregator, interval, series.start(), end))
                  .integers(series.integers() && aggregator.keepsIntegers())
                  .make();
            })
        .toList();
  }
}
