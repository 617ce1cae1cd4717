// Copyright 2026 The Graphite Stack Authors
// SPDX-License-Identifier: Apache-2.0

package org.graphitestack.web.function;

import java.util.List;
import org.graphitestack.web.series.PythonNumber;
import org.graphitestack.web.series.TimeSeries;

/// `pow`: raises each value to a power.
final class Pow implements SeriesFunction {

  @Override
  public Signature signature() {
    return Signature.of(
            FunctionGroup.TRANSFORM,
            "pow",
            Parameter.seriesList(),
            Parameter.required("factor", ParameterType.FLOAT))
        .describe("Raises each value to a power.")
        .example("pow(servers.web1.load,2)");
  }

  @Override
  public List<TimeSeries> apply(Invocation in) {
    var factor = in.number("factor");
    return in.each(
        series ->
            series
                .change()
                .called("pow(" + series.name() + "," + PythonNumber.general(factor) + ")")
                .tag("pow", PythonNumber.repr(factor))
                .mapped(value -> Powers.of(value, factor))
                .integers(false)
                .make());
  }
}
