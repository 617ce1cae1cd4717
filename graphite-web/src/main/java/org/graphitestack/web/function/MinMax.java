// Copyright 2026 The Graphite Stack Authors
// SPDX-License-Identifier: Apache-2.0

package org.graphitestack.web.function;

import java.util.List;
import org.graphitestack.web.series.TimeSeries;

/// `minMax`: maps each series to 0 at its least value and 1 at its greatest.
final class MinMax implements SeriesFunction {

  @Override
  public Signature signature() {
    return Signature.of(FunctionGroup.TRANSFORM, "minMax", Parameter.seriesList())
        .describe("Maps each series to 0 at its least value and 1 at its greatest.")
        .example("minMax(servers.web1.load)");
  }

  @Override
  public List<TimeSeries> apply(Invocation in) {
    return in.each(
        series -> {
          var min = Aggregator.MIN.of(series.values());
          var range = Aggregator.MAX.of(series.values()) - min;
          return series
              .change()
              .called("minMax(" + series.name() + ")")
              .mapped(value -> range == 0 ? 0 : (value - min) / range)
              .integers(false)
              .make();
        });
  }
}
