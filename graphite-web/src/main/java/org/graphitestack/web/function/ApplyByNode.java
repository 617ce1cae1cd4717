// Copyright 2026 The Graphite Stack Authors
// SPDX-License-Identifier: Apache-2.0

package org.graphitestack.web.function;

import java.util.ArrayList;
import java.util.List;
import java.util.TreeSet;
import org.graphitestack.web.series.TimeSeries;

/// `applyByNode`: evaluates a target for each beginning of the names up to a node; `%` in it stands
/// for the beginning.
final class ApplyByNode implements SeriesFunction {

  @Override
  public Signature signature() {
    return Signature.of(
            FunctionGroup.COMBINE,
            "applyByNode",
            Parameter.seriesList(),
            Parameter.required("nodeNum", ParameterType.NODE),
            Parameter.required("templateFunction", ParameterType.STRING),
            Parameter.optional("newName", ParameterType.STRING))
        .describe(
            "Evaluates a target for each beginning of the names up to a node; `%` in it stands for"
                + " the beginning.")
        .example("applyByNode(servers.*.load,1,\"divideSeries(%.load,%.requests)\",\"%.share\")");
  }

  @Override
  public List<TimeSeries> apply(Invocation in) {
    var node = in.whole("nodeNum");
    var target = in.text("templateFunction");
    var newName = in.textOrNull("newName");
    var series = in.series();
    var prefixes = new TreeSet<>(NaturalOrder.CODE_POINTS);
    for (var one : series) {
      var nodes = List.of(one.name().split("\\.", -1));
      if (node < 0 || node >= nodes.size()) {
        throw in.wrong("nodeNum", "a node that " + one.name() + " has");
      }
      prefixes.add(String.join(".", nodes.subList(0, node + 1)));
    }
    var results = new ArrayList<TimeSeries>();
    for (var prefix : prefixes) {
      for (var result : in.evaluation().target(target.replace("%", prefix))) {
        var changed =
            result
                .change()
                .pathExpression(prefix)
                .start(series.getLast().start())
                .end(series.getLast().end());
        results.add(
            newName == null ? changed.make() : changed.name(newName.replace("%", prefix)).make());
      }
    }
    return results;
  }
}
