// Copyright 2026 The Graphite Stack Authors
// SPDX-License-Identifier: Apache-2.0

package org.graphitestack.web.function;

import java.util.List;
import org.graphitestack.web.series.TimeSeries;

/// `pearson`: gives at each time how two series go together in the points before.
final class Pearson implements SeriesFunction {

  @Override
  public Signature signature() {
    return Signature.of(
            FunctionGroup.TRANSFORM,
            "pearson",
            Parameter.required("seriesA", ParameterType.SERIES_LIST),
            Parameter.required("seriesB", ParameterType.SERIES_LIST),
            Parameter.required("windowSize", ParameterType.INTEGER))
        .addition()
        .describe(
            "Gives at each time Pearson's correlation, -1 to 1, of the last points of two "
                + "series. Points that one of them lacks do not count; there is nothing where the "
                + "window is not full yet or one of both does not change.")
        .example("pearson(servers.web1.load,servers.web3.load,10)");
  }

  @Override
  public List<TimeSeries> apply(Invocation in) {
    return List.of(SeriesWindows.of(in).compared("pearson", Correlation::of));
  }
}
