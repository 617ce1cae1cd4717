// Copyright 2026 The Graphite Stack Authors
// SPDX-License-Identifier: Apache-2.0

package org.graphitestack.protocol.compress;

import com.github.luben.zstd.EndDirective;
import com.github.luben.zstd.ZstdCompressCtx;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.ByteBuffer;

/// One Zstandard frame by its reference library, at its usual level and a window of 2 MiB; a flush
/// ends a block.
final class ZstdCompressor extends OutputStream {

  private static final int LEVEL = 3;
  private static final int STEP = 64 << 10;

  private final OutputStream target;
  private final ZstdCompressCtx context = new ZstdCompressCtx().setLevel(LEVEL);
  private final ByteBuffer plain = ByteBuffer.allocateDirect(STEP);
  private final ByteBuffer compressed = ByteBuffer.allocateDirect(STEP);
  private final byte[] piece = new byte[STEP];

  ZstdCompressor(OutputStream target) {
    this.target = target;
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
      if (!plain.hasRemaining()) {
        compress(EndDirective.CONTINUE);
      }
      var count = Math.min(left, plain.remaining());
      plain.put(bytes, at, count);
      at += count;
      left -= count;
    }
  }

  @Override
  public void flush() throws IOException {
    compress(EndDirective.FLUSH);
    target.flush();
  }

  @Override
  public void close() {
    context.close();
  }

  private void compress(EndDirective directive) throws IOException {
    plain.flip();
    boolean flushed;
    do {
      flushed = context.compressDirectByteBufferStream(compressed.clear(), plain, directive);
      var length = compressed.flip().remaining();
      compressed.get(piece, 0, length);
      target.write(piece, 0, length);
    } while (plain.hasRemaining() || (directive == EndDirective.FLUSH && !flushed));
    plain.clear();
  }
}
