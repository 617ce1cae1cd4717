// Copyright 2026 The Graphite Stack Authors
// SPDX-License-Identifier: Apache-2.0

package org.graphitestack.web.function;

import java.util.List;
import org.graphitestack.web.series.TimeSeries;

/// `upper`: writes each name in capitals, or only the characters at some positions.
final class ToUpperCase implements SeriesFunction {

  @Override
  public Signature signature() {
    return Signature.of(
            FunctionGroup.ALIAS,
            "upper",
            Parameter.seriesList(),
            Parameter.optional("pos", ParameterType.INTEGER).many())
        .describe("Writes each name in capitals, or only the characters at some positions.")
        .example("upper(servers.web1.load)", "upper(servers.web1.load,0)");
  }

  @Override
  public List<TimeSeries> apply(Invocation in) {
    return in.each(
        series -> series.withName(LetterCase.UPPER.applied(series.name(), in.all("pos"))));
  }
}
