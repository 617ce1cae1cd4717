// Copyright 2026 The Graphite Stack Authors
// SPDX-License-Identifier: Apache-2.0

package org.graphitestack.web.function;

import java.util.List;
import org.graphitestack.web.series.TimeSeries;

/// `filterSeries`: keeps series whose aggregate compares to a number in a certain way.
final class FilterSeries implements SeriesFunction {

  @Override
  public Signature signature() {
    return Signature.of(
            FunctionGroup.FILTER_SERIES,
            "filterSeries",
            Parameter.seriesList(),
            Parameter.required("func", ParameterType.AGGREGATION),
            Parameter.required("operator", ParameterType.STRING)
                .options("!=", "<", "<=", "=", ">", ">="),
            Parameter.required("threshold", ParameterType.FLOAT))
        .describe("Keeps series whose aggregate compares to a number in a certain way.")
        .example("filterSeries(servers.*.load,\"max\",\">\",1)");
  }

  @Override
  public List<TimeSeries> apply(Invocation in) {
    var operator = in.text("operator");
    if (!List.of("!=", "<", "<=", "=", ">", ">=").contains(operator)) {
      throw in.wrong("operator", "one of !=, <, <=, =, >, >=");
    }
    return Filters.comparing(in.series(), in.aggregator("func"), operator, in.number("threshold"));
  }
}
