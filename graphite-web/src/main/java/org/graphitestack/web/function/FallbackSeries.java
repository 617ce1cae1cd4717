// Copyright 2026 The Graphite Stack Authors
// SPDX-License-Identifier: Apache-2.0

package org.graphitestack.web.function;

import java.util.List;
import org.graphitestack.web.render.Value;
import org.graphitestack.web.series.TimeSeries;

/// `fallbackSeries`: gives other series if there are none of the first.
final class FallbackSeries implements SeriesFunction {

  @Override
  public Signature signature() {
    return Signature.of(
            FunctionGroup.SPECIAL,
            "fallbackSeries",
            Parameter.seriesList(),
            Parameter.required("fallback", ParameterType.SERIES_LIST).lenientType())
        .describe("Gives other series if there are none of the first.")
        .example("fallbackSeries(servers.none.load,constantLine(0))");
  }

  @Override
  public List<TimeSeries> apply(Invocation in) {
    var series = in.series();
    if (!series.isEmpty()) {
      return series;
    }
    if (!(in.value("fallback") instanceof Value.Series(var fallback))) {
      throw in.wrong("fallback", "series");
    }
    return fallback;
  }
}
