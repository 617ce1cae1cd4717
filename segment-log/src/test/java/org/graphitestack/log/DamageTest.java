// Copyright 2026 The Graphite Stack Authors
// SPDX-License-Identifier: Apache-2.0

package org.graphitestack.log;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.graphitestack.log.LogBench.drain;
import static org.graphitestack.log.LogBench.lines;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.util.Arrays;
import java.util.stream.Stream;
import org.graphitestack.log.LogStatistics.ReaderStatistics;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/// What may happen to a log's files, and which records must survive it.
///
/// The log under test has blocks of twenty lines of twenty bytes: lines 0 to 199 in a first
/// segment, which is sealed, 200 to 399 in a second, which is sealed by a clean stop and is not
/// after a kill.
class DamageTest {
  private static final int BLOCK = 400;
  private static final int SECOND_BASE = 4000;

  @TempDir private Path folder;
  private LogBench bench;
  private Path first;
  private Path firstIndex;
  private Path second;
  private Path secondIndex;
  private Path cursor;

  /// One row of a table.
  ///
  /// @param surviving what a reader must get
  /// @param quarantined points that must be counted as quarantined
  /// @param lost points that must be counted as lost
  record Damage(String what, Deed deed, String surviving, long quarantined, long lost) {
    @Override
    public String toString() {
      return what;
    }
  }

  @FunctionalInterface
  interface Deed {
    void on(DamageTest log) throws IOException;
  }

  private static Damage harmless(String what, Deed deed) {
    return new Damage(what, deed, lines(0, 400), 0, 0);
  }

  private static Damage quarantines(String what, Deed deed, int from, int to) {
    return new Damage(what, deed, lines(0, from) + lines(to, 400), to - from, 0);
  }

  private static Damage loses(String what, Deed deed, int from, int to) {
    return new Damage(what, deed, lines(0, from) + lines(to, 400), 0, to - from);
  }

  static Stream<Damage> afterACleanStop() {
    return Stream.of(
        harmless("nothing", _ -> {}),
        // data
        quarantines("a byte flipped", log -> flip(log.first, 2 * BLOCK + 7), 40, 60),
        quarantines("the first byte flipped", log -> flip(log.first, 0), 0, 20),
        quarantines("the last byte flipped", log -> flip(log.second, 10 * BLOCK - 1), 380, 400),
        quarantines("a page zeroed", log -> zero(log.first, 3 * BLOCK + 50, 2 * BLOCK), 60, 120),
        quarantines("a segment of zeros", log -> zero(log.first, 0, 10 * BLOCK), 0, 200),
        loses("a segment cut between blocks", log -> cut(log.first, 5 * BLOCK), 100, 200),
        loses("a segment cut inside a block", log -> cut(log.first, 5 * BLOCK + 105), 105, 200),
        loses("a segment cut to nothing", log -> cut(log.first, 0), 0, 200),
        loses("the last segment cut", log -> cut(log.second, 5 * BLOCK), 300, 400),
        loses("the last segment cut to nothing", log -> cut(log.second, 0), 200, 400),
        harmless("a segment grown", log -> grow(log.first, "garbage 1 1\n")),
        harmless("the last segment grown", log -> grow(log.second, "garbage 1 1\n")),
        loses("the first segment missing", log -> Files.delete(log.first), 0, 200),
        loses("the last segment missing", log -> Files.delete(log.second), 200, 400),
        loses("the first segment missing with its index", DamageTest::deleteFirst, 0, 200),
        // index
        harmless("an index missing", log -> Files.delete(log.firstIndex)),
        harmless("the last index missing", log -> Files.delete(log.secondIndex)),
        harmless("an index cut inside an entry", log -> cut(log.firstIndex, entry(4) + 11)),
        harmless("an index cut between entries", log -> cut(log.firstIndex, entry(4))),
        harmless("the last index cut between entries", log -> cut(log.secondIndex, entry(4))),
        harmless("an index cut inside its header", log -> cut(log.firstIndex, 50)),
        harmless("an index cut to nothing", log -> cut(log.firstIndex, 0)),
        harmless("an index magic flipped", log -> flip(log.firstIndex, 0)),
        harmless("an index header flipped", log -> flip(log.firstIndex, 20)),
        harmless("an entry's ordinal flipped", log -> flip(log.firstIndex, entry(4))),
        harmless("an entry's offset flipped", log -> flip(log.firstIndex, entry(4) + 4)),
        harmless("an entry's length flipped", log -> flip(log.firstIndex, entry(4) + 8)),
        harmless("an entry's data checksum flipped", log -> flip(log.firstIndex, entry(4) + 16)),
        harmless("the last entry's checksum flipped", log -> flip(log.firstIndex, entry(9) + 20)),
        harmless("two entries swapped", DamageTest::swapEntries),
        harmless("an index of zeros", log -> zero(log.firstIndex, 0, entry(10))),
        harmless("an index grown", log -> grow(log.firstIndex, "garbage")),
        harmless("another segment's index", DamageTest::copySecondIndex),
        loses("an index missing and a page zeroed", DamageTest::deleteIndexAndPage, 20, 41),
        harmless(
            "an unfinished new index left over",
            log -> Files.writeString(log.folder.resolve("0000000000000000000.index.new"), "x")),
        harmless(
            "another's file in the folder",
            log -> Files.writeString(log.folder.resolve("notes.segment"), "x")),
        // cursor
        harmless("the cursor missing", log -> Files.delete(log.cursor)),
        harmless("the cursor cut to nothing", log -> cut(log.cursor, 0)),
        harmless("the cursor cut inside a slot", log -> cut(log.cursor, 50)),
        harmless("one slot torn", log -> zero(log.cursor, 84, 40)),
        harmless("the other slot torn", log -> zero(log.cursor, 20, 40)),
        harmless("both slots flipped", DamageTest::flipBothSlots),
        new Damage(
            "a cursor inside a record",
            log -> log.pointCursorAt(777, 20),
            lines(0, 400).substring(777),
            0,
            0));
  }

