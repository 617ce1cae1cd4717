// Copyright 2026 The Graphite Stack Authors
// SPDX-License-Identifier: Apache-2.0

package org.graphitestack.log;

import java.io.IOException;
import java.lang.System.Logger.Level;
import java.lang.foreign.Arena;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import org.jspecify.annotations.Nullable;

/// Makes sense of one segment's files after a crash or damage.
///
/// What the index vouches for is kept as it is; data is not read for it. Regions without a valid
/// entry are searched for whole records, which become blocks of their own; what is left of a region
/// is cut if it is the torn tail of a segment that was being written, and set aside otherwise.
final class SegmentRecovery {
  private static final System.Logger LOG = System.getLogger(SegmentRecovery.class.getName());
  private static final int SALVAGED_BLOCK_BYTES = 256 << 10;

  private final LogFolder folder;
  private final long base;
  private final long nextBase;
  private final RecordFormat format;
  private final boolean lookOnly;
  private final Path dataPath;
  private final Path indexPath;
  private final LogLayout.@Nullable Header header;

  /// What the index vouches for, whether the data is there or not.
  private final BlockIndex vouched;

  private final SegmentIndex index;
  private final BlockIndex blocks = new BlockIndex(0);
  private long salvagedPoints;
  private long cutBytes;
  private long quarantinedBytes;

  private SegmentRecovery(
      LogFolder folder, long base, long nextBase, RecordFormat format, boolean lookOnly)
      throws IOException {
    this.folder = folder;
    this.base = base;
    this.nextBase = nextBase;
    this.format = format;
    this.lookOnly = lookOnly;
    this.dataPath = folder.segment(base);
    this.indexPath = folder.index(base);
    this.index = SegmentIndex.read(folder, base);
    this.header = index.header();
    this.vouched = index.vouched();
  }

  /// What came out.
  ///
  /// @param segment null if no record is left
  /// @param end the position the segment ended at before it was damaged
  /// @param endPoint likewise in points
  record Outcome(
      @Nullable Segment segment,
      long end,
      long endPoint,
      long salvagedPoints,
      long cutBytes,
      long quarantinedBytes) {}

  /// Looks at a segment of a log that nobody writes.
  ///
  /// @param nextBase where the next segment starts; bytes beyond belong to nobody
  static SegmentRecovery of(LogFolder folder, long base, long nextBase, RecordFormat format)
      throws IOException {
    return new SegmentRecovery(folder, base, nextBase, format, false);
  }

  /// The position the segment ends at, or ended at before it was damaged.
  long end() throws IOException {
    if (header != null && header.sealed()) {
      return base + header.dataBytes();
    }
    return base + Math.max(dataBytes(), vouched.endOffset());
  }

  /// Opens the segment, mending its files where they need it.
  ///
  /// @param previousEndPoint where the segment before ends, in points
  Outcome recover(long previousEndPoint) throws IOException {
    long point = Math.max(header == null ? 0 : header.point(), previousEndPoint);
    if (header != null && index.isWhole(dataBytes())) {
      Segment whole = Segment.found(folder, header, point);
      return new Outcome(whole, whole.end(), whole.endPoint(), 0, 0, 0);
    }
    mend(dataBytes());
    LOG.log(
        Level.WARNING,
        "{0}: mended: {1,number,#} blocks, {2,number,#} points, of these {3,number,#} points found"
            + " without index; {4,number,#} bytes cut, {5,number,#} set aside",
        dataPath,
        blocks.count(),
        blocks.points(),
        salvagedPoints,
        cutBytes,
        quarantinedBytes);
    if (blocks.count() == 0) {
      folder.delete(base);
      return outcome(null, point);
    }
    LogLayout.Header mended = sealedHeader(Math.max(previousEndPoint, startPoint()));
    try {
      replaceIndex(mended);
    } catch (IOException e) {
      // A full disk, perhaps. What was found holds in memory; the next start finds it again.
      LOG.log(Level.WARNING, indexPath + ": mended index not written: " + e.getMessage(), e);
    }
    return outcome(Segment.found(folder, mended, mended.point()), mended.point());
  }

  private Outcome outcome(@Nullable Segment segment, long point) {
    boolean sealed = header != null && header.sealed();
    long promisedPoints = header != null && sealed ? header.points() : vouched.points();
    long promisedBytes = header != null && sealed ? header.dataBytes() : vouched.endOffset();
    return new Outcome(
        segment,
        base + Math.max(promisedBytes, blocks.endOffset()),
        point + Math.max(promisedPoints, blocks.points()),
        salvagedPoints,
        cutBytes,
        quarantinedBytes);
  }

  /// Loads the blocks of a sealed segment for a reader; mends in memory what broke since the start.
  static BlockIndex blocks(LogFolder folder, Segment segment, RecordFormat format)
      throws IOException {
    SegmentRecovery recovery =
        new SegmentRecovery(folder, segment.basePosition(), segment.end(), format, false);
    if (recovery.index.isWhole(segment.length())) {
      return recovery.vouched;
    }
    LOG.log(Level.WARNING, "{0}: damaged since it was opened", recovery.indexPath);
    recovery.mend(recovery.dataBytes());
    return recovery.blocks;
  }

  /// The blocks a segment would be found to have if the log were opened now; changes nothing.
  ///
  /// @param nextBase where the next segment starts
  /// @param beingWritten whether the log is open, so that what has no entry yet is not in it yet
  static BlockIndex look(
      LogFolder folder, long base, long nextBase, RecordFormat format, boolean beingWritten)
      throws IOException {
    SegmentRecovery recovery = new SegmentRecovery(folder, base, nextBase, format, true);
    boolean growing = beingWritten && recovery.header != null && !recovery.header.sealed();
    long bytes = recovery.dataBytes();
    if (growing || recovery.index.isWhole(bytes)) {
      return recovery.vouched;
    }
    recovery.mend(bytes);
    return recovery.blocks;
  }

