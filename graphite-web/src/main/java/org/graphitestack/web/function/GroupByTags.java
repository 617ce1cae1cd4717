// Copyright 2026 The Graphite Stack Authors
// SPDX-License-Identifier: Apache-2.0

package org.graphitestack.web.function;

import java.util.List;
import org.graphitestack.web.series.TimeSeries;

/// `groupByTags`: makes one series of all that have the same values of some tags.
final class GroupByTags implements SeriesFunction {

  @Override
  public Signature signature() {
    return Signature.of(
            FunctionGroup.COMBINE,
            "groupByTags",
            Parameter.seriesList(),
            Parameter.required("callback", ParameterType.AGGREGATION_OR_FUNCTION),
            Parameter.required("tags", ParameterType.TAG).many())
        .describe("Makes one series of all that have the same values of some tags.")
        .example("groupByTags(servers.*.load,\"sum\",\"name\")");
  }

  @Override
  public List<TimeSeries> apply(Invocation in) {
    return KeyGroups.byTags(in, in.texts("tags"), in.text("callback"));
  }
}
