// Copyright 2026 The Graphite Stack Authors
// SPDX-License-Identifier: Apache-2.0

package org.graphitestack.web.function;

import java.util.List;
import org.graphitestack.web.render.TimeExpression;
import org.graphitestack.web.series.TimeSeries;

/// `timeSlice`: removes values outside of a window of time.
final class TimeSlice implements SeriesFunction {

  @Override
  public Signature signature() {
    return Signature.of(
            FunctionGroup.TRANSFORM,
            "timeSlice",
            Parameter.seriesList(),
            Parameter.required("startSliceAt", ParameterType.DATE),
            Parameter.optional("endSliceAt", ParameterType.DATE, "now"))
        .describe("Removes values outside of a window of time.")
        .example("timeSlice(servers.web1.load,\"-30min\",\"-10min\")");
  }

  @Override
  public List<TimeSeries> apply(Invocation in) {
    var evaluation = in.evaluation();
    var start =
        TimeExpression.parse(in.text("startSliceAt"), evaluation.now(), evaluation.serverZone());
    var end =
        TimeExpression.parse(in.text("endSliceAt"), evaluation.now(), evaluation.serverZone());
    return in.each(
        series -> {
          var values = series.values().clone();
          for (var i = 0; i < values.length; i++) {
            var time = evaluation.from() + i * series.step();
            if (time < start || time > end) {
              values[i] = Double.NaN;
            }
          }
          return series
              .change()
              .name("timeSlice(" + series.name() + ", " + start + ", " + end + ")")
              .tag("timeSliceStart", String.valueOf(start))
              .tag("timeSliceEnd", String.valueOf(end))
              .values(values)
              .make();
        });
  }
}
