// Copyright 2026 The Graphite Stack Authors
// SPDX-License-Identifier: Apache-2.0

package org.graphitestack.web.format;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;

/// A message of Protocol Buffers that is put together in memory, for its length stands before it.
/// What is empty or zero is left out, as the third version of the language has it. Used by one
/// thread.
///
/// | bytes | value of a field |
/// |---|---|
/// | `field·8 + 0`, varint | whole number, flag |
/// | `field·8 + 2`, varint, bytes | text in UTF-8, message, packed numbers |
/// | `field·8 + 5`, 4 bytes | float |
///
/// Varints are groups of seven bits, the lowest first, with the eighth bit on all but the last;
/// floats and doubles are little-endian.
///
/// [1] protobuf.dev/programming-guides/encoding
public final class ProtobufMessage {

  private static final int VARINT = 0;
  private static final int BYTES = 2;
  private static final int FOUR_BYTES = 5;

  private final ByteArrayOutputStream bytes = new ByteArrayOutputStream();

  /// Adds a text.
  public ProtobufMessage text(int field, String text) {
    if (!text.isEmpty()) {
      bytes(field, text.getBytes(StandardCharsets.UTF_8));
    }
    return this;
  }

  /// Adds a whole number; a negative one takes ten bytes.
  public ProtobufMessage whole(int field, long number) {
    if (number != 0) {
      varint(field * 8L + VARINT, bytes);
      varint(number, bytes);
    }
    return this;
  }

  /// Adds a flag.
  public ProtobufMessage flag(int field, boolean flag) {
    return whole(field, flag ? 1 : 0);
  }

  /// Adds a number of four bytes.
  public ProtobufMessage real(int field, float number) {
    if (number != 0) {
      varint(field * 8L + FOUR_BYTES, bytes);
      var four = ByteBuffer.allocate(Float.BYTES).order(ByteOrder.LITTLE_ENDIAN);
      bytes.writeBytes(four.putFloat(number).array());
    }
    return this;
  }

  /// Adds numbers of eight bytes, packed; all of them, zeros too.
  public ProtobufMessage reals(int field, double[] numbers) {
    if (numbers.length > 0) {
      var packed =
          ByteBuffer.allocate(Math.multiplyExact(Double.BYTES, numbers.length))
              .order(ByteOrder.LITTLE_ENDIAN);
      packed.asDoubleBuffer().put(numbers);
      bytes(field, packed.array());
    }
    return this;
  }

  /// Adds flags, packed; all of them.
  public ProtobufMessage flags(int field, boolean[] flags) {
    if (flags.length > 0) {
      var packed = new byte[flags.length];
      for (var i = 0; i < flags.length; i++) {
        packed[i] = (byte) (flags[i] ? 1 : 0);
      }
      bytes(field, packed);
    }
    return this;
  }

  /// Adds a message within this one, an empty one too.
  public ProtobufMessage message(int field, ProtobufMessage message) {
    bytes(field, message.bytes.toByteArray());
    return this;
  }

  private void bytes(int field, byte[] value) {
    varint(field * 8L + BYTES, bytes);
    varint(value.length, bytes);
    bytes.writeBytes(value);
  }

  /// Its bytes, as they stand where it is the outermost one.
  public byte[] toByteArray() {
    return bytes.toByteArray();
  }

  /// Writes it as a field of an outer message that is never in memory as a whole.
  void writeTo(OutputStream out, int field) throws IOException {
    var head = new ByteArrayOutputStream();
    varint(field * 8L + BYTES, head);
    varint(bytes.size(), head);
    head.writeTo(out);
    bytes.writeTo(out);
  }

  private static void varint(long number, ByteArrayOutputStream out) {
    var left = number;
    while ((left & ~0x7fL) != 0) {
      out.write((int) ((left & 0x7f) | 0x80));
      left >>>= 7;
    }
    out.write((int) left);
  }
}
