// Copyright 2026 The Graphite Stack Authors
// SPDX-License-Identifier: Apache-2.0

package org.graphitestack.web.function;

import java.util.List;
import org.graphitestack.web.series.TimeSeries;

/// `timeFunction`: makes a series whose values are the times of its points, so many seconds apart.
final class TimeFunction implements SeriesFunction {

  @Override
  public Signature signature() {
    return Signature.of(
            FunctionGroup.TRANSFORM,
            "timeFunction",
            Parameter.required("name", ParameterType.STRING),
            Parameter.optional("step", ParameterType.INTEGER, 60L))
        .alias("time")
        .describe("Makes a series whose values are the times of its points, so many seconds apart.")
        .example("time(\"time\",120)");
  }

  @Override
  public List<TimeSeries> apply(Invocation in) {
    var name = in.text("name");
    return List.of(Generated.of(in, name, in.whole("step"), time -> time, true));
  }
}
