// Copyright 2026 The Graphite Stack Authors
// SPDX-License-Identifier: Apache-2.0

package org.graphitestack.web.function;

import java.util.List;
import org.graphitestack.web.series.TimeSeries;

/// `lineWidth`: draws series with lines of a width in pixels.
final class LineWidth implements SeriesFunction {

  @Override
  public Signature signature() {
    return Signature.of(
            FunctionGroup.GRAPH,
            "lineWidth",
            Parameter.seriesList(),
            Parameter.required("width", ParameterType.FLOAT))
        .describe("Draws series with lines of a width in pixels.")
        .example("lineWidth(servers.web1.load,3)");
  }

  @Override
  public List<TimeSeries> apply(Invocation in) {
    var width = in.number("width");
    return in.each(series -> series.withDrawing("lineWidth", width));
  }
}
