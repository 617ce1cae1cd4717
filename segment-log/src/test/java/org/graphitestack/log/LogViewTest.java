// Copyright 2026 The Graphite Stack Authors
// SPDX-License-Identifier: Apache-2.0

package org.graphitestack.log;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.graphitestack.log.LogBench.lines;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.channels.Channels;
import java.nio.charset.StandardCharsets;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Base64;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.graphitestack.log.LogView.Backlog;
import org.graphitestack.log.LogView.Copied;
import org.graphitestack.log.LogView.SegmentView;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/// A log of twenty blocks of twenty lines of twenty bytes, a second apart: lines 0 to 199 in a
/// first segment, 200 to 399 in a second; the reader `a` has had the first 25.
class LogViewTest {
  private static final int BLOCK = 400;

  @TempDir private Path written;
  @TempDir private Path killed;
  private LogBench bench;

  @BeforeEach
  void writeLog() throws IOException {
    bench = new LogBench(written);
    try (SegmentLog log = bench.open()) {
      write(log);
      copy(written, killed);
    }
  }

  private void write(SegmentLog log) throws IOException {
    try (LogReader reader = log.openReader("a")) {
      for (int block = 0; block < 20; block++) {
        bench.append(log, lines(block * 20, block * 20 + 20));
        bench.pass(Duration.ofSeconds(1));
      }
      try (LogRange range = reader.read(10_000).orElseThrow()) {
        assertThat(range.length()).isEqualTo(4000);
      }
      reader.advanceTo(500);
    }
  }

  // ---- figures ---------------------------------------------------------------------------------

  @Test
  void view_ofAClosedLog_tellsSegmentsAndCursors() throws IOException {
    LogView view = view(written);

    assertThat(view.isOpen()).isFalse();
    assertThat(view.bytes()).isEqualTo(8000);
    assertThat(view.segments())
        .containsExactly(
            new SegmentView(
                file(written, 0, "segment"),
                0,
                4000,
                10,
                200,
                0,
                true,
                LogBench.START,
                LogBench.START + 9_000),
            new SegmentView(
                file(written, 4000, "segment"),
                4000,
                8000,
                10,
                200,
                200,
                true,
                LogBench.START + 10_000,
                LogBench.START + 19_000));
    assertThat(view.cursors())
        .containsExactly(new LogView.CursorView(written.resolve("a.cursor"), "a", 500, 20));
  }

  @Test
  void backlog_countsTheBlockTheCursorStandsIn() throws IOException {
    assertThat(view(written).backlog("a"))
        .isEqualTo(new Backlog(380, 7500, LogBench.START + 1_000));
  }

  @Test
  void backlog_ofAReaderThatNeverWas_isEverything() throws IOException {
    assertThat(view(written).backlog("b")).isEqualTo(new Backlog(400, 8000, LogBench.START));
  }

  @Test
  void backlog_isWhatTheLogSaysWhenOpened() throws IOException {
    Backlog backlog = view(killed).backlog("a");
    try (SegmentLog log = new LogBench(killed).open()) {
      LogStatistics statistics = log.statistics();
      assertThat(backlog.points()).isEqualTo(statistics.queuedPoints());
      assertThat(backlog.bytes()).isEqualTo(statistics.queuedBytes());
    }
  }

  @Test
  void backlog_ofALogThatIsReadToItsEnd_isNothing() throws IOException {
    try (SegmentLog log = bench.open();
        LogReader reader = log.openReader("a")) {
      LogBench.drain(reader);
    }
    assertThat(view(written).backlog("a")).isEqualTo(new Backlog(0, 0, -1));
    assertThat(view(written).verify()).isEmpty();
  }

  @Test
  void view_ofAFolderThatIsNotThere_isRefused() {
    assertThatThrownBy(() -> view(written.resolve("none"))).isInstanceOf(NoSuchFileException.class);
  }

  // ---- beside a writer -------------------------------------------------------------------------

  @Test
  void view_besideTheWriter_seesWhatWasAppended_andLeavesItsRight() throws IOException {
    try (SegmentLog log = bench.open()) {
      bench.append(log, lines(400, 420));

      LogView view = view(written);

      assertThat(view.isOpen()).isTrue();
      assertThat(view.segments()).hasSize(3);
      assertThat(view.segments().getLast().sealed()).isFalse();
      assertThat(view.backlog("a").points()).isEqualTo(400);
      assertThat(view.verify()).isEmpty();
      assertThat(backlog(written)).isEqualTo(lines(25, 420));
      assertThatThrownBy(bench::open).isInstanceOf(LogInUseException.class);
      bench.append(log, lines(420, 440));
    }
    assertThat(backlog(written)).isEqualTo(lines(25, 440));
  }

  @Test
  void view_madeBeforeTheLogDeletedSegments_copiesWhatIsLeft() throws IOException {
    try (SegmentLog log = bench.open();
        LogReader reader = log.openReader("a")) {
      LogView view = view(written);
      readOver(reader, 200);

      assertThat(copied(view)).isEqualTo(lines(200, 400));
      assertThat(view.verify()).isEmpty();
    }
  }

