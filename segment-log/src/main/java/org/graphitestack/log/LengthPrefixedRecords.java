// Copyright 2026 The Graphite Stack Authors
// SPDX-License-Identifier: Apache-2.0

package org.graphitestack.log;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.function.ToIntFunction;

/// A frame of length 0 is taken for a lost page, not for a record.
record LengthPrefixedRecords(int maxFrameBytes, ToIntFunction<ByteBuffer> payloadPoints)
    implements RecordFormat {
  private static final int PREFIX = 4;

  LengthPrefixedRecords {
    if (maxFrameBytes < 1) {
      throw new IllegalArgumentException("maxFrameBytes: " + maxFrameBytes + " (expected: >= 1)");
    }
  }

  @Override
  public int wholeRecords(ByteBuffer bytes) {
    int at = bytes.position();
    for (int payload = payload(bytes, at); payload > 0; payload = payload(bytes, at)) {
      at += PREFIX + payload;
    }
    return at - bytes.position();
  }

  @Override
  public int points(ByteBuffer records) {
    int points = 0;
    int at = records.position();
    for (int payload = payload(records, at); payload > 0; payload = payload(records, at)) {
      points += payloadPoints.applyAsInt(records.slice(at + PREFIX, payload));
      at += PREFIX + payload;
    }
    return points;
  }

  @Override
  public int resume(ByteBuffer bytes) {
    return bytes.remaining();
  }

  /// The payload's length if a sound frame starts there, else 0.
  private int payload(ByteBuffer bytes, int at) {
    if (bytes.limit() - at < PREFIX) {
      return 0;
    }
    int length = bytes.duplicate().order(ByteOrder.BIG_ENDIAN).getInt(at);
    return length > 0 && length <= maxFrameBytes && length <= bytes.limit() - at - PREFIX
        ? length
        : 0;
  }
}
