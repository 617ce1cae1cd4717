// Copyright 2026 The Graphite Stack Authors
// SPDX-License-Identifier: Apache-2.0

package org.graphitestack.web.function;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.graphitestack.web.series.PythonNumber;
import org.graphitestack.web.series.TimeSeries;

/// `nPercentile`: draws a line at a percentile of each series.
final class NPercentile implements SeriesFunction {

  @Override
  public Signature signature() {
    return Signature.of(
            FunctionGroup.CALCULATE,
            "nPercentile",
            Parameter.seriesList(),
            Parameter.required("n", ParameterType.FLOAT))
        .describe("Draws a line at a percentile of each series.")
        .example("nPercentile(servers.web1.load,95)");
  }

  @Override
  public List<TimeSeries> apply(Invocation in) {
    var n = in.number("n");
    if (n == 0) {
      throw in.wrong("n", "a percentile above 0");
    }
    var lines = new ArrayList<TimeSeries>();
    for (var series : in.series()) {
      var percentile = Percentile.of(series.values(), n, false);
      if (!Double.isNaN(percentile)) {
        var values = new double[(int) ((series.end() - series.start()) / series.step())];
        Arrays.fill(values, percentile);
        lines.add(
            series
                .change()
                .called("nPercentile(" + series.name() + ", " + PythonNumber.general(n) + ")")
                .tag("nPercentile", PythonNumber.repr(n))
                .values(values)
                .make());
      }
    }
    return lines;
  }
}
