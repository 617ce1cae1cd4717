// Copyright 2026 The Graphite Stack Authors
// SPDX-License-Identifier: Apache-2.0

package org.graphitestack.web.function;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.function.DoubleBinaryOperator;
import java.util.stream.Collectors;
import org.graphitestack.web.series.TimeSeries;

/// `weightedAverage`: averages series by the weights in other series, paired by nodes of their
/// names.
final class WeightedAverage implements SeriesFunction {

  @Override
  public Signature signature() {
    return Signature.of(
            FunctionGroup.COMBINE,
            "weightedAverage",
            Parameter.required("seriesListAvg", ParameterType.SERIES_LIST),
            Parameter.required("seriesListWeight", ParameterType.SERIES_LIST),
            Parameter.optional("nodes", ParameterType.NODE_OR_TAG).many())
        .describe("Averages series by the weights in other series, paired by nodes of their names.")
        .example("weightedAverage(servers.*.load,servers.*.requests,1)");
  }

  @Override
  public List<TimeSeries> apply(Invocation in) {
    var averages = in.series("seriesListAvg");
    var weights = in.series("seriesListWeight");
    var nodes = in.all("nodes");
    if (averages.size() != weights.size()) {
      throw in.wrong(
          "found lists of "
              + averages.size()
              + " and "
              + weights.size()
              + " series (expected: as many)");
    }
    var weightOf = new HashMap<String, TimeSeries>();
    weights.forEach(weight -> weightOf.put(Nodes.key(weight, nodes), weight));
    var pairs = new LinkedHashMap<String, TimeSeries>();
    averages.forEach(average -> pairs.put(Nodes.key(average, nodes), average));
    var products = new ArrayList<TimeSeries>();
    pairs.forEach(
        (key, average) -> {
          var weight = weightOf.get(key);
          if (weight != null) {
            products.add(product(in, average, weight));
          }
        });
    if (products.isEmpty()) {
      return List.of();
    }
    var sum = Combined.of(in, products, "sum", Double.NaN).getFirst();
    var sumOfWeights = Combined.of(in, weights, "sum", Double.NaN).getFirst();
    return List.of(
        TimeSeries.of(
            "weightedAverage("
                + sortedPaths(averages)
                + ", "
                + sortedPaths(weights)
                + ", "
                + String.join(",", in.texts("nodes"))
                + ")",
            sum.start(),
            sum.end(),
            sum.step(),
            rows(sum, sumOfWeights, (a, b) -> b == 0 ? Double.NaN : a / b),
            in.evaluation().xFilesFactor()));
  }

  private static TimeSeries product(Invocation in, TimeSeries average, TimeSeries weight) {
    return TimeSeries.of(
        "product(" + average.name() + "," + weight.name() + ")",
        average.start(),
        average.end(),
        average.step(),
        rows(average, weight, (a, b) -> a * b),
        in.evaluation().xFilesFactor());
  }

  /// Values by index, whatever the steps are, as in graphite-web.
  private static double[] rows(TimeSeries a, TimeSeries b, DoubleBinaryOperator operator) {
    var rows = new double[Math.max(a.values().length, b.values().length)];
    for (var i = 0; i < rows.length; i++) {
      rows[i] =
          i < a.values().length && i < b.values().length
              ? operator.applyAsDouble(a.values()[i], b.values()[i])
              : Double.NaN;
    }
    return rows;
  }

  private static String sortedPaths(List<TimeSeries> series) {
    return series.stream()
        .map(TimeSeries::pathExpression)
        .distinct()
        .sorted()
        .collect(Collectors.joining(","));
  }
}
