// Copyright 2026 The Graphite Stack Authors
// SPDX-License-Identifier: Apache-2.0

package org.graphitestack.log;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;

/// A segment's index file as it lies on the disk, in whatever state it is. Reading it changes
/// nothing.
final class SegmentIndex {
  private final ByteBuffer bytes;
  private final LogLayout.@Nullable Header header;
  private final BlockIndex vouched = new BlockIndex(0);
  private final boolean allValid;

  private SegmentIndex(ByteBuffer bytes, LogLayout.@Nullable Header header) {
    this.bytes = bytes;
    this.header = header;
    this.allValid = readEntries();
  }

  /// Reads the index of the segment at a position; a file that is not there vouches for nothing.
  ///
  /// @throws IOException if it cannot be read, or was written by a later version
  static SegmentIndex read(LogFolder folder, long base) throws IOException {
    Path path = folder.index(base);
    ByteBuffer bytes = bytes(path);
    LogLayout.Header header = header(path, bytes);
    return header != null && header.position() != base
        ? new SegmentIndex(ByteBuffer.allocate(0), null)
        : new SegmentIndex(bytes, header);
  }

  /// The bytes of a file that may not be there.
  static ByteBuffer bytes(Path path) throws IOException {
    return Files.exists(path) ? ByteBuffer.wrap(Files.readAllBytes(path)) : ByteBuffer.allocate(0);
  }

  private static LogLayout.@Nullable Header header(Path path, ByteBuffer bytes) throws IOException {
    if (!LogLayout.isHeader(bytes)) {
      return null;
    }
    if (LogLayout.version(bytes) != LogLayout.VERSION) {
      throw new IOException(
          path
              + ": version "
              + LogLayout.version(bytes)
              + " at offset 8 (expected: "
              + LogLayout.VERSION
              + "; written by another release?)");
    }
    return LogLayout.readHeader(bytes);
  }

  /// @return whether the header and each slot behind it is valid
  private boolean readEntries() {
    boolean valid = header != null;
    int last =
        header != null && header.sealed() ? Math.min(slots(bytes), header.blocks()) : slots(bytes);
    for (int i = 0; i < last; i++) {
      valid &= LogLayout.readEntry(bytes, slotAt(i), i, vouched);
    }
    return valid;
  }

  /// The header; null if there is none that is sound and this segment's.
  LogLayout.@Nullable Header header() {
    return header;
  }

  boolean isSealed() {
    return header != null && header.sealed();
  }

  /// The blocks the index vouches for, whether their data is there or not.
  BlockIndex vouched() {
    return vouched;
  }

  /// Whether the header and each entry is sound.
  boolean allValid() {
    return allValid;
  }

  /// Whether the segment was sealed and its index and data are all there.
  boolean isWhole(long dataBytes) {
    return header != null
        && header.sealed()
        && allValid
        && vouched.count() == header.blocks()
        && vouched.points() == header.points()
        && vouched.endOffset() <= header.dataBytes()
        && header.dataBytes() <= dataBytes;
  }

  /// How many entries have room behind the header.
  static int slots(ByteBuffer index) {
    return Math.max(0, (index.limit() - LogLayout.HEADER_BYTES) / LogLayout.ENTRY_BYTES);
  }

  static int slotAt(int ordinal) {
    return LogLayout.HEADER_BYTES + ordinal * LogLayout.ENTRY_BYTES;
  }
}
