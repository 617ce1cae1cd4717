// Copyright 2026 The Graphite Stack Authors
// SPDX-License-Identifier: Apache-2.0

package org.graphitestack.log;

import java.nio.ByteBuffer;

final class OpaqueRecords implements RecordFormat {
  @Override
  public int wholeRecords(ByteBuffer bytes) {
    return 0;
  }

  @Override
  public int points(ByteBuffer records) {
    return 0;
  }

  @Override
  public int resume(ByteBuffer bytes) {
    return bytes.remaining();
  }

  @Override
  public String toString() {
    return "opaque";
  }
}
