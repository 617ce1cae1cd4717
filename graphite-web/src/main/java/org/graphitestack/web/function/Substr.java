// Copyright 2026 The Graphite Stack Authors
// SPDX-License-Identifier: Apache-2.0

package org.graphitestack.web.function;

import java.util.List;
import org.graphitestack.web.series.TimeSeries;

/// `substr`: names each series by a range of the nodes of its own name; a stop of 0 is the end,
/// negative numbers count from there.
final class Substr implements SeriesFunction {

  @Override
  public Signature signature() {
    return Signature.of(
            FunctionGroup.SPECIAL,
            "substr",
            Parameter.seriesList(),
            Parameter.optional("start", ParameterType.NODE, 0L),
            Parameter.optional("stop", ParameterType.NODE, 0L))
        .describe(
            "Names each series by a range of the nodes of its own name; a stop of 0 is the end,"
                + " negative numbers count from there.")
        .example("substr(servers.web1.load,1)", "substr(servers.web1.load,0,-1)");
  }

  @Override
  public List<TimeSeries> apply(Invocation in) {
    var start = in.whole("start");
    var stop = in.whole("stop");
    return in.each(series -> series.withName(part(series.name(), start, stop)));
  }

  /// The nodes from `start` to before `stop` of the innermost path of a name.
  static String part(String name, int start, int stop) {
    var left = name.lastIndexOf('(') + 1;
    var right = name.indexOf(')');
    var end = right < 0 ? name.length() : right;
    var nodes = List.of((left < end ? name.substring(left, end) : "").split("\\.", -1));
    var from = bounded(start, nodes.size());
    var to = stop == 0 ? nodes.size() : bounded(stop, nodes.size());
    var joined = from < to ? String.join(".", nodes.subList(from, to)) : "";
    var comma = joined.indexOf(',');
    return comma < 0 ? joined : joined.substring(0, comma);
  }

  private static int bounded(int index, int size) {
    return Math.clamp(index < 0 ? index + size : index, 0, size);
  }
}
