// Copyright 2026 The Graphite Stack Authors
// SPDX-License-Identifier: Apache-2.0

package org.graphitestack.protocol;

import java.time.InstantSource;
import org.jspecify.annotations.Nullable;

/// The rules for a point's numbers, the same for every protocol.
public final class PointCheck {

  /// Greatest timestamp the storage formats hold, an unsigned 32-bit number: in the year 2106.
  public static final long MAX_TIMESTAMP = 4294967295L;

  private PointCheck() {}

  /// What is wrong with a point; null if nothing is.
  ///
  /// @param timestamp as sent: a fraction is cut off later, -1 means now
  public static @Nullable RejectReason fault(double timestamp, double value) {
    if (Double.isNaN(value)) {
      return RejectReason.VALUE_IS_NAN;
    }
    if (Double.isNaN(timestamp) || Double.isInfinite(timestamp)) {
      return RejectReason.TIMESTAMP_NOT_A_NUMBER;
    }
    var seconds = (long) timestamp;
    if (seconds != -1 && (seconds < 1 || seconds > MAX_TIMESTAMP)) {
      return RejectReason.TIMESTAMP_OUT_OF_RANGE;
    }
    return null;
  }

  /// Whether a name can stand in a line: not empty, without white space and control characters of
  /// ASCII.
  public static boolean fitsLine(byte[] name, int offset, int length) {
    for (var i = offset; i < offset + length; i++) {
      if ((name[i] >= 0 && name[i] <= ' ') || name[i] == 0x7f) {
        return false;
      }
    }
    return length > 0;
  }

  /// Whether a name can stand in a line that is read back from its end: not empty, blanks its only
  /// white space and no control characters of ASCII.
  public static boolean fitsStoredLine(byte[] name, int offset, int length) {
    for (var i = offset; i < offset + length; i++) {
      if ((name[i] >= 0 && name[i] < ' ') || name[i] == 0x7f) {
        return false;
      }
    }
    return length > 0;
  }

  /// Whole epoch seconds of a timestamp that passed [#fault]; the clock's for -1.
  public static long seconds(double timestamp, InstantSource clock) {
    var seconds = (long) timestamp;
    return seconds == -1 ? clock.instant().getEpochSecond() : seconds;
  }
}
