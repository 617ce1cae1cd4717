// Copyright 2026 The Graphite Stack Authors
// SPDX-License-Identifier: Apache-2.0

package org.graphitestack.storage.cassandra;

import java.io.IOException;
import java.time.Duration;
import java.time.InstantSource;
import java.util.TreeSet;
import java.util.function.Consumer;
import org.graphitestack.model.MetricPath;
import org.graphitestack.storage.TreeScan;

/// Reads all names first, then the news since. News are looked for again over the last minutes, as
/// clocks differ and writes take time; each counts once. Once a day all names are read again,
/// should some news have got lost.
final class NewsScan implements TreeScan {

  private static final long OVERLAP = 300;
  private static final long WHOLE = Duration.ofDays(1).toSeconds();

  private final SeriesTable names;
  private final NewsTable news;
  private final CassandraStatistics statistics;
  private final InstantSource clock;
  private final TreeSet<Long> read = new TreeSet<>();
  private long wholeAt = Long.MIN_VALUE;
  private long readUntil;

  NewsScan(SeriesTable names, NewsTable news, CassandraStatistics statistics, InstantSource clock) {
    this.names = names;
    this.news = news;
    this.statistics = statistics;
    this.clock = clock;
  }

  @Override
  public void run(Consumer<MetricPath> added, Consumer<MetricPath> removed) throws IOException {
    var now = clock.instant().getEpochSecond();
    var whole = wholeAt == Long.MIN_VALUE || now - wholeAt >= WHOLE;
    if (whole) {
      names.forEach(entry -> added.accept(entry.path()));
    }
    if (wholeAt == Long.MIN_VALUE) {
      readUntil = now;
    }
    tail(now, added, removed);
    wholeAt = whole ? now : wholeAt;
  }

  private void tail(long now, Consumer<MetricPath> added, Consumer<MetricPath> removed)
      throws IOException {
    var from = Math.max(readUntil - OVERLAP, now - NewsTable.KEPT.toSeconds());
    for (var one : news.since(from, now)) {
      if (!read.add(one.at())) {
        continue;
      }
      statistics.newsRead(1);
      names.forget(one.path());
      if (!one.gone()) {
        added.accept(one.path());
      } else if (names.find(one.path()).isEmpty()) {
        removed.accept(one.path());
      }
    }
    readUntil = now;
    read.headSet(SequenceClock.startOf(from)).clear();
  }
}
