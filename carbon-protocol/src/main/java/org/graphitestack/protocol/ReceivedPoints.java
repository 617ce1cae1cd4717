// Copyright 2026 The Graphite Stack Authors
// SPDX-License-Identifier: Apache-2.0

package org.graphitestack.protocol;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/// Points of one read, in columns: names as UTF-8 bytes, timestamps, values.
///
/// A plain one keeps the names alone, one behind the other. One that keeps lines holds for each
/// point its whole plaintext line `name value timestamp`, with single spaces and its LF, however
/// the point arrived: what a relay passes on and a journal keeps. A line's number text is then the
/// sender's own wherever that is plain.
///
/// Filled, handed over and cleared over and over by one thread; nothing is allocated per point once
/// the columns have grown to the size of a usual read. Not thread-safe.
///
/// Measured by `benchmarks`: `LineParserBenchmark`.
public final class ReceivedPoints {

  /// Columns longer than this are given back when cleared, so that one huge read does not stay.
  private static final int KEPT_POINTS = 65_536;

  private static final int FIRST_BYTES = 4096;
  private static final int FIRST_POINTS = 64;

  private final boolean keepsLines;
  private final boolean blanksInNames;
  private byte[] bytes = new byte[FIRST_BYTES];
  private int[] ends = new int[FIRST_POINTS];
  private int[] nameLengths = new int[FIRST_POINTS];
  private long[] timestamps = new long[FIRST_POINTS];
  private double[] values = new double[FIRST_POINTS];
  private int size;

  /// An empty batch that keeps names alone.
  public ReceivedPoints() {
    this(false, true);
  }

  private ReceivedPoints(boolean keepsLines, boolean blanksInNames) {
    this.keepsLines = keepsLines;
    this.blanksInNames = blanksInNames;
  }

  /// An empty batch that keeps every point's line, to be sent on: its names are words.
  public static ReceivedPoints keepingLines() {
    return new ReceivedPoints(true, false);
  }

  /// An empty batch that keeps every point's line, to be read back by [StoredLines]: its names may
  /// hold blanks, which pickles can bring.
  ///
  /// [StoredLines]: org.graphitestack.protocol.line.StoredLines
  public static ReceivedPoints keepingLinesForStore() {
    return new ReceivedPoints(true, true);
  }

  /// Whether a name may be in this batch: any may if lines are not kept.
  public boolean takesName(byte[] name, int offset, int length) {
    return !keepsLines
        || (blanksInNames
            ? PointCheck.fitsStoredLine(name, offset, length)
            : PointCheck.fitsLine(name, offset, length));
  }

  /// Whether every point's line is kept.
  public boolean keepsLines() {
    return keepsLines;
  }

  /// Adds one point; its line, if lines are kept, is written from the numbers.
  ///
  /// @param name UTF-8, one that [#takesName]
  /// @param timestamp epoch seconds
  public void add(byte[] name, int offset, int length, long timestamp, double value) {
    var start = byteCount();
    reserve(start + length + (keepsLines ? NumberText.MAX_LENGTH * 2 + 3 : 0));
    System.arraycopy(name, offset, bytes, start, length);
    var end = start + length;
    if (keepsLines) {
      end = writeNumbers(end, timestamp, value);
    }
    append(end, length, timestamp, value);
  }

  /// Adds one point by its line, which has to be what [#keepingLines] promises.
  ///
  /// @param length bytes of the line with its LF
  /// @param nameLength bytes of the name the line begins with
  /// @param timestamp epoch seconds, as in the line
  public void addLine(
      byte[] line, int offset, int length, int nameLength, long timestamp, double value) {
    var start = byteCount();
    var kept = keepsLines ? length : nameLength;
    reserve(start + kept);
    System.arraycopy(line, offset, bytes, start, kept);
    append(start + kept, nameLength, timestamp, value);
  }

