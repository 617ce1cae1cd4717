// Copyright 2026 The Graphite Stack Authors
// SPDX-License-Identifier: Apache-2.0

package org.graphitestack.web.function;

import java.util.List;
import org.graphitestack.web.series.TimeSeries;

/// `groupByNodes`: makes one series of all that have the same nodes in their names.
final class GroupByNodes implements SeriesFunction {

  @Override
  public Signature signature() {
    return Signature.of(
            FunctionGroup.COMBINE,
            "groupByNodes",
            Parameter.seriesList(),
            Parameter.required("callback", ParameterType.AGGREGATION_OR_FUNCTION),
            Parameter.optional("nodes", ParameterType.NODE_OR_TAG).many())
        .describe("Makes one series of all that have the same nodes in their names.")
        .example("groupByNodes(servers.*.load,\"sum\",0,2)");
  }

  @Override
  public List<TimeSeries> apply(Invocation in) {
    return KeyGroups.by(in, in.all("nodes"), in.text("callback"));
  }
}
