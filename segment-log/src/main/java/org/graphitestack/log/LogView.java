// Copyright 2026 The Graphite Stack Authors
// SPDX-License-Identifier: Apache-2.0

package org.graphitestack.log;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.channels.WritableByteChannel;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.NavigableSet;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// A look at a log's folder that changes nothing and asks for no right to it: it works beside the
/// process that has the log open, and on a folder that may only be read.
///
/// What [#segments], [#cursors] and [#backlog] tell is how it was when the view was made; [#verify]
/// and the copies read the files anew. Files that the log deletes meanwhile are passed over.
/// Damaged files are told of as they would be found if the log were opened now.
public final class LogView {
  private static final long UNREADABLE = -1;

  private final LogFolder folder;
  private final RecordFormat format;
  private final boolean open;
  private final List<CursorView> cursors;
  private final List<SegmentView> segments;

  /// One segment.
  ///
  /// @param file of records
  /// @param position of its first byte
  /// @param end behind its last record
  /// @param points in its records
  /// @param firstPoint which point of the log it starts at
  /// @param sealed whether it is finished
  /// @param firstArrival epoch milliseconds; -1 if it is empty
  /// @param lastArrival likewise
  public record SegmentView(
      Path file,
      long position,
      long end,
      int blocks,
      long points,
      long firstPoint,
      boolean sealed,
      long firstArrival,
      long lastArrival) {
    public long bytes() {
      return end - position;
    }
  }

  /// How far one reader got.
  ///
  /// @param position everything before is done with; of a file that can't be read, where the reader
  ///   will begin again
  /// @param point at which the block with that position starts
  public record CursorView(Path file, String reader, long position, long point) {}

  /// What waits for a reader.
  ///
  /// @param points by whole blocks
  /// @param oldestArrival epoch milliseconds; -1 if nothing waits
  public record Backlog(long points, long bytes, long oldestArrival) {
    /// Nothing.
    public static final Backlog NONE = new Backlog(0, 0, -1);

    /// Both together.
    public Backlog plus(Backlog other) {
      long older =
          oldestArrival < 0 || other.oldestArrival < 0
              ? Math.max(oldestArrival, other.oldestArrival)
              : Math.min(oldestArrival, other.oldestArrival);
      return new Backlog(points + other.points, bytes + other.bytes, older);
    }
  }

  /// What was copied, and what was left out because it did not match its checksum.
  public record Copied(long points, long bytes, long unsoundBlocks, long unsoundPoints) {
    /// Nothing.
    public static final Copied NONE = new Copied(0, 0, 0, 0);

    /// Both together.
    public Copied plus(Copied other) {
      return new Copied(
          points + other.points,
          bytes + other.bytes,
          unsoundBlocks + other.unsoundBlocks,
          unsoundPoints + other.unsoundPoints);
    }
  }

  private LogView(LogFolder folder, RecordFormat format) throws IOException {
    this.folder = folder;
    this.format = format;
    this.open = FolderLock.isHeld(folder.path());
    // Cursors first: then no segment can be missing because a reader went on meanwhile.
    List<CursorView> found = readCursors(folder);
    this.segments = List.copyOf(readSegments());
    this.cursors = found.stream().map(this::orOldest).toList();
  }

  /// Looks at the log in a folder.
  ///
  /// @throws NoSuchFileException if there is no such folder
  /// @throws IOException if files can't be read, or were written by a later version
  public static LogView of(Path path, RecordFormat format) throws IOException {
    return new LogView(new LogFolder(path, 0), format);
  }

  /// Where it lies.
  public Path folder() {
    return folder.path();
  }

  /// Whether a process has the log open.
  public boolean isOpen() {
    return open;
  }

  /// The segments that hold records, oldest first.
  public List<SegmentView> segments() {
    return segments;
  }

  /// How far each reader got.
  public List<CursorView> cursors() {
    return cursors;
  }

  /// Bytes on disk, delivered or not.
  public long bytes() {
    return segments.stream().mapToLong(SegmentView::bytes).sum();
  }

  /// What waits for a reader; everything, for one that never was.
  public Backlog backlog(String reader) throws IOException {
    long from = position(reader);
    Backlog sum = Backlog.NONE;
    for (SegmentView segment : segments) {
      if (segment.end() <= from) {
        continue;
      }
      long segmentPoints = segment.points();
      long arrival = segment.firstArrival();
      if (segment.position() < from) {
        BlockIndex blocks = blocks(segment.position(), segment.end());
        int first = blocks.find((int) (from - segment.position()));
        if (first == blocks.count()) {
          continue;
        }
        segmentPoints = blocks.points() - blocks.pointsBefore(first);
        arrival = blocks.firstArrival(first);
      }
      long bytes = segment.end() - Math.max(from, segment.position());
      sum = sum.plus(new Backlog(segmentPoints, bytes, arrival));
    }
    return sum;
  }

