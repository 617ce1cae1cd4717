// Copyright 2026 The Graphite Stack Authors
// SPDX-License-Identifier: Apache-2.0

package org.graphitestack.protocol.line;

import java.nio.ByteBuffer;
import org.graphitestack.protocol.PointEncoder;

/// Plaintext as it is stored: a message is as many whole lines as fit. Lines are not looked into,
/// so none counts as damaged.
public final class LineEncoder implements PointEncoder {

  private static final int WINDOW = 65_536;

  private final byte[] bytes = new byte[WINDOW];
  private final int maxPoints;

  /// @param maxPoints most lines in a message, >= 1
  public LineEncoder(int maxPoints) {
    if (maxPoints < 1) {
      throw new IllegalArgumentException("maxPoints: " + maxPoints + " (expected: >= 1)");
    }
    this.maxPoints = maxPoints;
  }

  @Override
  public int encode(ByteBuffer lines, ByteBuffer target) {
    if (target.capacity() < MIN_TARGET) {
      throw new IllegalArgumentException(
          "target: " + target.capacity() + " bytes (expected: >= " + MIN_TARGET + ")");
    }
    var length = Math.min(Math.min(lines.remaining(), target.remaining()), WINDOW);
    lines.get(lines.position(), bytes, 0, length);
    var points = 0;
    var end = 0;
    for (var at = 0; at < length && points < maxPoints; at++) {
      if (bytes[at] == '\n') {
        points++;
        end = at + 1;
      }
    }
    target.put(bytes, 0, end);
    lines.position(lines.position() + end);
    return points;
  }

  @Override
  public long damaged() {
    return 0;
  }
}
