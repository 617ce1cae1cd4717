// Copyright 2026 The Graphite Stack Authors
// SPDX-License-Identifier: Apache-2.0

package org.graphitestack.web.function;

import java.util.List;
import org.graphitestack.web.series.PythonNumber;
import org.graphitestack.web.series.TimeSeries;

/// `offsetToZero`: subtracts from each series its least value.
final class OffsetToZero implements SeriesFunction {

  @Override
  public Signature signature() {
    return Signature.of(FunctionGroup.TRANSFORM, "offsetToZero", Parameter.seriesList())
        .describe("Subtracts from each series its least value.")
        .example("offsetToZero(servers.web1.load)");
  }

  @Override
  public List<TimeSeries> apply(Invocation in) {
    return in.each(
        series -> {
          var min = Aggregator.MIN.of(series.values());
          return series
              .change()
              .called("offsetToZero(" + series.name() + ")")
              .tag("offsetToZero", PythonNumber.text(min, series.integers()))
              .mapped(value -> value - min)
              .make();
        });
  }
}
