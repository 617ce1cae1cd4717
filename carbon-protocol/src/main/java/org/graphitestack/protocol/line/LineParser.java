// Copyright 2026 The Graphite Stack Authors
// SPDX-License-Identifier: Apache-2.0

package org.graphitestack.protocol.line;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.time.InstantSource;
import java.util.Arrays;
import org.graphitestack.protocol.PointCheck;
import org.graphitestack.protocol.ReceivedPoints;
import org.graphitestack.protocol.RejectReason;
import org.graphitestack.protocol.RejectedInput;

/// Carbon's plaintext protocol: `path value timestamp`, one point per line, lines end with LF.
///
/// ```
///             over 16384 bytes without LF
///   in line ------------------------------> skipping
///      ^                                       |
///      '---------------------------------------'
///                         LF
/// ```
///
/// Bytes arrive in pieces of any size; an unfinished line is carried to the next piece. A bad line
/// is reported and left out, whatever is wrong with it, and parsing goes on behind its LF. Numbers
/// are Python's (see [PythonFloat]); timestamps are truncated to seconds, -1 means now.
///
/// No allocation for lines of ASCII. One per connection, not thread-safe. Measured by `benchmarks`:
/// `LineParserBenchmark`.
public final class LineParser {

  /// Longest line in bytes, without its LF.
  public static final int MAX_LINE = 16_384;

  private static final VarHandle LONGS =
      MethodHandles.byteArrayViewVarHandle(long[].class, ByteOrder.LITTLE_ENDIAN);
  private static final long LOW_BITS = 0x0101010101010101L;
  private static final long HIGH_BITS = 0x8080808080808080L;
  private static final long LINE_FEEDS = LOW_BITS * '\n';
  private static final byte[] NOTHING = {};

  /// Of [PointCheck#MAX_TIMESTAMP].
  private static final int TIMESTAMP_DIGITS = 10;

  /// A carry longer than this is given back once its line is finished.
  private static final int KEPT_CARRY = 1024;

  private final InstantSource clock;
  private final RejectedInput rejected;
  private final PythonFloat number = new PythonFloat();

  private byte[] carry = NOTHING;
  private int carried;
  private boolean skipping;

  /// @param clock tells the time for points with timestamp -1
  /// @param rejected hears of every bad line
  public LineParser(InstantSource clock, RejectedInput rejected) {
    this.clock = clock;
    this.rejected = rejected;
  }

  /// Reads the next piece of the stream; points of all lines that end in it are added.
  public void parse(byte[] bytes, int offset, int length, ReceivedPoints into) {
    var end = offset + length;
    var lineStart = offset;
    if (carried > 0 || skipping) {
      var lineFeed = indexOfLineFeed(bytes, offset, end);
      carry(bytes, offset, lineFeed < 0 ? end : lineFeed);
      if (lineFeed < 0) {
        return;
      }
      endCarried(into);
      lineStart = lineFeed + 1;
    }
    while (lineStart < end) {
      var next = parsePlainLine(bytes, lineStart, end, into);
      if (next >= 0) {
        lineStart = next;
        continue;
      }
      var lineFeed = indexOfLineFeed(bytes, lineStart, end);
      if (lineFeed < 0) {
        carry(bytes, lineStart, end);
        return;
      }
      parseLine(bytes, lineStart, lineFeed, into);
      lineStart = lineFeed + 1;
    }
  }

  /// Reads a datagram: its last line needs no LF, and a lone CR ends a line as well.
  public void parseDatagram(byte[] bytes, int offset, int length, ReceivedPoints into) {
    var end = offset + length;
    var lineStart = offset;
    for (var i = offset; i < end; i++) {
      var ends = bytes[i] == '\n' || bytes[i] == '\r';
      if (ends) {
        parseLine(bytes, lineStart, i, into);
        if (bytes[i] == '\r' && i + 1 < end && bytes[i + 1] == '\n') {
          i++;
        }
        lineStart = i + 1;
      }
    }
    if (lineStart < end) {
      parseLine(bytes, lineStart, end, into);
    }
  }