  /// How much of the data file is this segment's; 0 if there is no file.
  private long dataBytes() throws IOException {
    return Files.exists(dataPath) ? Math.min(Files.size(dataPath), nextBase - base) : 0;
  }

  private void copy(BlockIndex from, int block) {
    blocks.add(
        from.offset(block),
        from.length(block),
        from.points(block),
        from.checksum(block),
        from.firstArrival(block),
        from.lastArrival(block));
  }

  private void mend(long dataBytes) throws IOException {
    long at = 0;
    for (int i = 0; i < vouched.count() && vouched.end(i) <= dataBytes; i++) {
      salvage(at, vouched.offset(i), false);
      copy(vouched, i);
      at = vouched.end(i);
    }
    boolean sealed = header != null && header.sealed();
    long end = header != null && sealed ? Math.min(dataBytes, header.dataBytes()) : dataBytes;
    salvage(at, end, index.allValid() && !sealed);
  }

  /// Finds whole records where no entry tells of any.
  ///
  /// @param tornTail whether what follows the last whole record was never finished
  private void salvage(long from, long to, boolean tornTail) throws IOException {
    if (from >= to) {
      return;
    }
    long arrival = Files.getLastModifiedTime(dataPath).toMillis();
    try (FileChannel channel = FileChannel.open(dataPath, StandardOpenOption.READ);
        Arena arena = Arena.ofConfined()) {
      ByteBuffer region =
          channel.map(FileChannel.MapMode.READ_ONLY, from, to - from, arena).asByteBuffer();
      int at = 0;
      int unsoundFrom = -1;
      while (at < region.limit()) {
        int whole = wholeRecords(region, at);
        if (whole > 0) {
          setAside(from, unsoundFrom, at);
          unsoundFrom = -1;
          keep(region.slice(at, whole), from + at, arrival);
          at += whole;
        } else {
          unsoundFrom = unsoundFrom < 0 ? at : unsoundFrom;
          at += format.resume(region.slice(at, region.limit() - at));
        }
      }
      if (tornTail && unsoundFrom >= 0) {
        cutBytes += region.limit() - unsoundFrom;
      } else {
        setAside(from, unsoundFrom, region.limit());
      }
    } catch (InternalError e) {
      throw new IOException(dataPath + ": shortened or unreadable while it was read", e);
    }
  }

  private int wholeRecords(ByteBuffer region, int at) {
    int rest = region.limit() - at;
    int whole = format.wholeRecords(region.slice(at, Math.min(rest, SALVAGED_BLOCK_BYTES)));
    return whole > 0 || rest <= SALVAGED_BLOCK_BYTES
        ? whole
        : format.wholeRecords(region.slice(at, rest));
  }

  private void keep(ByteBuffer records, long offset, long arrival) {
    int points = format.points(records);
    salvagedPoints += points;
    blocks.add(
        (int) offset,
        records.remaining(),
        points,
        LogLayout.crc(records.duplicate()),
        arrival,
        arrival);
  }

  private void setAside(long regionStart, int from, int to) {
    if (from < 0 || from == to) {
      return;
    }
    quarantinedBytes += to - from;
    if (lookOnly) {
      return;
    }
    String where = folder.quarantine(base, regionStart + from, regionStart + to);
    LOG.log(
        Level.WARNING,
        "{0}: {1,number,#} bytes at offset {2,number,#} are no records, set aside: {3}",
        dataPath,
        to - from,
        regionStart + from,
        where);
  }

  /// Replaces the index by one that tells what was found, sealed, and cuts what it does not tell
  /// of.
  private void replaceIndex(LogLayout.Header mended) throws IOException {
    ByteBuffer bytes =
        ByteBuffer.allocate(LogLayout.HEADER_BYTES + blocks.count() * LogLayout.ENTRY_BYTES);
    bytes.put(LogLayout.header(mended));
    for (int i = 0; i < blocks.count(); i++) {
      LogLayout.entry(
          bytes.slice(SegmentIndex.slotAt(i), LogLayout.ENTRY_BYTES),
          i,
          blocks.offset(i),
          blocks.length(i),
          blocks.points(i),
          blocks.checksum(i),
          blocks.firstArrival(i),
          blocks.lastArrival(i));
    }
    Path fresh = indexPath.resolveSibling(indexPath.getFileName() + ".new");
    try (PositionalFile file =
        PositionalFile.open(
            fresh, StandardOpenOption.CREATE, StandardOpenOption.TRUNCATE_EXISTING)) {
      file.write(bytes.rewind(), 0);
      file.force();
    }
    Files.move(
        fresh, indexPath, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
    try (PositionalFile data = PositionalFile.open(dataPath)) {
      data.truncate(blocks.endOffset());
    }
  }

  /// The point this segment starts at, by its own header or counted back from the next one's.
  private long startPoint() throws IOException {
    if (header != null) {
      return header.point();
    }
    LogLayout.Header next = SegmentIndex.read(folder, nextBase).header();
    return next == null ? 0 : next.point() - blocks.points();
  }

  private LogLayout.Header sealedHeader(long point) throws IOException {
    long first = Long.MAX_VALUE;
    long last = Long.MIN_VALUE;
    for (int i = 0; i < blocks.count(); i++) {
      first = Math.min(first, blocks.firstArrival(i));
      last = Math.max(last, blocks.lastArrival(i));
    }
    long created =
        header == null ? Files.getLastModifiedTime(dataPath).toMillis() : header.created();
    return new LogLayout.Header(
        base,
        point,
        created,
        true,
        blocks.count(),
        blocks.endOffset(),
        blocks.points(),
        first,
        last);
  }
}
