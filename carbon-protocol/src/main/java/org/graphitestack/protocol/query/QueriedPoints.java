// Copyright 2026 The Graphite Stack Authors
// SPDX-License-Identifier: Apache-2.0

package org.graphitestack.protocol.query;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.graphitestack.model.PointBatch;
import org.graphitestack.protocol.pickle.PickleValue;

/// What caches answered, by series. Of several values for a timestamp the last that was added
/// stays. Not thread-safe.
final class QueriedPoints {

  private static final long MAX_TIMESTAMP = 0xffff_ffffL;

  private record Point(long timestamp, double value) {}

  private final Map<String, PointBatch> byMetric = new HashMap<>();

  /// The series that have points, each ascending by timestamp, one point per timestamp.
  Map<String, PointBatch> byMetric() {
    return byMetric;
  }

  /// Adds what another host answered.
  void addAll(QueriedPoints other) {
    other.byMetric.forEach(
        (metric, batch) -> byMetric.merge(metric, batch, QueriedPoints::together));
  }

  /// Adds a dictionary from series to points.
  void addAll(PickleValue answer) {
    answer.forEachItem((metric, points) -> metric.text().ifPresent(name -> add(name, points)));
  }

  /// Adds a list of `(time, value)`, or a dictionary from time to value. What is neither is passed
  /// over.
  void add(String metric, PickleValue points) {
    var found = new ArrayList<Point>();
    points.forEachItem((time, value) -> add(found, time, value));
    for (var point : points.elements()) {
      var pair = point.elements();
      if (pair.size() == 2) {
        add(found, pair.get(0), pair.get(1));
      }
    }
    if (!found.isEmpty()) {
      var batch = ascending(found);
      byMetric.merge(metric, batch, QueriedPoints::together);
    }
  }

  private static void add(List<Point> points, PickleValue time, PickleValue value) {
    var timestamp = time.number().orElse(Double.NaN);
    var number = value.number().orElse(Double.NaN);
    if (timestamp >= 0 && timestamp <= MAX_TIMESTAMP && !Double.isNaN(number)) {
      points.add(new Point((long) timestamp, number));
    }
  }

  private static PointBatch together(PointBatch first, PointBatch second) {
    var points = new ArrayList<Point>();
    for (var batch : Arrays.asList(first, second)) {
      for (var i = 0; i < batch.size(); i++) {
        points.add(new Point(batch.timestamp(i), batch.value(i)));
      }
    }
    return ascending(points);
  }

  /// Sorting leaves equal timestamps in their order.
  private static PointBatch ascending(List<Point> points) {
    points.sort(Comparator.comparingLong(Point::timestamp));
    var timestamps = new long[points.size()];
    var values = new double[points.size()];
    var size = 0;
    for (var point : points) {
      if (size > 0 && timestamps[size - 1] == point.timestamp()) {
        size--;
      }
      timestamps[size] = point.timestamp();
      values[size] = point.value();
      size++;
    }
    return PointBatch.wrap(timestamps, values, size);
  }
}
