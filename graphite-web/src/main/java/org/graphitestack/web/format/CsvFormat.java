// Copyright 2026 The Graphite Stack Authors
// SPDX-License-Identifier: Apache-2.0

package org.graphitestack.web.format;

import java.time.Instant;
import java.time.format.DateTimeFormatter;
import java.util.List;
import java.util.Locale;
import org.graphitestack.web.series.PythonNumber;
import org.graphitestack.web.series.TimeSeries;

/// `name,YYYY-MM-DD HH:MM:SS,value`, a line each, as Excel reads it; times in the zone of the
/// request, nothing where there is no value.
final class CsvFormat implements SeriesFormat {

  private static final DateTimeFormatter TIME =
      DateTimeFormatter.ofPattern("yyyy-MM-dd HH:mm:ss", Locale.ROOT);

  @Override
  public String contentType(FormatOptions options) {
    return "text/csv";
  }

  @Override
  public Answer answer(List<TimeSeries> series, FormatOptions options) {
    var format = TIME.withZone(options.zone());
    return stream -> {
      var out = new AsciiOutput(stream);
      for (var one : series) {
        var name = quoted(one.name());
        for (var i = 0; i < one.values().length; i++) {
          var value = one.values()[i];
          out.utf8(name).text(",");
          out.text(format.format(Instant.ofEpochSecond(one.start() + i * one.step()))).text(",");
          if (Double.isInfinite(value)) {
            out.text(PythonNumber.repr(value));
          } else if (!Double.isNaN(value)) {
            PythonJson.number(value, one.integers(), out);
          }
          out.text("\r\n");
        }
      }
      out.flush();
    };
  }

  private static String quoted(String name) {
    return name.chars().anyMatch(c -> c == ',' || c == '"' || c == '\r' || c == '\n')
        ? "\"" + name.replace("\"", "\"\"") + "\""
        : name;
  }
}
