// Copyright 2026 The Graphite Stack Authors
// SPDX-License-Identifier: Apache-2.0

package org.graphitestack.web.function;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.graphitestack.web.render.Value;
import org.graphitestack.web.series.TimeSeries;

/// `reduceSeries`: calls a function for each list of mapSeries, with the series whose node is equal
/// to the first matcher, to the second and so on.
final class ReduceSeries implements SeriesFunction {

  @Override
  public Signature signature() {
    return Signature.of(
            FunctionGroup.COMBINE,
            "reduceSeries",
            Parameter.required("seriesLists", ParameterType.SERIES_LISTS),
            Parameter.required("reduceFunction", ParameterType.STRING),
            Parameter.required("reduceNode", ParameterType.NODE),
            Parameter.required("reduceMatchers", ParameterType.STRING).many())
        .alias("reduce")
        .describe(
            "Calls a function for each list of mapSeries, with the series whose node is equal to"
                + " the first matcher, to the second and so on.")
        .example("reduceSeries(mapSeries(servers.*.*,1),\"asPercent\",2,\"load\",\"requests\")");
  }

  @Override
  public List<TimeSeries> apply(Invocation in) {
    var function = in.text("reduceFunction");
    var node = in.whole("reduceNode");
    var matchers = in.texts("reduceMatchers");
    var groups = new LinkedHashMap<String, Map<String, TimeSeries>>();
    if (in.value("seriesLists") instanceof Value.Lists(var lists)) {
      for (var list : lists) {
        for (var series : list) {
          var nodes = List.of(series.name().split("\\.", -1));
          var index = node < 0 ? node + nodes.size() : node;
          if (index < 0 || index >= nodes.size()) {
            throw in.wrong("reduceNode", "a node that " + series.name() + " has");
          }
          if (matchers.contains(nodes.get(index))) {
            var key = String.join(".", nodes.subList(0, index)) + ".reduce." + function;
            groups.computeIfAbsent(key, _ -> new HashMap<>()).put(nodes.get(index), series);
          }
        }
      }
    }
    var reduced = new ArrayList<TimeSeries>();
    groups.forEach((key, group) -> reduced.add(reduced(in, key, group, matchers)));
    return reduced;
  }

  private static TimeSeries reduced(
      Invocation in, String key, Map<String, TimeSeries> group, List<String> matchers) {
    var arguments = new ArrayList<Value>();
    for (var matcher : matchers) {
      var series = group.get(matcher);
      if (series == null) {
        throw in.wrong("there is no \"" + matcher + "\" for " + key);
      }
      arguments.add(new Value.Series(List.of(series)));
    }
    var result = in.call(in.text("reduceFunction"), arguments);
    if (result.isEmpty()) {
      throw in.wrong("reduceFunction", "a function that gives a series for " + key);
    }
    return result.getFirst().withName(key);
  }
}
