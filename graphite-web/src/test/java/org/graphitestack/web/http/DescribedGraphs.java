// Copyright 2026 The Graphite Stack Authors
// SPDX-License-Identifier: Apache-2.0

package org.graphitestack.web.http;

import static java.util.stream.Collectors.joining;

import java.nio.charset.StandardCharsets;
import java.time.ZoneId;
import java.util.List;
import java.util.Map;
import org.graphitestack.web.graph.GraphMarker;
import org.graphitestack.web.graph.Graphs;
import org.graphitestack.web.graph.Picture;
import org.graphitestack.web.graph.PieSlice;
import org.graphitestack.web.series.TimeSeries;

/// Says what it was asked to draw.
final class DescribedGraphs implements Graphs {

  @Override
  public Picture lines(
      List<TimeSeries> series,
      Map<String, String> parameters,
      ZoneId zone,
      long from,
      long until,
      List<GraphMarker> markers) {
    return picture(
        "lines of "
            + series.size()
            + " in "
            + zone
            + markers.stream()
                .map(GraphMarker::label)
                .map(label -> ", " + label)
                .collect(joining()));
  }

  @Override
  public Picture pie(List<PieSlice> slices, Map<String, String> parameters, ZoneId zone) {
    return picture("pie of " + slices.stream().map(PieSlice::name).toList());
  }

  @Override
  public Picture refusal(String reason, Map<String, String> parameters) {
    return picture("refusal: " + reason + " " + parameters.get("width"));
  }

  private static Picture picture(String description) {
    return new Picture("image/png", description.getBytes(StandardCharsets.UTF_8));
  }
}
