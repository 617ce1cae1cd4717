// Copyright 2026 The Graphite Stack Authors
// SPDX-License-Identifier: Apache-2.0

package org.graphitestack.web.function;

import java.util.List;
import org.graphitestack.web.series.TimeSeries;

/// `logit`: takes log(x / (1 - x)) of each value between 0 and 1; of others there is none.
final class Logit implements SeriesFunction {

  @Override
  public Signature signature() {
    return Signature.of(FunctionGroup.TRANSFORM, "logit", Parameter.seriesList())
        .describe("Takes log(x / (1 - x)) of each value between 0 and 1; of others there is none.")
        .example("logit(scale(servers.web1.load,0.001))");
  }

  @Override
  public List<TimeSeries> apply(Invocation in) {
    return in.each(
        series ->
            series
                .change()
                .called("logit(" + series.name() + ")")
                .tag("logit", "logit")
                .mapped(value -> Powers.finite(Math.log(value / (1 - value)), value))
                .integers(false)
                .make());
  }
}
