// Copyright 2026 The Graphite Stack Authors
// SPDX-License-Identifier: Apache-2.0

package org.graphitestack.log;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.graphitestack.log.LogBench.drain;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/// A second process appends and says what it appended; it is killed, and all it said must be there.
@Timeout(value = 120, unit = TimeUnit.SECONDS)
class KilledProcessTest {
  @TempDir private Path folder;

  /// Appends batches of ten numbered lines for ever, telling each number it has appended up to, and
  /// reads behind so that segments come and go.
  static final class Appender {
    private Appender() {}

    public static void main(String[] arguments) throws IOException {
      LogBench bench = new LogBench(Path.of(arguments[0]));
      bench.options = bench.options.withForce(force(arguments[1]));
      int next = Integer.parseInt(arguments[2]);
      try (SegmentLog log = bench.open();
          LogReader reader = log.openReader("behind")) {
        for (int i = next; ; i += 10) {
          ByteBuffer batch = LogBench.bytes(LogBench.lines(i, i + 10));
          if (log.append(batch, 10, bench.millis.get()) instanceof AppendResult.Appended) {
            System.out.println(i + 10);
          }
          if (i % 500 == 0) {
            drain(reader);
          }
        }
      }
    }

    private static Force force(String name) {
      return switch (name) {
        case "never" -> Force.never();
        case "every-batch" -> Force.everyBatch();
        default -> throw new IllegalArgumentException(name);
      };
    }
  }

  @Test
  void kill_underForceNever_losesNothingThatAppendReturnedFor() throws Exception {
    killAndLook("never", 7, 1, 500, 2900);
  }

  @Test
  void kill_underForceEveryBatch_losesNothingThatAppendReturnedFor() throws Exception {
    killAndLook("every-batch", 3, 1, 80, 300);
  }

  @Test
  void log_thatAnotherProcessHasOpen_isRefusedWithItsId() throws Exception {
    LogBench bench = new LogBench(folder);
    Process other = start("never", 0);
    try (BufferedReader told = output(other)) {
      assertThat(told.readLine()).isEqualTo("10");
      assertThatThrownBy(bench::open)
          .isInstanceOf(LogInUseException.class)
          .hasMessage(
              folder.toRealPath()
                  + ": open in process "
                  + other.pid()
                  + " (expected: one writer per log)");
    } finally {
      other.destroyForcibly().waitFor();
    }
    bench.open().close();
  }

  @Test
  void view_besideAnotherProcess_findsItOpenAndSound_andLeavesItWriting() throws Exception {
    Process other = start("never", 0);
    try (BufferedReader told = output(other)) {
      assertThat(told.readLine()).isEqualTo("10");
      for (int i = 0; i < 50; i++) {
        LogView view = LogView.of(folder, RecordFormat.LINES);
        assertThat(view.isOpen()).isTrue();
        assertThat(view.verify()).isEmpty();
        assertThat(told.readLine()).isNotNull();
      }
    } finally {
      other.destroyForcibly().waitFor();
    }
    LogView view = LogView.of(folder, RecordFormat.LINES);
    assertThat(view.isOpen()).isFalse();
    assertThat(view.verify()).isEmpty();
  }

  /// Kills an appender again and again at the given numbers of appends, each time going on where
  /// the log ends.
  private void killAndLook(String force, int... appends) throws Exception {
    LogBench bench = new LogBench(folder);
    try (SegmentLog log = bench.open()) {
      log.openReader("all").close();
    }
    StringBuilder expected = new StringBuilder();
    StringBuilder got = new StringBuilder();
    int next = 0;
    for (int count : appends) {
      Process appender = start(force, next);
      int told = tellingUntilKilledAfter(appender, count);
      assertThat(told).isGreaterThan(next);
      try (SegmentLog log = bench.open();
          LogReader all = log.openReader("all")) {
        String found = drain(all);
        got.append(found);
        // the batch that was under way when the process died may be there in part or whole
        int lines = (int) found.lines().count();
        assertThat(next + lines).isBetween(told, told + 10);
        expected.append(LogBench.lines(next, next + lines));
        next += lines;
      }
      assertThat(got.toString()).isEqualTo(expected.toString());
    }
  }

  private Process start(String force, int next) throws IOException {
    return new ProcessBuilder(
            List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-XX:TieredStopAtLevel=1",
                "-XX:+UseSerialGC",
                "-cp",
                System.getProperty("java.class.path"),
                Appender.class.getName(),
                folder.toString(),
                force,
                Integer.toString(next)))
        .redirectError(ProcessBuilder.Redirect.DISCARD)
        .start();
  }

  /// Reads what the appender tells, kills it after so many appends, and reads on what it had told.
  ///
  /// @return the last number told
  private static int tellingUntilKilledAfter(Process appender, int appends) throws Exception {
    int last = -1;
    try (BufferedReader told = output(appender)) {
      int count = 0;
      for (String line = told.readLine(); line != null; line = told.readLine()) {
        count++;
        if (count == appends) {
          // by its handle: the process itself would close the output, too
          assertThat(appender.toHandle().destroyForcibly()).isTrue();
        }
        last = Integer.parseInt(line);
      }
      assertThat(count).isGreaterThanOrEqualTo(appends);
    } finally {
      appender.destroyForcibly().waitFor();
    }
    return last;
  }

  private static BufferedReader output(Process process) {
    return new BufferedReader(
        new InputStreamReader(process.getInputStream(), StandardCharsets.US_ASCII));
  }
}
