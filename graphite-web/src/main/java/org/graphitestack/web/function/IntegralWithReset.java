// Copyright 2026 The Graphite Stack Authors
// SPDX-License-Identifier: Apache-2.0

package org.graphitestack.web.function;

import java.util.List;
import org.graphitestack.web.series.TimeSeries;

/// `integralWithReset`: adds up the values, and begins again at 0 where another series is not 0.
final class IntegralWithReset implements SeriesFunction {

  @Override
  public Signature signature() {
    return Signature.of(
            FunctionGroup.TRANSFORM,
            "integralWithReset",
            Parameter.seriesList(),
            Parameter.required("resettingSeries", ParameterType.SERIES_LIST))
        .addition()
        .describe(
            "Adds up the values like integral, and is 0 where another series has a value "
                + "other than 0. What is unknown stays so.")
        .example("integralWithReset(servers.web1.load,servers.web1.errors)");
  }

  @Override
  public List<TimeSeries> apply(Invocation in) {
    var resetting = SeriesWindows.one(in, "resettingSeries");
    return in.each(
        series -> {
          var values = series.values().clone();
          var sum = 0.0;
          for (var i = 0; i < values.length; i++) {
            if (!Double.isNaN(values[i])) {
              var reset = resetting.at(series.start() + i * series.step());
              sum = Double.isNaN(reset) || reset == 0 ? sum + values[i] : 0;
              values[i] = sum;
            }
          }
          return series
              .change()
              .called("integralWithReset(" + series.name() + "," + resetting.name() + ")")
              .values(values)
              .integers(false)
              .make();
        });
  }
}
