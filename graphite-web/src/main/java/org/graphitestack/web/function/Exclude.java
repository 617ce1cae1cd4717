// Copyright 2026 The Graphite Stack Authors
// SPDX-License-Identifier: Apache-2.0

package org.graphitestack.web.function;

import java.util.List;
import org.graphitestack.web.series.TimeSeries;

/// `exclude`: drops series whose name a regular expression matches.
final class Exclude implements SeriesFunction {

  @Override
  public Signature signature() {
    return Signature.of(
            FunctionGroup.FILTER_SERIES,
            "exclude",
            Parameter.seriesList(),
            Parameter.required("pattern", ParameterType.STRING))
        .describe("Drops series whose name a regular expression matches.")
        .example("exclude(servers.*.load,\"web3\")");
  }

  @Override
  public List<TimeSeries> apply(Invocation in) {
    var pattern = UserPattern.of(in, "pattern");
    return in.series().stream().filter(series -> !pattern.foundIn(series.name())).toList();
  }
}
