// Copyright 2026 The Graphite Stack Authors
// SPDX-License-Identifier: Apache-2.0

package org.graphitestack.web.format;

import java.io.IOException;
import java.util.List;
import org.graphitestack.web.series.TimeSeries;

/// `[{"target": …, "datapoints": [{"x": seconds, "y": value}, …]}, …]`.
final class RickshawFormat implements SeriesFormat {

  @Override
  public String contentType(FormatOptions options) {
    return "application/json";
  }

  @Override
  public Answer answer(List<TimeSeries> series, FormatOptions options) {
    var layout = new Layout(options.pretty());
    return stream -> {
      var out = new AsciiOutput(stream);
      out.text("[");
      var first = true;
      for (var one : series) {
        out.text(first ? "" : layout.comma()).text(layout.line(1)).text("{").text(layout.line(2));
        out.text("\"target\": ").string(one.name());
        out.text(layout.comma()).text(layout.line(2)).text("\"datapoints\": [");
        writePoints(one, layout, out);
        out.text("]").text(layout.line(1)).text("}");
        first = false;
      }
      out.text(series.isEmpty() ? "" : layout.line(0)).text("]").flush();
    };
  }

  private static void writePoints(TimeSeries series, Layout layout, AsciiOutput out)
      throws IOException {
    var values = series.values();
    var opening = layout.line(3) + "{" + layout.line(4) + "\"x\": ";
    var middle = layout.comma() + layout.line(4) + "\"y\": ";
    var closing = layout.line(3) + "}";
    var time = series.start();
    var written = 0;
    for (; written < values.length && time < series.end(); written++, time += series.step()) {
      out.text(written == 0 ? "" : layout.comma()).text(opening).whole(time).text(middle);
      PythonJson.number(values[written], series.integers(), out);
      out.text(closing);
    }
    out.text(written == 0 ? "" : layout.line(2));
  }

  /// Python's layout on one line, or indented by two.
  private record Layout(boolean pretty) {

    String comma() {
      return pretty ? "," : ", ";
    }

    String line(int depth) {
      return pretty ? "\n" + "  ".repeat(depth) : "";
    }
  }
}