  /// Adds a point of another batch.
  public void addFrom(ReceivedPoints other, int index) {
    var start = other.nameOffset(index);
    if (keepsLines && !other.keepsLines) {
      add(
          other.bytes,
          start,
          other.nameLengths[index],
          other.timestamps[index],
          other.values[index]);
    } else {
      addLine(
          other.bytes,
          start,
          other.ends[index] - start,
          other.nameLengths[index],
          other.timestamps[index],
          other.values[index]);
    }
  }

  /// Adds a point of another batch under another name.
  public void addRenamed(ReceivedPoints other, int index, byte[] name, int offset, int length) {
    if (!keepsLines || !other.keepsLines) {
      add(name, offset, length, other.timestamps[index], other.values[index]);
      return;
    }
    var numbers = other.nameOffset(index) + other.nameLengths[index];
    var numbersLength = other.ends[index] - numbers;
    var start = byteCount();
    reserve(start + length + numbersLength);
    System.arraycopy(name, offset, bytes, start, length);
    System.arraycopy(other.bytes, numbers, bytes, start + length, numbersLength);
    append(start + length + numbersLength, length, other.timestamps[index], other.values[index]);
  }

  public int size() {
    return size;
  }

  public boolean isEmpty() {
    return size == 0;
  }

  /// The array all names or lines lie in, from its beginning to [#byteCount]. Not to be written to,
  /// not to be kept.
  public byte[] bytes() {
    return bytes;
  }

  /// How many bytes of [#bytes] are in use.
  public int byteCount() {
    return size == 0 ? 0 : ends[size - 1];
  }

  /// Where the name of point `index`, and its line, begins in [#bytes].
  public int nameOffset(int index) {
    return index == 0 ? 0 : ends[index - 1];
  }

  /// Bytes in the name of point `index`.
  public int nameLength(int index) {
    return nameLengths[index];
  }

  /// Behind the LF of the line of point `index`, if lines are kept.
  public int lineEnd(int index) {
    return ends[index];
  }

  /// The name of point `index` as text, for messages and tests.
  public String name(int index) {
    return new String(bytes, nameOffset(index), nameLength(index), StandardCharsets.UTF_8);
  }

  /// The line of point `index` without its LF as text, for messages and tests.
  ///
  /// @throws IllegalStateException if lines are not kept
  public String line(int index) {
    if (!keepsLines) {
      throw new IllegalStateException("points: names alone (expected: a batch that keeps lines)");
    }
    var start = nameOffset(index);
    return new String(bytes, start, ends[index] - 1 - start, StandardCharsets.UTF_8);
  }

  /// Epoch seconds of point `index`.
  public long timestamp(int index) {
    return timestamps[index];
  }

  public double value(int index) {
    return values[index];
  }

  /// Forgets all points.
  public void clear() {
    size = 0;
    if (ends.length > KEPT_POINTS) {
      bytes = new byte[FIRST_BYTES];
      ends = new int[FIRST_POINTS];
      nameLengths = new int[FIRST_POINTS];
      timestamps = new long[FIRST_POINTS];
      values = new double[FIRST_POINTS];
    }
  }

  private int writeNumbers(int at, long timestamp, double value) {
    bytes[at] = ' ';
    var end = NumberText.write(value, bytes, at + 1);
    bytes[end] = ' ';
    end = NumberText.write(timestamp, bytes, end + 1);
    bytes[end] = '\n';
    return end + 1;
  }

  private void reserve(int length) {
    if (length > bytes.length) {
      bytes = Arrays.copyOf(bytes, Math.max(bytes.length * 2, length));
    }
  }

  private void append(int end, int nameLength, long timestamp, double value) {
    if (size == ends.length) {
      ends = Arrays.copyOf(ends, size * 2);
      nameLengths = Arrays.copyOf(nameLengths, size * 2);
      timestamps = Arrays.copyOf(timestamps, size * 2);
      values = Arrays.copyOf(values, size * 2);
    }
    ends[size] = end;
    nameLengths[size] = nameLength;
    timestamps[size] = timestamp;
    values[size] = value;
    size++;
  }
}
