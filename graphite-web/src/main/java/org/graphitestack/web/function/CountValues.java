// Copyright 2026 The Graphite Stack Authors
// SPDX-License-Identifier: Apache-2.0

package org.graphitestack.web.function;

import java.util.ArrayList;
import java.util.List;
import java.util.TreeMap;
import org.graphitestack.web.series.TimeSeries;

/// `countValues`: gives for each whole number that occurs how many series have it at each time.
final class CountValues implements SeriesFunction {

  @Override
  public Signature signature() {
    return Signature.of(
            FunctionGroup.COMBINE,
            "countValues",
            Parameter.seriesList(),
            Parameter.optional("valuesLimit", ParameterType.INTEGER, 32))
        .addition()
        .describe(
            "Gives a series for each value that occurs, without its fraction: how many of the"
                + " series have it at each time. More than valuesLimit values are an error.")
        .example("countValues(servers.*.errors)");
  }

  @Override
  public List<TimeSeries> apply(Invocation in) {
    var series = in.series();
    if (series.isEmpty()) {
      return series;
    }
    var most = in.whole("valuesLimit");
    var normalized = Normalized.of(series);
    var counts = new TreeMap<Long, double[]>();
    for (var column : normalized.columns()) {
      for (var row = 0; row < column.length; row++) {
        if (Double.isNaN(column[row])) {
          continue;
        }
        counts.computeIfAbsent((long) column[row], _ -> new double[normalized.length()])[row]++;
        if (counts.size() > most) {
          throw in.wrong("found more than " + most + " values (expected: <= valuesLimit)");
        }
      }
    }
    var result = new ArrayList<TimeSeries>();
    counts.forEach(
        (value, count) ->
            result.add(
                TimeSeries.of(
                        String.valueOf(value),
                        normalized.start(),
                        normalized.end(),
                        normalized.step(),
                        count,
                        in.evaluation().xFilesFactor())
                    .change()
                    .integers(true)
                    .make()));
    return result;
  }
}
