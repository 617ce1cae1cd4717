// Copyright 2026 The Graphite Stack Authors
// SPDX-License-Identifier: Apache-2.0

package org.graphitestack.web.function;

import java.util.List;
import java.util.Map;
import org.graphitestack.web.series.TimeSeries;

/// `areaBetween`: fills the area between two series.
final class AreaBetween implements SeriesFunction {

  @Override
  public Signature signature() {
    return Signature.of(FunctionGroup.GRAPH, "areaBetween", Parameter.seriesList())
        .describe("Fills the area between two series.")
        .example("areaBetween(servers.{web1,web2}.load)");
  }

  @Override
  public List<TimeSeries> apply(Invocation in) {
    var series = in.series();
    if (series.size() != 2) {
      throw in.wrong("found " + series.size() + " series (expected: 2)");
    }
    var tags = series.get(1).tags();
    var name = "areaBetween(" + series.get(1).pathExpression() + ")";
    return List.of(
        bound(series.get(0), name, tags).drawing("invisible", true).make(),
        bound(series.get(1), name, tags).make());
  }

  /// One of the two series; the tags are those of the second.
  private static TimeSeries.Change bound(TimeSeries series, String name, Map<String, String> tags) {
    return series.change().name(name).tags(tags).tag("areaBetween", "1").drawing("stacked", true);
  }
}
