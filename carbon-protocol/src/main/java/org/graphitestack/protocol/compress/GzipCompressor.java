// Copyright 2026 The Graphite Stack Authors
// SPDX-License-Identifier: Apache-2.0

package org.graphitestack.protocol.compress;

import java.io.IOException;
import java.io.OutputStream;
import java.util.zip.GZIPOutputStream;

/// One gzip member by the JDK, whose flush ends a deflate block.
final class GzipCompressor extends GZIPOutputStream {

  private static final int BUFFER = 64 << 10;

  GzipCompressor(OutputStream target) throws IOException {
    super(target, BUFFER, true);
  }

  @Override
  public void close() {
    def.end();
  }
}
