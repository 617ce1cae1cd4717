// Copyright 2026 The Graphite Stack Authors
// SPDX-License-Identifier: Apache-2.0

package org.graphitestack.web.function;

import java.util.List;
import org.graphitestack.web.series.TimeSeries;

/// `aliasSub`: replaces whatever matches a regular expression in each name.
final class AliasSub implements SeriesFunction {

  @Override
  public Signature signature() {
    return Signature.of(
            FunctionGroup.ALIAS,
            "aliasSub",
            Parameter.seriesList(),
            Parameter.required("search", ParameterType.STRING),
            Parameter.required("replace", ParameterType.STRING))
        .describe(
            "Replaces whatever matches a regular expression in each name. Groups are written as"
                + " `\\1` in the replacement.")
        .example("aliasSub(servers.*.load,\"^servers\\.(\\w+)\\..*$\",\"\\1\")");
  }

  @Override
  public List<TimeSeries> apply(Invocation in) {
    var search = UserPattern.of(in, "search");
    var replacement = search.replacement(in, "replace");
    return in.each(series -> series.withName(search.replaceAll(series.name(), replacement)));
  }
}
