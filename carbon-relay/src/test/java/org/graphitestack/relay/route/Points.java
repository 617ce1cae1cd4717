// Copyright 2026 The Graphite Stack Authors
// SPDX-License-Identifier: Apache-2.0

package org.graphitestack.relay.route;

import java.nio.charset.StandardCharsets;
import org.graphitestack.protocol.ReceivedPoints;

/// Batches and destinations for tests.
final class Points {

  private Points() {}

  /// A batch that keeps lines, one point for each line `name value timestamp` or name.
  static ReceivedPoints of(String... lines) {
    var points = ReceivedPoints.keepingLines();
    for (var line : lines) {
      var blank = line.indexOf(' ');
      var name = blank < 0 ? line : line.substring(0, blank);
      var bytes =
          ((blank < 0 ? line + " 1 1700000000" : line) + "\n").getBytes(StandardCharsets.UTF_8);
      points.addLine(
          bytes, 0, bytes.length, name.getBytes(StandardCharsets.UTF_8).length, 1_700_000_000, 1);
    }
    return points;
  }

  static Destination destination(String text) {
    return Destination.parse(text, DestinationOptions.DEFAULT);
  }
}
