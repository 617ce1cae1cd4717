// Copyright 2026 The Graphite Stack Authors
// SPDX-License-Identifier: Apache-2.0

package org.graphitestack.web.cluster;

import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;

/// The body of an answer, which counts its bytes and ends with an error where it is too long.
final class BoundedBody extends FilterInputStream {

  private final long most;
  private long count;

  BoundedBody(InputStream in, long most) {
    super(in);
    this.most = most;
  }

  /// Bytes read so far.
  long count() {
    return count;
  }

  /// Bytes that may still come.
  long left() {
    return most - count;
  }

  @Override
  public int read() throws IOException {
    var one = super.read();
    counted(one < 0 ? 0 : 1);
    return one;
  }

  @Override
  public int read(byte[] bytes, int offset, int length) throws IOException {
    var came = super.read(bytes, offset, length);
    counted(Math.max(0, came));
    return came;
  }

  @Override
  public long skip(long wanted) throws IOException {
    var skipped = super.skip(wanted);
    counted(skipped);
    return skipped;
  }

  @Override
  public boolean markSupported() {
    return false;
  }

  private void counted(long bytes) throws IOException {
    count += bytes;
    if (count > most) {
      throw new IOException(
          "an answer of more than " + most + " bytes (expected: at most so many)");
    }
  }
}
