// Copyright 2026 The Graphite Stack Authors
// SPDX-License-Identifier: Apache-2.0

package org.graphitestack.web.function;

import java.util.List;
import org.graphitestack.web.series.TimeSeries;

/// `group`: puts several lists of series into one.
final class Group implements SeriesFunction {

  @Override
  public Signature signature() {
    return Signature.of(
            FunctionGroup.COMBINE,
            "group",
            Parameter.optional("seriesLists", ParameterType.SERIES_LIST).many())
        .describe("Puts several lists of series into one.")
        .example("group(servers.web1.load,servers.web2.load)");
  }

  @Override
  public List<TimeSeries> apply(Invocation in) {
    return in.series();
  }
}
