// Copyright 2026 The Graphite Stack Authors
// SPDX-License-Identifier: Apache-2.0

package org.graphitestack.integration;

import java.io.IOException;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.List;
import java.util.Locale;
import org.graphitestack.model.AggregationMethod;
import org.graphitestack.model.PointBatch;
import org.graphitestack.model.RetentionPolicy;
import org.graphitestack.model.SeriesLayout;
import org.graphitestack.storage.whisper.FileAllocation;
import org.graphitestack.storage.whisper.WhisperFile;

/// A cache that never writes beside a tree that has files of its series: what it was sent is in its
/// memory alone.
final class CacheAndWeb implements AutoCloseable {

  static final int SERIES = 5;
  private static final int MINUTE = 60;
  private static final List<AggregationMethod> METHODS =
      List.of(
          AggregationMethod.AVERAGE,
          AggregationMethod.SUM,
          AggregationMethod.LAST,
          AggregationMethod.MAX,
          AggregationMethod.MIN);

  private final Path home;
  private final GraphiteProcess cache;

  /// A whole minute a few seconds or so ago.
  private final long now;

  private CacheAndWeb(Path home, GraphiteProcess cache, long now) {
    this.home = home;
    this.cache = cache;
    this.now = now;
  }

  /// Makes the files with two points each, starts the cache and sends it ten points for each
  /// series.
  static CacheAndWeb start(Path home) throws IOException {
    var seconds = InstantSource.system().instant().getEpochSecond();
    var now = seconds - seconds % MINUTE;
    var tree = home.resolve("storage/whisper/servers");
    for (var i = 0; i < SERIES; i++) {
      var file = tree.resolve("s" + i + ".wsp");
      var layout = new SeriesLayout(RetentionPolicy.parse("60s:1d,5m:7d"), 0, METHODS.get(i));
      WhisperFile.create(file, layout, FileAllocation.ZERO_FILLED);
      try (var whisper = WhisperFile.open(file)) {
        var times = new long[] {now - 20 * MINUTE, now - 9 * MINUTE};
        whisper.updateMany(PointBatch.of(times, new double[] {i, -i}), now);
      }
    }
    var cache =
        GraphiteProcess.cache(
            home,
            "--set",
            "cache.MAX_UPDATES_PER_SECOND=0.001",
            "--set",
            "cache.CARBON_METRIC_INTERVAL=0");
    var lines = new StringBuilder();
    for (var i = 0; i < SERIES; i++) {
      for (var minute = 0; minute < 10; minute++) {
        var time = now - (long) minute * MINUTE;
        lines.append(String.format(Locale.ROOT, "servers.s%d %s %d\n", i, i + minute / 4.0, time));
      }
    }
    cache.sendLines(lines.toString());
    return new CacheAndWeb(home, cache, now);
  }

  GraphiteProcess cache() {
    return cache;
  }

  Path home() {
    return home;
  }

  Path tree() {
    return home.resolve("storage/whisper");
  }

  /// Where the cache is asked, as `host:port`.
  String carbonlink() {
    var address = cache.address("query");
    return "127.0.0.1:" + address.getPort();
  }

  /// The flags of a web that asks the cache, with patience for a machine that is busy.
  String[] webFlags() {
    return new String[] {
      "--carbonlink", carbonlink(), "--carbonlink-timeout", "20", "--carbonlink-retry-delay", "60"
    };
  }

  /// A render request over the last half hour, which is the same whenever it is asked.
  String render(String target) {
    return "/render?format=json&from="
        + (now - 30 * MINUTE)
        + "&until="
        + now
        + "&target="
        + target;
  }

  @Override
  public void close() throws IOException {
    cache.close();
  }
}