  static Stream<Damage> afterAKill() {
    return Stream.of(
        harmless("nothing", _ -> {}),
        harmless("a torn record without entry", log -> grow(log.second, "metric.10")),
        harmless("a tail of zeros", log -> grow(log.second, "\0".repeat(5000))),
        harmless("an entry torn", log -> cut(log.secondIndex, entry(9) + 20)),
        harmless("an entry of zeros", log -> zero(log.secondIndex, entry(9), 40)),
        harmless("zeros behind the entries", log -> grow(log.secondIndex, "\0".repeat(400))),
        harmless("the index missing", log -> Files.delete(log.secondIndex)),
        harmless("the index empty", log -> cut(log.secondIndex, 0)),
        quarantines("only the last entry written", log -> zero(log.second, 3600, BLOCK), 380, 400),
        quarantines("a page zeroed", log -> zero(log.second, 2 * BLOCK, BLOCK), 240, 260),
        loses("data short of its entries", log -> cut(log.second, 8 * BLOCK), 360, 400),
        loses("data short inside a block", log -> cut(log.second, 8 * BLOCK + 30), 361, 400),
        loses("the data missing", log -> Files.delete(log.second), 200, 400),
        loses("the data empty", log -> cut(log.second, 0), 200, 400));
  }

  @BeforeEach
  void writeLog() throws IOException {
    Path written = Files.createDirectory(folder.resolve("written"));
    Path killed = Files.createDirectory(folder.resolve("killed"));
    LogBench writing = new LogBench(written);
    try (SegmentLog log = writing.open();
        LogReader reader = log.openReader("a")) {
      assertThat(reader.position()).isZero();
      for (int block = 0; block < 20; block++) {
        writing.append(log, lines(block * 20, block * 20 + 20));
      }
      copy(written, killed);
    }
    assertThat(writing.files(".segment")).hasSize(2);
    use("written");
  }

  @ParameterizedTest
  @MethodSource
  void afterACleanStop(Damage damage) throws IOException {
    survives(damage);
  }

  @ParameterizedTest
  @MethodSource
  void afterAKill(Damage damage) throws IOException {
    use("killed");
    survives(damage);
  }

  /// Whatever happened, the log opens, gives what must survive, counts the rest, takes new records
  /// and is whole when opened again.
  private void survives(Damage damage) throws IOException {
    damage.deed().on(this);
    try (SegmentLog log = bench.open();
        LogReader reader = log.openReader("a")) {
      bench.append(log, "new 1 1\n");

      assertThat(drain(reader)).isEqualTo(damage.surviving() + "new 1 1\n");
      ReaderStatistics books = log.statistics().readers().getFirst();
      assertThat(books.quarantinedPoints()).isEqualTo(damage.quarantined());
      assertThat(books.lostPoints()).isEqualTo(damage.lost());
      assertThat(books.queuedPoints()).isZero();
      bench.append(log, "next 1 1\n");
    }
    try (SegmentLog log = bench.open();
        LogReader reader = log.openReader("a")) {
      assertThat(drain(reader)).isEqualTo("next 1 1\n");
    }
  }

  @Test
  void quarantine_holdsTheBadBlock() throws IOException {
    flip(first, 2 * BLOCK);
    byte[] bad = Arrays.copyOfRange(Files.readAllBytes(first), 2 * BLOCK, 3 * BLOCK);
    try (SegmentLog log = bench.open();
        LogReader reader = log.openReader("a")) {
      drain(reader);
    }
    assertThat(bench.folder.resolve("quarantine").resolve("0000000000000000000-800.bytes"))
        .hasBinaryContent(bad);
  }

  @Test
  void segment_cutWhileRead_isMended_andDamageStaysMended() throws IOException {
    use("killed");
    grow(second, "metric.10");
    bench.open().close();
    assertThat(second).hasSize(4000);
    assertThat(LogLayout.readHeader(ByteBuffer.wrap(Files.readAllBytes(secondIndex))).sealed())
        .isTrue();
  }

