// Copyright 2026 The Graphite Stack Authors
// SPDX-License-Identifier: Apache-2.0

package org.graphitestack.web.function;

import java.util.List;
import org.graphitestack.web.series.TimeSeries;

/// `lower`: writes each name in small letters, or only the characters at some positions.
final class ToLowerCase implements SeriesFunction {

  @Override
  public Signature signature() {
    return Signature.of(
            FunctionGroup.ALIAS,
            "lower",
            Parameter.seriesList(),
            Parameter.optional("pos", ParameterType.INTEGER).many())
        .describe("Writes each name in small letters, or only the characters at some positions.")
        .example("lower(servers.web1.load)", "lower(servers.web1.load,0)");
  }

  @Override
  public List<TimeSeries> apply(Invocation in) {
    return in.each(
        series -> series.withName(LetterCase.LOWER.applied(series.name(), in.all("pos"))));
  }
}
