// Copyright 2026 The Graphite Stack Authors
// SPDX-License-Identifier: Apache-2.0

package org.graphitestack.web.function;

import java.util.ArrayList;
import java.util.List;
import org.graphitestack.web.render.TimeExpression;
import org.graphitestack.web.series.TimeSeries;

/// `linearRegression`: draws the straight line that fits each series best, over a window of its
/// own.
final class LinearRegression implements SeriesFunction {

  @Override
  public Signature signature() {
    return Signature.of(
            FunctionGroup.CALCULATE,
            "linearRegression",
            Parameter.seriesList(),
            Parameter.optional("startSourceAt", ParameterType.DATE),
            Parameter.optional("endSourceAt", ParameterType.DATE))
        .describe("Draws the straight line that fits each series best, over a window of its own.")
        .example(
            "linearRegression(servers.web1.load)",
            "linearRegression(servers.web1.load,\"-30min\",\"-10min\")");
  }

  @Override
  public List<TimeSeries> apply(Invocation in) {
    var evaluation = in.evaluation();
    var from = time(in, "startSourceAt", evaluation.from());
    var until = time(in, "endSourceAt", evaluation.until());
    if (from > until) {
      throw in.wrong("startSourceAt", "a time before endSourceAt");
    }
    var given = in.series();
    var sources = in.again(from, until);
    var lines = new ArrayList<TimeSeries>();
    for (var i = 0; i < Math.min(given.size(), sources.size()); i++) {
      var line = fitted(sources.get(i));
      if (line.length == 2) {
        lines.add(drawn(given.get(i), line, from, until));
      }
    }
    return lines;
  }

  private static long time(Invocation in, String parameter, long fallback) {
    var evaluation = in.evaluation();
    return in.has(parameter)
        ? TimeExpression.parse(in.text(parameter), evaluation.now(), evaluation.serverZone())
        : fallback;
  }

  private static TimeSeries drawn(TimeSeries series, double[] line, long from, long until) {
    var values = new double[series.values().length];
    for (var i = 0; i < values.length; i++) {
      values[i] = line[0] + (series.start() + i * series.step()) * line[1];
    }
    return series
        .change()
        .called("linearRegression(" + series.name() + ", " + from + ", " + until + ")")
        .tag("linearRegressions", from + ", " + until)
        .values(values)
        .integers(false)
        .make();
  }

  /// Offset and slope per second by least squares; empty if there are not two points.
  private static double[] fitted(TimeSeries series) {
    var n = 0;
    var sumI = 0.0;
    var sumV = 0.0;
    var sumII = 0.0;
    var sumIV = 0.0;
    for (var i = 0; i < series.values().length; i++) {
      var value = series.values()[i];
      if (!Double.isNaN(value)) {
        n++;
        sumI += i;
        sumV += value;
        sumII += (double) i * i;
        sumIV += i * value;
      }
    }
    var denominator = n * sumII - sumI * sumI;
    if (denominator == 0) {
      return new double[0];
    }
    var slope = (n * sumIV - sumI * sumV) / denominator / series.step();
    var offset = (sumII * sumV - sumIV * sumI) / denominator - slope * series.start();
    return new double[] {offset, slope};
  }
}
