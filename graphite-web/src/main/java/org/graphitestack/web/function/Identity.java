// Copyright 2026 The Graphite Stack Authors
// SPDX-License-Identifier: Apache-2.0

package org.graphitestack.web.function;

import java.util.List;
import org.graphitestack.web.series.TimeSeries;

/// `identity`: makes a series whose values are the times of its points.
final class Identity implements SeriesFunction {

  @Override
  public Signature signature() {
    return Signature.of(
            FunctionGroup.CALCULATE, "identity", Parameter.required("name", ParameterType.STRING))
        .describe("Makes a series whose values are the times of its points.")
        .example("identity(\"time\")");
  }

  @Override
  public List<TimeSeries> apply(Invocation in) {
    return List.of(Generated.of(in, in.text("name"), 60, time -> time, true));
  }
}