  private void carry(byte[] bytes, int start, int end) {
    if (skipping) {
      return;
    }
    var length = end - start;
    var room = Math.min(length, MAX_LINE - carried);
    if (carried + room + 1 > carry.length) {
      carry = Arrays.copyOf(carry, Math.min(MAX_LINE + 1, Math.max(128, (carried + room) * 2)));
    }
    System.arraycopy(bytes, start, carry, carried, room);
    carried += room;
    if (length > room) {
      skipping = true;
      rejected.rejected(RejectReason.LINE_TOO_LONG, carry, 0, carried);
    }
  }

  private void endCarried(ReceivedPoints into) {
    if (!skipping) {
      carry[carried] = '\n';
      parseLine(carry, 0, carried, into);
    }
    skipping = false;
    carried = 0;
    if (carry.length > KEPT_CARRY) {
      carry = NOTHING;
    }
  }

  /// Takes a line as nearly all senders write it, each of its bytes looked at once: a name of
  /// printable ASCII, a space, a short number, a space, digits, LF. What is wrong or merely unusual
  /// is left to [#parseLine], which would say the same of a line taken here.
  ///
  /// @return behind the LF, or -1 if the line is not of this kind or does not end here
  private int parsePlainLine(byte[] bytes, int start, int end, ReceivedPoints into) {
    var nameEnd = endOfPrintable(bytes, start, end);
    if (nameEnd == start || nameEnd >= end || bytes[nameEnd] != ' ') {
      return -1;
    }
    var valueEnd = number.parseLeading(bytes, nameEnd + 1, end);
    if (valueEnd < 0 || valueEnd >= end || bytes[valueEnd] != ' ') {
      return -1;
    }
    var timestamp = 0L;
    var at = valueEnd + 1;
    var mostDigits = Math.min(end, at + TIMESTAMP_DIGITS);
    for (; at < mostDigits && bytes[at] >= '0' && bytes[at] <= '9'; at++) {
      timestamp = timestamp * 10 + (bytes[at] - '0');
    }
    if (at >= end
        || bytes[at] != '\n'
        || timestamp < 1
        || timestamp > PointCheck.MAX_TIMESTAMP
        || at - start > MAX_LINE) {
      return -1;
    }
    into.addLine(bytes, start, at + 1 - start, nameEnd - start, timestamp, number.value());
    return at + 1;
  }

  private void parseLine(byte[] bytes, int start, int end, ReceivedPoints into) {
    if (end - start > MAX_LINE) {
      rejected.rejected(RejectReason.LINE_TOO_LONG, bytes, start, end - start);
      return;
    }
    if (hasHighBit(bytes, start, end)) {
      parseUnicode(bytes, start, end, into);
    } else {
      parseFields(bytes, start, end, into, bytes, start, end - start);
    }
  }

  /// Blanks of other scripts separate fields too, so the line is checked, its blanks are made
  /// spaces, and the result is parsed in its place.
  private void parseUnicode(byte[] bytes, int start, int end, ReceivedPoints into) {
    String text;
    try {
      text =
          StandardCharsets.UTF_8
              .newDecoder()
              .decode(ByteBuffer.wrap(bytes, start, end - start))
              .toString();
    } catch (CharacterCodingException _) {
      rejected.rejected(RejectReason.NOT_UTF8, bytes, start, end - start);
      return;
    }
    var spaced = new StringBuilder(text.length());
    text.codePoints().forEach(c -> spaced.appendCodePoint(Whitespace.isUnicode(c) ? ' ' : c));
    var line = spaced.toString().getBytes(StandardCharsets.UTF_8);
    parseFields(line, 0, line.length, into, bytes, start, end - start);
  }

