// Copyright 2026 The Graphite Stack Authors
// SPDX-License-Identifier: Apache-2.0

package org.graphitestack.web.function;

import java.util.List;
import org.graphitestack.web.series.TimeSeries;

/// `limit`: keeps the first series; a negative number drops the last.
final class Limit implements SeriesFunction {

  @Override
  public Signature signature() {
    return Signature.of(
            FunctionGroup.FILTER_SERIES,
            "limit",
            Parameter.seriesList(),
            Parameter.required("n", ParameterType.INTEGER))
        .describe("Keeps the first series; a negative number drops the last.")
        .example("limit(servers.*.load,2)");
  }

  @Override
  public List<TimeSeries> apply(Invocation in) {
    return Filters.first(in.series(), in.whole("n"));
  }
}
