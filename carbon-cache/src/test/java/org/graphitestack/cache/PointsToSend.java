// Copyright 2026 The Graphite Stack Authors
// SPDX-License-Identifier: Apache-2.0

package org.graphitestack.cache;

import java.nio.charset.StandardCharsets;
import org.graphitestack.protocol.PointSink;
import org.graphitestack.protocol.ReceivedPoints;

/// A batch built by hand.
public final class PointsToSend {

  private final ReceivedPoints points = new ReceivedPoints();

  public PointsToSend add(String name, long timestamp, double value) {
    var bytes = name.getBytes(StandardCharsets.UTF_8);
    points.add(bytes, 0, bytes.length, timestamp, value);
    return this;
  }

  public void to(PointSink sink) {
    sink.accept(points);
  }

  /// Sends one point.
  public static void send(PointSink sink, String name, long timestamp, double value) {
    new PointsToSend().add(name, timestamp, value).to(sink);
  }
}
