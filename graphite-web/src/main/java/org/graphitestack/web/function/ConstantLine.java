// Copyright 2026 The Graphite Stack Authors
// SPDX-License-Identifier: Apache-2.0

package org.graphitestack.web.function;

import java.util.List;
import org.graphitestack.web.render.Evaluation;
import org.graphitestack.web.series.PythonNumber;
import org.graphitestack.web.series.TimeSeries;

/// `constantLine`: draws a line at a value.
final class ConstantLine implements SeriesFunction {

  @Override
  public Signature signature() {
    return Signature.of(
            FunctionGroup.SPECIAL, "constantLine", Parameter.required("value", ParameterType.FLOAT))
        .describe("Draws a line at a value.")
        .example("constantLine(5)");
  }

  @Override
  public List<TimeSeries> apply(Invocation in) {
    var value = in.number("value");
    return List.of(of(in.evaluation(), value, PythonNumber.repr(value)));
  }

  /// A line at a value over the window of a request: points at its start, middle and end.
  static TimeSeries of(Evaluation evaluation, double value, String name) {
    var from = evaluation.from();
    var until = evaluation.until();
    var step = Math.max(1, (until - from) / 2);
    return TimeSeries.of(
            name, from, until, step, new double[] {value, value, value}, evaluation.xFilesFactor())
        .change()
        .pathExpression("constantLine(" + PythonNumber.repr(value) + ")")
        .make();
  }
}
