// Copyright 2026 The Graphite Stack Authors
// SPDX-License-Identifier: Apache-2.0

package org.graphitestack.log;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import org.jspecify.annotations.Nullable;

/// One segment: the file of records and the index beside it. Positions are bytes since the log
/// began; points are counted the same way.
///
/// A block is written as data, then index entry; only then is it committed. Bytes behind the last
/// committed block belong to nobody and are overwritten or cut. Guarded by the log's lock, except
/// [#force].
///
/// Written with positional writes, not through a map: see `RATIONALE.md` and
/// `AppendMethodBenchmark`.
final class Segment {
  private final LogFolder folder;
  private final long basePosition;
  private final long basePoint;
  private final boolean trusted;
  private final long created;
  private long length;
  private long points;
  private int blockCount;
  private long firstArrival;
  private long lastArrival;
  private @Nullable BlockIndex blocks;
  private volatile @Nullable PositionalFile data;
  private volatile @Nullable PositionalFile index;
  private final ByteBuffer entry;

  private Segment(
      LogFolder folder, long basePosition, long basePoint, boolean trusted, long created) {
    this.folder = folder;
    this.basePosition = basePosition;
    this.basePoint = basePoint;
    this.trusted = trusted;
    this.created = created;
    this.entry =
        trusted ? ByteBuffer.allocateDirect(LogLayout.ENTRY_BYTES) : ByteBuffer.allocate(0);
  }

  /// Makes the files of a new segment.
  static Segment create(LogFolder folder, long basePosition, long basePoint, long now)
      throws IOException {
    Segment segment = new Segment(folder, basePosition, basePoint, true, now);
    try {
      segment.data = open(folder.segment(basePosition));
      PositionalFile index = open(folder.index(basePosition));
      segment.index = index;
      index.write(LogLayout.header(LogLayout.Header.open(basePosition, basePoint, now)), 0);
      segment.blocks = new BlockIndex(0);
      return segment;
    } catch (IOException | RuntimeException e) {
      segment.closeFiles();
      folder.delete(basePosition);
      throw e;
    }
  }

  /// A sealed segment found on disk; its blocks are checked when they are read.
  static Segment found(LogFolder folder, LogLayout.Header header, long basePoint) {
    Segment segment = new Segment(folder, header.position(), basePoint, false, header.created());
    segment.length = header.dataBytes();
    segment.points = header.points();
    segment.blockCount = header.blocks();
    segment.firstArrival = header.first();
    segment.lastArrival = header.last();
    return segment;
  }

  private static PositionalFile open(Path path) throws IOException {
    return PositionalFile.open(
        path, StandardOpenOption.CREATE, StandardOpenOption.TRUNCATE_EXISTING);
  }

  /// Writes a block behind the others. If it throws, the segment is as before.
  void append(ByteBuffer bytes, int blockPoints, int checksum, long firstSeen, long lastSeen)
      throws IOException {
    PositionalFile dataFile = data;
    PositionalFile indexFile = index;
    if (dataFile == null || indexFile == null || blocks == null) {
      throw new IllegalStateException(folder.segment(basePosition) + ": sealed");
    }
    int size = bytes.remaining();
    dataFile.write(bytes, length);
    entry.clear();
    LogLayout.entry(
        entry, blockCount, (int) length, size, blockPoints, checksum, firstSeen, lastSeen);
    indexFile.write(entry, LogLayout.HEADER_BYTES + (long) blockCount * LogLayout.ENTRY_BYTES);
    blocks.add((int) length, size, blockPoints, checksum, firstSeen, lastSeen);
    if (blockCount == 0) {
      firstArrival = firstSeen;
    }
    firstArrival = Math.min(firstArrival, firstSeen);
    lastArrival = Math.max(lastArrival, lastSeen);
    length += size;
    points += blockPoints;
    blockCount++;
  }

  /// Marks the segment as finished and cuts what a failed write left behind. The files stay open
  /// for [#force] until [#closeFiles].
  void seal() throws IOException {
    PositionalFile dataFile = data;
    PositionalFile indexFile = index;
    if (dataFile == null || indexFile == null) {
      return;
    }
    dataFile.truncate(length);
    indexFile.truncate(LogLayout.HEADER_BYTES + (long) blockCount * LogLayout.ENTRY_BYTES);
    indexFile.write(
        LogLayout.header(
            new LogLayout.Header(
                basePosition,
                basePoint,
                created,
                true,
                blockCount,
                length,
                points,
                firstArrival,
                lastArrival)),
        0);
  }

  /// Forces data, then index. Called without the log's lock; does nothing once the files are
  /// closed.
  void force() throws IOException {
    PositionalFile dataFile = data;
    PositionalFile indexFile = index;
    if (dataFile != null && indexFile != null) {
      dataFile.force();
      indexFile.force();
    }
  }

  void closeFiles() throws IOException {
    PositionalFile dataFile = data;
    PositionalFile indexFile = index;
    data = null;
    index = null;
    try {
      if (dataFile != null) {
        dataFile.close();
      }
    } finally {
      if (indexFile != null) {
        indexFile.close();
      }
    }
  }

  /// Opens the segment for one reader, with one holder.
  OpenSegment openForReading(RecordFormat format) throws IOException {
    FileChannel channel = FileChannel.open(folder.segment(basePosition), StandardOpenOption.READ);
    try {
      BlockIndex known = blocks;
      return new OpenSegment(
          this, channel, known == null ? SegmentRecovery.blocks(folder, this, format) : known);
    } catch (IOException | RuntimeException e) {
      channel.close();
      throw e;
    }
  }

  /// Lets go of the blocks of a sealed segment; readers inside keep theirs.
  void forgetBlocks() {
    blocks = null;
  }

  LogFolder folder() {
    return folder;
  }

  long basePosition() {
    return basePosition;
  }

  long basePoint() {
    return basePoint;
  }

  /// Whether this process wrote the segment, so that its blocks need no check when they are read.
  boolean trusted() {
    return trusted;
  }

  long length() {
    return length;
  }

  long end() {
    return basePosition + length;
  }

  long endPoint() {
    return basePoint + points;
  }

  int blockCount() {
    return blockCount;
  }

  long firstArrival() {
    return firstArrival;
  }

  long lastArrival() {
    return lastArrival;
  }
}
