// Copyright 2026 The Graphite Stack Authors
// SPDX-License-Identifier: Apache-2.0

package org.graphitestack.protocol.frame;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import org.graphitestack.protocol.PointEncoder;
import org.graphitestack.protocol.line.StoredLines;

/// Puts points into frames: a 4-byte big-endian length, then a payload whose form a subclass knows.
///
/// A frame holds as many points as are asked for, as fit, and as carbon takes: its receivers refuse
/// payloads over 1 MiB. Nothing is allocated per point or frame.
public abstract class FrameEncoder implements PointEncoder {

  private static final int HEADER = 4;

  /// Carbon's PICKLE_RECEIVER_MAX_LENGTH, and the fixed limit of its protobuf receiver.
  private static final int MAX_PAYLOAD = 1_048_576;

  private final StoredLines stored = new StoredLines();
  private final int maxPoints;

  /// @param maxPoints most points in a frame, >= 1
  protected FrameEncoder(int maxPoints) {
    if (maxPoints < 1) {
      throw new IllegalArgumentException("maxPoints: " + maxPoints + " (expected: >= 1)");
    }
    this.maxPoints = maxPoints;
  }

  @Override
  public final int encode(ByteBuffer lines, ByteBuffer target) {
    if (target.capacity() < MIN_TARGET) {
      throw new IllegalArgumentException(
          "target: " + target.capacity() + " bytes (expected: >= " + MIN_TARGET + ")");
    }
    stored.read(lines);
    var order = target.order();
    target.order(ByteOrder.BIG_ENDIAN);
    var start = target.position();
    var room = Math.min(target.remaining() - HEADER, MAX_PAYLOAD) - edges();
    var used = 0;
    var points = 0;
    while (points < maxPoints) {
      if (!stored.next()) {
        used = stored.end();
        break;
      }
      room -= most(stored.nameLength());
      if (room < 0) {
        used = stored.nameOffset();
        break;
      }
      if (points == 0) {
        target.position(start + HEADER);
        begin(target);
      }
      point(
          stored.bytes(),
          stored.nameOffset(),
          stored.nameLength(),
          stored.timestamp(),
          stored.value(),
          target);
      points++;
      used = stored.end();
    }
    if (points > 0) {
      end(target);
      target.putInt(start, target.position() - start - HEADER);
    }
    target.order(order);
    lines.position(lines.position() + used);
    return points;
  }

  @Override
  public final long damaged() {
    return stored.damaged();
  }

  /// Bytes that [#begin] and [#end] write together.
  protected abstract int edges();

  /// Most bytes [#point] writes for a name of that length.
  protected abstract int most(int nameLength);

  /// Writes what stands before the first point.
  protected abstract void begin(ByteBuffer target);

  /// Writes one point.
  protected abstract void point(
      byte[] name, int offset, int length, long timestamp, double value, ByteBuffer target);

  /// Writes what stands behind the last point.
  protected abstract void end(ByteBuffer target);
}