  @Test
  void cursor_beyondTheEnd_doesNotSkipNewRecords() throws IOException {
    pointCursorAt(100_000, 5000);
    try (SegmentLog log = bench.open();
        LogReader reader = log.openReader("a")) {
      assertThat(drain(reader)).isEmpty();
      bench.append(log, "new 1 1\n");
      assertThat(drain(reader)).isEqualTo("new 1 1\n");
      assertThat(log.statistics().readers().getFirst().lostPoints()).isZero();
    }
  }

  @Test
  void index_ofALaterVersion_isRefusedInWordsAndLeftAlone() throws IOException {
    ByteBuffer index = ByteBuffer.wrap(Files.readAllBytes(firstIndex));
    index.put(8, (byte) 2);
    index.order(ByteOrder.LITTLE_ENDIAN).putInt(92, LogLayout.crc(index.slice(0, 92)));
    Files.write(firstIndex, index.array());

    assertThatThrownBy(bench::open)
        .isInstanceOf(IOException.class)
        .hasMessage(
            firstIndex + ": version 2 at offset 8 (expected: 1; written by another release?)");
    assertThat(firstIndex).hasBinaryContent(index.array());
  }

  @Test
  void cursor_ofALaterVersion_isRefusedInWords() throws IOException {
    ByteBuffer slots = ByteBuffer.wrap(Files.readAllBytes(cursor));
    slots.order(ByteOrder.LITTLE_ENDIAN).put(8, (byte) 2);
    slots.putInt(60, LogLayout.crc(slots.slice(0, 60)));
    Files.write(cursor, slots.array());

    assertThatThrownBy(bench::open)
        .isInstanceOf(IOException.class)
        .hasMessage(cursor + ": version 2 at offset 8 (expected: 1)");
  }

  @Test
  void opaqueRecords_withoutIndex_areSetAsideWhole() throws IOException {
    Files.delete(firstIndex);
    bench.with(bench.options.withFormat(RecordFormat.OPAQUE));
    try (SegmentLog log = bench.open();
        LogReader reader = log.openReader("a")) {
      assertThat(drain(reader)).isEqualTo(lines(200, 400));
      assertThat(log.statistics().quarantinedBytes()).isEqualTo(4000);
    }
    assertThat(bench.folder.resolve("quarantine").resolve("0000000000000000000-0.bytes"))
        .hasContent(lines(0, 200));
  }

  @Test
  void index_damagedWhileTheLogIsOpen_isMendedForTheReader() throws IOException {
    try (SegmentLog log = bench.open();
        LogReader reader = log.openReader("a")) {
      flip(secondIndex, entry(3));
      assertThat(drain(reader)).isEqualTo(lines(0, 400));
    }
  }

  private void use(String which) {
    Path log = folder.resolve(which);
    bench = new LogBench(log);
    first = log.resolve("0000000000000000000.segment");
    firstIndex = log.resolve("0000000000000000000.index");
    second = log.resolve("0000000000000004000.segment");
    secondIndex = log.resolve("0000000000000004000.index");
    cursor = log.resolve("a.cursor");
    assertThat(second).exists();
    assertThat(SECOND_BASE).isEqualTo(10 * BLOCK);
  }

  private void deleteFirst() throws IOException {
    Files.delete(first);
    Files.delete(firstIndex);
  }

  private void deleteIndexAndPage() throws IOException {
    Files.delete(firstIndex);
    zero(first, BLOCK + 10, BLOCK);
  }

  private void copySecondIndex() throws IOException {
    Files.copy(secondIndex, firstIndex, StandardCopyOption.REPLACE_EXISTING);
  }

  private void swapEntries() throws IOException {
    byte[] bytes = Files.readAllBytes(firstIndex);
    byte[] swapped = bytes.clone();
    System.arraycopy(bytes, entry(4), swapped, entry(5), 40);
    System.arraycopy(bytes, entry(5), swapped, entry(4), 40);
    Files.write(firstIndex, swapped);
  }

  private void flipBothSlots() throws IOException {
    flip(cursor, 24);
    flip(cursor, 64 + 24);
  }

  private void pointCursorAt(long position, long point) throws IOException {
    ByteBuffer slot = ByteBuffer.allocate(LogLayout.SLOT_BYTES);
    LogLayout.slot(slot, new LogLayout.Slot(1000, position, point, 0));
    Files.write(cursor, slot.array());
  }

  private static int entry(int ordinal) {
    return LogLayout.HEADER_BYTES + ordinal * LogLayout.ENTRY_BYTES;
  }

  private static void flip(Path file, int at) throws IOException {
    byte[] bytes = Files.readAllBytes(file);
    bytes[at] ^= 0x10;
    Files.write(file, bytes);
  }

  private static void zero(Path file, int at, int length) throws IOException {
    byte[] bytes = Files.readAllBytes(file);
    Arrays.fill(bytes, at, Math.min(bytes.length, at + length), (byte) 0);
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
