// Copyright 2026 The Graphite Stack Authors
// SPDX-License-Identifier: Apache-2.0

package org.graphitestack.web.function;

import java.util.List;
import org.graphitestack.web.series.TimeSeries;

/// `color`: draws series in a colour, by name or as hexadecimal digits.
final class ColorOption implements SeriesFunction {

  @Override
  public Signature signature() {
    return Signature.of(
            FunctionGroup.GRAPH,
            "color",
            Parameter.seriesList(),
            Parameter.required("theColor", ParameterType.STRING).lenientType())
        .describe("Draws series in a colour, by name or as hexadecimal digits.")
        .example("color(servers.web1.load,\"green\")", "color(servers.web1.load,\"6464ff80\")");
  }

  @Override
  public List<TimeSeries> apply(Invocation in) {
    var color = in.text("theColor");
    return in.each(series -> series.withDrawing("color", color));
  }
}
