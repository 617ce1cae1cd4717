// Copyright 2026 The Graphite Stack Authors
// SPDX-License-Identifier: Apache-2.0

package org.graphitestack.storage.cassandra;

import com.datastax.oss.driver.api.core.cql.AsyncResultSet;
import com.datastax.oss.driver.api.core.cql.Row;
import java.io.IOException;
import java.nio.file.FileAlreadyExistsException;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Consumer;
import org.graphitestack.model.AggregationMethod;
import org.graphitestack.model.InvalidMetricPathException;
import org.graphitestack.model.MetricPath;
import org.graphitestack.model.SeriesLayout;
import org.graphitestack.storage.CorruptSeriesException;
import org.graphitestack.storage.NoSuchSeriesException;
import org.jspecify.annotations.Nullable;

/// The names: which series there are, what they are called in the tables of points, and how they
/// are kept. What changes them is a lightweight transaction, so that of several who create, rename
/// or delete one succeeds. What was read is remembered for a while. Thread-safe.
final class SeriesTable {

  private static final int REMEMBERED = 1_000_000;
  private static final long FRESH_NANOS = Duration.ofMinutes(5).toNanos();
  private static final int SHARDS_AT_ONCE = 16;
  private static final int ATTEMPTS = 10;

  /// Longer than any row of a deleted series can live beyond its retention.
  private static final long GRAVE_SLACK = 30L * 86_400;

  private static final int LONGEST_TTL = 20 * 365 * 86_400;

  /// A series with the time of its creation, as a walk over all meets it.
  record Entry(MetricPath path, SeriesLayout layout, long created) {}

  private final ClusterConnection cluster;
  private final ClusterSchema schema;
  private final NewsTable news;
  private final CassandraOptions options;
  private final CassandraStatistics statistics;
  private final ConcurrentHashMap<MetricPath, StoredSeries> remembered = new ConcurrentHashMap<>();

  SeriesTable(
      ClusterConnection cluster,
      ClusterSchema schema,
      NewsTable news,
      CassandraOptions options,
      CassandraStatistics statistics) {
    this.cluster = cluster;
    this.schema = schema;
    this.news = news;
    this.options = options;
    this.statistics = statistics;
  }

  static MetricPath pathOf(@Nullable String text) throws CorruptSeriesException {
    try {
      return new MetricPath(String.valueOf(text));
    } catch (InvalidMetricPathException invalid) {
      throw new CorruptSeriesException("table series", 0, String.valueOf(text), "a metric path");
    }
  }

  /// A series, or nothing if there is none.
  Optional<StoredSeries> find(MetricPath path) throws IOException {
    var known = remembered.get(path);
    if (known != null && options.nanoTime().getAsLong() - known.readAt() < FRESH_NANOS) {
      return Optional.of(known);
    }
    var row = row(path);
    if (row == null) {
      remembered.remove(path);
      return Optional.empty();
    }
    var read = stored(path, row.getUuid("id"), layoutOf(path, row.getString("layout")));
    if (known != null && known.id().equals(read.id()) && known.layout().equals(read.layout())) {
      read.remember(known);
    }
    remember(path, read);
    return Optional.of(read);
  }

  private StoredSeries stored(MetricPath path, @Nullable UUID id, SeriesLayout layout)
      throws CorruptSeriesException {
    if (id == null) {
      throw new CorruptSeriesException("series " + path, 0, "no id", "a UUID");
    }
    return new StoredSeries(id, layout, options.nanoTime().getAsLong());
  }

  private static SeriesLayout layoutOf(MetricPath path, @Nullable String text)
      throws CorruptSeriesException {
    try {
      return StoredSeries.layoutOf(String.valueOf(text));
    } catch (IllegalArgumentException wrong) {
      throw new CorruptSeriesException(
          "series " + path, 0, String.valueOf(wrong.getMessage()), "the layout of a series");
    }
  }

  private void remember(MetricPath path, StoredSeries series) {
    if (remembered.size() >= REMEMBERED) {
      remembered.clear();
    }
    remembered.put(path, series);
  }

  /// Forgets what was read of a series, since it may have changed.
  void forget(MetricPath path) {
    remembered.remove(path);
  }

  private @Nullable Row row(MetricPath path) throws IOException {
    return cluster
        .execute(
            cluster.bind(
                "SELECT id, layout, created FROM "
                    + schema.meta("series")
                    + " WHERE shard = ? AND path = ?",
                SeriesId.shardOf(path),
                path.text()))
        .one();
  }

  /// @throws NoSuchSeriesException if there is none
  StoredSeries existing(MetricPath path) throws IOException {
    var found = find(path);
    if (found.isEmpty()) {
      throw missing(path);
    }
    return found.get();
  }

  private NoSuchSeriesException missing(MetricPath path) {
    return new NoSuchSeriesException(path, "not in " + schema.meta("series"));
  }

  /// @throws FileAlreadyExistsException if there is one
  void create(MetricPath path, SeriesLayout layout) throws IOException {
    schema.require(layout.retentions());
    if (row(path) != null) {
      throw new FileAlreadyExistsException(path.text());
    }
    // Told beforehand: of what is told but not created nobody suffers, the other way round somebody
    // never hears of it.
    news.tell(path, false);
    insert(path, SeriesId.of(path, grave(path).count()), layout);
    seen(path, now());
    statistics.created();
  }

