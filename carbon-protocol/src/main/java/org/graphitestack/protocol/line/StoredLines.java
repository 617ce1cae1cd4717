// Copyright 2026 The Graphite Stack Authors
// SPDX-License-Identifier: Apache-2.0

package org.graphitestack.protocol.line;

import java.nio.ByteBuffer;
import org.graphitestack.protocol.PointCheck;

/// Reads stored lines back, `name value timestamp` with single spaces and an LF each, one at a
/// time. Lines that are something else were damaged in store; they are counted and passed over.
///
/// ```
/// read(lines) -> next() true -> nameOffset, value, ... ; end() -> next() ...
///                       false: no further whole line
/// ```
///
/// Looks at up to 64 KiB at once, copied, so that mapped and direct buffers are as quick as arrays.
/// Nothing is allocated per line. Not thread-safe.
public final class StoredLines {

  private static final int WINDOW = 65_536;

  private final boolean blanksInNames;
  private final byte[] bytes = new byte[WINDOW];
  private final PythonFloat number = new PythonFloat();

  private int length;
  private int end;
  private int lineStart;
  private int nameEnd;
  private long timestamp;
  private double value;
  private long damaged;

  /// Takes lines whose names are words.
  public StoredLines() {
    this(false);
  }

  private StoredLines(boolean blanksInNames) {
    this.blanksInNames = blanksInNames;
  }

  /// Takes names that hold blanks as well: lines are read from their ends.
  public static StoredLines withBlanksInNames() {
    return new StoredLines(true);
  }

  /// Begins at the position of a buffer, which is not moved.
  public void read(ByteBuffer lines) {
    length = Math.min(lines.remaining(), WINDOW);
    lines.get(lines.position(), bytes, 0, length);
    end = 0;
  }

  /// Goes to the next whole line that is a point.
  ///
  /// @return false if there is none; [#end] is then behind the damaged lines that were passed over
  public boolean next() {
    while (true) {
      var lineFeed = lineFeed(end);
      if (lineFeed < 0) {
        passOverEndless();
        return false;
      }
      lineStart = end;
      end = lineFeed + 1;
      if (parse(lineFeed)) {
        return true;
      }
      damaged++;
    }
  }

  /// The array the current line lies in.
  public byte[] bytes() {
    return bytes;
  }

  /// Where the current line, and its name, begins in [#bytes].
  public int nameOffset() {
    return lineStart;
  }

  public int nameLength() {
    return nameEnd - lineStart;
  }

  /// Epoch seconds.
  public long timestamp() {
    return timestamp;
  }

  public double value() {
    return value;
  }

  /// How many bytes of the buffer lie before the end of the current line.
  public int end() {
    return end;
  }

  /// Lines passed over so far.
  public long damaged() {
    return damaged;
  }

  /// A full window without any LF is no line: it would be met again for ever.
  private void passOverEndless() {
    if (end == 0 && length == WINDOW) {
      end = length;
      damaged++;
    }
  }

  private int lineFeed(int from) {
    for (var at = from; at < length; at++) {
      if (bytes[at] == '\n') {
        return at;
      }
    }
    return -1;
  }

  private boolean parse(int lineFeed) {
    var valueEnd = lastSpace(lineStart, lineFeed);
    nameEnd = lastSpace(lineStart, valueEnd);
    if (nameEnd == lineStart || nameEnd - lineStart > LineParser.MAX_LINE) {
      return false;
    }
    for (var at = lineStart; at < nameEnd; at++) {
      if (bytes[at] == 0 || (bytes[at] == ' ' && !blanksInNames)) {
        return false;
      }
    }
    if (!number.parse(bytes, nameEnd + 1, valueEnd - nameEnd - 1)) {
      return false;
    }
    value = number.value();
    if (!number.parse(bytes, valueEnd + 1, lineFeed - valueEnd - 1)) {
      return false;
    }
    timestamp = (long) number.value();
    return timestamp >= 1 && timestamp <= PointCheck.MAX_TIMESTAMP;
  }

  /// Where the last space before the end is, or the line's start.
  private int lastSpace(int start, int before) {
    var at = before - 1;
    while (at > start && bytes[at] != ' ') {
      at--;
    }
    return Math.max(start, at);
  }
}
