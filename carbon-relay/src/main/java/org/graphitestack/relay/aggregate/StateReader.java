// Copyright 2026 The Graphite Stack Authors
// SPDX-License-Identifier: Apache-2.0

package org.graphitestack.relay.aggregate;

import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Map;
import java.util.zip.CRC32C;
import org.jspecify.annotations.Nullable;

/// Reads the parts of [StateFile] from its mapped bytes; everything is checked before it is
/// believed.
final class StateReader {

  private static final ValueLayout.OfInt INT =
      ValueLayout.JAVA_INT_UNALIGNED.withOrder(ByteOrder.LITTLE_ENDIAN);
  private static final ValueLayout.OfLong LONG =
      ValueLayout.JAVA_LONG_UNALIGNED.withOrder(ByteOrder.LITTLE_ENDIAN);
  private static final ValueLayout.OfDouble DOUBLE =
      ValueLayout.JAVA_DOUBLE_UNALIGNED.withOrder(ByteOrder.LITTLE_ENDIAN);
  private static final long CHECKSUM_RUN = 1L << 24;

  private final Path file;
  private final MemorySegment bytes;
  private final long end;
  private final Map<String, RuleState> known;
  private @Nullable RuleState[] rules = {};
  private long at;

  /// @param known the rules in force by their text
  StateReader(Path file, MemorySegment bytes, Map<String, RuleState> known) {
    this.file = file;
    this.bytes = bytes;
    this.end = bytes.byteSize() - Integer.BYTES;
    this.known = known;
  }

  /// Takes one series that was saved.
  interface SeriesConsumer {

    /// Takes one series.
    ///
    /// @param series null if its rule is no longer in force
    void accept(@Nullable OutputSeries series, long untilRound);
  }

  void read(SeriesConsumer each) throws DamagedStateException {
    header();
    verifyChecksum();
    var count = counted("rules", Integer.BYTES);
    rules = new RuleState[count];
    for (var i = 0; i < count; i++) {
      rules[i] = known.get(new String(text(), StandardCharsets.UTF_8));
    }
    var mark = mark();
    while (mark == StateFile.MARK_SERIES) {
      series(each);
      mark = mark();
    }
    if (mark != StateFile.MARK_END || at != end) {
      throw damaged(at - 1, "mark " + mark, "1 before a series, or 0 before the checksum");
    }
  }

  private void header() throws DamagedStateException {
    if (end < StateFile.HEADER_BYTES) {
      throw damaged(0, bytes.byteSize() + " bytes", "at least a header and a checksum");
    }
    var magic = bytes.get(LONG, 0);
    if (magic != StateFile.MAGIC) {
      throw damaged(0, "0x" + Long.toHexString(magic), "the mark of an aggregation state");
    }
    var version = bytes.get(INT, Long.BYTES);
    if (version != StateFile.VERSION) {
      throw damaged(Long.BYTES, "version " + version, String.valueOf(StateFile.VERSION));
    }
    at = Long.BYTES + Integer.BYTES;
  }

  private void verifyChecksum() throws DamagedStateException {
    var checksum = new CRC32C();
    for (var from = 0L; from < end; from += CHECKSUM_RUN) {
      checksum.update(bytes.asSlice(from, Math.min(CHECKSUM_RUN, end - from)).asByteBuffer());
    }
    var computed = (int) checksum.getValue();
    var stored = bytes.get(INT, end);
    if (stored != computed) {
      throw damaged(
          end,
          "checksum 0x" + Integer.toHexString(stored),
          "0x" + Integer.toHexString(computed) + " over all bytes before");
    }
  }

  private void series(SeriesConsumer each) throws DamagedStateException {
    var ruleAt = at;
    var place = integer();
    if (place < 0 || place >= rules.length) {
      throw damaged(ruleAt, "rule " + place, "0 to " + (rules.length - 1));
    }
    var state = rules[place];
    var computeAt = at;
    var compute = integer();
    if (compute < 0 || (state != null && compute >= state.rule.functions().size())) {
      throw damaged(computeAt, "function " + compute, "one of the rule's");
    }
    var name = text();
    var untilRound = longInteger();
    var windows = windows(state == null ? null : state.rule.functions().get(compute));
    if (state == null) {
      each.accept(null, 0);
      return;
    }
    var series = new OutputSeries(OutputName.of(name), state, compute, 0);
    series.restore(windows);
    each.accept(series, untilRound);
  }

  private Window[] windows(@Nullable AggregationFunction function) throws DamagedStateException {
    var windows = new Window[counted("windows", StateFile.WINDOW_BYTES)];
    for (var i = 0; i < windows.length; i++) {
      var begin = at;
      var window = window();
      if (i > 0 && window.start <= windows[i - 1].start) {
        throw damaged(begin, "window " + window.start, "later than the one before");
      }
      if (function != null && !window.fits(function)) {
        throw damaged(begin, "window of " + window.count + " points", function.text() + " of them");
      }
      windows[i] = window;
    }
    return windows;
  }

  private Window window() throws DamagedStateException {
    need(StateFile.WINDOW_BYTES);
    var window = new Window();
    window.begin(longInteger());
    window.idleSince = longInteger();
    window.sent = mark() != 0;
    window.count = longInteger();
    window.main = Double.longBitsToDouble(longInteger());
    window.squares = Double.longBitsToDouble(longInteger());
    window.values = new double[counted("values", Double.BYTES)];
    MemorySegment.copy(bytes, DOUBLE, at, window.values, 0, window.values.length);
    at += (long) window.values.length * Double.BYTES;
    return window;
  }

  private byte[] text() throws DamagedStateException {
    var text = new byte[counted("bytes", 1)];
    MemorySegment.copy(bytes, ValueLayout.JAVA_BYTE, at, text, 0, text.length);
    at += text.length;
    return text;
  }

  /// A number of things of which each takes at least `size` bytes, so that the file has to have
  /// them.
  private int counted(String what, int size) throws DamagedStateException {
    var place = at;
    var count = integer();
    if (count < 0 || count > (end - at) / size) {
      throw damaged(place, count + " " + what, "at most the " + (end - at) + " bytes that follow");
    }
    return count;
  }

  private byte mark() throws DamagedStateException {
    need(1);
    return bytes.get(ValueLayout.JAVA_BYTE, at++);
  }

  private int integer() throws DamagedStateException {
    need(Integer.BYTES);
    at += Integer.BYTES;
    return bytes.get(INT, at - Integer.BYTES);
  }

  private long longInteger() throws DamagedStateException {
    need(Long.BYTES);
    at += Long.BYTES;
    return bytes.get(LONG, at - Long.BYTES);
  }

  private void need(int size) throws DamagedStateException {
    if (size > end - at) {
      throw damaged(at, (end - at) + " bytes left", size + " more");
    }
  }

  private DamagedStateException damaged(long offset, String found, String expected) {
    return new DamagedStateException(file, offset, found, expected);
  }
}
