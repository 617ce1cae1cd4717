// Copyright 2026 The Graphite Stack Authors
// SPDX-License-Identifier: Apache-2.0

package org.graphitestack.web.format;

import java.io.IOException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import org.graphitestack.web.series.TimeSeries;

/// `[{"target": …, "tags": {…}, "datapoints": [[value, time], …]}, …]`, as Grafana reads it.
final class JsonFormat implements SeriesFormat {

  @Override
  public String contentType(FormatOptions options) {
    return options.jsonp().isPresent() ? "text/javascript" : "application/json";
  }

  @Override
  public Answer answer(List<TimeSeries> series, FormatOptions options) {
    var all = DataPoints.of(series, options.maxDataPoints());
    var shown = options.noNullPoints() ? all.stream().filter(JsonFormat::anyKnown).toList() : all;
    return stream -> {
      var out = new AsciiOutput(stream);
      if (options.jsonp().isPresent()) {
        out.text(options.jsonp().get()).text("(");
      }
      if (options.pretty()) {
        PythonJson.pretty().write(tree(shown, options), out);
      } else {
        write(shown, options.noNullPoints(), out);
      }
      if (options.jsonp().isPresent()) {
        out.text(")");
      }
      out.flush();
    };
  }

  private static boolean anyKnown(DataPoints points) {
    for (var i = 0; i < points.count(); i++) {
      if (!Double.isNaN(points.values()[i])) {
        return true;
      }
    }
    return false;
  }

  private static void write(List<DataPoints> all, boolean knownOnly, AsciiOutput out)
      throws IOException {
    out.text("[");
    var first = true;
    for (var points : all) {
      out.text(first ? "{\"target\": " : ", {\"target\": ");
      out.string(points.series().name()).text(", \"tags\": ");
      PythonJson.compact().write(points.series().tags(), out);
      out.text(", \"datapoints\": [");
      writePoints(points, knownOnly, out);
      out.text("]}");
      first = false;
    }
    out.text("]");
  }

  private static void writePoints(DataPoints points, boolean knownOnly, AsciiOutput out)
      throws IOException {
    var values = points.values();
    var integers = points.series().integers();
    var time = points.start();
    var separator = "[";
    for (var i = 0; i < points.count(); i++, time += points.step()) {
      if (knownOnly && Double.isNaN(values[i])) {
        continue;
      }
      out.text(separator);
      PythonJson.number(values[i], integers, out);
      out.text(", ").whole(time).text("]");
      separator = ", [";
    }
  }

  private static List<Object> tree(List<DataPoints> all, FormatOptions options) {
    var list = new ArrayList<Object>();
    for (var points : all) {
      var datapoints = new ArrayList<Object>();
      for (var i = 0; i < points.count(); i++) {
        var value = points.values()[i];
        if (!options.noNullPoints() || !Double.isNaN(value)) {
          Object number = points.series().integers() && !Double.isNaN(value) ? (long) value : value;
          datapoints.add(List.of(number, points.start() + i * points.step()));
        }
      }
      var one = new LinkedHashMap<String, Object>();
      one.put("target", points.series().name());
      one.put("tags", points.series().tags());
      one.put("datapoints", datapoints);
      list.add(one);
    }
    return list;
  }
}
