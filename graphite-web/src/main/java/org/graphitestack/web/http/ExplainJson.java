// Copyright 2026 The Graphite Stack Authors
// SPDX-License-Identifier: Apache-2.0

package org.graphitestack.web.http;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.ToLongFunction;
import org.graphitestack.storage.ReadSource;
import org.graphitestack.web.cluster.Gathered.Missing;
import org.graphitestack.web.format.FormatOptions;
import org.graphitestack.web.render.Explanation;
import org.graphitestack.web.render.Explanation.AskedServer;
import org.graphitestack.web.render.Explanation.Fetch;
import org.graphitestack.web.render.Explanation.ReadSeries;
import org.graphitestack.web.render.RenderRequest;
import org.graphitestack.web.series.TimeSeries;

/// An explanation as maps and lists of JSON.
final class ExplainJson {

  private ExplainJson() {}

  static Map<String, Object> tree(
      RenderRequest request, FormatOptions options, Explanation explanation, boolean fetched) {
    var cost = explanation.cost();
    var sources = explanation.fetches().stream().flatMap(fetch -> fetch.series().stream()).toList();
    var tree = new LinkedHashMap<String, Object>();
    tree.put("targets", request.targets());
    tree.put("from", request.from());
    tree.put("until", request.until());
    tree.put("now", request.now());
    tree.put("rollup", request.reading().rollUps().text());
    tree.put("stitch", request.reading().stitched());
    tree.put("align", request.reading().aligned());
    tree.put("fetched", fetched);
    tree.put("milliseconds", cost.time().toNanos() / 1e6);
    tree.put("seriesRead", sources.size());
    tree.put("pointsRead", sum(sources, ReadSource::points));
    tree.put("bytesRead", sum(sources, ReadSource::bytes));
    tree.put("pointsInMemory", sum(sources, ReadSource::unstored));
    tree.put("bytesHeld", cost.bytes());
    tree.put(
        "fetches", explanation.fetches().stream().map(fetch -> fetch(fetch, fetched)).toList());
    if (!explanation.missing().isEmpty()) {
      tree.put("missing", explanation.missing().stream().map(Missing::toString).toList());
    }
    tree.put("functions", explanation.calls().stream().map(ExplainJson::call).toList());
    if (fetched) {
      tree.put("series", explanation.series().stream().map(one -> series(one, options)).toList());
    }
    return tree;
  }

  private static long sum(List<ReadSeries> series, ToLongFunction<ReadSource> figure) {
    return series.stream().flatMap(one -> one.sources().stream()).mapToLong(figure).sum();
  }

  private static Map<String, Object> fetch(Fetch fetch, boolean fetched) {
    var tree = new LinkedHashMap<String, Object>();
    tree.put("patterns", fetch.patterns());
    tree.put("from", fetch.from());
    tree.put("until", fetch.until());
    tree.put("lookBack", fetch.lookBack());
    tree.put("milliseconds", fetch.nanos() / 1e6);
    tree.put("series", fetch.series().stream().map(one -> read(one, fetched)).toList());
    if (!fetch.servers().isEmpty()) {
      tree.put("servers", fetch.servers().stream().map(ExplainJson::server).toList());
    }
    return tree;
  }

  private static Map<String, Object> server(AskedServer asked) {
    var tree = new LinkedHashMap<String, Object>();
    tree.put("server", asked.server());
    if (asked.failure().isEmpty()) {
      tree.put("series", asked.series());
      tree.put("points", asked.points());
      tree.put("milliseconds", asked.nanos() / 1e6);
    } else {
      tree.put("failure", asked.failure());
    }
    return tree;
  }

  /// A series that is read from several archives has a list of them.
  private static Map<String, Object> read(ReadSeries series, boolean fetched) {
    var tree = new LinkedHashMap<String, Object>();
    tree.put("name", series.name());
    if (fetched) {
      tree.put("milliseconds", series.nanos() / 1e6);
    }
    if (series.sources().size() == 1) {
      put(tree, series.sources().getFirst());
    } else if (series.sources().size() > 1) {
      tree.put(
          "parts",
          series.sources().stream()
              .map(
                  source -> {
                    var part = new LinkedHashMap<String, Object>();
                    put(part, source);
                    return part;
                  })
              .toList());
    }
    return tree;
  }

  private static void put(Map<String, Object> tree, ReadSource source) {
    tree.put("store", source.store());
    tree.put("place", source.place());
    tree.put("step", source.step());
    tree.put("retention", source.retention());
    tree.put("points", source.points());
    tree.put("bytes", source.bytes());
    tree.put("pointsInMemory", source.unstored());
  }

  private static Map<String, Object> call(Explanation.CalledFunction call) {
    var tree = new LinkedHashMap<String, Object>();
    tree.put("function", call.name());
    tree.put("milliseconds", call.nanos() / 1e6);
    tree.put("series", call.series());
    tree.put("points", call.points());
    return tree;
  }

  private static Map<String, Object> series(TimeSeries series, FormatOptions options) {
    var tree = new LinkedHashMap<String, Object>();
    tree.put("target", series.name());
    tree.put("start", series.start());
    tree.put("step", series.step());
    tree.put("points", series.values().length);
    tree.put("consolidation", series.consolidation());
    tree.put("xFilesFactor", series.xFilesFactor());
    options
        .maxDataPoints()
        .ifPresent(
            most ->
                tree.put(
                    "pointsPerLabel", Math.max(1, Math.ceilDiv(series.values().length, most))));
    return tree;
  }
}
