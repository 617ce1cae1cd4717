// Copyright 2026 The Graphite Stack Authors
// SPDX-License-Identifier: Apache-2.0

package org.graphitestack.protocol.pickle;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.ByteBufUtil;
import java.util.function.IntConsumer;

/// Writes values as Python's own pickler does in protocol 2, byte for byte: every text, list, tuple
/// and dictionary gets a memo number, and items are put into their container a thousand at a time.
///
/// Source: the pickle protocol's documentation in Python's `pickletools`; what CPython writes.
public final class PickleWriter {

  private static final int PROTOCOL = 2;
  private static final int BATCH = 1000;
  private static final int ONE_BYTE = 256;

  private final ByteBuf out;
  private int memoized;

  /// @param out gets the pickle
  public PickleWriter(ByteBuf out) {
    this.out = out;
  }

  /// Writes one pickle.
  ///
  /// @param root writes its one value
  public void write(Runnable root) {
    memoized = 0;
    out.writeByte(Opcode.PROTO).writeByte(PROTOCOL);
    root.run();
    out.writeByte(Opcode.STOP);
  }

  /// Writes a text.
  public void text(String text) {
    out.writeByte(Opcode.BINUNICODE);
    var lengthAt = out.writerIndex();
    out.writeIntLE(0);
    out.setIntLE(lengthAt, ByteBufUtil.writeUtf8(out, text));
    memoize();
  }

  /// Writes a number with a fraction.
  public void number(double number) {
    out.writeByte(Opcode.BINFLOAT).writeDouble(number);
  }

  /// Writes a tuple of two numbers.
  public void pair(double first, double second) {
    number(first);
    number(second);
    out.writeByte(Opcode.TUPLE2);
    memoize();
  }

  /// Writes a list.
  ///
  /// @param element writes the element of an index
  public void list(int size, IntConsumer element) {
    out.writeByte(Opcode.EMPTY_LIST);
    memoize();
    if (size == 1) {
      element.accept(0);
      out.writeByte(Opcode.APPEND);
      return;
    }
    for (var at = 0; at < size; ) {
      out.writeByte(Opcode.MARK);
      for (var inBatch = 0; inBatch < BATCH && at < size; inBatch++) {
        element.accept(at++);
      }
      out.writeByte(Opcode.APPENDS);
    }
  }

  /// Writes a dictionary. Behind a full last batch Python writes an empty one, and so does this.
  ///
  /// @param item writes key and value of an index
  public void dictionary(int size, IntConsumer item) {
    out.writeByte(Opcode.EMPTY_DICT);
    memoize();
    if (size == 0) {
      return;
    }
    if (size == 1) {
      item.accept(0);
      out.writeByte(Opcode.SETITEM);
      return;
    }
    var at = 0;
    int inBatch;
    do {
      out.writeByte(Opcode.MARK);
      for (inBatch = 0; inBatch < BATCH && at < size; inBatch++) {
        item.accept(at++);
      }
      out.writeByte(Opcode.SETITEMS);
    } while (inBatch == BATCH);
  }

  private void memoize() {
    if (memoized < ONE_BYTE) {
      out.writeByte(Opcode.BINPUT).writeByte(memoized);
    } else {
      out.writeByte(Opcode.LONG_BINPUT).writeIntLE(memoized);
    }
    memoized++;
  }
}
