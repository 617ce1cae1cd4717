// Copyright 2026 The Graphite Stack Authors
// SPDX-License-Identifier: Apache-2.0

package org.graphitestack.web.function;

import java.util.List;
import org.graphitestack.web.series.TimeSeries;

/// `aggregate`: makes one of the series, by any aggregation.
final class Aggregate implements SeriesFunction {

  @Override
  public Signature signature() {
    return Signature.of(
            FunctionGroup.COMBINE,
            "aggregate",
            Parameter.seriesList(),
            Parameter.required("func", ParameterType.AGGREGATION),
            Parameter.optional("xFilesFactor", ParameterType.FLOAT))
        .describe("Makes one of the series, by any aggregation.")
        .example(
            "aggregate(servers.*.load,\"median\")",
            "aggregate(servers.*.load,\"sum\",xFilesFactor=0.5)");
  }

  @Override
  public List<TimeSeries> apply(Invocation in) {
    return Combined.of(in, in.series(), in.text("func"), in.numberOrNaN("xFilesFactor"));
  }
}
