// Copyright 2026 The Graphite Stack Authors
// SPDX-License-Identifier: Apache-2.0

package org.graphitestack.log;

import static org.assertj.core.api.Assertions.assertThat;
import static org.graphitestack.log.LogBench.bytes;
import static org.graphitestack.log.LogBench.text;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Queue;
import java.util.Random;
import org.graphitestack.log.LogStatistics.ReaderStatistics;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// Random appends, reads, rewinds, restarts and waits against a list of lines, with the books
/// checked after every step.
class RandomLogTest {
  @TempDir private Path folder;

  /// What one reader must see: the lines appended, where its cursor is, what it has read.
  private static final class ModelReader {
    final String name;
    int cursor;
    int position;

    ModelReader(String name) {
      this.name = name;
    }
  }

  private record Unread(long end, int lines) {}

  @ParameterizedTest
  @CsvSource({"1, BLOCK", "2, BLOCK", "3, DROP_NEWEST", "4, DROP_NEWEST", "5, BLOCK"})
  void log_underRandomUse_isAListOfLines(long seed, WhenFull policy) throws IOException {
    Random random = new Random(seed);
    LogBench bench = new LogBench(folder);
    bench.options = bench.options.withMaxBytes(20_000).withWhenFull(policy);
    List<String> appended = new ArrayList<>();
    List<ModelReader> models = List.of(new ModelReader("a"), new ModelReader("b"));
    List<LogReader> readers = new ArrayList<>();
    List<Queue<Unread>> outstanding = List.of(new ArrayDeque<>(), new ArrayDeque<>());
    SegmentLog log = bench.open();
    long dropped = 0;
    try {
      open(log, models, readers, outstanding);
      for (int step = 0; step < 1500; step++) {
        String where = "seed " + seed + ", step " + step;
        int which = random.nextInt(2);
        ModelReader model = models.get(which);
        switch (random.nextInt(10)) {
          case 0, 1, 2, 3 -> {
            int count = 1 + random.nextInt(40);
            String batch = LogBench.lines(appended.size(), appended.size() + count);
            switch (log.append(bytes(batch), count, bench.millis.get())) {
              case AppendResult.Appended _ -> batch.lines().forEach(appended::add);
              case AppendResult.Dropped _ -> dropped += count;
              case AppendResult.Refused _ -> assertThat(policy).isEqualTo(WhenFull.BLOCK);
            }
          }
          case 4, 5, 6 -> {
            Optional<LogRange> next = readers.get(which).read(1 + random.nextInt(3000));
            assertThat(next.isPresent()).as(where).isEqualTo(model.position < appended.size());
            if (next.isPresent()) {
              try (LogRange range = next.get()) {
                List<String> lines = text(range).lines().toList();
                assertThat(lines)
                    .as(where)
                    .isEqualTo(appended.subList(model.position, model.position + lines.size()));
                model.position += lines.size();
                outstanding.get(which).add(new Unread(range.end(), lines.size()));
              }
            }
          }
          case 7, 8 -> {
            Unread done = outstanding.get(which).poll();
            if (done != null) {
              readers.get(which).advanceTo(done.end());
              model.cursor += done.lines();
            }
          }
          default -> {
            int chance = random.nextInt(4);
            if (chance == 0) {
              log.close();
              log = bench.open();
              open(log, models, readers, outstanding);
            } else if (chance == 1) {
              readers.get(which).rewind();
              model.position = model.cursor;
              outstanding.get(which).clear();
            } else {
              bench.pass(Duration.ofMillis(random.nextInt(2000)));
              log.maintain();
            }
          }
        }
        check(where, log, models, appended.size());
      }
      assertThat(appended.size()).as("seed " + seed).isGreaterThan(2000);
      assertThat(dropped > 0).isEqualTo(policy == WhenFull.DROP_NEWEST);
    } finally {
      log.close();
    }
  }

  private static void open(
      SegmentLog log,
      List<ModelReader> models,
      List<LogReader> readers,
      List<Queue<Unread>> outstanding)
      throws IOException {
    readers.clear();
    for (ModelReader model : models) {
      readers.add(log.openReader(model.name));
      model.position = model.cursor;
    }
    outstanding.forEach(Queue::clear);
  }

  private static void check(String where, SegmentLog log, List<ModelReader> models, int appended) {
    for (ReaderStatistics books : log.statistics().readers()) {
      ModelReader model = models.get(books.name().equals("a") ? 0 : 1);
      assertThat(books.queuedPoints()).as(where).isEqualTo(appended - model.cursor);
      assertThat(books.queuedBytes()).as(where).isEqualTo(20L * (appended - model.cursor));
      assertThat(books.position()).as(where).isEqualTo(20L * model.cursor);
      assertThat(books.lostPoints() + books.quarantinedPoints()).as(where).isZero();
    }
    assertThat(log.statistics().bytes()).as(where).isLessThanOrEqualTo(20_000);
  }
}
