// Copyright 2026 The Graphite Stack Authors
// SPDX-License-Identifier: Apache-2.0

package org.graphitestack.log;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.graphitestack.log.LogBench.bytes;
import static org.graphitestack.log.LogBench.drain;
import static org.graphitestack.log.LogBench.lines;
import static org.graphitestack.log.LogBench.text;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.nio.ByteBuffer;
import java.nio.channels.Channels;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;
import org.graphitestack.log.LogStatistics.ReaderStatistics;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class SegmentLogTest {
  @TempDir private Path folder;
  private LogBench bench;

  @BeforeEach
  void openBench() {
    bench = new LogBench(folder);
  }

  @Test
  void append_thenRead_givesTheSameBytesInOrder() throws IOException {
    try (SegmentLog log = bench.open();
        LogReader reader = log.openReader("a")) {
      bench.append(log, "one 1 1\n");
      bench.append(log, "two 2 2\nthree 3 3\n");

      try (LogRange range = reader.read(1000).orElseThrow()) {
        assertThat(text(range)).isEqualTo("one 1 1\ntwo 2 2\nthree 3 3\n");
        assertThat(range.points()).isEqualTo(3);
        assertThat(range.position()).isZero();
        assertThat(range.end()).isEqualTo(26);
        assertThat(range.firstArrival()).isEqualTo(LogBench.START);
      }
      assertThat(reader.read(1000)).isEmpty();
    }
  }

  @Test
  void append_result_tellsWhereTheBatchLies() throws IOException {
    try (SegmentLog log = bench.open()) {
      assertThat(bench.append(log, "one 1 1\n")).isEqualTo(new AppendResult.Appended(0, 8));
      assertThat(bench.append(log, "two 2 2\n")).isEqualTo(new AppendResult.Appended(8, 16));
    }
  }

  @Test
  void append_ofMemorySegment_isTheSameAsOfBuffer() throws IOException {
    try (SegmentLog log = bench.open();
        LogReader reader = log.openReader("a")) {
      log.append(MemorySegment.ofArray("x 1 1\n".getBytes(StandardCharsets.UTF_8)), 1, 5, 7);

      try (LogRange range = reader.read(1000).orElseThrow()) {
        assertThat(text(range)).isEqualTo("x 1 1\n");
        assertThat(range.firstArrival()).isEqualTo(5);
        assertThat(range.lastArrival()).isEqualTo(7);
      }
    }
  }

  @Test
  void append_leavesTheBufferAsItIs() throws IOException {
    try (SegmentLog log = bench.open()) {
      ByteBuffer batch = bytes("__x 1 1\n__").position(2).limit(8);
      log.append(batch, 1, 0);
      assertThat(batch).isEqualTo(bytes("x 1 1\n"));
    }
    assertThat(bench.files(".segment").getFirst()).hasContent("x 1 1\n");
  }

  @Test
  void append_ofNothingOrTooMuch_isRefusedInWords() throws IOException {
    try (SegmentLog log = bench.open()) {
      assertThatThrownBy(() -> log.append(bytes(""), 0, 0))
          .hasMessage("batch: 0 bytes (expected: 1 to 4096)");
      assertThatThrownBy(() -> log.append(ByteBuffer.allocate(4097), 1, 0))
          .hasMessage("batch: 4097 bytes (expected: 1 to 4096)");
      assertThatThrownBy(() -> log.append(bytes("x"), -1, 0))
          .hasMessage("points: -1 (expected: >= 0)");
    }
  }

  @Test
  void segments_whileTheyAreWritten_holdTheWireFormatAndNothingElse() throws IOException {
    try (SegmentLog log = bench.open()) {
      bench.append(log, lines(0, 10));
      bench.append(log, lines(10, 20));
      assertThat(bench.files(".segment")).hasSize(1);
      assertThat(bench.files(".segment").getFirst()).hasContent(lines(0, 20));
    }
  }

  @Test
  void segments_whenFull_areFollowedByTheNext() throws IOException {
    try (SegmentLog log = bench.open();
        LogReader reader = log.openReader("a")) {
      for (int i = 0; i < 10; i++) {
        bench.append(log, lines(i * 50, i * 50 + 50));
      }
      assertThat(bench.files(".segment")).hasSize(3);
      assertThat(drain(reader)).isEqualTo(lines(0, 500));
    }
  }

  @Test
  void segments_ofTinyBatches_areSealedByTheNumberOfBlocks() throws IOException {
    try (SegmentLog log = bench.open()) {
      for (int i = 0; i < 65; i++) {
        bench.append(log, "x 1 1\n");
      }
      assertThat(bench.files(".segment")).hasSize(2);
    }
  }

  @Test
  void read_withLittleRoom_handsOutOneBlockAtATime() throws IOException {
    try (SegmentLog log = bench.open();
        LogReader reader = log.openReader("a")) {
      bench.append(log, lines(0, 10));
      bench.append(log, lines(10, 20));

      try (LogRange first = reader.read(1).orElseThrow();
          LogRange second = reader.read(1).orElseThrow()) {
        assertThat(text(first)).isEqualTo(lines(0, 10));
        assertThat(text(second)).isEqualTo(lines(10, 20));
      }
    }
  }

  @Test
  void range_transferTo_writesTheBytes() throws IOException {
    try (SegmentLog log = bench.open();
        LogReader reader = log.openReader("a")) {
      bench.append(log, lines(0, 10));
      ByteArrayOutputStream peer = new ByteArrayOutputStream();
      try (LogRange range = reader.read(1000).orElseThrow()) {
        assertThat(range.transferTo(Channels.newChannel(peer), 20)).isEqualTo(range.length() - 20);
      }
      assertThat(peer.toString(StandardCharsets.UTF_8)).isEqualTo(lines(1, 10));
    }
  }

  @Test
  void range_view_mapsTheBytes() throws IOException {
    try (SegmentLog log = bench.open();
        LogReader reader = log.openReader("a")) {
      bench.append(log, "first 1 1\n");
      reader.read(1000).orElseThrow().close();
      bench.append(log, lines(0, 10));
      try (LogRange range = reader.read(1000).orElseThrow()) {
        assertThat(range.<byte[]>view(bytes -> bytes.toArray(ValueLayout.JAVA_BYTE)))
            .asString(StandardCharsets.UTF_8)
            .isEqualTo(lines(0, 10));
      }
    }
  }

  @Test
  void range_whoseSegmentWasDropped_isStillReadable() throws IOException {
    bench.with(bench.options.withMaxBytes(8192).withWhenFull(WhenFull.DROP_OLDEST));
    try (SegmentLog log = bench.open();
        LogReader reader = log.openReader("a")) {
      bench.append(log, lines(0, 200));
      try (LogRange range = reader.read(4096).orElseThrow()) {
        for (int i = 1; i < 4; i++) {
          bench.append(log, lines(200 * i, 200 * i + 200));
        }
        assertThat(bench.files(".segment").getFirst().toString())
            .doesNotContain("0000000000000000000");
        assertThat(text(range)).isEqualTo(lines(0, 200));
      }
    }
  }

  @Test
  void range_ofFileCutByOthers_failsInWordsAndIsPassedOverAfterRewind() throws IOException {
    try (SegmentLog log = bench.open();
        LogReader reader = log.openReader("a")) {
      bench.append(log, lines(0, 10));
      bench.append(log, lines(10, 20));
      Path segment = bench.files(".segment").getFirst();
      try (LogRange range = reader.read(1000).orElseThrow()) {
        Files.write(segment, bytes(lines(0, 15)).array());
        assertThatThrownBy(() -> text(range))
            .isInstanceOf(IOException.class)
            .hasMessageContaining("can't be read from offset 300 (expected: sound to 400)");
        assertThatThrownBy(() -> range.view(MemorySegment::byteSize))
            .isInstanceOf(IOException.class);
      }
      reader.rewind();

      assertThat(drain(reader)).isEqualTo(lines(0, 10));
      assertThat(statistics(log, "a").quarantinedPoints()).isEqualTo(10);
    }
  }

  @Test
  void cursor_survivesClosing() throws IOException {
    try (SegmentLog log = bench.open();
        LogReader reader = log.openReader("a")) {
      bench.append(log, lines(0, 10));
      reader.read(1000).orElseThrow().close();
      bench.append(log, lines(10, 20));
      reader.advanceTo(200);
    }
    try (SegmentLog log = bench.open();
        LogReader reader = log.openReader("a")) {
      assertThat(reader.position()).isEqualTo(200);
      assertThat(drain(reader)).isEqualTo(lines(10, 20));
    }
  }

  @Test
  void cursor_insideABlock_readsTheRestOfIt() throws IOException {
    try (SegmentLog log = bench.open();
        LogReader reader = log.openReader("a")) {
      bench.append(log, lines(0, 10));
      reader.read(1000).orElseThrow().close();
      reader.advanceTo(100);
      assertThat(statistics(log, "a").queuedPoints()).isEqualTo(10);

      reader.rewind();
      assertThat(drain(reader)).isEqualTo(lines(5, 10));
      assertThat(statistics(log, "a").queuedPoints()).isZero();
      assertThat(statistics(log, "a").readPoints()).isEqualTo(10);
      assertThat(statistics(log, "a").readBytes()).isEqualTo(200);
    }
  }

  @Test
  void advanceTo_beyondWhatWasRead_isRefusedInWords() throws IOException {
    try (SegmentLog log = bench.open();
        LogReader reader = log.openReader("a")) {
      bench.append(log, lines(0, 10));
      assertThatThrownBy(() -> reader.advanceTo(20))
          .hasMessage("position: 20 (expected: <= 0, what was read)");
    }
  }

  @Test
  void rewind_readsAgainWhatWasNotDoneWith() throws IOException {
    try (SegmentLog log = bench.open();
        LogReader reader = log.openReader("a")) {
      bench.append(log, lines(0, 10));
      bench.append(log, lines(10, 20));
      reader.read(1).orElseThrow().close();
      reader.advanceTo(200);
      reader.read(1).orElseThrow().close();
      reader.rewind();

      assertThat(drain(reader)).isEqualTo(lines(10, 20));
    }
  }

  @Test
  void skipToEnd_leavesOlderPointsOutAndCountsThem() throws IOException {
    try (SegmentLog log = bench.open();
        LogReader reader = log.openReader("live")) {
      bench.append(log, lines(0, 10));
      reader.skipToEnd();
      bench.append(log, lines(10, 20));

      assertThat(drain(reader)).isEqualTo(lines(10, 20));
      assertThat(statistics(log, "live").skippedPoints()).isEqualTo(10);
      assertThat(statistics(log, "live").readPoints()).isEqualTo(10);
    }
  }

  @Test
  void passTo_movesOnWithoutReading_andSurvivesAReopening() throws IOException {
    long from;
    try (SegmentLog log = bench.open();
        LogReader reader = log.openReader("storage")) {
      bench.append(log, lines(0, 10));
      from = log.statistics().end();
      bench.append(log, lines(10, 20));
      reader.passTo(from);
      assertThat(reader.cursor()).isEqualTo(from);
      assertThat(statistics(log, "storage").queuedPoints()).isEqualTo(10);
      assertThat(statistics(log, "storage").skippedPoints()).isEqualTo(10);
    }
    try (SegmentLog log = bench.open();
        LogReader reader = log.openReader("storage")) {
      assertThat(statistics(log, "storage").queuedPoints()).isEqualTo(10);
      assertThat(drain(reader)).isEqualTo(lines(10, 20));
    }
  }

  @Test
  void passTo_behindWhatWasRead_movesTheCursorAlone() throws IOException {
    try (SegmentLog log = bench.open();
        LogReader reader = log.openReader("storage")) {
      bench.append(log, lines(0, 10));
      long middle = log.statistics().end();
      bench.append(log, lines(10, 20));
      try (LogRange _ = reader.read(1 << 20).orElseThrow()) {
        reader.passTo(middle);
      }
      assertThat(reader.cursor()).isEqualTo(middle);
      assertThat(reader.position()).isEqualTo(log.statistics().end());
      assertThat(statistics(log, "storage").readPoints()).isEqualTo(10);
    }
  }

  @Test
  void passTo_overEverything_givesTheSegmentsBack() throws IOException {
    try (SegmentLog log = bench.open();
        LogReader reader = log.openReader("storage")) {
      bench.append(log, lines(0, 150));
      bench.append(log, lines(150, 300));
      reader.passTo(log.statistics().end());
      log.maintain();
      assertThat(bench.files(".segment")).isEmpty();
    }
  }

  @Test
  void passTo_beyondTheEnd_isRefused() throws IOException {
    try (SegmentLog log = bench.open();
        LogReader reader = log.openReader("storage")) {
      assertThatThrownBy(() -> reader.passTo(1))
          .isInstanceOf(IllegalArgumentException.class)
          .hasMessage("position: 1 (expected: <= 0, the log's end)");
    }
  }

  @Test
  void segment_isDeletedOnceEveryReaderIsPastIt() throws IOException {
    try (SegmentLog log = bench.open();
        LogReader a = log.openReader("a");
        LogReader b = log.openReader("b")) {
      for (int i = 0; i < 3; i++) {
        bench.append(log, lines(200 * i, 200 * i + 200));
      }
      drain(a);
      assertThat(bench.files(".segment")).hasSize(3);
      drain(b);
      assertThat(bench.files(".segment")).hasSize(1);
      log.maintain();
      assertThat(bench.files(".segment")).isEmpty();
      assertThat(bench.files(".index")).isEmpty();
    }
  }

  @Test
  void segment_isKeptForAReaderThatIsClosed_untilItIsForgotten() throws IOException {
    try (SegmentLog log = bench.open();
        LogReader a = log.openReader("a")) {
      log.openReader("gone").close();
      bench.append(log, lines(0, 200));
      bench.append(log, lines(200, 400));
      drain(a);
      log.maintain();
      assertThat(bench.files(".segment")).hasSize(2);

      log.forgetReader("gone");
      log.maintain();
      assertThat(bench.files(".segment")).isEmpty();
      assertThat(bench.files(".cursor")).hasSize(1);
    }
  }

  @Test
  void log_drainedAndReopened_goesOnAtTheSamePositions() throws IOException {
    try (SegmentLog log = bench.open();
        LogReader reader = log.openReader("a")) {
      bench.append(log, lines(0, 10));
      drain(reader);
    }
    assertThat(bench.files(".segment")).isEmpty();
    try (SegmentLog log = bench.open();
        LogReader reader = log.openReader("a")) {
      assertThat(bench.append(log, lines(10, 20))).isEqualTo(new AppendResult.Appended(200, 400));
      assertThat(drain(reader)).isEqualTo(lines(10, 20));
    }
  }

  @Test
  void cap_block_sendsTheBatchBackUncountedUntilThereIsRoom() throws IOException {
    bench.with(bench.options.withMaxBytes(8192));
    try (SegmentLog log = bench.open();
        LogReader reader = log.openReader("a")) {
      bench.append(log, lines(0, 200));
      bench.append(log, lines(200, 400));
      AtomicInteger told = new AtomicInteger();

      assertThat(bench.append(log, lines(400, 600)))
          .isEqualTo(new AppendResult.Refused(DropReason.FULL));
      log.onSpace(4000, told::incrementAndGet);
      assertThat(told).hasValue(0);
      try (LogRange first = reader.read(4096).orElseThrow()) {
        reader.advanceTo(first.end());
      }
      assertThat(told).hasValue(1);
      assertThat(bench.append(log, lines(400, 600))).isInstanceOf(AppendResult.Appended.class);

      assertThat(drain(reader)).isEqualTo(lines(200, 600));
      assertThat(log.statistics().droppedPoints()).isEmpty();
      assertThat(log.statistics().refusedBatches()).isEqualTo(1);
    }
  }

  @Test
  void cap_block_whenAllIsReadButNothingSealed_makesRoomByItself() throws IOException {
    bench.with(bench.options.withMaxBytes(8192));
    try (SegmentLog log = bench.open();
        LogReader reader = log.openReader("a")) {
      bench.append(log, lines(0, 200));
      bench.append(log, lines(200, 400));
      drain(reader);

      assertThat(bench.append(log, lines(400, 600))).isInstanceOf(AppendResult.Appended.class);
      assertThat(bench.append(log, lines(600, 800))).isInstanceOf(AppendResult.Appended.class);
    }
  }

  @Test
  void cap_dropNewest_keepsTheOldAndCountsTheNew() throws IOException {
    bench.with(bench.options.withMaxBytes(8192).withWhenFull(WhenFull.DROP_NEWEST));
    try (SegmentLog log = bench.open();
        LogReader reader = log.openReader("a")) {
      bench.append(log, lines(0, 200));
      bench.append(log, lines(200, 400));

      assertThat(bench.append(log, lines(400, 600)))
          .isEqualTo(new AppendResult.Dropped(DropReason.FULL));
      assertThat(drain(reader)).isEqualTo(lines(0, 400));
      assertThat(log.statistics().droppedPoints()).isEqualTo(Map.of(DropReason.FULL, 200L));
    }
  }

  @Test
  void cap_dropOldest_removesWholeSegmentsAndCountsWhatNobodyRead() throws IOException {
    bench.with(bench.options.withMaxBytes(8192).withWhenFull(WhenFull.DROP_OLDEST));
    try (SegmentLog log = bench.open();
        LogReader reader = log.openReader("a")) {
      bench.append(log, lines(0, 50));
      bench.append(log, lines(50, 200));
      try (LogRange first = reader.read(1).orElseThrow()) {
        reader.advanceTo(first.end());
      }
      bench.append(log, lines(200, 400));

      assertThat(bench.append(log, lines(400, 600))).isInstanceOf(AppendResult.Appended.class);
      assertThat(drain(reader)).isEqualTo(lines(200, 600));
      assertThat(log.statistics().droppedPoints()).isEqualTo(Map.of(DropReason.FULL, 150L));
      ReaderStatistics books = statistics(log, "a");
      assertThat(books.droppedPoints()).isEqualTo(Map.of(DropReason.FULL, 150L));
      assertThat(books.readPoints()).isEqualTo(450);
    }
  }

  @Test
  void age_whenMaintained_dropsSegmentsThatWaitedTooLong() throws IOException {
    bench.with(bench.options.withMaxAge(Duration.ofHours(1)));
    try (SegmentLog log = bench.open();
        LogReader reader = log.openReader("a")) {
      bench.append(log, lines(0, 10));
      bench.pass(Duration.ofMinutes(61));
      log.maintain();

      assertThat(reader.read(1000)).isEmpty();
      assertThat(bench.files(".segment")).isEmpty();
      assertThat(log.statistics().droppedPoints()).isEqualTo(Map.of(DropReason.AGE, 10L));
    }
  }

  @Test
  void age_insideASegment_passesOverOldBlocks() throws IOException {
    bench.with(bench.options.withMaxAge(Duration.ofHours(1)));
    try (SegmentLog log = bench.open();
        LogReader reader = log.openReader("a")) {
      bench.append(log, lines(0, 10));
      bench.pass(Duration.ofMinutes(40));
      bench.append(log, lines(10, 20));
      bench.pass(Duration.ofMinutes(40));
      log.maintain();

      assertThat(drain(reader)).isEqualTo(lines(10, 20));
      assertThat(statistics(log, "a").droppedPoints()).isEqualTo(Map.of(DropReason.AGE, 10L));
      assertThat(log.statistics().droppedPoints()).isEqualTo(Map.of(DropReason.AGE, 10L));
    }
  }

  @ParameterizedTest
  @EnumSource(WhenFull.class)
  void lowSpace_obeysThePolicyAndGoesOnWhenSpaceReturns(WhenFull policy) throws IOException {
    bench.with(bench.options.withWhenFull(policy));
    try (SegmentLog log = bench.open();
        LogReader reader = log.openReader("a")) {
      bench.append(log, lines(0, 10));
      bench.usable.set(999);
      log.maintain();
      AppendResult refused = bench.append(log, lines(10, 20));
      bench.usable.set(1000);
      bench.pass(Duration.ofMillis(100));
      AppendResult taken = bench.append(log, lines(20, 30));

      assertThat(taken).isInstanceOf(AppendResult.Appended.class);
      switch (policy) {
        case BLOCK -> {
          assertThat(refused).isEqualTo(new AppendResult.Refused(DropReason.LOW_SPACE));
          assertThat(drain(reader)).isEqualTo(lines(0, 10) + lines(20, 30));
          assertThat(log.statistics().droppedPoints()).isEmpty();
        }
        case DROP_NEWEST -> {
          assertThat(refused).isEqualTo(new AppendResult.Dropped(DropReason.LOW_SPACE));
          assertThat(drain(reader)).isEqualTo(lines(0, 10) + lines(20, 30));
          assertThat(log.statistics().droppedPoints()).isEqualTo(Map.of(DropReason.LOW_SPACE, 10L));
        }
        case DROP_OLDEST -> {
          // the segment went first; as that freed nothing, the batch went too
          assertThat(refused).isEqualTo(new AppendResult.Dropped(DropReason.LOW_SPACE));
          assertThat(drain(reader)).isEqualTo(lines(20, 30));
          assertThat(log.statistics().droppedPoints()).isEqualTo(Map.of(DropReason.LOW_SPACE, 20L));
        }
      }
    }
  }

  @Test
  void lowSpace_whenItEnds_isToldByMaintain() throws IOException {
    try (SegmentLog log = bench.open()) {
      bench.usable.set(0);
      log.maintain();
      AtomicInteger told = new AtomicInteger();
      log.onSpace(10, told::incrementAndGet);
      log.maintain();
      assertThat(told).hasValue(0);

      bench.usable.set(5000);
      log.maintain();
      assertThat(told).hasValue(1);
      assertThat(bench.append(log, "x 1 1\n")).isInstanceOf(AppendResult.Appended.class);
    }
  }

  @Test
  void lowSpace_whoWaits_isWokenWhenItEnds() throws Exception {
    try (SegmentLog log = bench.open()) {
      bench.usable.set(0);
      log.maintain();
      assertThat(log.awaitSpace(10, Duration.ZERO)).isFalse();
      CountDownLatch woken = new CountDownLatch(1);
      Thread waiting =
          Thread.ofPlatform()
              .start(
                  () -> {
                    try {
                      if (log.awaitSpace(10, Duration.ofMinutes(1))) {
                        woken.countDown();
                      }
                    } catch (InterruptedException e) {
                      Thread.currentThread().interrupt();
                    }
                  });
      bench.usable.set(5000);
      bench.pass(Duration.ofSeconds(1));
      log.maintain();
      assertThat(woken.await(30, TimeUnit.SECONDS)).isTrue();
      waiting.join();
    }
  }

  @Test
  void write_refusedByTheDisk_isHandledByPolicyAndLeavesTheLogWhole() throws IOException {
    try (SegmentLog log = bench.open();
        LogReader reader = log.openReader("a")) {
      // a folder in the place of the next segment makes its creation fail
      Files.createDirectories(folder.resolve("0000000000000000000.segment").resolve("x"));
      assertThat(bench.append(log, lines(0, 10)))
          .isEqualTo(new AppendResult.Refused(DropReason.WRITE_FAILED));
      assertThat(log.statistics().writeFailures()).isEqualTo(1);

      Files.delete(folder.resolve("0000000000000000000.segment").resolve("x"));
      Files.delete(folder.resolve("0000000000000000000.segment"));
      assertThat(bench.append(log, lines(0, 10))).isInstanceOf(AppendResult.Appended.class);
      assertThat(drain(reader)).isEqualTo(lines(0, 10));
    }
  }

  @Test
  void awaitData_withNothingToRead_waitsForAnAppend() throws Exception {
    try (SegmentLog log = bench.open();
        LogReader reader = log.openReader("a")) {
      assertThat(reader.awaitData(Duration.ofMillis(1))).isFalse();
      AtomicReference<String> got = new AtomicReference<>("");
      Thread waiting =
          Thread.ofVirtual()
              .start(
                  () -> {
                    try {
                      if (reader.awaitData(Duration.ofMinutes(1))) {
                        got.set(drain(reader));
                      }
                    } catch (InterruptedException | IOException e) {
                      got.set(e.toString());
                    }
                  });
      bench.append(log, "x 1 1\n");
      waiting.join();
      assertThat(got).hasValue("x 1 1\n");
    }
  }

  @Test
  void close_wakesWhoWaits() throws Exception {
    SegmentLog log = bench.open();
    LogReader reader = log.openReader("a");
    AtomicReference<Object> got = new AtomicReference<>("nothing");
    Thread waiting =
        Thread.ofPlatform()
            .start(
                () -> {
                  try {
                    got.set(reader.awaitData(Duration.ofMinutes(1)));
                  } catch (InterruptedException e) {
                    got.set(e);
                  }
                });
    log.close();
    waiting.join();
    assertThat(got).hasValue(false);
    assertThatThrownBy(() -> log.append(bytes("x"), 1, 0)).hasMessageContaining("log is closed");
  }

  @Test
  void open_twice_isRefusedInWords() throws IOException {
    SegmentLog first = bench.open();
    assertThatThrownBy(bench::open)
        .isInstanceOf(LogInUseException.class)
        .hasMessage(
            folder.toRealPath() + ": open in this process already (expected: one writer per log)");
    first.close();
    bench.open().close();
  }

  @Test
  void openReader_twice_isRefusedInWords() throws IOException {
    try (SegmentLog log = bench.open()) {
      LogReader first = log.openReader("a");
      assertThatThrownBy(() -> log.openReader("a"))
          .isInstanceOf(LogInUseException.class)
          .hasMessage(folder + ": reader a is open already (expected: one of each name)");
      assertThatThrownBy(() -> log.forgetReader("a"))
          .isInstanceOf(LogInUseException.class)
          .hasMessage(folder + ": reader a is open (expected: closed)");
      first.close();
      log.openReader("a").close();
    }
  }

  @Test
  void openReader_withANameThatIsNoFileName_isRefusedInWords() throws IOException {
    try (SegmentLog log = bench.open()) {
      assertThatThrownBy(() -> log.openReader("../a"))
          .hasMessage("reader: \"../a\" (expected: 1 to 100 letters, digits, _ . -)");
    }
  }

  @Test
  void force_everyBatch_acceptsFromSeveralSegments() throws IOException {
    bench.with(bench.options.withForce(Force.everyBatch()));
    try (SegmentLog log = bench.open();
        LogReader reader = log.openReader("a")) {
      for (int i = 0; i < 5; i++) {
        bench.append(log, lines(i * 100, i * 100 + 100));
      }
      assertThat(drain(reader)).isEqualTo(lines(0, 500));
    }
  }

  @Test
  void force_interval_isDoneByMaintain() throws IOException {
    bench.with(bench.options.withForce(Force.interval(Duration.ofSeconds(1))));
    try (SegmentLog log = bench.open();
        LogReader reader = log.openReader("a")) {
      for (int i = 0; i < 5; i++) {
        bench.append(log, lines(i * 100, i * 100 + 100));
        bench.pass(Duration.ofMillis(600));
        log.maintain();
      }
      assertThat(drain(reader)).isEqualTo(lines(0, 500));
      assertThat(log.statistics().forceFailures()).isZero();
    }
  }

  @Test
  void statistics_tellQueueAndAgeOfTheOldestPoint() throws IOException {
    try (SegmentLog log = bench.open();
        LogReader reader = log.openReader("a")) {
      assertThat(log.statistics().oldestUnread()).isEqualTo(-1);
      bench.append(log, lines(0, 10));
      bench.pass(Duration.ofSeconds(5));
      bench.append(log, lines(10, 30));

      LogStatistics books = log.statistics();
      assertThat(books.appendedPoints()).isEqualTo(30);
      assertThat(books.appendedBytes()).isEqualTo(600);
      assertThat(books.appendedBatches()).isEqualTo(2);
      assertThat(books.queuedPoints()).isEqualTo(30);
      assertThat(books.queuedBytes()).isEqualTo(600);
      assertThat(books.oldestUnread()).isEqualTo(LogBench.START);

      try (LogRange first = reader.read(1).orElseThrow()) {
        reader.advanceTo(first.end());
      }
      assertThat(log.statistics().queuedPoints()).isEqualTo(20);
      assertThat(log.statistics().oldestUnread()).isEqualTo(LogBench.START + 5000);
    }
  }

  @Test
  void append_byAnInterruptedThread_isDoneAndTheThreadStaysInterrupted() throws Exception {
    try (SegmentLog log = bench.open();
        LogReader reader = log.openReader("a")) {
      bench.append(log, lines(0, 10));
      AtomicReference<Object> seen = new AtomicReference<>("nothing");
      Thread interrupted =
          Thread.ofPlatform()
              .start(
                  () -> {
                    Thread.currentThread().interrupt();
                    try {
                      bench.append(log, lines(10, 20));
                      seen.set(Thread.currentThread().isInterrupted());
                    } catch (IOException e) {
                      seen.set(e);
                    }
                  });
      interrupted.join();
      bench.append(log, lines(20, 30));

      assertThat(seen).hasValue(true);
      assertThat(drain(reader)).isEqualTo(lines(0, 30));
    }
  }

  private static ReaderStatistics statistics(SegmentLog log, String reader) {
    return log.statistics().readers().stream()
        .filter(books -> books.name().equals(reader))
        .findFirst()
        .orElseThrow();
  }
}
