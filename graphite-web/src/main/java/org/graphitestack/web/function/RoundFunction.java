// Copyright 2026 The Graphite Stack Authors
// SPDX-License-Identifier: Apache-2.0

package org.graphitestack.web.function;

import java.util.List;
import org.graphitestack.web.render.Value;
import org.graphitestack.web.series.PythonNumber;
import org.graphitestack.web.series.TimeSeries;

/// `round`: rounds each value to so many places; ties go to the even digit.
final class RoundFunction implements SeriesFunction {

  @Override
  public Signature signature() {
    return Signature.of(
            FunctionGroup.TRANSFORM,
            "round",
            Parameter.seriesList(),
            Parameter.optional("precision", ParameterType.INTEGER, 0).orElse(new Value.None()))
        .describe("Rounds each value to so many places; ties go to the even digit.")
        .example("round(servers.web1.load)", "round(servers.web1.load,1)");
  }

  @Override
  public List<TimeSeries> apply(Invocation in) {
    var given = in.has("precision");
    var precision = given ? in.whole("precision") : 0;
    return in.each(
        series -> {
          var name = "round(" + series.name() + (given ? "," + precision : "") + ")";
          return series
              .change()
              .called(name)
              .tag("round", String.valueOf(precision))
              .mapped(value -> PythonNumber.rounded(value, precision))
              .make();
        });
  }
}
