// Copyright 2026 The Graphite Stack Authors
// SPDX-License-Identifier: Apache-2.0

package org.graphitestack.web.http;

import java.io.IOException;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import org.graphitestack.model.AggregationMethod;
import org.graphitestack.model.MetricPath;
import org.graphitestack.model.Retention;
import org.graphitestack.model.RetentionPolicy;
import org.graphitestack.model.SeriesLayout;
import org.graphitestack.storage.CorruptSeriesException;
import org.graphitestack.storage.SeriesReader;
import org.graphitestack.storage.SeriesValues;
import org.graphitestack.storage.TimeWindow;
import org.graphitestack.storage.index.NameIndex;
import org.graphitestack.web.find.MetricSearch;

/// Series that keep a minute's value for a day and were last written at 1 700 000 000, a hundred
/// seconds ago. One named `corrupt` cannot be read, one named `future` was written later than now,
/// one named `old` longer ago than it keeps, one named `gone` has no layout.
final class TestMetrics {

  static final long NOW = 1_700_000_100;

  private final NameIndex index = new NameIndex();

  TestMetrics(String... names) {
    for (var name : names) {
      index.add(new MetricPath(name));
    }
  }

  /// Reads the layouts of any series.
  static SeriesReader reader() {
    return new Reader();
  }

  MetricsRoutes routes() {
    var search =
        new MetricSearch(
            index,
            index::forEachLeaf,
            new Reader(),
            InstantSource.fixed(Instant.ofEpochSecond(NOW)));
    return new MetricsRoutes(
        search, FindConfig.DEFAULT, () -> "up 1\n", queries(), System::nanoTime);
  }

  /// A log that nobody reads.
  static QueryLog queries() {
    return new QueryLog(
        RenderConfig.DEFAULT.slowAfter(), InstantSource.fixed(Instant.EPOCH), System::nanoTime);
  }

  private static final class Reader implements SeriesReader {

    @Override
    public Optional<SeriesValues> read(MetricPath path, TimeWindow window) {
      throw new AssertionError("a find reads no values");
    }

    @Override
    public Optional<SeriesLayout> layout(MetricPath path) throws IOException {
      if (path.text().endsWith("corrupt")) {
        throw new CorruptSeriesException(path.text(), 0, "nothing", "a header");
      }
      var layout =
          new SeriesLayout(
              new RetentionPolicy(List.of(new Retention(60, 1440))),
              0.5,
              AggregationMethod.AVERAGE);
      return path.text().endsWith("gone") ? Optional.empty() : Optional.of(layout);
    }

    @Override
    public Optional<Long> lastWrite(MetricPath path) {
      var ago = path.text().endsWith("old") ? 100_000 : path.text().endsWith("future") ? -50 : 100;
      return Optional.of(NOW - ago);
    }
  }
}
