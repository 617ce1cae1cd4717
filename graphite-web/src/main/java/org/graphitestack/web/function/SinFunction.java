// Copyright 2026 The Graphite Stack Authors
// SPDX-License-Identifier: Apache-2.0

package org.graphitestack.web.function;

import java.util.List;
import org.graphitestack.web.series.TimeSeries;

/// `sinFunction`: makes a series of the sine of the times of its points.
final class SinFunction implements SeriesFunction {

  @Override
  public Signature signature() {
    return Signature.of(
            FunctionGroup.TRANSFORM,
            "sinFunction",
            Parameter.required("name", ParameterType.STRING),
            Parameter.optional("amplitude", ParameterType.INTEGER, 1L),
            Parameter.optional("step", ParameterType.INTEGER, 60L))
        .alias("sin")
        .describe("Makes a series of the sine of the times of its points.")
        .example("sin(\"wave\",2)");
  }

  @Override
  public List<TimeSeries> apply(Invocation in) {
    var name = in.text("name");
    var amplitude = in.whole("amplitude");
    return List.of(
        Generated.of(
            in, name, in.whole("step"), time -> Math.sin((double) time) * amplitude, false));
  }
}
