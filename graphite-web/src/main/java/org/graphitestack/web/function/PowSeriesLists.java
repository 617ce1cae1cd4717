// Copyright 2026 The Graphite Stack Authors
// SPDX-License-Identifier: Apache-2.0

package org.graphitestack.web.function;

import java.util.ArrayList;
import java.util.List;
import org.graphitestack.web.series.TimeSeries;

/// `powSeriesLists`: raises the first series to the power of the first of another list, the second
/// to that of the second and so on.
final class PowSeriesLists implements SeriesFunction {

  @Override
  public Signature signature() {
    return Signature.of(
            FunctionGroup.COMBINE,
            "powSeriesLists",
            Parameter.required("sourceSeriesList", ParameterType.SERIES_LIST),
            Parameter.required("factorSeriesList", ParameterType.SERIES_LIST))
        .addition()
        .describe(
            "Raises the first series to the power of the first of another list, the second to that"
                + " of the second and so on.")
        .example("powSeriesLists(servers.*.load,servers.*.errors)");
  }

  @Override
  public List<TimeSeries> apply(Invocation in) {
    var bases = in.series("sourceSeriesList");
    var exponents = in.series("factorSeriesList");
    if (bases.size() != exponents.size()) {
      throw in.wrong(
          "found lists of "
              + bases.size()
              + " and "
              + exponents.size()
              + " series (expected: as many)");
    }
    var powers = new ArrayList<TimeSeries>();
    for (var i = 0; i < bases.size(); i++) {
      powers.add(PowSeries.of(in, List.of(bases.get(i), exponents.get(i))));
    }
    return powers;
  }
}
