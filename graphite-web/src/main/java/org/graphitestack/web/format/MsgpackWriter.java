// Copyright 2026 The Graphite Stack Authors
// SPDX-License-Identifier: Apache-2.0

package org.graphitestack.web.format;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;

/// MessagePack 2.0, big-endian; each value in the shortest form there is, but for numbers with a
/// fraction, which are always doubles.
///
/// | bytes | value |
/// |---|---|
/// | `00`-`7f` `e0`-`ff` | whole number 0 to 127, -32 to -1 |
/// | `cc cd ce cf` | unsigned of 1, 2, 4, 8 bytes |
/// | `d0 d1 d2 d3` | signed, negative, of 1, 2, 4, 8 bytes |
/// | `cb` | double |
/// | `c0 c2 c3` | nil, false, true |
/// | `a0`-`bf` `d9 da db` | UTF-8 of up to 31 bytes; length of 1, 2, 4 bytes |
/// | `90`-`9f` `dc dd` | list of up to 15; size of 2, 4 bytes |
/// | `80`-`8f` `de df` | map likewise |
///
/// [1] github.com/msgpack/msgpack/blob/master/spec.md
public final class MsgpackWriter implements TreeWriter {

  private final BinaryOutput out;

  public MsgpackWriter(OutputStream out) {
    this.out = new BinaryOutput(out, ByteOrder.BIG_ENDIAN);
  }

  @Override
  public void startList(int size) throws IOException {
    container(size, 0x90, 0xdc);
  }

  @Override
  public void endList() {
    // its size was said
  }

  @Override
  public void startMap(int size) throws IOException {
    container(size, 0x80, 0xde);
  }

  @Override
  public void endMap() {
    // its size was said
  }

  private void container(int size, int fix, int sized) throws IOException {
    if (size < 16) {
      out.int8(fix | size);
    } else if (size < 1 << 16) {
      out.int8(sized).int16(size);
    } else {
      out.int8(sized + 1).int32(size);
    }
  }

  @Override
  public void text(String text) throws IOException {
    var bytes = text.getBytes(StandardCharsets.UTF_8);
    if (bytes.length < 32) {
      out.int8(0xa0 | bytes.length);
    } else if (bytes.length < 1 << 8) {
      out.int8(0xd9).int8(bytes.length);
    } else if (bytes.length < 1 << 16) {
      out.int8(0xda).int16(bytes.length);
    } else {
      out.int8(0xdb).int32(bytes.length);
    }
    out.bytes(bytes);
  }

  @Override
  public void whole(long number) throws IOException {
    if (number < 0) {
      negative(number);
    } else if (number < 1 << 7) {
      out.int8((int) number);
    } else if (number < 1 << 8) {
      out.int8(0xcc).int8((int) number);
    } else if (number < 1 << 16) {
      out.int8(0xcd).int16((int) number);
    } else if (number < 1L << 32) {
      out.int8(0xce).int32(number);
    } else {
      out.int8(0xcf).int64(number);
    }
  }

  private void negative(long number) throws IOException {
    if (number >= -32) {
      out.int8((int) number);
    } else if (number >= Byte.MIN_VALUE) {
      out.int8(0xd0).int8((int) number);
    } else if (number >= Short.MIN_VALUE) {
      out.int8(0xd1).int16((int) number);
    } else if (number >= Integer.MIN_VALUE) {
      out.int8(0xd2).int32(number);
    } else {
      out.int8(0xd3).int64(number);
    }
  }

  @Override
  public void real(double number) throws IOException {
    out.int8(0xcb).int64(Double.doubleToRawLongBits(number));
  }

  @Override
  public void flag(boolean flag) throws IOException {
    out.int8(flag ? 0xc3 : 0xc2);
  }

  @Override
  public void none() throws IOException {
    out.int8(0xc0);
  }

  @Override
  public void flush() throws IOException {
    out.flush();
  }
}
