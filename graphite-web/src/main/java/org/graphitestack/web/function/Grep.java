// Copyright 2026 The Graphite Stack Authors
// SPDX-License-Identifier: Apache-2.0

package org.graphitestack.web.function;

import java.util.List;
import org.graphitestack.web.series.TimeSeries;

/// `grep`: keeps series whose name a regular expression matches.
final class Grep implements SeriesFunction {

  @Override
  public Signature signature() {
    return Signature.of(
            FunctionGroup.FILTER_SERIES,
            "grep",
            Parameter.seriesList(),
            Parameter.required("pattern", ParameterType.STRING))
        .describe("Keeps series whose name a regular expression matches.")
        .example("grep(servers.*.load,\"web[12]\")");
  }

  @Override
  public List<TimeSeries> apply(Invocation in) {
    var pattern = UserPattern.of(in, "pattern");
    return in.series().stream().filter(series -> pattern.foundIn(series.name())).toList();
  }
}
