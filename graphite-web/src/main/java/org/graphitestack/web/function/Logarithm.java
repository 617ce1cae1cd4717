// Copyright 2026 The Graphite Stack Authors
// SPDX-License-Identifier: Apache-2.0

package org.graphitestack.web.function;

import java.util.List;
import org.graphitestack.web.series.TimeSeries;

/// `log`: takes the logarithm of each value; of 0 and below there is none.
final class Logarithm implements SeriesFunction {

  @Override
  public Signature signature() {
    return Signature.of(
            FunctionGroup.TRANSFORM,
            "log",
            Parameter.seriesList(),
            Parameter.optional("base", ParameterType.INTEGER, 10).lenientType())
        .describe("Takes the logarithm of each value; of 0 and below there is none.")
        .example("log(servers.web1.load)", "log(servers.web1.load,2)");
  }

  @Override
  public List<TimeSeries> apply(Invocation in) {
    var base = in.number("base");
    if (!(base > 1)) {
      throw in.wrong("base", "a number above 1");
    }
    return in.each(
        series -> {
          var name = "log(" + series.name() + ", " + in.text("base") + ")";
          return series
              .change()
              .called(name)
              .tag("log", in.text("base"))
              .mapped(
                  value ->
                      value <= 0
                          ? Double.NaN
                          : base == 10 ? Math.log10(value) : Math.log(value) / Math.log(base))
              .integers(false)
              .make();
        });
  }
}
