// Copyright 2026 The Graphite Stack Authors
// SPDX-License-Identifier: Apache-2.0

package org.graphitestack.web.http;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// Passes an answer on and keeps a copy of it, unless it turns out to be too large. Used by one
/// thread.
final class KeepingStream extends OutputStream {

  private final OutputStream out;
  private final int most;
  private @Nullable ByteArrayOutputStream copy = new ByteArrayOutputStream();

  /// @param most bytes of the largest copy
  KeepingStream(OutputStream out, int most) {
    this.out = out;
    this.most = most;
  }

  @Override
  public void write(int one) throws IOException {
    write(new byte[] {(byte) one}, 0, 1);
  }

  @Override
  public void write(byte[] bytes, int offset, int length) throws IOException {
    out.write(bytes, offset, length);
    if (copy != null) {
      if (copy.size() + (long) length > most) {
        copy = null;
      } else {
        copy.write(bytes, offset, length);
      }
    }
  }

  @Override
  public void flush() throws IOException {
    out.flush();
  }

  /// What was written, unless it was too much.
  Optional<byte[]> kept() {
    return Optional.ofNullable(copy).map(ByteArrayOutputStream::toByteArray);
  }
}
