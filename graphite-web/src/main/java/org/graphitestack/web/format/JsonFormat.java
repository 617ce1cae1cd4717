// Copyright 2026 The Graphite Stack Authors
// SPDX-License-Identifier: Apache-2.0

package org.graphitestack.web.format;

import java.io.IOException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.graphitestack.web.series.TimeSeries;

/// `[{"target": …, "tags": {…}, "datapoints": [[value, time], …]}, …]`, as Grafana reads it.
final class JsonFormat implements SeriesFormat {

  private static final byte[] FIRST_POINT = {'['};
  private static final byte[] NEXT_POINT = {',', ' ', '['};
  private static final byte[] BEFORE_TIME = {',', ' '};
  private static final byte[] POINT_END = {']'};

  @Override
  public String contentType(FormatOptions options) {
    return "application/json";
  }

  @Override
  public Answer answer(List<TimeSeries> all, FormatOptions options) {
    // as in graphite-web, series without a point show only beside one that has points
    var series =
        all.stream().anyMatch(one -> one.values().length > 0) ? all : List.<TimeSeries>of();
    var shown = DataPoints.of(series, options.maxDataPoints());
    var knownOnly = options.noNullPoints();
    return stream -> {
      var out = new AsciiOutput(stream);
      out.text("[");
      var first = true;
      for (var one : series) {
        var points = shown.apply(one);
        if (knownOnly && !points.anyKnown()) {
          continue;
        }
        if (options.pretty()) {
          out.text(first ? "\n  " : ",\n  ");
          PythonJson.pretty().write(tree(points, knownOnly), 1, out);
        } else {
          out.text(first ? "" : ", ");
          write(points, knownOnly, out);
        }
        first = false;
      }
      out.text(options.pretty() && !first ? "\n]" : "]").flush();
    };
  }

  /// Writes one series.
  static void write(DataPoints points, boolean knownOnly, AsciiOutput out) throws IOException {
    out.text("{\"target\": ").string(points.series().name()).text(", \"tags\": ");
    PythonJson.compact().write(points.series().tags(), 0, out);
    out.text(", \"datapoints\": [");
    writePoints(points, knownOnly, out);
    out.text("]}");
  }

  private static void writePoints(DataPoints points, boolean knownOnly, AsciiOutput out)
      throws IOException {
    var values = points.values();
    var integers = points.integers();
    var time = points.start();
    var separator = FIRST_POINT;
    for (var i = 0; i < points.count(); i++, time += points.step()) {
      if (knownOnly && Double.isNaN(values[i])) {
        continue;
      }
      out.bytes(separator);
      PythonJson.number(values[i], integers, out);
      out.bytes(BEFORE_TIME).whole(time).bytes(POINT_END);
      separator = NEXT_POINT;
    }
  }

  private static Map<String, Object> tree(DataPoints points, boolean knownOnly) {
    var datapoints = new ArrayList<Object>();
    for (var i = 0; i < points.count(); i++) {
      var value = points.values()[i];
      if (!knownOnly || !Double.isNaN(value)) {
        Object number = points.integers() && !Double.isNaN(value) ? (long) value : value;
        datapoints.add(List.of(number, points.start() + i * points.step()));
      }
    }
    var one = new LinkedHashMap<String, Object>();
    one.put("target", points.series().name());
    one.put("tags", points.series().tags());
    one.put("datapoints", datapoints);
    return one;
  }
}