  @Test
  void view_whileBlocksAreBeingWritten_takesTheBytesBehindTheLastEntryForNoRecords()
      throws IOException {
    try (SegmentLog log = bench.open()) {
      bench.append(log, lines(400, 420));
      Files.writeString(
          file(written, 8000, "segment"), "being.written 1 1\n", StandardOpenOption.APPEND);

      assertThat(view(written).verify()).isEmpty();
      assertThat(backlog(written)).isEqualTo(lines(25, 420));
    }
  }

  // ---- damage ----------------------------------------------------------------------------------

  /// One row of a table.
  ///
  /// @param killed whether the log's process was killed, so that the second segment is not sealed
  /// @param named what must be said; nothing if it is no damage
  /// @param left the lines that must be copied
  record Damage(String what, boolean killed, Deed deed, List<String> named, String left) {
    @Override
    public String toString() {
      return what + (killed ? " after a kill" : "");
    }
  }

  @FunctionalInterface
  interface Deed {
    void on(Path folder) throws IOException;
  }

  static Stream<Damage> damages() {
    return Stream.of(
        new Damage("nothing", false, _ -> {}, List.of(), lines(25, 400)),
        new Damage("nothing", true, _ -> {}, List.of(), lines(25, 400)),
        new Damage(
            "a torn record without entry",
            true,
            log -> grow(file(log, 4000, "segment"), "metric.10"),
            List.of(),
            lines(25, 400)),
        new Damage(
            "a torn last entry",
            true,
            log -> cut(file(log, 4000, "index"), entry(9) + 20),
            List.of(),
            lines(25, 400)),
        new Damage(
            "a byte flipped",
            false,
            log -> flip(file(log, 0, "segment"), 5 * BLOCK + 7),
            List.of(
                "0000000000000000000.segment: block of 400 bytes, 20 points, with checksum"
                    + " .{8} at offset 2000 \\(expected: checksum .{8}\\)"),
            lines(25, 100) + lines(120, 400)),
        new Damage(
            "a segment cut",
            false,
            log -> cut(file(log, 4000, "segment"), 3605),
            List.of(
                "0000000000000004000.segment: the end at offset 3605 \\(expected: 4000 bytes\\)"),
            lines(25, 380)),
        new Damage(
            "a segment missing",
            false,
            log -> Files.delete(file(log, 4000, "segment")),
            List.of("0000000000000004000.segment: no file at offset 0 \\(expected: 4000 bytes\\)"),
            lines(25, 200)),
        new Damage(
            "a segment missing with its index",
            false,
            log -> {
              Files.delete(file(log, 0, "segment"));
              Files.delete(file(log, 0, "index"));
            },
            List.of(
                "0000000000000004000.index: point 200 at offset 24 \\(expected: point 20: a"
                    + " segment is missing\\)"),
            lines(200, 400)),
        new Damage(
            "an index missing",
            false,
            log -> Files.delete(file(log, 0, "index")),
            List.of(
                "0000000000000000000.index: no index at offset 0 \\(expected: the index of"
                    + " 0000000000000000000.segment\\)"),
            lines(25, 400)),
        new Damage(
            "an index magic flipped",
            false,
            log -> flip(file(log, 0, "index"), 0),
            List.of(
                "0000000000000000000.index: magic WSLOGIDX at offset 0 \\(expected: magic"
                    + " GSLOGIDX\\)"),
            lines(25, 400)),
        new Damage(
            "an index header flipped",
            false,
            log -> flip(file(log, 0, "index"), 56),
            List.of(
                "0000000000000000000.index: checksum .{8} at offset 92 \\(expected: checksum"
                    + " .{8}\\)"),
            lines(25, 400)),
        new Damage(
            "another segment's index",
            false,
            log -> Files.write(file(log, 0, "index"), Files.readAllBytes(file(log, 4000, "index"))),
            List.of(
                "0000000000000000000.index: position 4000 at offset 16 \\(expected: position 0\\)"),
            lines(25, 400)),
        new Damage(
            "an entry flipped",
            false,
            log -> flip(file(log, 0, "index"), entry(4) + 8),
            List.of(
                "0000000000000000000.index: entry 4 with checksum .{8} at offset 276 \\(expected:"
                    + " checksum .{8}\\)"),
            lines(25, 400)),
        new Damage(
            "an entry in the middle flipped",
            true,
            log -> flip(file(log, 4000, "index"), entry(4) + 8),
            List.of(
                "0000000000000004000.index: entry 4 with checksum .{8} at offset 276 \\(expected:"
                    + " checksum .{8}\\)"),
            lines(25, 400)),
        new Damage(
            "an index cut",
            false,
            log -> cut(file(log, 0, "index"), entry(4)),
            List.of(
                "0000000000000000000.index: the end, after 4 entries at offset 256 \\(expected: 10"
                    + " entries\\)"),
            lines(25, 400)),
        new Damage(
            "a slot of the cursor flipped",
            false,
            log -> flip(log.resolve("a.cursor"), 64 + 30),
            List.of("a.cursor: checksum .{8} at offset 124 \\(expected: checksum .{8}\\)"),
            lines(0, 400)),
        new Damage(
            "the cursor cut to nothing",
            false,
            log -> cut(log.resolve("a.cursor"), 0),
            List.of("a.cursor: the end at offset 0 \\(expected: two slots of 64 bytes\\)"),
            lines(0, 400)));
  }

