// Copyright 2026 The Graphite Stack Authors
// SPDX-License-Identifier: Apache-2.0

package org.graphitestack.protocol.query;

import java.io.IOException;
import java.util.HashMap;
import java.util.Map;
import org.graphitestack.model.PointBatch;

/// The cache that carbon's answers were recorded from, and one series `a.b` in storage.
final class RecordedCache implements QueriedCache {

  private final Map<String, PointBatch> points =
      new HashMap<>(
          Map.of(
              "servers.web01.cpu.user",
              PointBatch.of(new long[] {1_700_000_000L, 1_700_000_060L}, new double[] {14.5, 13}),
              "servers.web02.cpu.user",
              PointBatch.of(1_700_000_000L, 1),
              "disk.used;host=a",
              PointBatch.of(1_700_000_000L, 7),
              "café.temp",
              PointBatch.of(1_700_000_000L, 20.5)));

  private String method = "average";

  void put(String metric, PointBatch batch) {
    points.put(metric, batch);
  }

  /// A batch of some points a minute apart.
  static PointBatch minutes(int count) {
    var timestamps = new long[count];
    var values = new double[count];
    for (var i = 0; i < count; i++) {
      timestamps[i] = 1_700_000_000L + 60L * i;
      values[i] = i / 4.0;
    }
    return PointBatch.of(timestamps, values);
  }

  @Override
  public PointBatch points(String metric) {
    return points.getOrDefault(metric, PointBatch.EMPTY);
  }

  @Override
  public synchronized String aggregationMethod(String metric) throws IOException {
    if (!metric.equals("a.b")) {
      throw new IOException("no such series: " + metric);
    }
    return method;
  }

  @Override
  public synchronized String aggregationMethod(String metric, String changed) throws IOException {
    var before = aggregationMethod(metric);
    method = changed;
    return before;
  }
}
