// Copyright 2026 The Graphite Stack Authors
// SPDX-License-Identifier: Apache-2.0

package org.graphitestack.web.function;

import java.util.List;
import org.graphitestack.web.series.TimeSeries;

/// `slo`: gives in each interval the share of values that are as they should be.
final class ServiceLevel implements SeriesFunction {

  @Override
  public Signature signature() {
    return Signature.of(
            FunctionGroup.TRANSFORM,
            "slo",
            Parameter.seriesList(),
            Parameter.required("interval", ParameterType.INTERVAL).suggestions("10min", "1h", "1d"),
            Parameter.required("method", ParameterType.STRING)
                .options("above", "aboveOrEqual", "below", "belowOrEqual"),
            Parameter.required("value", ParameterType.FLOAT))
        .addition()
        .describe(
            "Gives in each interval the share of the known values that are above or below a "
                + "value; nothing where none is known. An interval longer than the window is read "
                + "as a whole, back from its end.")
        .example("slo(servers.web1.load,\"10min\",\"above\",12)");
  }

  @Override
  public List<TimeSeries> apply(Invocation in) {
    return ServiceLevels.of(in, "", (ratio, _) -> ratio);
  }
}
