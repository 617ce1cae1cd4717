// Copyright 2026 The Graphite Stack Authors
// SPDX-License-Identifier: Apache-2.0

package org.graphitestack.protocol.pickle;

import java.util.Arrays;

/// The values of one pickle as numbers in columns: a value is an index. Lists and tuples are chains
/// of cells, so nothing recurses and nothing is allocated per value.
final class PickleValues {

  /// What a value is.
  enum Kind {
    MARK,
    NONE,
    INTEGER,
    FLOAT,
    TEXT,
    BYTES,
    LIST,
    TUPLE,
    /// A chain of cells like the others: key, value, key, value.
    DICTIONARY,
    /// A class whose objects are passed over, or such an object: nothing is known of it.
    OBJECT
  }

  static final int NO_CELL = -1;

  private static final int KEPT = 65_536;

  private Kind[] kinds = new Kind[256];
  private long[] contents = new long[256];
  private int[] lastCells = new int[256];
  private int size;
  private int[] cellValues = new int[256];
  private int[] nextCells = new int[256];
  private int cells;

  int addMark() {
    return add(Kind.MARK, 0);
  }

  int addNone() {
    return add(Kind.NONE, 0);
  }

  int addObject() {
    return add(Kind.OBJECT, 0);
  }

  int addInteger(long integer) {
    return add(Kind.INTEGER, integer);
  }

  int addFloat(double number) {
    return add(Kind.FLOAT, Double.doubleToRawLongBits(number));
  }

  /// Text or bytes that lie in the payload.
  int addBytes(Kind kind, int offset, int length) {
    return add(kind, (long) offset << 32 | length);
  }

  /// An empty list, tuple or dictionary.
  int addSequence(Kind kind) {
    var value = add(kind, NO_CELL);
    lastCells[value] = NO_CELL;
    return value;
  }

  void append(int sequence, int element) {
    if (cells == cellValues.length) {
      cellValues = Arrays.copyOf(cellValues, cells * 2);
      nextCells = Arrays.copyOf(nextCells, cells * 2);
    }
    cellValues[cells] = element;
    nextCells[cells] = NO_CELL;
    if (lastCells[sequence] == NO_CELL) {
      contents[sequence] = cells;
    } else {
      nextCells[lastCells[sequence]] = cells;
    }
    lastCells[sequence] = cells++;
  }

  Kind kind(int value) {
    return kinds[value];
  }

  boolean isSequence(int value) {
    var kind = kind(value);
    return kind == Kind.LIST || kind == Kind.TUPLE;
  }

  long integer(int value) {
    return contents[value];
  }

  double floating(int value) {
    return Double.longBitsToDouble(contents[value]);
  }

  int offset(int value) {
    return (int) (contents[value] >>> 32);
  }

  int length(int value) {
    return (int) contents[value];
  }

  /// The first cell of a list, tuple or dictionary, or [#NO_CELL].
  int firstCell(int sequence) {
    return (int) contents[sequence];
  }

  int nextCell(int cell) {
    return nextCells[cell];
  }

  int valueIn(int cell) {
    return cellValues[cell];
  }

  void clear() {
    size = 0;
    cells = 0;
    if (kinds.length > KEPT) {
      kinds = new Kind[256];
      contents = new long[256];
      lastCells = new int[256];
    }
    if (cellValues.length > KEPT) {
      cellValues = new int[256];
      nextCells = new int[256];
    }
  }

  private int add(Kind kind, long content) {
    if (size == kinds.length) {
      kinds = Arrays.copyOf(kinds, size * 2);
      contents = Arrays.copyOf(contents, size * 2);
      lastCells = Arrays.copyOf(lastCells, size * 2);
    }
    kinds[size] = kind;
    contents[size] = content;
    return size++;
  }
}
