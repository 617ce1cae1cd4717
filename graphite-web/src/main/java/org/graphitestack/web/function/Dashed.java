// Copyright 2026 The Graphite Stack Authors
// SPDX-License-Identifier: Apache-2.0

package org.graphitestack.web.function;

import java.util.List;
import org.graphitestack.web.series.PythonNumber;
import org.graphitestack.web.series.TimeSeries;

/// `dashed`: draws series with dashes of a length in pixels.
final class Dashed implements SeriesFunction {

  @Override
  public Signature signature() {
    return Signature.of(
            FunctionGroup.GRAPH,
            "dashed",
            Parameter.seriesList(),
            Parameter.optional("dashLength", ParameterType.INTEGER, 5L))
        .describe("Draws series with dashes of a length in pixels.")
        .example("dashed(servers.web1.load)");
  }

  @Override
  public List<TimeSeries> apply(Invocation in) {
    var length = in.whole("dashLength");
    return in.each(
        series ->
            series
                .change()
                .name("dashed(" + series.name() + ", " + PythonNumber.general(length) + ")")
                .tag("dashed", String.valueOf(length))
                .drawing("dashed", (double) length)
                .make());
  }
}
