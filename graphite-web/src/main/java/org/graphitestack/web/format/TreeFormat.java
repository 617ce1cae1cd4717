// Copyright 2026 The Graphite Stack Authors
// SPDX-License-Identifier: Apache-2.0

package org.graphitestack.web.format;

import java.io.IOException;
import java.io.OutputStream;
import java.util.List;
import java.util.function.Function;
import org.graphitestack.web.series.TimeSeries;

/// Series as maps in a binary notation, as graphite-web's nodes give them to each other: name,
/// times, values, and how they may be consolidated. Tags are not among them.
final class TreeFormat implements SeriesFormat {

  private static final int KEYS = 9;

  private final String contentType;
  private final Function<OutputStream, TreeWriter> notation;

  TreeFormat(String contentType, Function<OutputStream, TreeWriter> notation) {
    this.contentType = contentType;
    this.notation = notation;
  }

  @Override
  public String contentType(FormatOptions options) {
    return contentType;
  }

  @Override
  public Answer answer(List<TimeSeries> series, FormatOptions options) {
    return stream -> {
      var out = notation.apply(stream);
      out.startList(series.size());
      for (var one : series) {
        write(one, out);
      }
      out.endList();
      out.flush();
    };
  }

  private static void write(TimeSeries series, TreeWriter out) throws IOException {
    out.startMap(KEYS);
    out.text("name");
    out.text(series.name());
    out.text("start");
    out.whole(series.start());
    out.text("end");
    out.whole(series.end());
    out.text("step");
    out.whole(series.step());
    out.text("values");
    writeValues(series, out);
    out.text("pathExpression");
    out.text(series.pathExpression());
    out.text("valuesPerPoint");
    out.whole(series.valuesPerPoint());
    out.text("consolidationFunc");
    out.text(series.consolidation());
    out.text("xFilesFactor");
    out.real(series.xFilesFactor());
    out.endMap();
  }

  private static void writeValues(TimeSeries series, TreeWriter out) throws IOException {
    var values = series.values();
    out.startList(values.length);
    for (var value : values) {
      if (Double.isNaN(value)) {
        out.none();
      } else if (series.integers()) {
        out.whole((long) value);
      } else {
        out.real(value);
      }
    }
    out.endList();
  }
}
