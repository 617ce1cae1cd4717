// Copyright 2026 The Graphite Stack Authors
// SPDX-License-Identifier: Apache-2.0

package org.graphitestack.web.function;

import java.util.ArrayList;
import java.util.List;
import org.graphitestack.web.series.TimeSeries;

/// Two lists of series, taken pair by pair.
final class SeriesPairs {

  private SeriesPairs() {}

  /// Each pair aggregated, named by the names of both.
  static List<TimeSeries> aggregated(Invocation in, String func, double xFilesFactor) {
    var first = in.series("seriesListFirstPos");
    var second = in.series("seriesListSecondPos");
    if (first.size() != second.size()) {
      throw in.wrong(
          "found lists of "
              + first.size()
              + " and "
              + second.size()
              + " series (expected: as many)");
    }
    var result = new ArrayList<TimeSeries>();
    for (var i = 0; i < first.size(); i++) {
      var name =
          Aggregator.withoutSuffix(func)
              + "Series("
              + first.get(i).name()
              + ","
              + second.get(i).name()
              + ")";
      for (var series : Combined.of(in, List.of(first.get(i), second.get(i)), func, xFilesFactor)) {
        result.add(series.withName(name));
      }
    }
    return result;
  }
}
