// Copyright 2026 The Graphite Stack Authors
// SPDX-License-Identifier: Apache-2.0

package org.graphitestack.web.function;

import java.util.List;
import org.graphitestack.web.series.TimeSeries;

/// `alias`: gives each series a fixed name.
final class Alias implements SeriesFunction {

  @Override
  public Signature signature() {
    return Signature.of(
            FunctionGroup.ALIAS,
            "alias",
            Parameter.seriesList(),
            Parameter.required("newName", ParameterType.STRING).lenientType())
        .describe("Gives each series a fixed name.")
        .example("alias(servers.web1.load,\"load of web1\")");
  }

  @Override
  public List<TimeSeries> apply(Invocation in) {
    var name = in.text("newName");
    return in.each(series -> series.withName(name));
  }
}