  @ParameterizedTest
  @MethodSource
  void damages(Damage damage) throws IOException {
    Path folder = damage.killed() ? killed : written;
    damage.deed().on(folder);
    Map<String, String> before = contents(folder);

    List<LogDamage> found = view(folder).verify();

    assertThat(found).as("%s", found).hasSameSizeAs(damage.named());
    for (int i = 0; i < found.size(); i++) {
      assertThat(found.get(i).toString()).matches(".*/" + damage.named().get(i));
    }
    assertThat(backlog(folder)).isEqualTo(damage.left());
    assertThat(contents(folder)).isEqualTo(before);
  }

  @Test
  void copy_tellsWhatItLeftOut() throws IOException {
    flip(file(written, 0, "segment"), 5 * BLOCK + 7);
    ByteArrayOutputStream out = new ByteArrayOutputStream();

    Copied copied = view(written).copyAll(Channels.newChannel(out));

    assertThat(copied).isEqualTo(new Copied(380, 7600, 1, 20));
    assertThat(out.toString(StandardCharsets.UTF_8)).isEqualTo(lines(0, 100) + lines(120, 400));
  }

  @Test
  void index_ofALaterVersion_isNamed_andTheViewRefused() throws IOException {
    LogView before = view(written);
    Path path = file(written, 0, "index");
    ByteBuffer index = ByteBuffer.wrap(Files.readAllBytes(path));
    index.put(8, (byte) 2);
    index.order(ByteOrder.LITTLE_ENDIAN).putInt(92, LogLayout.crc(index.slice(0, 92)));
    Files.write(path, index.array());

    assertThatThrownBy(() -> view(written))
        .isInstanceOf(IOException.class)
        .hasMessageContaining(path + ": version 2 at offset 8 (expected: 1;");
    assertThatThrownBy(before::verify)
        .isInstanceOf(IOException.class)
        .hasMessageContaining(path + ": version 2 at offset 8 (expected: 1;");
  }

  // ---- files -----------------------------------------------------------------------------------

  private static LogView view(Path folder) throws IOException {
    return LogView.of(folder, RecordFormat.LINES);
  }

  private static String backlog(Path folder) throws IOException {
    return copied(view(folder));
  }

  private static String copied(LogView view) throws IOException {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    Copied copied = view.copyBacklog("a", Channels.newChannel(out));
    assertThat(copied.bytes()).isEqualTo(out.size());
    assertThat(copied.points()).isEqualTo(out.toString(StandardCharsets.UTF_8).lines().count());
    return out.toString(StandardCharsets.UTF_8);
  }

  /// Reads whole blocks until so many lines are done with.
  private static void readOver(LogReader reader, int lines) throws IOException {
    while (reader.cursor() < lines * 20L) {
      Optional<LogRange> next = reader.read(1);
      try (LogRange range = next.orElseThrow()) {
        reader.advanceTo(range.end());
      }
    }
  }

  private static Map<String, String> contents(Path folder) throws IOException {
    Map<String, String> contents = new TreeMap<>();
    List<Path> all = new ArrayList<>();
    try (Stream<Path> files = Files.walk(folder)) {
      files.forEach(all::add);
    }
    for (Path file : all) {
      contents.put(
          file.toString(),
          Files.isDirectory(file)
              ? "folder"
              : Base64.getEncoder().encodeToString(Files.readAllBytes(file))
                  + Files.getLastModifiedTime(file));
    }
    return contents;
  }

  private static Path file(Path folder, int base, String suffix) {
    return folder.resolve(String.format(Locale.ROOT, "%019d.%s", base, suffix));
  }

  private static int entry(int ordinal) {
    return LogLayout.HEADER_BYTES + ordinal * LogLayout.ENTRY_BYTES;
  }

  private static void flip(Path file, int at) throws IOException {
    byte[] bytes = Files.readAllBytes(file);
    bytes[at] ^= 0x10;
    Files.write(file, bytes);
  }

  private static void cut(Path file, int length) throws IOException {
    Files.write(file, Arrays.copyOf(Files.readAllBytes(file), length));
  }

  private static void grow(Path file, String text) throws IOException {
    Files.writeString(file, text, StandardOpenOption.APPEND);
  }

  private static void copy(Path from, Path to) throws IOException {
    try (DirectoryStream<Path> files = Files.newDirectoryStream(from)) {
      for (Path file : files) {
        Files.copy(file, to.resolve(file.getFileName()));
      }
    }
  }
}
