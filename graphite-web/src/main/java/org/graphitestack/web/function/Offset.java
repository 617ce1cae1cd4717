// Copyright 2026 The Graphite Stack Authors
// SPDX-License-Identifier: Apache-2.0

package org.graphitestack.web.function;

import java.util.List;
import org.graphitestack.web.series.PythonNumber;
import org.graphitestack.web.series.TimeSeries;

/// `offset`: adds a constant to each value.
final class Offset implements SeriesFunction {

  @Override
  public Signature signature() {
    return Signature.of(
            FunctionGroup.TRANSFORM,
            "offset",
            Parameter.seriesList(),
            Parameter.required("factor", ParameterType.FLOAT))
        .describe("Adds a constant to each value.")
        .example("offset(servers.web1.load,10)");
  }

  @Override
  public List<TimeSeries> apply(Invocation in) {
    var factor = in.number("factor");
    return in.each(
        series ->
            series
                .change()
                .called("offset(" + series.name() + "," + PythonNumber.general(factor) + ")")
                .tag("offset", PythonNumber.repr(factor))
                .mapped(value -> value + factor)
                .integers(false)
                .make());
  }
}
