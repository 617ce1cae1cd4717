// Copyright 2026 The Graphite Stack Authors
// SPDX-License-Identifier: Apache-2.0

package org.graphitestack.web.function;

import java.util.List;
import org.graphitestack.web.series.TimeSeries;

/// `mostDeviant`: keeps the series that vary most.
final class MostDeviant implements SeriesFunction {

  @Override
  public Signature signature() {
    return Signature.of(
            FunctionGroup.FILTER_SERIES,
            "mostDeviant",
            Parameter.seriesList(),
            Parameter.required("n", ParameterType.INTEGER))
        .describe("Keeps the series that vary most.")
        .example("mostDeviant(servers.*.load,1)");
  }

  @Override
  public List<TimeSeries> apply(Invocation in) {
    var known = in.series().stream().filter(s -> !Double.isNaN(Aggregator.STDDEV.of(s.values())));
    return Filters.first(Filters.sorted(known.toList(), Aggregator.STDDEV, true), in.whole("n"));
  }
}
