// Copyright 2026 The Graphite Stack Authors
// SPDX-License-Identifier: Apache-2.0

package org.graphitestack.relay.spool;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import org.graphitestack.log.LogEnvironment;
import org.graphitestack.log.LogInUseException;
import org.graphitestack.log.LogMaintenance;
import org.graphitestack.log.LogOptions;
import org.graphitestack.log.LogReader;
import org.graphitestack.log.WhenFull;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SpoolTest {

  private static final String NAME = "10.0.0.1:2003:a";

  @TempDir Path folder;

  private final AtomicLong usableBytes = new AtomicLong(Long.MAX_VALUE);
  private final LogMaintenance maintenance = LogMaintenance.every(Duration.ofMillis(10));
  private final FlowGate gate = new FlowGate();
  private final LogEnvironment environment =
      new LogEnvironment(
          () -> Instant.ofEpochSecond(1_700_000_000), System::nanoTime, usableBytes::get);
  private LogOptions log =
      LogOptions.defaults().withMinFreeBytes(0).withSegmentBytes(4096).withMaxBytes(8192);

  @AfterEach
  void stop() {
    maintenance.close();
  }

  @Test
  void lines_appended_areRead_andTheBooksBalance() throws IOException {
    try (var spool = open()) {
      spool.append(lines("a 1 1\nb 2 2\n"), 2, 1000);
      assertThat(read(spool.readers().getFirst())).isEqualTo("a 1 1\nb 2 2\n");
      var figures = spool.figures();
      assertThat(figures.taken()).isEqualTo(2);
      assertThat(figures.delivered()).isEqualTo(2);
      assertThat(figures.queued()).isZero();
      assertThat(figures.unaccounted()).isZero();
    }
  }

  @Test
  void queued_atAnEarlierEnd_isFoundAgain() throws IOException {
    try (var spool = open()) {
      spool.append(lines("a 1 1\nb 2 2\n"), 2, 1000);
    }
    try (var spool = open()) {
      assertThat(spool.figures().foundQueued()).isEqualTo(2);
      assertThat(spool.figures().oldestQueued()).isEqualTo(1000);
      assertThat(read(spool.readers().getFirst())).isEqualTo("a 1 1\nb 2 2\n");
      assertThat(spool.figures().unaccounted()).isZero();
    }
  }

  @Test
  void split_deliversTheNewestApart_andDeletesWhatIsDrained() throws IOException {
    log = log.withMaxBytes(LogOptions.UNLIMITED_BYTES);
    try (var spool = open()) {
      spool.append(lines("old 1 1\n"), 1, 1000);
      assertThat(spool.split()).isTrue();
      assertThat(spool.split()).as("nothing is in the newest yet").isFalse();
      spool.append(lines("new 1 1\n"), 1, 2000);
      assertThat(spool.readers()).hasSize(2);
      assertThat(read(spool.readers().getLast())).isEqualTo("new 1 1\n");
      spool.removeDrained();
      assertThat(spool.readers()).as("the older one is not drained").hasSize(2);
      assertThat(read(spool.readers().getFirst())).isEqualTo("old 1 1\n");
      spool.removeDrained();
      assertThat(spool.readers()).hasSize(1);
      assertThat(SpoolFolder.logsOf(folder, NAME)).hasSize(1);
      assertThat(spool.figures().delivered()).isEqualTo(2);
      assertThat(spool.figures().unaccounted()).isZero();
    }
  }

  @Test
  void split_survivesARestart_inItsOrder() throws IOException {
    log = log.withMaxBytes(LogOptions.UNLIMITED_BYTES);
    try (var spool = open()) {
      spool.append(lines("old 1 1\n"), 1, 1000);
      assertThat(spool.split()).isTrue();
      spool.append(lines("new 1 1\n"), 1, 2000);
    }
    try (var spool = open()) {
      assertThat(read(spool.readers().getFirst())).isEqualTo("old 1 1\n");
      assertThat(read(spool.readers().getLast())).isEqualTo("new 1 1\n");
    }
  }

  @Test
  void batch_withoutRoom_isHeldAndShutsTheGate_untilThereIsSome() throws Exception {
    try (var spool = open()) {
      var paused = new ArrayList<Boolean>();
      gate.attach(paused::add);
      var big = "x".repeat(4000) + " 1 1\n";
      spool.append(lines(big), 1, 1000);
      spool.append(lines(big), 1, 1000);
      spool.append(lines(big), 1, 1000);
      spool.append(lines("last 1 1\n"), 1, 1000);
      assertThat(gate.isShut()).isTrue();
      assertThat(spool.figures().held()).isEqualTo(2);
      assertThat(spool.figures().unaccounted()).isZero();

      var open = new CountDownLatch(1);
      gate.whenOpen(open::countDown);
      var reader = spool.readers().getFirst();
      assertThat(read(reader)).hasSize(big.length());
      assertThat(read(reader)).hasSize(big.length());
      assertThat(open.await(10, TimeUnit.SECONDS)).isTrue();
      assertThat(read(reader)).hasSize(big.length() + "last 1 1\n".length());
      assertThat(paused).containsExactly(true, false);
      assertThat(spool.figures().held()).isZero();
      assertThat(spool.figures().unaccounted()).isZero();
    }
  }

  @Test
  void batch_onAFullDisk_isHeld_andGoesOnByItself() throws Exception {
    log = LogOptions.defaults().withMinFreeBytes(1_000_000);
    usableBytes.set(10);
    try (var spool = open()) {
      spool.append(lines("a 1 1\n"), 1, 1000);
      assertThat(spool.figures().held()).isEqualTo(1);
      var open = new CountDownLatch(1);
      gate.whenOpen(open::countDown);
      usableBytes.set(Long.MAX_VALUE);
      assertThat(open.await(10, TimeUnit.SECONDS)).isTrue();
      assertThat(read(spool.readers().getFirst())).isEqualTo("a 1 1\n");
    }
  }

  @Test
  void dropOldest_dropsAndCounts() throws IOException {
    log = log.withWhenFull(WhenFull.DROP_OLDEST);
    try (var spool = open()) {
      var big = "x".repeat(4000) + " 1 1\n";
      for (var i = 0; i < 5; i++) {
        spool.append(lines(big), 1, 1000);
      }
      assertThat(gate.isShut()).isFalse();
      assertThat(spool.figures().droppedPoints()).isEqualTo(3);
      assertThat(spool.figures().queued()).isEqualTo(2);
      assertThat(spool.figures().unaccounted()).isZero();
    }
  }

  @Test
  void dropNewest_dropsAndCounts() throws IOException {
    log = log.withWhenFull(WhenFull.DROP_NEWEST);
    try (var spool = open()) {
      var big = "x".repeat(4000) + " 1 1\n";
      for (var i = 0; i < 5; i++) {
        spool.append(lines(big), 1, 1000);
      }
      assertThat(spool.figures().taken()).isEqualTo(5);
      assertThat(spool.figures().droppedPoints()).isEqualTo(3);
      assertThat(spool.figures().unaccounted()).isZero();
    }
  }

  @Test
  void folder_openElsewhere_isRefused() throws IOException {
    try (var _ = open()) {
      assertThatThrownBy(this::open).isInstanceOf(LogInUseException.class);
    }
  }

  @Test
  void folderName_ofAnyDestination_staysInsideTheSpool_andLeadsBack() {
    for (var name :
        List.of(NAME, "::1:2003", "..", "../../etc:1", "höst:1:a b", "a+b:1", "%2E:1")) {
      var folderName = SpoolFolder.nameOf(name);
      assertThat(folderName).doesNotContain("/").isNotEqualTo("..").doesNotStartWith(".");
      assertThat(SpoolFolder.destinationOf(folderName)).isEqualTo(name);
    }
  }

  private Spool open() throws IOException {
    return Spool.open(NAME, new SpoolOptions(folder, log), environment, maintenance, gate);
  }

  private static ByteBuffer lines(String text) {
    return ByteBuffer.wrap(text.getBytes(UTF_8));
  }

  /// Reads one range and moves the cursor over it.
  private static String read(LogReader reader) throws IOException {
    try (var range = reader.read(1 << 20).orElseThrow()) {
      var bytes = ByteBuffer.allocate(range.length());
      range.read(bytes, 0);
      reader.advanceTo(range.end());
      return new String(bytes.array(), UTF_8);
    }
  }
}
