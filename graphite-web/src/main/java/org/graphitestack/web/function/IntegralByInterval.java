// Copyright 2026 The Graphite Stack Authors
// SPDX-License-Identifier: Apache-2.0

package org.graphitestack.web.function;

import java.util.List;
import org.graphitestack.web.render.TimeOffset;
import org.graphitestack.web.series.TimeSeries;

/// `integralByInterval`: adds up the values, from 0 again in each interval since the start of the
/// request.
final class IntegralByInterval implements SeriesFunction {

  @Override
  public Signature signature() {
    return Signature.of(
            FunctionGroup.TRANSFORM,
            "integralByInterval",
            Parameter.seriesList(),
            Parameter.required("intervalUnit", ParameterType.STRING))
        .describe(
            "Adds up the values, from 0 again in each interval since the start of the request.")
        .example("integralByInterval(servers.web1.load,\"10min\")");
  }

  @Override
  public List<TimeSeries> apply(Invocation in) {
    var unit = in.text("intervalUnit");
    var interval = Math.abs(TimeOffset.seconds(unit));
    if (interval == 0) {
      throw in.wrong("intervalUnit", "an interval longer than 0 s");
    }
    var from = in.evaluation().from();
    return in.each(
        series -> {
          var values = series.values().clone();
          var sum = 0.0;
          var time = from;
          for (var i = 0; i < values.length; i++, time += series.step()) {
            var before = Math.floorDiv(time - from - series.step(), interval);
            if (before != Math.floorDiv(time - from, interval)) {
              sum = 0;
            }
            sum += Double.isNaN(values[i]) ? 0 : values[i];
            values[i] = sum;
          }
          return series
              .change()
              .called("integralByInterval(" + series.name() + ",'" + unit + "')")
              .tag("integralByInterval", unit)
              .values(values)
              .integers(false)
              .make();
        });
  }
}
