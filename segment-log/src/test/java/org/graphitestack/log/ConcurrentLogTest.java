// Copyright 2026 The Graphite Stack Authors
// SPDX-License-Identifier: Apache-2.0

package org.graphitestack.log;

import static org.assertj.core.api.Assertions.assertThat;
import static org.graphitestack.log.LogBench.bytes;
import static org.graphitestack.log.LogBench.text;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// Several threads append, two read, one maintains.
@Timeout(value = 60, unit = TimeUnit.SECONDS)
class ConcurrentLogTest {
  private static final int APPENDERS = 4;
  private static final int BATCHES = 400;
  private static final int TOTAL = APPENDERS * BATCHES * 5;

  @TempDir private Path folder;

  @ParameterizedTest
  @ValueSource(strings = {"never", "interval", "every-batch"})
  void readers_getEveryLineOnce_inTheOrderOfEachAppender(String force) throws Exception {
    LogBench bench = new LogBench(folder);
    bench.options =
        bench
            .options
            .withMaxBytes(16_384)
            .withForce(
                switch (force) {
                  case "never" -> Force.never();
                  case "interval" -> Force.interval(Duration.ofMillis(1));
                  default -> Force.everyBatch();
                });
    try (SegmentLog log = bench.open();
        LogMaintenance maintenance = LogMaintenance.every(Duration.ofMillis(2));
        ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
      maintenance.add(log);
      List<Future<List<String>>> readers = new ArrayList<>();
      for (String name : List.of("a", "b")) {
        LogReader reader = log.openReader(name);
        readers.add(threads.submit(() -> readAll(reader)));
      }
      List<Future<Void>> appenders = new ArrayList<>();
      for (int appender = 0; appender < APPENDERS; appender++) {
        appenders.add(threads.submit(appending(log, appender)));
      }
      for (Future<Void> appender : appenders) {
        appender.get();
      }
      for (Future<List<String>> reader : readers) {
        List<String> lines = reader.get();
        for (int appender = 0; appender < APPENDERS; appender++) {
          String start = appender + ".";
          assertThat(lines.stream().filter(line -> line.startsWith(start)))
              .hasSize(BATCHES * 5)
              .isSorted();
        }
      }
      assertThat(log.statistics().appendedPoints()).isEqualTo(TOTAL);
      assertThat(log.statistics().queuedPoints()).isZero();
      assertThat(log.statistics().droppedPoints()).isEmpty();
    }
  }

  private static Callable<Void> appending(SegmentLog log, int appender) {
    return () -> {
      for (int batch = 0; batch < BATCHES; batch++) {
        StringBuilder lines = new StringBuilder();
        for (int line = 0; line < 5; line++) {
          lines.append(appender).append('.').append(100_000 + batch * 5 + line).append(" 1 1\n");
        }
        while (!(log.append(bytes(lines.toString()), 5, 0) instanceof AppendResult.Appended)) {
          assertThat(log.awaitSpace(lines.length(), Duration.ofSeconds(30))).isTrue();
        }
      }
      return null;
    };
  }

  private static List<String> readAll(LogReader reader) throws IOException, InterruptedException {
    List<String> lines = new ArrayList<>();
    while (lines.size() < TOTAL && reader.awaitData(Duration.ofSeconds(30))) {
      var next = reader.read(1000);
      if (next.isPresent()) {
        try (LogRange range = next.get()) {
          text(range).lines().forEach(lines::add);
          reader.advanceTo(range.end());
        }
      }
    }
    return lines;
  }
}
