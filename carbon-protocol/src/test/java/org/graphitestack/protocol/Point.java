// Copyright 2026 The Graphite Stack Authors
// SPDX-License-Identifier: Apache-2.0

package org.graphitestack.protocol;

import java.util.ArrayList;
import java.util.List;

/// A point as tests compare it.
public record Point(String name, long timestamp, double value) {

  /// All points of a batch.
  public static List<Point> all(ReceivedPoints points) {
    var all = new ArrayList<Point>();
    for (var i = 0; i < points.size(); i++) {
      all.add(new Point(points.name(i), points.timestamp(i), points.value(i)));
    }
    return all;
  }
}
