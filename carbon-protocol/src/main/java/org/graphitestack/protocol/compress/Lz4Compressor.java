// Copyright 2026 The Graphite Stack Authors
// SPDX-License-Identifier: Apache-2.0

package org.graphitestack.protocol.compress;

import java.io.IOException;
import java.io.OutputStream;
import net.jpountz.lz4.LZ4Factory;
import net.jpountz.lz4.LZ4FrameOutputStream;
import net.jpountz.xxhash.XXHashFactory;

/// One LZ4 frame of independent blocks of up to 64 KiB; a flush ends a block.
final class Lz4Compressor extends LZ4FrameOutputStream {

  private static final long UNKNOWN_SIZE = -1;

  Lz4Compressor(OutputStream target) throws IOException {
    super(
        target,
        BLOCKSIZE.SIZE_64KB,
        UNKNOWN_SIZE,
        LZ4Factory.safeInstance().fastCompressor(),
        XXHashFactory.safeInstance().hash32(),
        FLG.Bits.BLOCK_INDEPENDENCE);
  }

  @Override
  public void close() {
    // all of it is on the heap
  }
}
