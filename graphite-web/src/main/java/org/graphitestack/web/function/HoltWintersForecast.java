// Copyright 2026 The Graphite Stack Authors
// SPDX-License-Identifier: Apache-2.0

package org.graphitestack.web.function;

import java.util.List;
import org.graphitestack.web.series.TimeSeries;

/// `holtWintersForecast`: predicts each value from those before, with a trend and a season.
final class HoltWintersForecast implements SeriesFunction {

  @Override
  public Signature signature() {
    return Signature.of(
            FunctionGroup.CALCULATE,
            "holtWintersForecast",
            Parameter.seriesList(),
            Parameter.optional("bootstrapInterval", ParameterType.INTERVAL, "7d")
                .suggestions("7d", "30d"),
            Parameter.optional("seasonality", ParameterType.INTERVAL, "1d").suggestions("1d", "7d"))
        .describe("Predicts each value from those before, with a trend and a season.")
        .example("holtWintersForecast(servers.web1.load,\"1h\",\"10min\")");
  }

  @Override
  public List<TimeSeries> apply(Invocation in) {
    return HoltWinters.analysed(in).stream().map(HoltWinters::forecast).toList();
  }
}
