// Copyright 2026 The Graphite Stack Authors
// SPDX-License-Identifier: Apache-2.0

package org.graphitestack.web.function;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import org.graphitestack.web.render.Value;
import org.graphitestack.web.series.TimeSeries;

/// `mapSeries`: makes a list of all series that have the same nodes in their names; reduceSeries
/// takes these lists.
final class MapSeries implements RenderFunction {

  @Override
  public Signature signature() {
    return Signature.of(
            FunctionGroup.COMBINE,
            "mapSeries",
            Parameter.seriesList(),
            Parameter.required("mapNodes", ParameterType.NODE_OR_TAG).many())
        .alias("map")
        .describe(
            "Makes a list of all series that have the same nodes in their names; reduceSeries takes"
                + " these lists.")
        .example("reduceSeries(mapSeries(servers.*.*,1),\"divideSeries\",2,\"load\",\"requests\")");
  }

  @Override
  public Value call(Invocation in) {
    var groups = new LinkedHashMap<String, List<TimeSeries>>();
    for (var series : in.series()) {
      var key = Nodes.key(series, in.all("mapNodes"));
      groups.computeIfAbsent(key, _ -> new ArrayList<>()).add(series);
    }
    return new Value.Lists(List.copyOf(groups.values()));
  }
}