  /// Compares every file with what was written: headers, entries, cursors, and each block with its
  /// checksum. Reads everything.
  ///
  /// @return what is damaged; nothing if all is well. Of a log that is open only what looked
  ///   damaged twice.
  public List<LogDamage> verify() throws IOException {
    List<LogDamage> damages = new ArrayList<>();
    for (Map.Entry<String, Path> cursor : folder.cursors().entrySet()) {
      damages.addAll(confirmed(() -> cursorDamages(cursor.getValue())));
    }
    NavigableSet<Long> bases = folder.bases();
    for (long base : bases) {
      Long next = bases.higher(base);
      damages.addAll(
          confirmed(() -> SegmentCheck.of(folder, base, next != null && next <= deliveredByNow())));
    }
    damages.addAll(confirmed(this::gaps));
    return damages;
  }

  /// Readers of a log that is open go on meanwhile, and what all are past is removed.
  private long deliveredByNow() throws IOException {
    return readCursors(folder).stream().mapToLong(CursorView::position).min().orElse(0);
  }

  /// Copies what a reader has still to get, as far as it is sound; everything, for one that never
  /// was.
  public Copied copyBacklog(String reader, WritableByteChannel target) throws IOException {
    return copy(position(reader), target);
  }

  /// Copies all records, delivered or not, as far as they are sound.
  public Copied copyAll(WritableByteChannel target) throws IOException {
    return copy(0, target);
  }

  private long position(String reader) {
    return cursor(reader).map(CursorView::position).orElse(0L);
  }

  private Optional<CursorView> cursor(String reader) {
    return cursors.stream().filter(cursor -> cursor.reader().equals(reader)).findFirst();
  }

  /// The cursors; one that can't be read stands at -1.
  private static List<CursorView> readCursors(LogFolder folder) throws IOException {
    List<CursorView> cursors = new ArrayList<>();
    for (Map.Entry<String, Path> file : folder.cursors().entrySet()) {
      LogLayout.Slot slot = Cursor.read(file.getValue());
      cursors.add(
          slot == null
              ? new CursorView(file.getValue(), file.getKey(), UNREADABLE, UNREADABLE)
              : new CursorView(file.getValue(), file.getKey(), slot.position(), slot.point()));
    }
    return cursors;
  }

  /// A reader whose cursor can't be read begins again at the oldest record.
  private CursorView orOldest(CursorView cursor) {
    if (cursor.position() != UNREADABLE) {
      return cursor;
    }
    return segments.isEmpty()
        ? new CursorView(cursor.file(), cursor.reader(), 0, 0)
        : new CursorView(
            cursor.file(),
            cursor.reader(),
            segments.getFirst().position(),
            segments.getFirst().firstPoint());
  }

  private List<SegmentView> readSegments() throws IOException {
    List<SegmentView> found = new ArrayList<>();
    NavigableSet<Long> bases = folder.bases();
    long point = 0;
    for (long base : bases) {
      Long next = bases.higher(base);
      try {
        SegmentView segment = readSegment(base, next == null ? Long.MAX_VALUE : next, point);
        if (segment.blocks() > 0) {
          found.add(segment);
          point = segment.firstPoint() + segment.points();
        }
      } catch (NoSuchFileException e) {
        requireDeletedByOthers(e);
      }
    }
    return found;
  }

  private SegmentView readSegment(long base, long next, long previousEndPoint) throws IOException {
    BlockIndex blocks = blocks(base, next);
    SegmentIndex index = SegmentIndex.read(folder, base);
    LogLayout.Header header = index.header();
    long first = blocks.count() == 0 ? -1 : Long.MAX_VALUE;
    long last = -1;
    for (int i = 0; i < blocks.count(); i++) {
      first = Math.min(first, blocks.firstArrival(i));
      last = Math.max(last, blocks.lastArrival(i));
    }
    return new SegmentView(
        folder.segment(base),
        base,
        base + blocks.endOffset(),
        blocks.count(),
        blocks.points(),
        header == null ? previousEndPoint : header.point(),
        index.isSealed(),
        first,
        last);
  }

  private BlockIndex blocks(long base, long next) throws IOException {
    return SegmentRecovery.look(folder, base, next, format, open);
  }

  /// A log that is open deletes what was delivered; nobody else should.
  private void requireDeletedByOthers(NoSuchFileException missing) throws NoSuchFileException {
    if (!open) {
      throw missing;
    }
  }

