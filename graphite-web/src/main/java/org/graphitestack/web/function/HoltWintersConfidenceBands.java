// Copyright 2026 The Graphite Stack Authors
// SPDX-License-Identifier: Apache-2.0

package org.graphitestack.web.function;

import java.util.ArrayList;
import java.util.List;
import org.graphitestack.web.series.TimeSeries;

/// `holtWintersConfidenceBands`: draws the bounds below and above a prediction between which values
/// are as usual.
final class HoltWintersConfidenceBands implements SeriesFunction {

  @Override
  public Signature signature() {
    return Signature.of(
            FunctionGroup.CALCULATE,
            "holtWintersConfidenceBands",
            Parameter.seriesList(),
            Parameter.optional("delta", ParameterType.INTEGER, 3L).lenientType(),
            Parameter.optional("bootstrapInterval", ParameterType.INTERVAL, "7d")
                .suggestions("7d", "30d"),
            Parameter.optional("seasonality", ParameterType.INTERVAL, "1d").suggestions("1d", "7d"))
        .describe(
            "Draws the bounds below and above a prediction between which values are as usual.")
        .example("holtWintersConfidenceBands(servers.web1.load,3,\"1h\",\"10min\")");
  }

  @Override
  public List<TimeSeries> apply(Invocation in) {
    var bands = new ArrayList<TimeSeries>();
    for (var analysed : HoltWinters.analysed(in)) {
      bands.add(analysed.lower(in));
      bands.add(analysed.upper(in));
    }
    return bands;
  }
}
