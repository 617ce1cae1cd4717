// Copyright 2026 The Graphite Stack Authors
// SPDX-License-Identifier: Apache-2.0

package org.graphitestack.web.function;

import java.util.Arrays;
import java.util.List;
import org.graphitestack.web.render.TimeOffset;
import org.graphitestack.web.series.TimeSeries;

/// `polyfit`: draws the polynomial that fits each series best.
final class PolynomialFit implements SeriesFunction {

  @Override
  public Signature signature() {
    return Signature.of(
            FunctionGroup.CALCULATE,
            "polyfit",
            Parameter.seriesList(),
            Parameter.optional("degree", ParameterType.INTEGER, 1L),
            Parameter.optional("offset", ParameterType.INTERVAL, "0d")
                .suggestions("1h", "1d", "7d"))
        .addition()
        .describe(
            "Draws the polynomial of a degree of 1 to 20 that fits the known values best by "
                + "least squares, for as long as the offset beyond the last one. With no more known"
                + " values than the degree, the degree is one less than there are; a series with "
                + "fewer than two known values stays without any.")
        .example("polyfit(servers.web1.load)", "polyfit(servers.web2.load,3,\"10min\")");
  }

  private static final int MAX_DEGREE = 20;

  @Override
  public List<TimeSeries> apply(Invocation in) {
    var degree = in.whole("degree");
    if (degree < 1 || degree > MAX_DEGREE) {
      throw in.wrong("degree", "1 to " + MAX_DEGREE);
    }
    var offset = TimeOffset.seconds(in.text("offset"));
    if (offset < 0) {
      throw in.wrong("offset", "an interval of 0 s or more");
    }
    return in.each(
        series -> {
          var more = offset / series.step();
          in.evaluation().reserve(series.values().length + more, in.function());
          return series
              .change()
              .called("polyfit(" + series.name() + "," + degree + shown(in) + ")")
              .end(series.end() + more * series.step())
              .values(fitted(series.values(), degree, Math.toIntExact(more)))
              .integers(false)
              .make();
        });
  }

  private static String shown(Invocation in) {
    var offset = in.text("offset");
    return offset.equals("0d") ? "" : ",'" + offset + "'";
  }

  /// The sum of polynomials that are orthogonal over the known points, which stays exact where
  /// powers of the index would not. Each is made of the two before it: `p(k+1) = (x - a) p(k) - b
  /// p(k-1)`.
  ///
  /// George E. Forsythe, Generation and Use of Orthogonal Polynomials for Data-Fitting with a
  /// Digital Computer, 1957.
  private static double[] fitted(double[] values, int degree, int more) {
    var fitted = new double[values.length + more];
    var known = Aggregator.known(values, 0, values.length);
    if (known < 2) {
      Arrays.fill(fitted, Double.NaN);
      return fitted;
    }
    var half = Math.max(1, values.length - 1) / 2.0;
    var before = new double[fitted.length];
    var current = new double[fitted.length];
    Arrays.fill(current, 1);
    var normBefore = 1.0;
    for (var k = 0; k <= Math.min(degree, known - 1); k++) {
      var norm = 0.0;
      var product = 0.0;
      var moment = 0.0;
      for (var i = 0; i < values.length; i++) {
        if (!Double.isNaN(values[i])) {
          norm += current[i] * current[i];
          product += current[i] * values[i];
          moment += (i / half - 1) * current[i] * current[i];
        }
      }
      var a = moment / norm;
      var b = k == 0 ? 0 : norm / normBefore;
      for (var i = 0; i < fitted.length; i++) {
        fitted[i] += product / norm * current[i];
        var next = (i / half - 1 - a) * current[i] - b * before[i];
        before[i] = current[i];
        current[i] = next;
      }
      normBefore = norm;
    }
    return fitted;
  }
}
