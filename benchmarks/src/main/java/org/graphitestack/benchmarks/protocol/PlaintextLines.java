// Copyright 2026 The Graphite Stack Authors
// SPDX-License-Identifier: Apache-2.0

package org.graphitestack.benchmarks.protocol;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Random;

/// Lines of 100,000 series in random order, 58 bytes on average, that can be sent again and again
/// with the next timestamp.
public final class PlaintextLines {

  /// Lines in one round, one per series.
  public static final int LINES = 100_000;

  private static final int STEP = 10;

  private final byte[] bytes;
  private final int[] timestampEnds = new int[LINES];
  private int timestamp = 1_700_000_000;

  public PlaintextLines() {
    var names = new ArrayList<String>();
    for (var i = 0; i < LINES; i++) {
      names.add("servers.web" + i / 10 + ".disk.sd" + i % 10 + ".read_bytes");
    }
    var random = new Random(1);
    Collections.shuffle(names, random);
    var out = new ByteArrayOutputStream();
    for (var i = 0; i < LINES; i++) {
      var value = random.nextInt(1_000_000) + "." + random.nextInt(1000);
      out.writeBytes(
          (names.get(i) + " " + value + " " + timestamp).getBytes(StandardCharsets.US_ASCII));
      timestampEnds[i] = out.size();
      out.write('\n');
    }
    bytes = out.toByteArray();
  }

  public byte[] bytes() {
    return bytes;
  }

  /// Gives every line a later timestamp.
  public void nextRound() {
    timestamp += STEP;
    var digits = String.valueOf(timestamp).getBytes(StandardCharsets.US_ASCII);
    for (var end : timestampEnds) {
      System.arraycopy(digits, 0, bytes, end - digits.length, digits.length);
    }
  }
}
