// Copyright 2026 The Graphite Stack Authors
// SPDX-License-Identifier: Apache-2.0

package org.graphitestack.web.function;

import java.util.List;
import org.graphitestack.web.series.TimeSeries;

/// `consolidateBy`: sets how values are made into one where a graph has fewer pixels than there are
/// points, or an answer fewer points.
final class ConsolidateBy implements SeriesFunction {

  @Override
  public Signature signature() {
    return Signature.of(
            FunctionGroup.SPECIAL,
            "consolidateBy",
            Parameter.seriesList(),
            Parameter.required("consolidationFunc", ParameterType.STRING)
                .options("average", "avg", "avg_zero", "first", "last", "max", "min", "sum"))
        .describe(
            "Sets how values are made into one where a graph has fewer pixels than there are"
                + " points, or an answer fewer points.")
        .example("consolidateBy(servers.web1.load,\"max\")");
  }

  @Override
  public List<TimeSeries> apply(Invocation in) {
    var func = in.text("consolidationFunc");
    return in.each(series -> consolidated(series, func));
  }

  /// The series with another consolidation function.
  static TimeSeries consolidated(TimeSeries series, String func) {
    return series
        .change()
        .called("consolidateBy(" + series.name() + ",\"" + func + "\")")
        .tag("consolidateBy", func)
        .consolidation(func)
        .make();
  }
}