  // ---- damage ----------------------------------------------------------------------------------

  @FunctionalInterface
  private interface Look {
    List<LogDamage> look() throws IOException;
  }

  /// Beside a writer a file may be read while it is written: what is damaged stays so.
  private List<LogDamage> confirmed(Look check) throws IOException {
    try {
      List<LogDamage> damages = new ArrayList<>(check.look());
      if (open && !damages.isEmpty()) {
        damages.retainAll(check.look());
      }
      return damages;
    } catch (NoSuchFileException e) {
      requireDeletedByOthers(e);
      return List.of();
    }
  }

  private List<LogDamage> cursorDamages(Path path) throws IOException {
    ByteBuffer bytes = ByteBuffer.wrap(Files.readAllBytes(path));
    List<LogDamage> damages = new ArrayList<>();
    for (int at = 0; at < 2 * LogLayout.SLOT_BYTES; at += LogLayout.SLOT_BYTES) {
      if (at + LogLayout.SLOT_BYTES > bytes.limit()) {
        damages.add(
            new LogDamage(
                path, bytes.limit(), "the end", "two slots of " + LogLayout.SLOT_BYTES + " bytes"));
        break;
      }
      LogLayout.Fault fault = LogLayout.slotFault(bytes.slice(at, LogLayout.SLOT_BYTES));
      if (fault != null) {
        damages.add(new LogDamage(path, at + fault.at(), fault.found(), fault.expected()));
      }
    }
    return damages;
  }

  /// Points that were accepted and not delivered, and are in no segment that is left.
  private List<LogDamage> gaps() throws IOException {
    List<LogDamage> damages = new ArrayList<>();
    CursorView slowest = slowest(readCursors(folder));
    long from = slowest == null ? 0 : slowest.position();
    long expected = slowest == null ? -1 : slowest.point();
    for (long base : folder.bases()) {
      SegmentIndex index = SegmentIndex.read(folder, base);
      LogLayout.Header header = index.header();
      if (header == null) {
        expected = -1;
        continue;
      }
      long end = header.sealed() ? header.dataBytes() : index.vouched().endOffset();
      if (base + end > from && expected >= 0 && header.point() > expected && base > from) {
        damages.add(
            new LogDamage(
                folder.index(base),
                24,
                "point " + header.point(),
                "point " + expected + ": a segment is missing"));
      }
      long points = header.sealed() ? header.points() : index.vouched().points();
      expected = Math.max(expected, header.point() + points);
    }
    return damages;
  }

  private static @Nullable CursorView slowest(List<CursorView> cursors) {
    CursorView slowest = null;
    for (CursorView cursor : cursors) {
      if (slowest == null || cursor.position() < slowest.position()) {
        slowest = cursor;
      }
    }
    return slowest;
  }

  // ---- copies ----------------------------------------------------------------------------------

  private Copied copy(long from, WritableByteChannel target) throws IOException {
    Copied sum = Copied.NONE;
    NavigableSet<Long> bases = folder.bases();
    for (long base : bases) {
      Long next = bases.higher(base);
      if (next != null && next <= from) {
        continue;
      }
      try (FileChannel data = FileChannel.open(folder.segment(base), StandardOpenOption.READ)) {
        BlockIndex blocks = blocks(base, next == null ? Long.MAX_VALUE : next);
        int start = Math.clamp(from - base, 0, Integer.MAX_VALUE);
        for (int i = blocks.find(start); i < blocks.count(); i++) {
          sum = sum.plus(copyBlock(data, blocks, i, start, target));
        }
      } catch (NoSuchFileException e) {
        // deleted meanwhile, or missing: then there is nothing to copy
      }
    }
    return sum;
  }

  private Copied copyBlock(
      FileChannel data, BlockIndex blocks, int block, int start, WritableByteChannel target)
      throws IOException {
    ByteBuffer bytes = ByteBuffer.allocate(blocks.length(block));
    while (bytes.hasRemaining()
        && data.read(bytes, blocks.offset(block) + (long) bytes.position()) > 0) {
      // until the block is whole or the file at its end
    }
    bytes.flip();
    if (bytes.limit() < blocks.length(block)
        || LogLayout.crc(bytes.duplicate()) != blocks.checksum(block)) {
      return new Copied(0, 0, 1, blocks.points(block));
    }
    bytes.position(Math.max(0, start - blocks.offset(block)));
    Copied copied = new Copied(format.points(bytes), bytes.remaining(), 0, 0);
    while (bytes.hasRemaining()) {
      target.write(bytes);
    }
    return copied;
  }
}
