// Copyright 2026 The Graphite Stack Authors
// SPDX-License-Identifier: Apache-2.0

package org.graphitestack.web.graph;

import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.graphitestack.web.series.TimeSeries;

/// Lays out graphs for tests, with unrounded metrics as the reference's figures are.
final class Layouts {

  private static final GraphDefaults DEFAULTS = GraphDefaults.standard();
  private static final TextMetrics UNROUNDED = new ExactMetrics(BundledFonts.load());
  private static final TextMetrics ROUNDED = BundledFonts.load();

  private Layouts() {}

  static LineGraph unrounded(List<TimeSeries> series, String parameters) {
    return (LineGraph) layOut(series, parameters, ZoneOffset.UTC, UNROUNDED);
  }

  /// As images are laid out.
  static LineGraph rounded(List<TimeSeries> series, String parameters) {
    return (LineGraph) layOut(series, parameters, ZoneOffset.UTC, ROUNDED);
  }

  static GraphDefinition layOut(
      List<TimeSeries> series, String parameters, ZoneId zone, TextMetrics metrics) {
    GraphSettings settings = GraphSettings.read(parse(parameters), DEFAULTS.templates(), zone);
    return LineGraphLayout.layOut(
        series, settings, DEFAULTS, metrics, new TimeRange(0, 0), List.of());
  }

  /// Parameters written `name=value&name=value`, or `-` for none.
  static Map<String, String> parse(String parameters) {
    var values = new HashMap<String, String>();
    if (!parameters.equals("-")) {
      for (String parameter : parameters.split("&", -1)) {
        int separator = parameter.indexOf('=');
        values.put(parameter.substring(0, separator), parameter.substring(separator + 1));
      }
    }
    return values;
  }

  static List<String> texts(List<TextLine> lines) {
    return lines.stream().map(TextLine::text).toList();
  }
}
