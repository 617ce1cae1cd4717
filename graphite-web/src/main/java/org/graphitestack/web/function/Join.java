// Copyright 2026 The Graphite Stack Authors
// SPDX-License-Identifier: Apache-2.0

package org.graphitestack.web.function;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.stream.Collectors;
import org.graphitestack.web.series.TimeSeries;

/// `join`: keeps series by whether both lists have one of their name.
final class Join implements SeriesFunction {

  @Override
  public Signature signature() {
    return Signature.of(
            FunctionGroup.FILTER_SERIES,
            "join",
            Parameter.required("seriesA", ParameterType.SERIES_LIST),
            Parameter.required("seriesB", ParameterType.SERIES_LIST),
            Parameter.optional("type", ParameterType.STRING, "AND")
                .options("AND", "OR", "XOR", "SUB"))
        .addition()
        .describe(
            "Keeps series by name. AND: those of the first list whose name the second has "
                + "too; OR: all of the first, and those of the second that the first has not; XOR: "
                + "those that only one list has; SUB: those of the first that the second has not.")
        .example(
            "join(servers.*.load,servers.web1.*)", "join(servers.*.load,servers.web1.*,\"XOR\")");
  }

  @Override
  public List<TimeSeries> apply(Invocation in) {
    var a = in.series("seriesA");
    var b = in.series("seriesB");
    return switch (in.text("type").toUpperCase(Locale.ROOT)) {
      case "AND" -> {
        var names = names(b);
        yield a.stream().filter(series -> names.contains(series.name())).toList();
      }
      case "OR" -> together(a, without(b, a));
      case "XOR" -> together(without(a, b), without(b, a));
      case "SUB" -> without(a, b);
      default -> throw in.wrong("type", "one of AND, OR, XOR, SUB");
    };
  }

  private static List<TimeSeries> without(List<TimeSeries> series, List<TimeSeries> others) {
    var names = names(others);
    return series.stream().filter(one -> !names.contains(one.name())).toList();
  }

  private static List<TimeSeries> together(List<TimeSeries> first, List<TimeSeries> second) {
    var all = new ArrayList<>(first);
    all.addAll(second);
    return all;
  }

  private static Set<String> names(List<TimeSeries> series) {
    return series.stream().map(TimeSeries::name).collect(Collectors.toSet());
  }
}
