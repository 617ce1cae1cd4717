// Copyright 2026 The Graphite Stack Authors
// SPDX-License-Identifier: Apache-2.0

package org.graphitestack.web.function;

import java.util.List;
import org.graphitestack.web.series.TimeSeries;

/// `groupByNode`: makes one series of all that have the same node in their names.
final class GroupByNode implements SeriesFunction {

  @Override
  public Signature signature() {
    return Signature.of(
            FunctionGroup.COMBINE,
            "groupByNode",
            Parameter.seriesList(),
            Parameter.required("nodeNum", ParameterType.NODE_OR_TAG),
            Parameter.optional("callback", ParameterType.AGGREGATION_OR_FUNCTION, "average"))
        .describe("Makes one series of all that have the same node in their names.")
        .example("groupByNode(servers.*.load,2,\"sum\")");
  }

  @Override
  public List<TimeSeries> apply(Invocation in) {
    return KeyGroups.by(in, in.all("nodeNum"), in.text("callback"));
  }
}
