// Copyright 2026 The Graphite Stack Authors
// SPDX-License-Identifier: Apache-2.0

package org.graphitestack.protocol.compress;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import io.netty.handler.codec.compression.Snappy;
import java.io.IOException;
import java.io.OutputStream;
import java.util.zip.CRC32C;

/// Snappy's framing format; a flush ends a chunk. [SnappyDecompressor] draws it.
///
/// Not the bare blocks that carbon-c-relay sends: nothing tells their receiver that they are whole,
/// and carbon-c-relay's own takes a block only if a read happens to hold exactly one.
final class SnappyCompressor extends OutputStream {

  private static final int CHUNK = SnappyDecompressor.MAX_CHUNK_INFLATED;

  /// Type, length and checksum in front of a chunk.
  private static final int HEADER = 4 + SnappyDecompressor.CHUNK_CRC;

  /// What snappy may need for a block that it cannot make smaller.
  private static final int LONGEST_BLOCK = 32 + CHUNK + CHUNK / 6;

  private final OutputStream target;
  private final Snappy blocks = Snappy.withHashTableReuse();
  private final CRC32C crc = new CRC32C();
  private final byte[] plain = new byte[CHUNK];
  private final byte[] chunk = new byte[HEADER + LONGEST_BLOCK];
  private final ByteBuf plainBuffer = Unpooled.wrappedBuffer(plain);
  private final ByteBuf chunkBuffer = Unpooled.wrappedBuffer(chunk);
  private int filled;

  SnappyCompressor(OutputStream target) throws IOException {
    this.target = target;
    target.write(SnappyDecompressor.IDENTIFIER);
  }

  @Override
  public void write(int b) throws IOException {
    write(new byte[] {(byte) b}, 0, 1);
  }

  @Override
  public void write(byte[] bytes, int offset, int length) throws IOException {
    var at = offset;
    var left = length;
    while (left > 0) {
      if (filled == CHUNK) {
        endChunk();
      }
      var count = Math.min(left, CHUNK - filled);
      System.arraycopy(bytes, at, plain, filled, count);
      filled += count;
      at += count;
      left -= count;
    }
  }

  @Override
  public void flush() throws IOException {
    if (filled > 0) {
      endChunk();
    }
    target.flush();
  }

  @Override
  public void close() {
    // all of it is on the heap
  }

  private void endChunk() throws IOException {
    crc.reset();
    crc.update(plain, 0, filled);
    blocks.encode(plainBuffer.setIndex(0, filled), chunkBuffer.setIndex(HEADER, HEADER), filled);
    var length = chunkBuffer.writerIndex() - HEADER;
    var isSmaller = length < filled;
    if (!isSmaller) {
      System.arraycopy(plain, 0, chunk, HEADER, filled);
      length = filled;
    }
    var type = isSmaller ? SnappyDecompressor.CHUNK_COMPRESSED : SnappyDecompressor.CHUNK_STORED;
    chunkBuffer.setByte(0, type);
    chunkBuffer.setMediumLE(1, length + SnappyDecompressor.CHUNK_CRC);
    chunkBuffer.setIntLE(4, SnappyDecompressor.masked(crc));
    target.write(chunk, 0, HEADER + length);
    filled = 0;
  }
}
