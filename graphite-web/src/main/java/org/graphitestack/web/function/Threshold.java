// Copyright 2026 The Graphite Stack Authors
// SPDX-License-Identifier: Apache-2.0

package org.graphitestack.web.function;

import java.util.List;
import org.graphitestack.web.series.PythonNumber;
import org.graphitestack.web.series.TimeSeries;

/// `threshold`: draws a line at a value, with a name and a colour.
final class Threshold implements SeriesFunction {

  @Override
  public Signature signature() {
    return Signature.of(
            FunctionGroup.GRAPH,
            "threshold",
            Parameter.required("value", ParameterType.FLOAT),
            Parameter.optional("label", ParameterType.STRING),
            Parameter.optional("color", ParameterType.STRING))
        .describe("Draws a line at a value, with a name and a colour.")
        .example("threshold(5,\"limit\",\"red\")");
  }

  @Override
  public List<TimeSeries> apply(Invocation in) {
    var value = in.number("value");
    var line = ConstantLine.of(in.evaluation(), value, PythonNumber.repr(value)).change();
    var label = in.textOrNull("label");
    if (label != null) {
      line.name(label);
    }
    var color = in.textOrNull("color");
    if (color != null) {
      line.drawing("color", color);
    }
    return List.of(line.make());
  }
}
