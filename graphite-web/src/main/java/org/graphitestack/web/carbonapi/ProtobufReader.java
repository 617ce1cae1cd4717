// Copyright 2026 The Graphite Stack Authors
// SPDX-License-Identifier: Apache-2.0

package org.graphitestack.web.carbonapi;

import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;

/// Reads a message of Protocol Buffers field by field; the layout is told at
/// [org.graphitestack.web.format.ProtobufMessage]. Fields nobody asks for are passed over. What
/// comes from outside may be anything: lengths are held against what is there. Used by one thread.
final class ProtobufReader {

  private static final int VARINT = 0;
  private static final int EIGHT_BYTES = 1;
  private static final int BYTES = 2;
  private static final int FOUR_BYTES = 5;
  private static final int LONGEST_VARINT = 10;

  private final ByteBuffer bytes;
  private int field;
  private int type;
  private boolean read = true;

  ProtobufReader(byte[] message) {
    this(ByteBuffer.wrap(message));
  }

  private ProtobufReader(ByteBuffer bytes) {
    this.bytes = bytes;
  }

  /// Goes on to the next field, past the value of the last one if nobody has read it.
  ///
  /// @return whether there is one
  boolean next() {
    if (!read) {
      pass();
    }
    if (!bytes.hasRemaining()) {
      return false;
    }
    var tag = varint();
    field = (int) (tag >>> 3);
    type = (int) (tag & 7);
    if (tag >>> 3 == 0 || tag >>> 32 != 0) {
      throw wrong("field " + (tag >>> 3), "1 to 536870911");
    }
    read = false;
    return true;
  }

  /// The number of the field.
  int field() {
    return field;
  }

  /// The value as a whole number.
  long whole() {
    expect(VARINT, "a whole number");
    return varint();
  }

  /// The value as a text.
  String text() {
    expect(BYTES, "a text");
    try {
      return StandardCharsets.UTF_8.newDecoder().decode(slice()).toString();
    } catch (CharacterCodingException _) {
      throw wrong("bytes that are no text", "UTF-8");
    }
  }

  /// The value as a message.
  ProtobufReader message() {
    expect(BYTES, "a message");
    return new ProtobufReader(slice());
  }

  private void expect(int wanted, String what) {
    if (type != wanted) {
      throw wrong("field " + field + " of wire type " + type, what + ", wire type " + wanted);
    }
    read = true;
  }

  private void pass() {
    switch (type) {
      case VARINT -> varint();
      case EIGHT_BYTES -> take(Long.BYTES);
      case BYTES -> slice();
      case FOUR_BYTES -> take(Integer.BYTES);
      default -> throw wrong("wire type " + type, "0, 1, 2 or 5");
    }
  }

  private ByteBuffer slice() {
    return take(varint());
  }

  private ByteBuffer take(long length) {
    if (length < 0 || length > bytes.remaining()) {
      throw wrong("length " + length, "at most the " + bytes.remaining() + " bytes that are left");
    }
    var taken = bytes.slice(bytes.position(), (int) length);
    bytes.position(bytes.position() + (int) length);
    return taken;
  }

  private long varint() {
    var number = 0L;
    for (var i = 0; i < LONGEST_VARINT; i++) {
      if (!bytes.hasRemaining()) {
        throw wrong("the end within a number", "more bytes");
      }
      var next = bytes.get();
      number |= (next & 0x7fL) << (7 * i);
      if (next >= 0) {
        return number;
      }
    }
    throw wrong("a number of more than " + LONGEST_VARINT + " bytes", "a varint");
  }

  private IllegalArgumentException wrong(String found, String expected) {
    return new IllegalArgumentException(
        "message, before byte "
            + bytes.position()
            + ": "
            + found
            + " (expected: "
            + expected
            + ")");
  }
}
