// Copyright 2026 The Graphite Stack Authors
// SPDX-License-Identifier: Apache-2.0

package org.graphitestack.web.function;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import org.graphitestack.web.render.Value;
import org.graphitestack.web.series.TimeSeries;

/// Series grouped by their names without some nodes.
final class WildcardGroups {

  private WildcardGroups() {}

  /// Each group aggregated and named by what its names have in common.
  static List<TimeSeries> aggregated(Invocation in, String func) {
    var positions = new HashSet<Long>();
    for (var position : in.all("position")) {
      if (position instanceof Value.Whole(var number)) {
        positions.add(number);
      }
    }
    var groups = new LinkedHashMap<String, List<TimeSeries>>();
    for (var series : in.series()) {
      var nodes = series.name().split("\\.", -1);
      var kept = new ArrayList<String>();
      for (var i = 0; i < nodes.length; i++) {
        if (!positions.contains((long) i)) {
          kept.add(nodes[i]);
        }
      }
      groups.computeIfAbsent(String.join(".", kept), _ -> new ArrayList<>()).add(series);
    }
    var result = new ArrayList<TimeSeries>();
    groups.forEach(
        (name, group) ->
            Combined.of(in, group, func, Double.NaN)
                .forEach(series -> result.add(series.withName(name))));
    return result;
  }
}
