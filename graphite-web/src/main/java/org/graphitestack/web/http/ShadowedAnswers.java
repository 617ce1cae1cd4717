// Copyright 2026 The Graphite Stack Authors
// SPDX-License-Identifier: Apache-2.0

package org.graphitestack.web.http;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.graphitestack.web.format.SeriesSnapshot;
import org.graphitestack.web.series.TimeSeries;
import org.graphitestack.web.shadow.ShadowSeries;
import org.graphitestack.web.shadow.ShadowedAnswer;

/// Answers of `/render` as another server can be asked for them: in JSON, with the times this one
/// understood, past its caches.
final class ShadowedAnswers {

  /// What is said otherwise, or only here.
  private static final Set<String> OWN =
      Set.of(
          "format",
          "rawData",
          "pickle",
          "jsonp",
          "pretty",
          "from",
          "until",
          "now",
          "noCache",
          "cacheTimeout",
          "rollup",
          "stitch",
          "align",
          "width",
          "height",
          "graphType");

  private ShadowedAnswers() {}

  static ShadowedAnswer of(Parameters parameters, RenderOptions options, List<TimeSeries> series) {
    var points = series.stream().mapToLong(one -> one.values().length).sum();
    return new ShadowedAnswer(
        query(parameters, options),
        options.request().now(),
        points,
        () -> shadowed(SeriesSnapshot.of(series, options.formatOptions())));
  }

  private static String query(Parameters parameters, RenderOptions options) {
    var request = options.request();
    var query = new QueryText();
    parameters.names().stream()
        .filter(name -> !name.startsWith("_") && !OWN.contains(name))
        .forEach(name -> query.add(name, parameters.all(name)));
    query.add("from", List.of(String.valueOf(request.from())));
    query.add("until", List.of(String.valueOf(request.until())));
    query.add("now", List.of(String.valueOf(request.now())));
    query.add("format", List.of("json"));
    query.add("noCache", List.of("1"));
    return query.toString();
  }

  private static List<ShadowSeries> shadowed(SeriesSnapshot snapshot) {
    var series = new ArrayList<ShadowSeries>();
    for (var i = 0; i < snapshot.size(); i++) {
      series.add(new ShadowSeries(snapshot.name(i), snapshot.times(i), snapshot.values(i)));
    }
    return series;
  }
}
