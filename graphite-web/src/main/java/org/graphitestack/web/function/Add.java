// Copyright 2026 The Graphite Stack Authors
// SPDX-License-Identifier: Apache-2.0

package org.graphitestack.web.function;

import java.util.List;
import org.graphitestack.web.series.PythonNumber;
import org.graphitestack.web.series.TimeSeries;

/// `add`: adds a constant to each value; the name shows it without its fraction.
final class Add implements SeriesFunction {

  @Override
  public Signature signature() {
    return Signature.of(
            FunctionGroup.TRANSFORM,
            "add",
            Parameter.seriesList(),
            Parameter.required("constant", ParameterType.FLOAT))
        .describe("Adds a constant to each value; the name shows it without its fraction.")
        .example("add(servers.web1.load,10)");
  }

  @Override
  public List<TimeSeries> apply(Invocation in) {
    var constant = in.number("constant");
    return in.each(
        series ->
            series
                .change()
                .called("add(" + series.name() + "," + PythonNumber.truncated(constant) + ")")
                .tag("add", PythonNumber.repr(constant))
                .mapped(value -> value + constant)
                .integers(false)
                .make());
  }
}
