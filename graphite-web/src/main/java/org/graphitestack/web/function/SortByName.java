// Copyright 2026 The Graphite Stack Authors
// SPDX-License-Identifier: Apache-2.0

package org.graphitestack.web.function;

import java.util.Comparator;
import java.util.List;
import org.graphitestack.web.series.TimeSeries;

/// `sortByName`: sorts by name; natural order takes digits as numbers.
final class SortByName implements SeriesFunction {

  @Override
  public Signature signature() {
    return Signature.of(
            FunctionGroup.SORTING,
            "sortByName",
            Parameter.seriesList(),
            Parameter.optional("natural", ParameterType.BOOLEAN, false),
            Parameter.optional("reverse", ParameterType.BOOLEAN, false))
        .describe("Sorts by name; natural order takes digits as numbers.")
        .example("sortByName(servers.*.load)", "sortByName(servers.*.load,true,true)");
  }

  @Override
  public List<TimeSeries> apply(Invocation in) {
    var natural = in.flag("natural");
    var byName =
        Comparator.comparing(
            (TimeSeries series) -> natural ? NaturalOrder.key(series.name()) : series.name(),
            NaturalOrder.CODE_POINTS);
    return Filters.sorted(in.series(), in.flag("reverse") ? byName.reversed() : byName);
  }
}
