// Copyright 2026 The Graphite Stack Authors
// SPDX-License-Identifier: Apache-2.0

package org.graphitestack.web.format;

import java.io.IOException;
import java.util.List;
import org.graphitestack.web.series.PythonNumber;
import org.graphitestack.web.series.TimeSeries;

/// `name,start,end,step|value,value,…`, a line each; numbers as Python writes them, `None` where
/// there is none.
final class RawFormat implements SeriesFormat {

  @Override
  public String contentType(FormatOptions options) {
    return "text/plain";
  }

  @Override
  public Answer answer(List<TimeSeries> series, FormatOptions options) {
    return stream -> {
      var out = new AsciiOutput(stream);
      for (var one : series) {
        out.utf8(one.name()).text(",").whole(one.start()).text(",").whole(one.end());
        out.text(",").whole(one.step());
        var separator = "|";
        for (var value : one.values()) {
          out.text(separator);
          write(value, one.integers(), out);
          separator = ",";
        }
        out.text(one.values().length == 0 ? "|\n" : "\n");
      }
      out.flush();
    };
  }

  private static void write(double value, boolean whole, AsciiOutput out) throws IOException {
    if (Double.isNaN(value)) {
      out.text("None");
    } else if (whole) {
      out.whole((long) value);
    } else if (Double.isInfinite(value)) {
      out.text(PythonNumber.repr(value));
    } else {
      out.real(value);
    }
  }
}
