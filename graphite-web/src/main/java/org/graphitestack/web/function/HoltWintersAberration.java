// Copyright 2026 The Graphite Stack Authors
// SPDX-License-Identifier: Apache-2.0

package org.graphitestack.web.function;

import java.util.ArrayList;
import java.util.List;
import org.graphitestack.web.series.TimeSeries;

/// `holtWintersAberration`: gives how far values are outside of the bounds of
/// holtWintersConfidenceBands.
final class HoltWintersAberration implements SeriesFunction {

  @Override
  public Signature signature() {
    return Signature.of(
            FunctionGroup.CALCULATE,
            "holtWintersAberration",
            Parameter.seriesList(),
            Parameter.optional("delta", ParameterType.INTEGER, 3L),
            Parameter.optional("bootstrapInterval", ParameterType.INTERVAL, "7d")
                .suggestions("7d", "30d"),
            Parameter.optional("seasonality", ParameterType.INTERVAL, "1d").suggestions("1d", "7d"))
        .describe("Gives how far values are outside of the bounds of holtWintersConfidenceBands.")
        .example("holtWintersAberration(servers.web1.load,1,\"1h\",\"10min\")");
  }

  @Override
  public List<TimeSeries> apply(Invocation in) {
    var analysed = HoltWinters.analysed(in);
    var given = in.series();
    var result = new ArrayList<TimeSeries>();
    for (var i = 0; i < Math.min(given.size(), analysed.size()); i++) {
      var series = given.get(i);
      var lower = analysed.get(i).lower(in).values();
      var upper = analysed.get(i).upper(in).values();
      var values = series.values().clone();
      for (var j = 0; j < values.length; j++) {
        var low = j < lower.length ? lower[j] : Double.NaN;
        var high = j < upper.length ? upper[j] : Double.NaN;
        values[j] = values[j] > high ? values[j] - high : values[j] < low ? values[j] - low : 0;
      }
      result.add(
          series
              .change()
              .called("holtWintersAberration(" + series.name() + ")")
              .tag("holtWintersAberration", "1")
              .values(values)
              .integers(false)
              .make());
    }
    return result;
  }
}
