// Copyright 2026 The Graphite Stack Authors
// SPDX-License-Identifier: Apache-2.0

package org.graphitestack.web.function;

import java.util.List;
import org.graphitestack.web.series.TimeSeries;

/// `removeAboveValue`: removes values above a number.
final class RemoveAboveValue implements SeriesFunction {

  @Override
  public Signature signature() {
    return Signature.of(
            FunctionGroup.FILTER_DATA,
            "removeAboveValue",
            Parameter.seriesList(),
            Parameter.required("n", ParameterType.FLOAT))
        .describe("Removes values above a number.")
        .example("removeAboveValue(servers.web1.load,100)");
  }

  @Override
  public List<TimeSeries> apply(Invocation in) {
    var n = in.number("n");
    return Filters.values(in, "removeAboveValue", n, _ -> value -> value <= n);
  }
}
