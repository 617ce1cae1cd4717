// Copyright 2026 The Graphite Stack Authors
// SPDX-License-Identifier: Apache-2.0

package org.graphitestack.web.function;

import java.util.ArrayList;
import java.util.List;
import org.graphitestack.web.series.TimeSeries;

/// `divideSeriesLists`: divides the first series by the first of another list, the second by the
/// second and so on.
final class DivideSeriesLists implements SeriesFunction {

  @Override
  public Signature signature() {
    return Signature.of(
            FunctionGroup.COMBINE,
            "divideSeriesLists",
            Parameter.required("dividendSeriesList", ParameterType.SERIES_LIST),
            Parameter.required("divisorSeriesList", ParameterType.SERIES_LIST))
        .describe(
            "Divides the first series by the first of another list, the second by the second and so"
                + " on.")
        .example("divideSeriesLists(servers.*.load,servers.*.requests)");
  }

  @Override
  public List<TimeSeries> apply(Invocation in) {
    var dividends = in.series("dividendSeriesList");
    var divisors = in.series("divisorSeriesList");
    if (dividends.size() != divisors.size()) {
      throw in.wrong(
          "found lists of "
              + dividends.size()
              + " and "
              + divisors.size()
              + " series (expected: as many)");
    }
    var quotients = new ArrayList<TimeSeries>();
    for (var i = 0; i < dividends.size(); i++) {
      quotients.add(DivideSeries.quotient(in.evaluation(), dividends.get(i), divisors.get(i)));
    }
    return quotients;
  }
}
