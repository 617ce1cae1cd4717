// Copyright 2026 The Graphite Stack Authors
// SPDX-License-Identifier: Apache-2.0

package org.graphitestack.log;

import java.nio.ByteBuffer;

final class LineRecords implements RecordFormat {
  @Override
  public int wholeRecords(ByteBuffer bytes) {
    int whole = 0;
    for (int i = bytes.position(); i < bytes.limit(); i++) {
      byte b = bytes.get(i);
      if (b == 0) {
        return whole;
      }
      if (b == '\n') {
        whole = i + 1 - bytes.position();
      }
    }
    return whole;
  }

  @Override
  public int points(ByteBuffer records) {
    int lines = 0;
    for (int i = records.position(); i < records.limit(); i++) {
      if (records.get(i) == '\n') {
        lines++;
      }
    }
    return lines;
  }

  @Override
  public int resume(ByteBuffer bytes) {
    for (int i = bytes.position(); i < bytes.limit(); i++) {
      if (bytes.get(i) == '\n') {
        return i + 1 - bytes.position();
      }
    }
    return bytes.remaining();
  }

  @Override
  public String toString() {
    return "lines";
  }
}
