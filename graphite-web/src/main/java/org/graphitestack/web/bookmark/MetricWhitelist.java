// Copyright 2026 The Graphite Stack Authors
// SPDX-License-Identifier: Apache-2.0

package org.graphitestack.web.bookmark;

import java.util.Collection;
import java.util.List;
import org.graphitestack.web.state.StateStore;

/// The list of metrics of `/whitelist`. Nothing here reads it: it is kept for the programs that ask
/// for it. Thread-safe.
public final class MetricWhitelist {

  private static final int LONGEST = 2048;

  private final StateStore state;

  public MetricWhitelist(StateStore state) {
    this.state = state;
  }

  /// All metrics, sorted.
  public List<String> metrics() {
    return state
        .reading(
            handle ->
                handle
                    .createQuery("SELECT metric FROM whitelisted_metrics")
                    .mapTo(String.class)
                    .list())
        .stream()
        .sorted()
        .toList();
  }

  /// Lets metrics through from now on.
  ///
  /// @throws IllegalArgumentException if a metric is too long
  public void add(Collection<String> metrics) {
    for (var metric : metrics) {
      if (metric.length() > LONGEST || metric.indexOf(0) >= 0) {
        throw new IllegalArgumentException(
            "metrics: one of "
                + metric.length()
                + " characters (expected: at most "
                + LONGEST
                + ", none of them zero)");
      }
    }
    change(
        "INSERT INTO whitelisted_metrics (metric) VALUES (?) ON CONFLICT (metric) DO NOTHING",
        metrics);
  }

  public void remove(Collection<String> metrics) {
    change("DELETE FROM whitelisted_metrics WHERE metric = ?", metrics);
  }

  private void change(String statement, Collection<String> metrics) {
    state.writing(
        handle -> {
          metrics.forEach(metric -> handle.execute(statement, metric));
          return metrics.size();
        });
  }
}
