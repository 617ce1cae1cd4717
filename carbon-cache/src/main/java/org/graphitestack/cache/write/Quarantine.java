// Copyright 2026 The Graphite Stack Authors
// SPDX-License-Identifier: Apache-2.0

package org.graphitestack.cache.write;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.graphitestack.model.MetricPath;

/// The series whose points are dropped, for whoever has to look into it: the latest thousand.
/// Thread-safe.
final class Quarantine {

  private static final int SHOWN = 1000;

  private final Map<MetricPath, QuarantinedSeries> series = new LinkedHashMap<>();
  private volatile boolean empty = true;

  synchronized void add(QuarantinedSeries quarantined) {
    series.remove(quarantined.path());
    series.put(quarantined.path(), quarantined);
    if (series.size() > SHOWN) {
      series.remove(series.keySet().iterator().next());
    }
    empty = false;
  }

  /// A series is well again.
  void release(MetricPath path) {
    if (!empty) {
      synchronized (this) {
        series.remove(path);
        empty = series.isEmpty();
      }
    }
  }

  synchronized List<QuarantinedSeries> all() {
    return List.copyOf(series.values());
  }
}
