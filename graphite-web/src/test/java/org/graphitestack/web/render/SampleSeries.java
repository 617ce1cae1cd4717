// Copyright 2026 The Graphite Stack Authors
// SPDX-License-Identifier: Apache-2.0

package org.graphitestack.web.render;

import java.io.IOException;
import java.util.List;
import java.util.Optional;
import org.graphitestack.model.MetricPath;
import org.graphitestack.model.SeriesLayout;
import org.graphitestack.storage.CorruptSeriesException;
import org.graphitestack.storage.FoundNode;
import org.graphitestack.storage.ReadSource;
import org.graphitestack.storage.SeriesFinder;
import org.graphitestack.storage.SeriesReader;
import org.graphitestack.storage.SeriesValues;
import org.graphitestack.storage.TimeWindow;
import org.graphitestack.storage.tag.TagIndex;
import org.graphitestack.storage.tag.TagQuery;

/// Series in memory, one value a minute over the last six hours before [#NOW], for tests of
/// functions and rendering: `servers.{web1,web2,web3}.{load,requests,errors}`, of which
/// `servers.web2.load` has gaps, and `servers.broken.load`, which cannot be read.
public final class SampleSeries implements SeriesFinder, TagIndex, SeriesReader {

  public static final long NOW = 1_750_000_020;

  private static final long KEPT = 6 * 3600;
  private static final List<String> NAMES =
      List.of(
          "servers.broken.load",
          "servers.web1.errors",
          "servers.web1.load",
          "servers.web1.requests",
          "servers.web2.errors",
          "servers.web2.load",
          "servers.web2.requests",
          "servers.web3.errors",
          "servers.web3.load",
          "servers.web3.requests");

  @Override
  public List<FoundNode> find(String pattern) {
    var regex =
        pattern
            .replace(".", "\\.")
            .replace("*", "[^.]*")
            .replace("{", "(?:")
            .replace(",", "|")
            .replace("}", ")")
            .replaceAll("\\[\\^\\.]\\*", "[^.]*");
    return NAMES.stream()
        .filter(name -> name.matches(regex))
        .filter(name -> pattern.contains("broken") || !name.contains("broken"))
        .map(name -> new FoundNode(name, true))
        .toList();
  }

  @Override
  public List<String> find(TagQuery query, int most) {
    return NAMES.stream().filter(query::acceptsUntagged).limit(most).toList();
  }

  @Override
  public Optional<SeriesValues> read(MetricPath path, TimeWindow window) throws IOException {
    var name = path.text();
    if (name.contains("broken")) {
      throw new CorruptSeriesException(name, 0, "nothing", "something");
    }
    if (!NAMES.contains(name) || window.until() < window.now() - KEPT) {
      return Optional.empty();
    }
    var from = Math.max(window.from(), window.now() - KEPT);
    var start = from - from % 60 + 60;
    var end = Math.min(window.until(), window.now());
    var values = new double[(int) Math.max(1, (end - end % 60 + 60 - start) / 60)];
    for (var i = 0; i < values.length; i++) {
      values[i] = value(name, start / 60 + i);
    }
    return Optional.of(new SeriesValues(start, 60, values));
  }

  @Override
  public Optional<ReadSource> source(MetricPath path, TimeWindow window) throws IOException {
    return read(path, window)
        .map(
            values ->
                new ReadSource(
                    "sample",
                    path.text(),
                    values.step(),
                    KEPT,
                    values.values().length,
                    8L * values.values().length,
                    0));
  }

  private static double value(String name, long minute) {
    var server = name.charAt("servers.web".length()) - '0';
    if (name.endsWith("load")) {
      return server == 2 && minute % 5 == 0 ? Double.NaN : server * 10L + minute % 7;
    }
    return name.endsWith("requests") ? minute % 100 * server : minute % 10 == 0 ? 1 : 0;
  }

  @Override
  public Optional<SeriesLayout> layout(MetricPath path) {
    return Optional.empty();
  }

  @Override
  public Optional<Long> lastWrite(MetricPath path) {
    return Optional.empty();
  }
}
