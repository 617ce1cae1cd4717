// Copyright 2026 The Graphite Stack Authors
// SPDX-License-Identifier: Apache-2.0

package org.graphitestack.protocol.listen;

import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.net.SocketAddress;
import java.nio.charset.StandardCharsets;
import java.util.Locale;
import java.util.function.LongSupplier;
import org.graphitestack.protocol.RejectReason;
import org.graphitestack.protocol.RejectedInput;
import org.jspecify.annotations.Nullable;

/// Counts every refusal, keeps the latest, and logs the first few of each ten seconds, so that a
/// broken sender is seen and cannot fill a disk. Thread-safe.
public final class RejectLog {

  private static final Logger LOG = System.getLogger(RejectLog.class.getName());
  private static final long WINDOW_NANOS = 10_000_000_000L;
  private static final int LINES_PER_WINDOW = 10;

  /// Carbon shows as much of a bad line.
  private static final int SHOWN_CHARACTERS = 400;

  private static final int MAX_UTF8_PER_CHARACTER = 3;

  private final String listener;
  private final ListenerCounters counters;
  private final RecentRejects recent;
  private final LongSupplier nanoTime;

  private long windowStart;
  private int linesInWindow;
  private long suppressed;

  /// @param listener the word its lines begin with
  /// @param counters where refusals are counted
  /// @param recent where the latest are kept
  /// @param nanoTime elapsed time
  public RejectLog(
      String listener, ListenerCounters counters, RecentRejects recent, LongSupplier nanoTime) {
    this.listener = listener;
    this.counters = counters;
    this.recent = recent;
    this.nanoTime = nanoTime;
    this.windowStart = nanoTime.getAsLong();
  }

  /// What a parser of one sender's input tells of its refusals.
  ///
  /// @param sender null if it has no address
  public RejectedInput from(@Nullable SocketAddress sender) {
    return (reason, bytes, offset, length) -> rejected(reason, 1, sender, bytes, offset, length);
  }

  /// Counts several at once, and logs them as one.
  void rejected(
      RejectReason reason,
      long count,
      @Nullable SocketAddress sender,
      byte[] bytes,
      int offset,
      int length) {
    counters.rejected(reason, count);
    recent.add(reason, sender, bytes, offset, length);
    if (mayLog()) {
      LOG.log(
          Level.WARNING,
          () -> listener + ": " + reason.sentence() + ": " + shown(bytes, offset, length));
    }
  }

  private synchronized boolean mayLog() {
    var now = nanoTime.getAsLong();
    if (now - windowStart >= WINDOW_NANOS) {
      if (suppressed > 0) {
        LOG.log(Level.WARNING, listener + ": " + suppressed + " more refusals not shown");
      }
      windowStart = now;
      linesInWindow = 0;
      suppressed = 0;
    }
    if (linesInWindow < LINES_PER_WINDOW) {
      linesInWindow++;
      return true;
    }
    suppressed++;
    return false;
  }

  /// The beginning of the bytes as text, control characters as `\xNN`.
  static String shown(byte[] bytes, int offset, int length) {
    var cut = Math.min(length, SHOWN_CHARACTERS * MAX_UTF8_PER_CHARACTER);
    var text = new String(bytes, offset, cut, StandardCharsets.UTF_8);
    var shown = new StringBuilder("\"");
    for (var i = 0; i < Math.min(text.length(), SHOWN_CHARACTERS); i++) {
      var c = text.charAt(i);
      if (Character.isISOControl(c) || Character.getType(c) == Character.FORMAT) {
        shown.append(String.format(Locale.ROOT, c < 0x100 ? "\\x%02x" : "\\u%04x", (int) c));
      } else {
        shown.append(c);
      }
    }
    var complete = text.length() <= SHOWN_CHARACTERS && cut == length;
    return shown.append(complete ? "\"" : "\"…").toString();
  }
}
