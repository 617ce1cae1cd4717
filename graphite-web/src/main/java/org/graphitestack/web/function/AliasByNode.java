// Copyright 2026 The Graphite Stack Authors
// SPDX-License-Identifier: Apache-2.0

package org.graphitestack.web.function;

import java.util.List;
import org.graphitestack.web.series.TimeSeries;

/// `aliasByNode`: names each series by nodes of its own name, counted from 0, or by tags.
final class AliasByNode implements SeriesFunction {

  @Override
  public Signature signature() {
    return Signature.of(
            FunctionGroup.ALIAS,
            "aliasByNode",
            Parameter.seriesList(),
            Parameter.required("nodes", ParameterType.NODE_OR_TAG).many())
        .describe(
            "Names each series by nodes of its own name, counted from 0, or by tags. Negative"
                + " numbers count from the end.")
        .example("aliasByNode(servers.*.load,1)", "aliasByNode(servers.*.load,-1,1)");
  }

  @Override
  public List<TimeSeries> apply(Invocation in) {
    var nodes = in.all("nodes");
    return in.each(series -> series.withName(Nodes.key(series, nodes)));
  }
}
