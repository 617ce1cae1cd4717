// Copyright 2026 The Graphite Stack Authors
// SPDX-License-Identifier: Apache-2.0

package org.graphitestack.web.function;

import java.util.List;
import org.graphitestack.web.series.TimeSeries;

/// `aliasQuery`: names each series by the last value of another one, whose name a regular
/// expression makes of its own; `%d` and the like in the new name stand for the value.
final class AliasQuery implements SeriesFunction {

  @Override
  public Signature signature() {
    return Signature.of(
            FunctionGroup.ALIAS,
            "aliasQuery",
            Parameter.seriesList(),
            Parameter.required("search", ParameterType.STRING),
            Parameter.required("replace", ParameterType.STRING),
            Parameter.required("newName", ParameterType.STRING))
        .describe(
            "Names each series by the last value of another one, whose name a regular expression"
                + " makes of its own; `%d` and the like in the new name stand for the value.")
        .example("aliasQuery(servers.web1.load,\"load\",\"requests\",\"%d requests\")");
  }

  @Override
  public List<TimeSeries> apply(Invocation in) {
    var search = UserPattern.of(in, "search");
    var replacement = search.replacement(in, "replace");
    var format = PrintFormat.of(in, "newName");
    return in.each(
        series -> {
          var query = search.replaceAll(series.name(), replacement);
          var found = in.evaluation().target(query);
          if (found.isEmpty()) {
            throw in.wrong("No series found with query: " + query);
          }
          var value = Aggregator.LAST.of(found.getFirst().values());
          if (Double.isNaN(value)) {
            throw in.wrong("Cannot get last value of series: " + query);
          }
          return series.withName(format.of(value));
        });
  }
}
