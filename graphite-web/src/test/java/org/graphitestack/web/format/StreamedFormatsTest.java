// Copyright 2026 The Graphite Stack Authors
// SPDX-License-Identifier: Apache-2.0

package org.graphitestack.web.format;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.OutputStream;
import java.lang.management.ManagementFactory;
import java.time.ZoneOffset;
import java.util.Collections;
import java.util.Optional;
import java.util.OptionalInt;
import org.graphitestack.web.series.TimeSeries;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// An answer is written while it is made: what is held of it at a time does not grow with it.
final class StreamedFormatsTest {

  private static final int LARGEST_PIECE = 1 << 16;

  @ParameterizedTest
  @ValueSource(strings = {"json", "raw", "pickle", "msgpack", "dygraph", "rickshaw"})
  void answer_ofHundredsOfMegabytes_isWrittenInSmallPiecesWithoutGarbage(String format)
      throws IOException {
    var values = new double[10_000];
    for (var i = 0; i < values.length; i++) {
      values[i] = i / 8.0;
    }
    var one = TimeSeries.of("a.series", 0, 10_000L * 60, 60, values, 0);
    var many = Collections.nCopies(2_000, one);
    var options =
        new FormatOptions(ZoneOffset.UTC, OptionalInt.empty(), false, false, Optional.empty());
    var answer = SeriesFormats.named(format).orElseThrow().answer(many, options);
    var sink = new MeasuringSink();

    var before = allocated();
    answer.writeTo(sink);
    var garbage = allocated() - before;

    assertThat(sink.bytes).isGreaterThan(90_000_000L);
    assertThat(sink.largest).isLessThanOrEqualTo(LARGEST_PIECE);
    assertThat(garbage).as("bytes allocated on the way").isLessThan(sink.bytes / 10);
  }

  private static long allocated() {
    var threads = (com.sun.management.ThreadMXBean) ManagementFactory.getThreadMXBean();
    return threads.getCurrentThreadAllocatedBytes();
  }

  private static final class MeasuringSink extends OutputStream {

    private long bytes;
    private int largest;

    @Override
    public void write(int one) {
      bytes++;
    }

    @Override
    public void write(byte[] from, int offset, int length) {
      bytes += length;
      largest = Math.max(largest, length);
    }
  }
}
