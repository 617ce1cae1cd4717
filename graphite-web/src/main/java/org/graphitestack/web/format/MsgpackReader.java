// Copyright 2026 The Graphite Stack Authors
// SPDX-License-Identifier: Apache-2.0

package org.graphitestack.web.format;

import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/// MessagePack, read value by value as [MsgpackWriter] writes it, in whatever form a value came.
/// Lengths are believed only as far as there are bytes: nothing is allocated for more than came.
/// Used by one thread.
///
/// [1] github.com/msgpack/msgpack/blob/master/spec.md
public final class MsgpackReader {

  private static final int SIZE = 1 << 16;
  private static final int DEEPEST = 64;

  /// Texts are read in pieces of this size, so that a length alone takes no memory.
  private static final int PIECE = 1 << 16;

  private final InputStream in;
  private final ByteBuffer buffer = ByteBuffer.allocate(SIZE).limit(0);
  private long read;

  public MsgpackReader(InputStream in) {
    this.in = in;
  }

  /// Begins a list.
  ///
  /// @return how many values it says it has
  public int list() throws IOException {
    var head = int8();
    return size(head, 0x90, 0xdc, "a list");
  }

  /// Begins a map.
  ///
  /// @return how many pairs it says it has
  public int map() throws IOException {
    var head = int8();
    return size(head, 0x80, 0xde, "a map");
  }

  private int size(int head, int fix, int sized, String expected) throws IOException {
    if ((head & 0xf0) == fix) {
      return head & 0x0f;
    }
    if (head == sized) {
      return int16();
    }
    if (head == sized + 1) {
      return length(int32());
    }
    throw malformed(head, expected);
  }

  /// A text; bytes count as UTF-8.
  public String text() throws IOException {
    var head = int8();
    var length = textLength(head);
    if (length < 0) {
      throw malformed(head, "a text");
    }
    return new String(bytes(length), StandardCharsets.UTF_8);
  }

  /// The length of a text or of bytes; negative if the head is that of something else.
  private int textLength(int head) throws IOException {
    if ((head & 0xe0) == 0xa0) {
      return head & 0x1f;
    }
    return switch (head) {
      case 0xc4, 0xd9 -> int8();
      case 0xc5, 0xda -> int16();
      case 0xc6, 0xdb -> length(int32());
      default -> -1;
    };
  }

  /// A number; NaN for nil.
  public double number() throws IOException {
    var head = int8();
    return switch (head) {
      case 0xcb -> Double.longBitsToDouble(int64());
      case 0xca -> Float.intBitsToFloat((int) int32());
      case 0xc0 -> Double.NaN;
      case 0xcf -> unsigned(int64());
      default -> whole(head);
    };
  }

  private static double unsigned(long bits) {
    return bits >= 0 ? bits : (bits >>> 1) * 2.0;
  }

  private long whole(int head) throws IOException {
    if (head < 0x80) {
      return head;
    }
    if (head >= 0xe0) {
      return (byte) head;
    }
    return switch (head) {
      case 0xcc -> int8();
      case 0xcd -> int16();
      case 0xce -> int32();
      case 0xd0 -> (byte) int8();
      case 0xd1 -> (short) int16();
      case 0xd2 -> (int) int32();
      case 0xd3 -> int64();
      default -> throw malformed(head, "a number");
    };
  }

  /// True or false; a number counts as true if it is not 0, nil as false.
  public boolean flag() throws IOException {
    var head = int8();
    return switch (head) {
      case 0xc2, 0xc0 -> false;
      case 0xc3 -> true;
      default -> whole(head) != 0;
    };
  }

  /// Steps over one value, whatever it is.
  public void skip() throws IOException {
    skip(0);
  }

  private void skip(int depth) throws IOException {
    if (depth > DEEPEST) {
      throw new IOException("msgpack: nested deeper than " + DEEPEST + " at byte " + read);
    }
    var head = int8();
    var text = textLength(head);
    if (text >= 0) {
      skipBytes(text);
    } else if ((head & 0xf0) == 0x90 || head == 0xdc || head == 0xdd) {
      skipValues(size(head, 0x90, 0xdc, "a list"), depth);
    } else if ((head & 0xf0) == 0x80 || head == 0xde || head == 0xdf) {
      var pairs = size(head, 0x80, 0xde, "a map");
      skipValues(pairs, depth);
      skipValues(pairs, depth);
    } else {
      skipBytes(plainLength(head));
    }
  }

  private void skipValues(int count, int depth) throws IOException {
    for (var i = 0; i < count; i++) {
      skip(depth + 1);
    }
  }

  /// Bytes after the head of a number, flag, nil or extension.
  private int plainLength(int head) throws IOException {
    return switch (head) {
      case 0xc7 -> int8() + 1;
      case 0xc8 -> int16() + 1;
      case 0xc9 -> length(int32() + 1);
      case 0xcc, 0xd0 -> 1;
      case 0xcd, 0xd1, 0xd4 -> 2;
      case 0xd5 -> 3;
      case 0xca, 0xce, 0xd2 -> 4;
      case 0xd6 -> 5;
      case 0xcb, 0xcf, 0xd3 -> 8;
      case 0xd7 -> 9;
      case 0xd8 -> 17;
      case 0xc1 -> throw malformed(head, "a value");
      default -> 0;
    };
  }

  private int length(long length) throws IOException {
    if (length > Integer.MAX_VALUE - 8) {
      throw new IOException("msgpack: length " + length + " at byte " + read);
    }
    return (int) length;
  }

  private byte[] bytes(int length) throws IOException {
    var bytes = new byte[Math.min(length, PIECE)];
    for (var at = 0; at < length; ) {
      if (at == bytes.length) {
        bytes = Arrays.copyOf(bytes, (int) Math.min(length, bytes.length * 2L));
      }
      var piece = Math.min(bytes.length - at, need(1).remaining());
      buffer.get(bytes, at, piece);
      read += piece;
      at += piece;
    }
    return bytes;
  }

  private void skipBytes(int length) throws IOException {
    for (var left = length; left > 0; ) {
      var piece = Math.min(left, need(1).remaining());
      buffer.position(buffer.position() + piece);
      read += piece;
      left -= piece;
    }
  }

  private int int8() throws IOException {
    read++;
    return need(1).get() & 0xff;
  }

  private int int16() throws IOException {
    read += 2;
    return need(2).getShort() & 0xffff;
  }

  private long int32() throws IOException {
    read += 4;
    return need(4).getInt() & 0xffff_ffffL;
  }

  private long int64() throws IOException {
    read += 8;
    return need(8).getLong();
  }

  private ByteBuffer need(int bytes) throws IOException {
    while (buffer.remaining() < bytes) {
      buffer.compact();
      var came = in.read(buffer.array(), buffer.position(), buffer.remaining());
      buffer.position(buffer.position() + Math.max(0, came)).flip();
      if (came < 0) {
        throw new EOFException("msgpack: the end at byte " + read + " (expected: a value)");
      }
    }
    return buffer;
  }

  private IOException malformed(int head, String expected) {
    return new IOException(
        "msgpack: 0x"
            + Integer.toHexString(head)
            + " before byte "
            + read
            + " (expected: "
            + expected
            + ")");
  }
}
