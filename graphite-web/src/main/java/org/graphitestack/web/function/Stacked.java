// Copyright 2026 The Graphite Stack Authors
// SPDX-License-Identifier: Apache-2.0

package org.graphitestack.web.function;

import java.util.Arrays;
import java.util.List;
import org.graphitestack.web.render.Value;
import org.graphitestack.web.series.TimeSeries;

/// `stacked`: stacks series on top of those stacked before in the request under the same name.
final class Stacked implements SeriesFunction {

  @Override
  public Signature signature() {
    return Signature.of(
            FunctionGroup.GRAPH,
            "stacked",
            Parameter.seriesList().argument("seriesLists"),
            Parameter.optional("stack", ParameterType.STRING)
                .argument("stackName")
                .orElse(new Value.Text("__DEFAULT__")))
        .describe(
            "Stacks series on top of those stacked before in the request under the same name.")
        .example("stacked(servers.*.load)", "stacked(servers.*.load,\"left\")");
  }

  @Override
  public List<TimeSeries> apply(Invocation in) {
    var stack = in.text("stack");
    var totals = in.evaluation().stacks();
    return in.each(
        series -> {
          var total = totals.getOrDefault(stack, new double[0]);
          var values = series.values().clone();
          var raised = Arrays.copyOf(total, Math.max(total.length, values.length));
          for (var i = 0; i < values.length; i++) {
            if (!Double.isNaN(values[i])) {
              raised[i] += values[i];
              values[i] = raised[i];
            }
          }
          totals.put(stack, raised);
          var changed = series.change().values(values).drawing("stacked", true);
          return stack.equals("__DEFAULT__")
              ? changed.called("stacked(" + series.name() + ")").tag("stacked", stack).make()
              : changed.pathExpression(series.name()).make();
        });
  }
}
