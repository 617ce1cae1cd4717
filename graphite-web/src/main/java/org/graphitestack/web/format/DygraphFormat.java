// Copyright 2026 The Graphite Stack Authors
// SPDX-License-Identifier: Apache-2.0

package org.graphitestack.web.format;

import java.io.IOException;
import java.util.List;
import org.graphitestack.web.series.TimeSeries;

/// `{"labels" : ["Time", …], "data" : [[milliseconds, value, value], …]}`: a row for every time at
/// which any series has a point, null where another has none.
final class DygraphFormat implements SeriesFormat {

  @Override
  public String contentType(FormatOptions options) {
    return "application/json";
  }

  @Override
  public Answer answer(List<TimeSeries> series, FormatOptions options) {
    return stream -> {
      var out = new AsciiOutput(stream);
      if (series.isEmpty()) {
        out.text("{}");
      } else {
        out.text("{\"labels\" : [\"Time\"");
        for (var one : series) {
          out.text(", ").string(one.name());
        }
        out.text("], \"data\" : [");
        writeRows(series, out);
        out.text("]}");
      }
      out.flush();
    };
  }

  private static void writeRows(List<TimeSeries> series, AsciiOutput out) throws IOException {
    var next = new int[series.size()];
    var separator = "[";
    for (var time = earliest(series, next); time != Long.MAX_VALUE; time = earliest(series, next)) {
      out.text(separator).whole(time * 1000);
      for (var i = 0; i < next.length; i++) {
        var one = series.get(i);
        out.text(", ");
        if (timeOf(one, next[i]) == time) {
          PythonJson.number(one.values()[next[i]++], one.integers(), out);
        } else {
          out.text("null");
        }
      }
      out.text("]");
      separator = ", [";
    }
  }

  private static long earliest(List<TimeSeries> series, int[] next) {
    var earliest = Long.MAX_VALUE;
    for (var i = 0; i < next.length; i++) {
      earliest = Math.min(earliest, timeOf(series.get(i), next[i]));
    }
    return earliest;
  }

  /// The time of a value, beyond all times if the series has no such value.
  private static long timeOf(TimeSeries series, int index) {
    var time = series.start() + index * series.step();
    return index < series.values().length && time < series.end() ? time : Long.MAX_VALUE;
  }
}
