// Copyright 2026 The Graphite Stack Authors
// SPDX-License-Identifier: Apache-2.0

package org.graphitestack.web.graph;

import java.time.ZoneId;
import java.util.List;
import java.util.Map;
import org.graphitestack.web.series.TimeSeries;

/// Draws pictures, as PNG, SVG or PDF: whatever the parameters say. Thread-safe.
public interface Graphs {

  /// A line graph.
  ///
  /// @param parameters image parameters of the request as they came, the last value of each name;
  ///   unknown names are ignored
  /// @param zone of time labels, unless the parameter `tz` names another
  /// @param from epoch seconds; with `until` the range to draw if the series span no time
  /// @param markers shown as far as the series reach, in the colour that the parameter `eventColor`
  ///   names
  /// @throws GraphParameterException for a parameter or drawing option that cannot be drawn
  Picture lines(
      List<TimeSeries> series,
      Map<String, String> parameters,
      ZoneId zone,
      long from,
      long until,
      List<GraphMarker> markers);

  /// A pie.
  ///
  /// @param slices clockwise from the top
  /// @throws GraphParameterException for a parameter that cannot be drawn, or nothing to divide
  Picture pie(List<PieSlice> slices, Map<String, String> parameters, ZoneId zone);

  /// A picture that says why there is no other. Parameters that cannot be drawn count as not given.
  Picture refusal(String reason, Map<String, String> parameters);
}
