// Copyright 2026 The Graphite Stack Authors
// SPDX-License-Identifier: Apache-2.0

package org.graphitestack.storage.cassandra;

import java.io.IOException;
import java.util.ArrayList;
import org.graphitestack.model.MetricPath;
import org.graphitestack.storage.NoSuchSeriesException;

/// Finds series of which nothing is kept any longer, and removes their names.
final class DeadSeries {

  /// Beyond the retention: clocks differ, and that a series lives is noted once an hour.
  private static final long SLACK = 86_400;

  private final SeriesTable names;
  private final CassandraStatistics statistics;

  DeadSeries(SeriesTable names, CassandraStatistics statistics) {
    this.names = names;
    this.statistics = statistics;
  }

  /// Removes the series that were last written to longer ago than their longest retention.
  ///
  /// @param now epoch seconds
  /// @return how many
  int remove(long now) throws IOException {
    var old = new ArrayList<MetricPath>();
    names.forEach(
        entry -> {
          if (entry.created() < now - entry.layout().retentions().maxSeconds() - SLACK) {
            old.add(entry.path());
          }
        });
    var removed = 0;
    for (var path : old) {
      removed += removeIfDead(path, now) ? 1 : 0;
    }
    return removed;
  }

  private boolean removeIfDead(MetricPath path, long now) throws IOException {
    var series = names.find(path);
    if (series.isEmpty()) {
      return false;
    }
    var kept = series.get().layout().retentions().maxSeconds() + SLACK;
    if (names.seenAt(path).orElse(Long.MIN_VALUE) >= now - kept) {
      return false;
    }
    try {
      names.delete(path);
      statistics.expired();
      return true;
    } catch (NoSuchSeriesException _) {
      // somebody else was quicker
      return false;
    }
  }
}
