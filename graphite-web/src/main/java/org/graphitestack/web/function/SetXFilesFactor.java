// Copyright 2026 The Graphite Stack Authors
// SPDX-License-Identifier: Apache-2.0

package org.graphitestack.web.function;

import java.util.List;
import org.graphitestack.web.render.Value;
import org.graphitestack.web.series.TimeSeries;

/// `setXFilesFactor`: sets what share of values must be known where several are made into one, for
/// these series and for the rest of the request.
final class SetXFilesFactor implements SeriesFunction {

  @Override
  public Signature signature() {
    return Signature.of(
            FunctionGroup.SPECIAL,
            "setXFilesFactor",
            Parameter.seriesList(),
            Parameter.required("xFilesFactor", ParameterType.FLOAT).lenientType())
        .alias("xFilesFactor")
        .describe(
            "Sets what share of values must be known where several are made into one, for these"
                + " series and for the rest of the request.")
        .example("setXFilesFactor(servers.web1.load,0.5)");
  }

  @Override
  public List<TimeSeries> apply(Invocation in) {
    var text = in.text("xFilesFactor");
    if (!(in.value("xFilesFactor") instanceof Value.Real(var share))) {
      return in.each(series -> series.change().tag("xFilesFactor", text).make());
    }
    in.evaluation().setXFilesFactor(share);
    return in.each(series -> series.change().tag("xFilesFactor", text).xFilesFactor(share).make());
  }
}
