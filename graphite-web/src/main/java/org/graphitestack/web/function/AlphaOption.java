// Copyright 2026 The Graphite Stack Authors
// SPDX-License-Identifier: Apache-2.0

package org.graphitestack.web.function;

import java.util.List;
import org.graphitestack.web.render.Value;
import org.graphitestack.web.series.TimeSeries;

/// `alpha`: draws series with an opacity from 0 to 1.
final class AlphaOption implements SeriesFunction {

  @Override
  public Signature signature() {
    return Signature.of(
            FunctionGroup.GRAPH,
            "alpha",
            Parameter.seriesList(),
            Parameter.required("alpha", ParameterType.FLOAT).lenientType())
        .describe("Draws series with an opacity from 0 to 1.")
        .example("alpha(servers.web1.load,0.5)");
  }

  @Override
  public List<TimeSeries> apply(Invocation in) {
    return in.value("alpha") instanceof Value.Real(var alpha)
        ? in.each(series -> series.withDrawing("alpha", alpha))
        : in.series();
  }
}
