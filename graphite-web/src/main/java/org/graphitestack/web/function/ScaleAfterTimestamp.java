// Copyright 2026 The Graphite Stack Authors
// SPDX-License-Identifier: Apache-2.0

package org.graphitestack.web.function;

import java.util.List;
import org.graphitestack.web.series.PythonNumber;
import org.graphitestack.web.series.TimeSeries;

/// `scaleAfterTimestamp`: multiplies the values from a time on by a factor.
final class ScaleAfterTimestamp implements SeriesFunction {

  @Override
  public Signature signature() {
    return Signature.of(
            FunctionGroup.TRANSFORM,
            "scaleAfterTimestamp",
            Parameter.seriesList(),
            Parameter.required("factor", ParameterType.FLOAT),
            Parameter.optional("timestamp", ParameterType.INTEGER, 0))
        .addition()
        .describe(
            "Multiplies the values at and after a time, in seconds since 1970, by a factor: for"
                + " series whose unit was changed then.")
        .example("scaleAfterTimestamp(servers.web1.load,1000,1749999900)");
  }

  @Override
  public List<TimeSeries> apply(Invocation in) {
    var factor = in.number("factor");
    long timestamp = in.whole("timestamp");
    var arguments =
        "," + PythonNumber.general(factor) + (timestamp == 0 ? ")" : "," + timestamp + ")");
    return in.each(
        series -> {
          var scaled = series.values().clone();
          for (var i = 0; i < scaled.length; i++) {
            if (series.start() + i * series.step() >= timestamp) {
              scaled[i] *= factor;
            }
          }
          return series
              .change()
              .called("scaleAfterTimestamp(" + series.name() + arguments)
              .tag("scale", PythonNumber.repr(factor))
              .values(scaled)
              .integers(false)
              .make();
        });
  }
}
