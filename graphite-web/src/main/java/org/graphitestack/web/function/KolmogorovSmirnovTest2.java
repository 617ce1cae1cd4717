// Copyright 2026 The Graphite Stack Authors
// SPDX-License-Identifier: Apache-2.0

package org.graphitestack.web.function;

import java.util.List;
import org.graphitestack.web.series.TimeSeries;

/// `kolmogorovSmirnovTest2`: gives at each time how likely the last points of two series are of one
/// kind.
final class KolmogorovSmirnovTest2 implements SeriesFunction {

  @Override
  public Signature signature() {
    return Signature.of(
            FunctionGroup.TRANSFORM,
            "kolmogorovSmirnovTest2",
            Parameter.required("seriesA", ParameterType.SERIES_LIST),
            Parameter.required("seriesB", ParameterType.SERIES_LIST),
            Parameter.required("windowSize", ParameterType.INTEGER))
        .alias("ksTest2")
        .addition()
        .describe(
            "Gives at each time the probability, 0 to 1, that the known values among the last"
                + " points of two series would be as far apart as they are if both had the same "
                + "distribution: the two-sample test of Kolmogorov and Smirnov. There is nothing "
                + "where the window is not full yet or one of both has no value in it.")
        .example(
            "kolmogorovSmirnovTest2(servers.web1.load,servers.web3.load,10)",
            "ksTest2(servers.web1.load,servers.web2.load,10)");
  }

  /// Terms of the series after which nothing changes.
  private static final int TERMS = 100;

  @Override
  public List<TimeSeries> apply(Invocation in) {
    return List.of(
        SeriesWindows.of(in)
            .compared("kolmogorovSmirnovTest2", KolmogorovSmirnovTest2::probability));
  }

  private static double probability(double[] a, double[] b) {
    var sortedA = Aggregator.sortedKnown(a, 0, a.length);
    var sortedB = Aggregator.sortedKnown(b, 0, b.length);
    if (sortedA.length == 0 || sortedB.length == 0) {
      return Double.NaN;
    }
    var size =
        Math.sqrt((double) sortedA.length * sortedB.length / (sortedA.length + sortedB.length));
    // M. A. Stephens, Use of the Kolmogorov-Smirnov, Cramer-Von Mises and Related Statistics, 1970
    return tail((size + 0.12 + 0.11 / size) * distance(sortedA, sortedB));
  }

  /// The greatest distance of the two distribution functions.
  private static double distance(double[] a, double[] b) {
    var distance = 0.0;
    var i = 0;
    var j = 0;
    while (i < a.length && j < b.length) {
      var value = Math.min(a[i], b[j]);
      while (i < a.length && a[i] <= value) {
        i++;
      }
      while (j < b.length && b[j] <= value) {
        j++;
      }
      distance = Math.max(distance, Math.abs((double) i / a.length - (double) j / b.length));
    }
    return distance;
  }

  /// Kolmogorov's distribution above `x`. The alternating series converges badly near 0, where the
  /// distribution is 1 but for what a double does not show.
  private static double tail(double x) {
    if (x < 0.2) {
      return 1;
    }
    var sum = 0.0;
    for (var k = 1; k <= TERMS; k++) {
      sum += (k % 2 == 1 ? 2 : -2) * Math.exp(-2.0 * k * k * x * x);
    }
    return Math.clamp(sum, 0.0, 1.0);
  }
}
