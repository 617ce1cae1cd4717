// Copyright 2026 The Graphite Stack Authors
// SPDX-License-Identifier: Apache-2.0

package org.graphitestack.protocol.protobuf;

import java.nio.ByteBuffer;
import org.graphitestack.protocol.frame.FrameEncoder;

/// Writes points as carbon's protobuf clients do; the messages are drawn at [ProtobufDecoder].
///
/// Every point becomes a `Metric` of its own. Carbon's client groups the points of a name, which
/// saves bytes only where a batch holds a name twice, and gives up their order.
public final class ProtobufEncoder extends FrameEncoder {

  private static final int DOUBLE_FIELD = 1 + Double.BYTES;

  /// Tag and length of a metric, tag and length of its name, tag and length of its point: lengths
  /// of names take up to three bytes, as do those of metrics.
  private static final int MOST_PER_POINT = 4 + 4 + 2 + 6 + DOUBLE_FIELD;

  /// @param maxPoints most points in a message, >= 1
  public ProtobufEncoder(int maxPoints) {
    super(maxPoints);
  }

  @Override
  protected int edges() {
    return 0;
  }

  @Override
  protected int most(int nameLength) {
    return nameLength + MOST_PER_POINT;
  }

  @Override
  protected void begin(ByteBuffer target) {
    // a payload is its metrics and nothing else
  }

  @Override
  protected void point(
      byte[] name, int offset, int length, long timestamp, double value, ByteBuffer target) {
    var point = 1 + varintLength(timestamp) + DOUBLE_FIELD;
    var metric = 1 + varintLength(length) + length + 2 + point;
    target.put((byte) Tag.PAYLOAD_METRIC);
    putVarint(metric, target);
    target.put((byte) Tag.METRIC_NAME);
    putVarint(length, target);
    target.put(name, offset, length);
    target.put((byte) Tag.METRIC_POINT).put((byte) point);
    target.put((byte) Tag.POINT_TIMESTAMP);
    putVarint(timestamp, target);
    target.put((byte) Tag.POINT_VALUE);
    target.putLong(Long.reverseBytes(Double.doubleToRawLongBits(value)));
  }

  @Override
  protected void end(ByteBuffer target) {
    // nothing closes a payload
  }

  private static void putVarint(long number, ByteBuffer target) {
    var rest = number;
    while (rest > 0x7f) {
      target.put((byte) (rest | 0x80));
      rest >>>= 7;
    }
    target.put((byte) rest);
  }

  private static int varintLength(long number) {
    return Math.max(1, (Long.SIZE - Long.numberOfLeadingZeros(number) + 6) / 7);
  }
}
