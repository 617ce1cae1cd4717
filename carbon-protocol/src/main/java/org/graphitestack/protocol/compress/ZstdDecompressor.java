// Copyright 2026 The Graphite Stack Authors
// SPDX-License-Identifier: Apache-2.0

package org.graphitestack.protocol.compress;

import com.github.luben.zstd.ZstdDecompressCtx;
import com.github.luben.zstd.ZstdException;
import java.nio.ByteBuffer;

/// Zstandard by its reference library. Windows over 8 MiB, which its format lets a sender ask for,
/// are refused, as RFC 8878 recommends.
final class ZstdDecompressor implements Decompressor {

  private static final int MAX_WINDOW_LOG = 23;
  private static final int STEP = 16_384;

  private final ZstdDecompressCtx context = new ZstdDecompressCtx().setLongMax(MAX_WINDOW_LOG);
  private final ByteBuffer source = ByteBuffer.allocateDirect(STEP).limit(0);
  private final ByteBuffer inflated = ByteBuffer.allocateDirect(STEP);
  private byte[] input = {};
  private int at;
  private int end;

  /// Whether the last step filled all its room, so that more may come without further input.
  private boolean more;

  @Override
  public void feed(byte[] bytes, int offset, int length) {
    input = bytes;
    at = offset;
    end = offset + length;
  }

  @Override
  public int read(byte[] target) throws DamagedStreamException {
    while (true) {
      if (!source.hasRemaining() && at < end) {
        var length = Math.min(STEP, end - at);
        source.clear().put(input, at, length).flip();
        at += length;
      }
      if (!source.hasRemaining() && !more) {
        return 0;
      }
      inflated.clear().limit(Math.min(STEP, target.length));
      try {
        context.decompressDirectByteBufferStream(inflated, source);
      } catch (ZstdException damaged) {
        throw new DamagedStreamException("zstd: " + damaged.getMessage());
      }
      more = !inflated.hasRemaining();
      inflated.flip();
      if (inflated.hasRemaining()) {
        var length = inflated.remaining();
        inflated.get(target, 0, length);
        return length;
      }
    }
  }

  @Override
  public void close() {
    context.close();
  }
}
