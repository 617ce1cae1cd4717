// Copyright 2026 The Graphite Stack Authors
// SPDX-License-Identifier: Apache-2.0

package org.graphitestack.log;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicLong;
import java.util.stream.Stream;

/// A log in a folder with a clock and a disk moved by hand.
final class LogBench {
  static final long START = 1_700_000_000_000L;

  final Path folder;
  final AtomicLong millis = new AtomicLong(START);
  final AtomicLong usable = new AtomicLong(Long.MAX_VALUE);
  LogOptions options =
      LogOptions.defaults().withSegmentBytes(4096).withForce(Force.never()).withMinFreeBytes(1000);

  LogBench(Path folder) {
    this.folder = folder;
  }

  LogBench with(LogOptions changed) {
    options = changed;
    return this;
  }

  SegmentLog open() throws IOException {
    return SegmentLog.open(
        folder,
        options,
        new LogEnvironment(
            () -> Instant.ofEpochMilli(millis.get()), () -> millis.get() * 1_000_000, usable::get));
  }

  void pass(Duration time) {
    millis.addAndGet(time.toMillis());
  }

  static ByteBuffer bytes(String text) {
    return ByteBuffer.wrap(text.getBytes(StandardCharsets.UTF_8));
  }

  AppendResult append(SegmentLog log, String lines) throws IOException {
    return log.append(bytes(lines), (int) lines.lines().count(), millis.get());
  }

  /// Lines of twenty bytes each, for numbers in [from, to).
  static String lines(int from, int to) {
    StringBuilder text = new StringBuilder();
    for (int i = from; i < to; i++) {
      text.append("metric.").append(1_000_000 + i).append(" 1 20\n");
    }
    return text.toString();
  }

  static String text(LogRange range) throws IOException {
    ByteBuffer target = ByteBuffer.allocate(range.length());
    assertThat(range.read(target, 0)).isEqualTo(range.length());
    return new String(target.array(), StandardCharsets.UTF_8);
  }

  /// Reads what there is and moves the cursor over it.
  static String drain(LogReader reader) throws IOException {
    StringBuilder all = new StringBuilder();
    for (Optional<LogRange> next = reader.read(10_000);
        next.isPresent();
        next = reader.read(10_000)) {
      try (LogRange range = next.get()) {
        all.append(text(range));
        reader.advanceTo(range.end());
      }
    }
    return all.toString();
  }

  List<Path> files(String suffix) throws IOException {
    List<Path> found = new ArrayList<>();
    try (Stream<Path> files = Files.list(folder)) {
      files.filter(file -> file.toString().endsWith(suffix)).sorted().forEach(found::add);
    }
    return found;
  }
}
