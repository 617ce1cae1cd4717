// Copyright 2026 The Graphite Stack Authors
// SPDX-License-Identifier: Apache-2.0

package org.graphitestack.storage.cassandra;

import com.datastax.oss.driver.api.core.cql.AsyncResultSet;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.concurrent.CompletionStage;
import org.graphitestack.model.MetricPath;

/// What came and went, by time, for the indexes of other nodes. A partition is an eighth of an
/// hour's news.
final class NewsTable {

  /// How long news are kept.
  static final Duration KEPT = Duration.ofDays(7);

  private static final int STRIPES = 8;
  private static final int HOUR = 3_600;

  /// @param at number of the sequence clock of who wrote it
  record News(long at, MetricPath path, boolean gone) {}

  private final ClusterConnection cluster;
  private final ClusterSchema schema;
  private final SequenceClock sequence;

  NewsTable(ClusterConnection cluster, ClusterSchema schema, SequenceClock sequence) {
    this.cluster = cluster;
    this.schema = schema;
    this.sequence = sequence;
  }

  /// Tells that a series came or went.
  void tell(MetricPath path, boolean gone) throws IOException {
    var at = sequence.next();
    cluster.execute(
        cluster.bind(
            "INSERT INTO "
                + schema.meta("news")
                + " (hour, stripe, at, path, gone) VALUES (?, ?, ?, ?, ?)",
            hourOf(SequenceClock.micros(at) / 1_000_000),
            SeriesId.shardOf(path) % STRIPES,
            at,
            path.text(),
            gone));
  }

  private static int hourOf(long epochSeconds) {
    return Math.toIntExact(epochSeconds / HOUR);
  }

  /// All news from a time on, in their order.
  ///
  /// @param now epoch seconds
  List<News> since(long epochSeconds, long now) throws IOException {
    var running = new ArrayList<CompletionStage<AsyncResultSet>>();
    // an hour more, for writers whose clock is ahead
    for (var hour = hourOf(epochSeconds); hour <= hourOf(now) + 1; hour++) {
      for (var stripe = 0; stripe < STRIPES; stripe++) {
        running.add(
            cluster.executeAsync(
                cluster.bind(
                    "SELECT at, path, gone FROM "
                        + schema.meta("news")
                        + " WHERE hour = ? AND stripe = ? AND at >= ?",
                    hour,
                    stripe,
                    SequenceClock.startOf(epochSeconds))));
      }
    }
    var news = new ArrayList<News>();
    for (var stage : running) {
      for (var page = cluster.await(stage); ; page = cluster.await(page.fetchNextPage())) {
        for (var row : page.currentPage()) {
          news.add(
              new News(row.getLong(0), SeriesTable.pathOf(row.getString(1)), row.getBoolean(2)));
        }
        if (!page.hasMorePages()) {
          break;
        }
      }
    }
    news.sort(Comparator.comparingLong(News::at));
    return news;
  }
}
