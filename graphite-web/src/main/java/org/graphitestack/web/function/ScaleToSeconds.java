// Copyright 2026 The Graphite Stack Authors
// SPDX-License-Identifier: Apache-2.0

package org.graphitestack.web.function;

import java.util.List;
import org.graphitestack.web.series.PythonNumber;
import org.graphitestack.web.series.TimeSeries;

/// `scaleToSeconds`: gives what each value would be over so many seconds instead of a step.
final class ScaleToSeconds implements SeriesFunction {

  @Override
  public Signature signature() {
    return Signature.of(
            FunctionGroup.TRANSFORM,
            "scaleToSeconds",
            Parameter.seriesList(),
            Parameter.required("seconds", ParameterType.FLOAT))
        .describe("Gives what each value would be over so many seconds instead of a step.")
        .example("scaleToSeconds(servers.web1.requests,1)");
  }

  @Override
  public List<TimeSeries> apply(Invocation in) {
    var seconds = in.number("seconds");
    return in.each(
        series ->
            series
                .change()
                .called(
                    "scaleToSeconds(" + series.name() + "," + PythonNumber.truncated(seconds) + ")")
                .tag("scaleToSeconds", PythonNumber.repr(seconds))
                .mapped(value -> PythonNumber.rounded(value * (seconds / series.step()), 6))
                .integers(false)
                .make());
  }
}
