// Copyright 2026 The Graphite Stack Authors
// SPDX-License-Identifier: Apache-2.0

package org.graphitestack.web.function;

import java.util.List;
import org.graphitestack.web.series.PythonNumber;
import org.graphitestack.web.series.TimeSeries;

/// `scale`: multiplies each value by a factor.
final class Scale implements SeriesFunction {

  @Override
  public Signature signature() {
    return Signature.of(
            FunctionGroup.TRANSFORM,
            "scale",
            Parameter.seriesList(),
            Parameter.required("factor", ParameterType.FLOAT))
        .describe("Multiplies each value by a factor.")
        .example("scale(servers.web1.load,10)", "scale(servers.web1.load,0.5)");
  }

  @Override
  public List<TimeSeries> apply(Invocation in) {
    var factor = in.number("factor");
    return in.each(
        series ->
            series
                .change()
                .called("scale(" + series.name() + "," + PythonNumber.general(factor) + ")")
                .tag("scale", PythonNumber.repr(factor))
                .mapped(value -> value * factor)
                .integers(false)
                .make());
  }
}