  /// @param raw the line as it came, for the report
  private void parseFields(
      byte[] bytes,
      int start,
      int end,
      ReceivedPoints into,
      byte[] raw,
      int rawStart,
      int rawLength) {
    var name = skipBlanks(bytes, start, end);
    var nameEnd = skipField(bytes, name, end);
    var value = skipBlanks(bytes, nameEnd, end);
    var valueEnd = skipField(bytes, value, end);
    var time = skipBlanks(bytes, valueEnd, end);
    var timeEnd = skipField(bytes, time, end);
    if (time == timeEnd || skipBlanks(bytes, timeEnd, end) != end) {
      rejected.rejected(RejectReason.FIELD_COUNT, raw, rawStart, rawLength);
      return;
    }
    if (!into.takesName(bytes, name, nameEnd - name)) {
      rejected.rejected(RejectReason.NAME_NOT_A_WORD, raw, rawStart, rawLength);
      return;
    }
    if (!number.parse(bytes, value, valueEnd - value)) {
      rejected.rejected(RejectReason.VALUE_NOT_A_NUMBER, raw, rawStart, rawLength);
      return;
    }
    var pointValue = number.value();
    if (!number.parse(bytes, time, timeEnd - time)) {
      rejected.rejected(RejectReason.TIMESTAMP_NOT_A_NUMBER, raw, rawStart, rawLength);
      return;
    }
    var reason = PointCheck.fault(number.value(), pointValue);
    if (reason != null) {
      rejected.rejected(reason, raw, rawStart, rawLength);
      return;
    }
    var timestamp = PointCheck.seconds(number.value(), clock);
    if (into.keepsLines()
        && name == start
        && value == nameEnd + 1
        && time == valueEnd + 1
        && timeEnd == end
        && bytes[nameEnd] == ' '
        && bytes[valueEnd] == ' '
        && end < bytes.length
        && bytes[end] == '\n'
        && isPlain(bytes, value, valueEnd)
        && isDigits(bytes, time, timeEnd)) {
      into.addLine(bytes, start, end + 1 - start, nameEnd - name, timestamp, pointValue);
    } else {
      into.add(bytes, name, nameEnd - name, timestamp, pointValue);
    }
  }

  /// Whether every daemon reads this number alike: digits, point, signs and exponent.
  private static boolean isPlain(byte[] bytes, int from, int end) {
    for (var at = from; at < end; at++) {
      var b = bytes[at];
      var plain = (b >= '0' && b <= '9') || b == '.' || b == '-' || b == 'e' || b == 'E';
      if (!plain && b != '+') {
        return false;
      }
    }
    return true;
  }

  private static boolean isDigits(byte[] bytes, int from, int end) {
    for (var at = from; at < end; at++) {
      if (bytes[at] < '0' || bytes[at] > '9') {
        return false;
      }
    }
    return true;
  }

  private static int skipBlanks(byte[] bytes, int from, int end) {
    var at = from;
    while (at < end && Whitespace.isAscii(bytes[at])) {
      at++;
    }
    return at;
  }

  private static int skipField(byte[] bytes, int from, int end) {
    var at = from;
    while (at < end && !Whitespace.isAscii(bytes[at])) {
      at++;
    }
    return at;
  }

  /// Where the first byte lies that is no printable ASCII, or is a space; or the end.
  ///
  /// Eight bytes at a time. Of each its lower seven bits are taken, so that no sum reaches into the
  /// next: adding 0x5f to them sets the high bit from '!' on, adding 1 sets that of DEL alone.
  private static int endOfPrintable(byte[] bytes, int start, int end) {
    var at = start;
    for (; at + Long.BYTES <= end; at += Long.BYTES) {
      var eight = (long) LONGS.get(bytes, at);
      var low = eight & ~HIGH_BITS;
      var printable = (low + LOW_BITS * 0x5f) & ~(low + LOW_BITS) & ~eight & HIGH_BITS;
      if (printable != HIGH_BITS) {
        return at + (Long.numberOfTrailingZeros(printable ^ HIGH_BITS) >>> 3);
      }
    }
    while (at < end && bytes[at] > ' ' && bytes[at] != 0x7f) {
      at++;
    }
    return at;
  }

  private static boolean hasHighBit(byte[] bytes, int start, int end) {
    var bits = 0L;
    var at = start;
    for (; at + Long.BYTES <= end; at += Long.BYTES) {
      bits |= (long) LONGS.get(bytes, at);
    }
    for (; at < end; at++) {
      bits |= bytes[at];
    }
    return (bits & HIGH_BITS) != 0;
  }

  /// Eight bytes at a time: a byte equal to LF is zero after the exclusive or, and subtracting one
  /// from a zero byte borrows into its high bit.
  private static int indexOfLineFeed(byte[] bytes, int start, int end) {
    var at = start;
    for (; at + Long.BYTES <= end; at += Long.BYTES) {
      var difference = (long) LONGS.get(bytes, at) ^ LINE_FEEDS;
      var found = (difference - LOW_BITS) & ~difference & HIGH_BITS;
      if (found != 0) {
        return at + (Long.numberOfTrailingZeros(found) >>> 3);
      }
    }
    for (; at < end; at++) {
      if (bytes[at] == '\n') {
        return at;
      }
    }
    return -1;
  }
}
