// Copyright 2026 The Graphite Stack Authors
// SPDX-License-Identifier: Apache-2.0

package org.graphitestack.log;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// Compares one segment's files with what was written: the header, each entry, the checksum of each
/// block. Changes nothing.
///
/// What stands behind the last good entry of a segment that was not sealed was never accepted: it
/// is no damage.
final class SegmentCheck {
  private final Path dataPath;
  private final Path indexPath;
  private final long base;
  private final boolean delivered;
  private final ByteBuffer index;
  private final BlockIndex blocks = new BlockIndex(0);
  private final List<LogDamage> damages = new ArrayList<>();

  private SegmentCheck(LogFolder folder, long base, boolean delivered) throws IOException {
    this.dataPath = folder.segment(base);
    this.indexPath = folder.index(base);
    this.base = base;
    this.delivered = delivered;
    this.index = SegmentIndex.bytes(indexPath);
  }

  /// What is wrong with the segment at a position.
  ///
  /// @param delivered whether every reader is past it, so that its files may go, the data first
  static List<LogDamage> of(LogFolder folder, long base, boolean delivered) throws IOException {
    SegmentCheck check = new SegmentCheck(folder, base, delivered);
    check.check();
    return check.damages;
  }

  private void check() throws IOException {
    long dataBytes = Files.exists(dataPath) ? Files.size(dataPath) : -1;
    if (index.limit() == 0 && dataBytes <= 0) {
      return;
    }
    LogLayout.Header header = header();
    if (header == null && isForeign()) {
      return;
    }
    entries(header);
    data(header, dataBytes);
  }

  private LogLayout.@Nullable Header header() {
    if (index.limit() == 0) {
      damaged(indexPath, 0, "no index", "the index of " + dataPath.getFileName());
      return null;
    }
    LogLayout.Fault fault = LogLayout.headerFault(index);
    if (fault != null) {
      damaged(indexPath, fault.at(), fault.found(), fault.expected());
      return null;
    }
    if (LogLayout.version(index) != LogLayout.VERSION) {
      damaged(
          indexPath,
          8,
          "version " + LogLayout.version(index),
          "version " + LogLayout.VERSION + "; written by another release?");
      return null;
    }
    LogLayout.Header header = LogLayout.readHeader(index);
    if (header.position() != base) {
      damaged(indexPath, 16, "position " + header.position(), "position " + base);
      return null;
    }
    return header;
  }

  /// Whether the entries can't be this segment's, or not be understood.
  private boolean isForeign() {
    return LogLayout.isHeader(index);
  }

  private void entries(LogLayout.@Nullable Header header) {
    LogLayout.Header sealed = sealed(header);
    int slots = SegmentIndex.slots(index);
    int count = sealed == null ? slots : Math.min(slots, sealed.blocks());
    List<LogDamage> suspects = new ArrayList<>();
    for (int i = 0; i < count; i++) {
      int at = SegmentIndex.slotAt(i);
      LogLayout.Fault fault = LogLayout.entryFault(index, at, i, blocks.endOffset());
      if (fault == null) {
        damages.addAll(suspects);
        suspects.clear();
        LogLayout.readEntry(index, at, i, blocks);
      } else {
        suspects.add(
            new LogDamage(
                indexPath,
                at + fault.at(),
                "entry " + i + " with " + fault.found(),
                fault.expected()));
      }
    }
    if (sealed == null) {
      return;
    }
    damages.addAll(suspects);
    if (slots < sealed.blocks()) {
      damaged(
          indexPath,
          index.limit(),
          "the end, after " + slots + " entries",
          sealed.blocks() + " entries");
    } else if (blocks.count() == sealed.blocks() && blocks.points() != sealed.points()) {
      damaged(
          indexPath,
          56,
          sealed.points() + " points",
          blocks.points() + " points, as the entries say");
    }
  }

  private static LogLayout.@Nullable Header sealed(LogLayout.@Nullable Header header) {
    return header != null && header.sealed() ? header : null;
  }

  private void data(LogLayout.@Nullable Header header, long dataBytes) throws IOException {
    LogLayout.Header sealed = sealed(header);
    long promised = sealed == null ? blocks.endOffset() : sealed.dataBytes();
    if (dataBytes < 0) {
      if (!delivered) {
        damaged(dataPath, 0, "no file", promised + " bytes");
      }
      return;
    }
    if (dataBytes < promised) {
      damaged(dataPath, dataBytes, "the end", promised + " bytes");
    }
    ByteBuffer buffer = ByteBuffer.allocateDirect(OpenSegment.CHECK_BYTES);
    try (FileChannel data = FileChannel.open(dataPath, StandardOpenOption.READ)) {
      for (int i = 0; i < blocks.count() && blocks.end(i) <= dataBytes; i++) {
        block(data, i, buffer);
      }
    }
  }

  private void block(FileChannel data, int block, ByteBuffer buffer) throws IOException {
    long found = OpenSegment.checksum(data, blocks.offset(block), blocks.end(block), buffer);
    if (found != Integer.toUnsignedLong(blocks.checksum(block))) {
      damaged(
          dataPath,
          blocks.offset(block),
          "block of "
              + blocks.length(block)
              + " bytes, "
              + blocks.points(block)
              + " points, with checksum "
              + LogLayout.hex((int) found),
          "checksum " + LogLayout.hex(blocks.checksum(block)));
    }
  }

  private void damaged(Path file, long offset, String found, String expected) {
    damages.add(new LogDamage(file, offset, found, expected));
  }
}
