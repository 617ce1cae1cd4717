// Copyright 2026 The Graphite Stack Authors
// SPDX-License-Identifier: Apache-2.0

package org.graphitestack.web.function;

import java.time.Instant;
import org.graphitestack.web.render.Evaluation;
import org.graphitestack.web.render.TimeOffset;

/// Moves in time.
final class Shifts {

  private Shifts() {}

  /// The text of a shift; without a sign it is one back.
  static String signed(String text) {
    return !text.isEmpty() && Character.isDigit(text.charAt(0)) ? "-" + text : text;
  }

  static long seconds(Invocation in, String parameter, String shift) {
    if (shift.isEmpty()) {
      throw in.wrong(parameter, "an interval as text, such as \"1h\"");
    }
    return TimeOffset.seconds(shift);
  }

  /// An hour more or less, if the whole window has daylight saving time and the whole shifted one
  /// has not, or the other way round.
  static long daylight(Evaluation evaluation, long seconds) {
    var rules = evaluation.serverZone().getRules();
    var from = Instant.ofEpochSecond(evaluation.from());
    var until = Instant.ofEpochSecond(evaluation.until());
    var here = rules.isDaylightSavings(from);
    var there = rules.isDaylightSavings(from.plusSeconds(seconds));
    if (here != rules.isDaylightSavings(until)
        || there != rules.isDaylightSavings(until.plusSeconds(seconds))
        || here == there) {
      return 0;
    }
    return here ? 3600 : -3600;
  }
}
