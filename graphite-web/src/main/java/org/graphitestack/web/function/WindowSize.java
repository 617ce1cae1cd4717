// Copyright 2026 The Graphite Stack Authors
// SPDX-License-Identifier: Apache-2.0

package org.graphitestack.web.function;

import java.util.List;
import org.graphitestack.web.render.TimeOffset;
import org.graphitestack.web.render.Value;
import org.graphitestack.web.series.PythonNumber;
import org.graphitestack.web.series.TimeSeries;

/// The size of a moving window: so many points, or an interval of time.
///
/// @param text as the name shows it
/// @param seconds length of the interval; 0 for a number of points
/// @param count points; 0 for an interval
record WindowSize(String text, long seconds, int count) {

  static WindowSize of(Invocation in) {
    var parameter = "windowSize";
    return switch (in.value(parameter)) {
      case Value.Text(var text) -> {
        var seconds = Math.abs(TimeOffset.seconds(text));
        if (seconds == 0) {
          throw in.wrong(parameter, "an interval longer than 0 s");
        }
        yield new WindowSize(text, seconds, 0);
      }
      case Value.Whole(var number) ->
          points(in, parameter, String.valueOf(number), (double) number);
      case Value.Real(var number) -> points(in, parameter, PythonNumber.repr(number), number);
      case Value.Flag _, Value.None _, Value.Series _, Value.Lists _ ->
          throw in.wrong(parameter, "a number of points, or an interval as text");
    };
  }

  private static WindowSize points(Invocation in, String parameter, String text, double number) {
    if (!(number >= 0 && number <= Integer.MAX_VALUE)) {
      throw in.wrong(parameter, "0 or more points");
    }
    return new WindowSize(text, 0, (int) number);
  }

  /// Seconds before the window of the request that the first point looks back over.
  long preview(List<TimeSeries> series) {
    return seconds > 0
        ? seconds
        : count * series.stream().mapToLong(TimeSeries::step).max().orElse(0);
  }

  /// Points of a series in the window.
  int points(long step) {
    return seconds > 0 ? Math.clamp(seconds / step, 0, Integer.MAX_VALUE) : count;
  }

  /// The text, an interval in quotes.
  String quoted() {
    return seconds > 0 ? "\"" + text + "\"" : text;
  }
}
