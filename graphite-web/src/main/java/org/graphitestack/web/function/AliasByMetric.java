// Copyright 2026 The Graphite Stack Authors
// SPDX-License-Identifier: Apache-2.0

package org.graphitestack.web.function;

import java.util.List;
import org.graphitestack.web.series.TimeSeries;

/// `aliasByMetric`: names each series by the last node of its own name.
final class AliasByMetric implements SeriesFunction {

  @Override
  public Signature signature() {
    return Signature.of(FunctionGroup.ALIAS, "aliasByMetric", Parameter.seriesList())
        .describe("Names each series by the last node of its own name.")
        .example("aliasByMetric(servers.web1.*)");
  }

  @Override
  public List<TimeSeries> apply(Invocation in) {
    return in.each(series -> series.withName(Substr.part(series.name(), -1, 0)));
  }
}
