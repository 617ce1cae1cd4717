// Copyright 2026 The Graphite Stack Authors
// SPDX-License-Identifier: Apache-2.0

package org.graphitestack.web.function;

import java.util.HashSet;
import java.util.List;
import org.graphitestack.web.series.TimeSeries;

/// `unique`: keeps the first series of each name.
final class Unique implements SeriesFunction {

  @Override
  public Signature signature() {
    return Signature.of(
            FunctionGroup.FILTER_SERIES,
            "unique",
            Parameter.required("seriesLists", ParameterType.SERIES_LIST).many())
        .describe("Keeps the first series of each name.")
        .example("unique(servers.*.load,servers.web1.load)");
  }

  @Override
  public List<TimeSeries> apply(Invocation in) {
    var names = new HashSet<String>();
    return in.series().stream().filter(series -> names.add(series.name())).toList();
  }
}