  private void insert(MetricPath path, UUID id, SeriesLayout layout) throws IOException {
    if (!cluster.applied(
        "INSERT INTO "
            + schema.meta("series")
            + " (shard, path, id, layout, created) VALUES (?, ?, ?, ?, ?) IF NOT EXISTS",
        SeriesId.shardOf(path),
        path.text(),
        id,
        StoredSeries.textOf(layout),
        now())) {
      throw new FileAlreadyExistsException(path.text());
    }
    remember(path, stored(path, id, layout));
  }

  /// @param count how many series of the name there were
  /// @param forEver whether one of them has another name by now, and its id
  private record Grave(int count, boolean forEver) {}

  private Grave grave(MetricPath path) throws IOException {
    var grave =
        cluster
            .execute(
                cluster.bind(
                    "SELECT incarnation, TTL(incarnation) FROM "
                        + schema.meta("grave")
                        + " WHERE path = ?",
                    path.text()))
            .one();
    return grave == null ? new Grave(0, false) : new Grave(grave.getInt(0), grave.isNull(1));
  }

  /// A series of that name gets another id from now on.
  ///
  /// @param seconds for how long; 0 for ever
  private void bury(MetricPath path, long seconds) throws IOException {
    var grave = grave(path);
    cluster.execute(
        cluster.bind(
            "INSERT INTO "
                + schema.meta("grave")
                + " (path, incarnation) VALUES (?, ?) USING TTL ?",
            path.text(),
            grave.count() + 1,
            grave.forEver() ? 0 : (int) Math.min(LONGEST_TTL, seconds)));
  }

  /// Removes a series. Its points stay until their time is over, and nobody finds them.
  ///
  /// @throws NoSuchSeriesException if there is none
  void delete(MetricPath path) throws IOException {
    forget(path);
    var series = existing(path);
    bury(path, 2 * series.layout().retentions().maxSeconds() + GRAVE_SLACK);
    remove(path);
  }

  private void remove(MetricPath path) throws IOException {
    var removed =
        cluster.applied(
            "DELETE FROM " + schema.meta("series") + " WHERE shard = ? AND path = ? IF EXISTS",
            SeriesId.shardOf(path),
            path.text());
    forget(path);
    if (!removed) {
      throw missing(path);
    }
    cluster.execute(
        cluster.bind(
            "DELETE FROM " + schema.meta("seen") + " WHERE shard = ? AND path = ?",
            SeriesId.shardOf(path),
            path.text()));
    news.tell(path, true);
  }

  /// Gives a series another name; it keeps its id, and so its points.
  ///
  /// @throws NoSuchSeriesException if there is none
  /// @throws FileAlreadyExistsException if there is one of the other name
  void rename(MetricPath from, MetricPath to) throws IOException {
    forget(from);
    var series = existing(from);
    news.tell(to, false);
    insert(to, series.id(), series.layout());
    bury(from, 0);
    remove(from);
    seen(to, now());
  }

  /// Changes how a series rolls up.
  ///
  /// @return the method before
  AggregationMethod setAggregation(MetricPath path, AggregationMethod method) throws IOException {
    for (var attempt = 0; attempt < ATTEMPTS; attempt++) {
      forget(path);
      var layout = existing(path).layout();
      var changed = new SeriesLayout(layout.retentions(), layout.xFilesFactor(), method);
      var applied =
          cluster.applied(
              "UPDATE "
                  + schema.meta("series")
                  + " SET layout = ? WHERE shard = ? AND path = ? IF layout = ?",
              StoredSeries.textOf(changed),
              SeriesId.shardOf(path),
              path.text(),
              StoredSeries.textOf(layout));
      forget(path);
      if (applied) {
        news.tell(path, false);
        return layout.aggregation();
      }
    }
    throw new IOException(path + ": changed by others again and again (expected: once in a while)");
  }

  /// Notes that a series was written to.
  void seen(MetricPath path, long epochSeconds) throws IOException {
    cluster.execute(
        cluster.bind(
            "INSERT INTO " + schema.meta("seen") + " (shard, path, at) VALUES (?, ?, ?)",
            SeriesId.shardOf(path),
            path.text(),
            epochSeconds));
  }

  /// When a series was written to, as far as it was noted; empty if it never was.
  Optional<Long> seenAt(MetricPath path) throws IOException {
    var row =
        cluster
            .execute(
                cluster.bind(
                    "SELECT at FROM " + schema.meta("seen") + " WHERE shard = ? AND path = ?",
                    SeriesId.shardOf(path),
                    path.text()))
            .one();
    return row == null ? Optional.empty() : Optional.of(row.getLong(0));
  }

  /// Passes on all series, in no order.
  void forEach(Consumer<Entry> consumer) throws IOException {
    var running = new ArrayDeque<CompletionStage<AsyncResultSet>>();
    var begun = 0;
    while (begun < SeriesId.SHARDS || !running.isEmpty()) {
      while (begun < SeriesId.SHARDS && running.size() < SHARDS_AT_ONCE) {
        running.add(
            cluster.executeAsync(
                cluster.bind(
                    "SELECT path, layout, created FROM "
                        + schema.meta("series")
                        + " WHERE shard = ?",
                    begun++)));
      }
      for (var page = cluster.await(running.remove());
          ;
          page = cluster.await(page.fetchNextPage())) {
        for (var row : page.currentPage()) {
          var path = pathOf(row.getString(0));
          consumer.accept(new Entry(path, layoutOf(path, row.getString(1)), row.getLong(2)));
        }
        if (!page.hasMorePages()) {
          break;
        }
      }
    }
  }

  private long now() {
    return options.clock().instant().getEpochSecond();
  }
}
