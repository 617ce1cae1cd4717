// Copyright 2026 The Graphite Stack Authors
// SPDX-License-Identifier: Apache-2.0

package org.graphitestack.web.function;

import java.util.List;
import org.graphitestack.web.series.TimeSeries;

/// `removeEmptySeries`: drops series without a value, or with fewer known values than a share.
final class RemoveEmptySeries implements SeriesFunction {

  @Override
  public Signature signature() {
    return Signature.of(
            FunctionGroup.FILTER_SERIES,
            "removeEmptySeries",
            Parameter.seriesList(),
            Parameter.optional("xFilesFactor", ParameterType.FLOAT))
        .describe("Drops series without a value, or with fewer known values than a share.")
        .example("removeEmptySeries(servers.*.load)", "removeEmptySeries(servers.*.load,0.5)");
  }

  @Override
  public List<TimeSeries> apply(Invocation in) {
    var share = in.has("xFilesFactor") ? in.number("xFilesFactor") : 0;
    return in.series().stream()
        .filter(
            series -> {
              var values = series.values();
              var known = Aggregator.known(values, 0, values.length);
              return Aggregator.enough(known, values.length, share);
            })
        .toList();
  }
}
