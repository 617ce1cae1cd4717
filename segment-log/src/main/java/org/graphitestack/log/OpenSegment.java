// Copyright 2026 The Graphite Stack Authors
// SPDX-License-Identifier: Apache-2.0

package org.graphitestack.log;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.util.BitSet;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.zip.CRC32C;

/// A segment as one reader has it open; the reader and each of its ranges hold it. The files may be
/// deleted meanwhile: what is open stays readable.
final class OpenSegment {
  static final int CHECK_BYTES = 128 << 10;

  private final Segment segment;
  private final FileChannel channel;
  private final BlockIndex blocks;
  private final AtomicInteger holders = new AtomicInteger(1);
  private final BitSet unsound = new BitSet();
  private int checkedTo;

  OpenSegment(Segment segment, FileChannel channel, BlockIndex blocks) {
    this.segment = segment;
    this.channel = channel;
    this.blocks = blocks;
    this.checkedTo = segment.trusted() ? Integer.MAX_VALUE : 0;
  }

  Segment segment() {
    return segment;
  }

  FileChannel channel() {
    return channel;
  }

  BlockIndex blocks() {
    return blocks;
  }

  /// Whether an interrupt closed the file under its reader.
  boolean isBroken() {
    return !channel.isOpen();
  }

  void hold() {
    holders.incrementAndGet();
  }

  void release() throws IOException {
    if (holders.decrementAndGet() == 0) {
      channel.close();
    }
  }

  /// Has every block checked again before it is handed out: something in the file could not be
  /// read.
  void distrust() {
    checkedTo = 0;
    unsound.clear();
  }

  boolean isChecked(int block) {
    return block < checkedTo;
  }

  boolean isSound(int block) {
    return !unsound.get(block);
  }

  /// Compares blocks with their checksums, from the given one on until the bytes are used up.
  /// Called by the reader's own thread, without the log's lock.
  void check(int block, int maxBytes) throws IOException {
    ByteBuffer buffer = ByteBuffer.allocateDirect(CHECK_BYTES);
    int budget = maxBytes;
    int at = block;
    while (at < blocks.count() && (budget > 0 || at == block)) {
      unsound.set(at, !hasItsChecksum(at, buffer));
      budget -= blocks.length(at);
      at++;
    }
    checkedTo = Math.max(checkedTo, at);
  }

  private boolean hasItsChecksum(int block, ByteBuffer buffer) throws IOException {
    return checksum(channel, blocks.offset(block), blocks.end(block), buffer)
        == Integer.toUnsignedLong(blocks.checksum(block));
  }

  /// The checksum of a file's bytes; -1 if it ends before.
  static long checksum(FileChannel file, int from, int to, ByteBuffer buffer) throws IOException {
    CRC32C checksum = new CRC32C();
    int at = from;
    while (at < to) {
      buffer.clear().limit(Math.min(buffer.capacity(), to - at));
      int read = file.read(buffer, at);
      if (read <= 0) {
        return -1;
      }
      checksum.update(buffer.flip());
      at += read;
    }
    return checksum.getValue();
  }
}
