// Copyright 2026 The Graphite Stack Authors
// SPDX-License-Identifier: Apache-2.0

package org.graphitestack.web.function;

import java.util.Arrays;
import java.util.List;
import org.graphitestack.web.render.Evaluation;
import org.graphitestack.web.series.TimeSeries;

/// `divideSeries`: divides each series by one other; by 0 or nothing gives nothing.
final class DivideSeries implements SeriesFunction {

  @Override
  public Signature signature() {
    return Signature.of(
            FunctionGroup.COMBINE,
            "divideSeries",
            Parameter.required("dividendSeriesList", ParameterType.SERIES_LIST),
            Parameter.required("divisorSeries", ParameterType.SERIES_LIST))
        .describe("Divides each series by one other; by 0 or nothing gives nothing.")
        .example("divideSeries(servers.*.load,servers.web2.requests)");
  }

  @Override
  public List<TimeSeries> apply(Invocation in) {
    var dividends = in.series("dividendSeriesList");
    var divisors = in.series("divisorSeries");
    if (divisors.isEmpty()) {
      return dividends.stream().map(DivideSeries::missing).toList();
    }
    if (divisors.size() > 1) {
      throw in.wrong(
          "second argument must reference exactly 1 series (got " + divisors.size() + ")");
    }
    return dividends.stream()
        .map(dividend -> quotient(in.evaluation(), dividend, divisors.getFirst()))
        .toList();
  }

  private static TimeSeries missing(TimeSeries dividend) {
    var nothing = new double[dividend.values().length];
    Arrays.fill(nothing, Double.NaN);
    return dividend
        .change()
        .called("divideSeries(" + dividend.name() + ",MISSING)")
        .values(nothing)
        .make();
  }

  /// One series divided by another.
  static TimeSeries quotient(Evaluation evaluation, TimeSeries dividend, TimeSeries divisor) {
    var normalized = Normalized.of(List.of(dividend, divisor));
    return TimeSeries.of(
        "divideSeries(" + dividend.name() + "," + divisor.name() + ")",
        normalized.start(),
        normalized.end(),
        normalized.step(),
        normalized.rows(row -> row[1] == 0 ? Double.NaN : row[0] / row[1]),
        evaluation.xFilesFactor());
  }
}
