// Copyright 2026 The Graphite Stack Authors
// SPDX-License-Identifier: Apache-2.0

package org.graphitestack.web.function;

import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import org.graphitestack.web.render.InvalidRenderException;
import org.graphitestack.web.series.TimeSeries;

/// Series aggregated into one, as `sumSeries` and its relatives do.
final class Combined {

  private Combined() {}

  /// One series of all, or none of none.
  ///
  /// @param name of the aggregation as asked for; it becomes part of the result's name
  /// @param xFilesFactor share of series that must be known, or NaN for the request's; the result
  ///   keeps it
  static List<TimeSeries> of(
      Invocation in, List<TimeSeries> series, String name, double xFilesFactor) {
    var plain = Aggregator.withoutSuffix(name);
    var aggregator =
        Aggregator.named(plain)
            .orElseThrow(
                () -> new InvalidRenderException("Unsupported aggregation function: " + name));
    if (series.isEmpty()) {
      return List.of();
    }
    var share = Double.isNaN(xFilesFactor) ? in.evaluation().xFilesFactor() : xFilesFactor;
    var normalized = Normalized.of(series);
    var title = plain + "Series(" + pathExpressions(series) + ")";
    var tags = commonTags(series);
    tags.put("aggregatedBy", plain);
    tags.putIfAbsent("name", title);
    var result =
        TimeSeries.of(
            title,
            normalized.start(),
            normalized.end(),
            normalized.step(),
            normalized.aggregated(aggregator, share),
            share);
    return List.of(
        result
            .change()
            .tags(tags)
            .integers(
                aggregator.keepsIntegers()
                    && series.stream()
                        .allMatch(one -> one.integers(normalized.step() / one.step())))
            .make());
  }

  /// The distinct path expressions in order, with commas.
  static String pathExpressions(List<TimeSeries> series) {
    var distinct = new LinkedHashSet<String>();
    for (var one : series) {
      distinct.add(one.pathExpression());
    }
    return String.join(",", distinct);
  }

  /// The tags that all series have with the same value.
  static Map<String, String> commonTags(List<TimeSeries> series) {
    var common = new LinkedHashMap<>(series.getFirst().tags());
    for (var one : series) {
      if (common.isEmpty()) {
        break;
      }
      common.entrySet().removeIf(tag -> !tag.getValue().equals(one.tags().get(tag.getKey())));
    }
    return common;
  }
}
