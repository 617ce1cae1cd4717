// Copyright 2026 The Graphite Stack Authors
// SPDX-License-Identifier: Apache-2.0

package org.graphitestack.web.function;

import java.util.ArrayList;
import java.util.List;
import org.graphitestack.web.render.Value;
import org.graphitestack.web.series.TimeSeries;

/// `useSeriesAbove`: for each series that exceeds a value gives another one, whose name a regular
/// expression makes of its own.
final class UseSeriesAbove implements SeriesFunction {

  @Override
  public Signature signature() {
    return Signature.of(
            FunctionGroup.FILTER_SERIES,
            "useSeriesAbove",
            Parameter.seriesList(),
            Parameter.required("value", ParameterType.FLOAT).lenientType(),
            Parameter.required("search", ParameterType.STRING),
            Parameter.required("replace", ParameterType.STRING))
        .describe(
            "For each series that exceeds a value gives another one, whose name a regular"
                + " expression makes of its own.")
        .example("useSeriesAbove(servers.*.load,1,\"load\",\"requests\")");
  }

  @Override
  public List<TimeSeries> apply(Invocation in) {
    if (!(in.value("value") instanceof Value.Real(var limit))) {
      return List.of();
    }
    var search = UserPattern.of(in, "search");
    var replacement = search.replacement(in, "replace");
    var found = new ArrayList<TimeSeries>();
    for (var series : in.series()) {
      var values = series.values();
      var complete = Aggregator.known(values, 0, values.length) == values.length;
      if (complete && Aggregator.MAX.of(values) > limit) {
        found.addAll(in.evaluation().target(search.replaceAll(series.name(), replacement)));
      }
    }
    return found;
  }
}
