// Copyright 2026 The Graphite Stack Authors
// SPDX-License-Identifier: Apache-2.0

package org.graphitestack.web.function;

import java.util.List;
import org.graphitestack.web.series.TimeSeries;

/// `aliasByTags`: names each series by its tags, or by nodes of its name.
final class AliasByTags implements SeriesFunction {

  @Override
  public Signature signature() {
    return Signature.of(
            FunctionGroup.ALIAS,
            "aliasByTags",
            Parameter.seriesList(),
            Parameter.required("tags", ParameterType.NODE_OR_TAG).many())
        .describe("Names each series by its tags, or by nodes of its name.")
        .example("aliasByTags(servers.*.load,\"name\")");
  }

  @Override
  public List<TimeSeries> apply(Invocation in) {
    var tags = in.all("tags");
    return in.each(series -> series.withName(Nodes.key(series, tags)));
  }
}
