// Copyright 2026 The Graphite Stack Authors
// SPDX-License-Identifier: Apache-2.0

package org.graphitestack.web.function;

import java.util.List;
import org.graphitestack.web.render.TimeExpression;
import org.graphitestack.web.series.TimeSeries;

/// `verticalLine`: draws a line over the full height at a time.
final class VerticalLine implements SeriesFunction {

  @Override
  public Signature signature() {
    return Signature.of(
            FunctionGroup.GRAPH,
            "verticalLine",
            Parameter.required("ts", ParameterType.DATE),
            Parameter.optional("label", ParameterType.STRING),
            Parameter.optional("color", ParameterType.STRING))
        .describe("Draws a line over the full height at a time.")
        .example("verticalLine(\"-10min\",\"release\",\"blue\")");
  }

  @Override
  public List<TimeSeries> apply(Invocation in) {
    var evaluation = in.evaluation();
    var time = TimeExpression.parse(in.text("ts"), evaluation.now(), evaluation.zone());
    if (time < evaluation.from() || time > evaluation.until()) {
      throw in.wrong(
          "ts", "a time from " + evaluation.from() + " to " + evaluation.until() + ", not " + time);
    }
    var line =
        TimeSeries.of(
                in.text("label"), time, time, 1, new double[] {1, 1}, evaluation.xFilesFactor())
            .change()
            .drawing("drawAsInfinite", true);
    var color = in.textOrNull("color");
    if (color != null) {
      line.drawing("color", color);
    }
    return List.of(line.make());
  }
}
