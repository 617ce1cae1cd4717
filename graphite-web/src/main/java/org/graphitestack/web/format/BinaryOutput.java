// Copyright 2026 The Graphite Stack Authors
// SPDX-License-Identifier: Apache-2.0

package org.graphitestack.web.format;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;

/// A buffered stream of numbers and bytes in one byte order. Used by one thread; the caller flushes
/// it at the end.
final class BinaryOutput {

  private static final int SIZE = 1 << 14;

  private final OutputStream out;
  private final ByteBuffer buffer;

  BinaryOutput(OutputStream out, ByteOrder order) {
    this.out = out;
    this.buffer = ByteBuffer.allocate(SIZE).order(order);
  }

  BinaryOutput int8(int value) throws IOException {
    room(Byte.BYTES).put((byte) value);
    return this;
  }

  BinaryOutput int16(int value) throws IOException {
    room(Short.BYTES).putShort((short) value);
    return this;
  }

  BinaryOutput int32(long value) throws IOException {
    room(Integer.BYTES).putInt((int) value);
    return this;
  }

  BinaryOutput int64(long value) throws IOException {
    room(Long.BYTES).putLong(value);
    return this;
  }

  BinaryOutput bytes(byte[] bytes) throws IOException {
    if (bytes.length > buffer.remaining()) {
      drain();
    }
    if (bytes.length > SIZE) {
      out.write(bytes);
    } else {
      buffer.put(bytes);
    }
    return this;
  }

  private ByteBuffer room(int bytes) throws IOException {
    if (buffer.remaining() < bytes) {
      drain();
    }
    return buffer;
  }

  private void drain() throws IOException {
    out.write(buffer.array(), 0, buffer.position());
    buffer.clear();
  }

  void flush() throws IOException {
    drain();
    out.flush();
  }
}
