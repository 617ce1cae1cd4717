// Copyright 2026 The Graphite Stack Authors
// SPDX-License-Identifier: Apache-2.0

package org.graphitestack.web.function;

import java.util.List;
import org.graphitestack.web.series.TimeSeries;

/// `removeBelowValue`: removes values below a number.
final class RemoveBelowValue implements SeriesFunction {

  @Override
  public Signature signature() {
    return Signature.of(
            FunctionGroup.FILTER_DATA,
            "removeBelowValue",
            Parameter.seriesList(),
            Parameter.required("n", ParameterType.FLOAT))
        .describe("Removes values below a number.")
        .example("removeBelowValue(servers.web1.load,1)");
  }

  @Override
  public List<TimeSeries> apply(Invocation in) {
    var n = in.number("n");
    return Filters.values(in, "removeBelowValue", n, _ -> value -> value >= n);
  }
}
