// Copyright 2026 The Graphite Stack Authors
// SPDX-License-Identifier: Apache-2.0

package org.graphitestack.web.function;

import java.util.ArrayList;
import java.util.List;
import java.util.TreeSet;
import org.graphitestack.web.series.PythonNumber;
import org.graphitestack.web.series.TimeSeries;

/// `legendValue`: adds aggregates of each series to its name; with si or binary last, in columns
/// and with a unit.
final class LegendValue implements SeriesFunction {

  @Override
  public Signature signature() {
    return Signature.of(
            FunctionGroup.ALIAS,
            "legendValue",
            Parameter.seriesList(),
            Parameter.optional("valuesTypes", ParameterType.STRING)
                .many()
                .argument("valueTypes")
                .options(legendOptions()))
        .describe(
            "Adds aggregates of each series to its name; with si or binary last, in columns and"
                + " with a unit.")
        .example(
            "legendValue(servers.*.load,\"avg\",\"max\")",
            "legendValue(servers.*.load,\"last\",\"si\")");
  }

  @Override
  public List<TimeSeries> apply(Invocation in) {
    var types = new ArrayList<>(in.texts("valuesTypes"));
    var system = types.isEmpty() ? null : UnitSystem.named(types.getLast()).orElse(null);
    if (system != null) {
      types.removeLast();
    }
    return in.each(
        series -> {
          var name = series.name();
          for (var type : types) {
            name =
                system == null
                    ? name + " (" + type + ": " + plain(series, type) + ")"
                    : UnitSystem.padded(name, 20)
                        + UnitSystem.padded(type, 5)
                        + UnitSystem.padded(withUnit(in, series, type, system), 10);
          }
          return series.withName(name);
        });
  }

  private static Object[] legendOptions() {
    var all = new TreeSet<Object>(List.of("si", "binary"));
    for (var name : Aggregator.optionNames()) {
      all.add(name);
      all.add(name + "Series");
    }
    return all.toArray();
  }

  private static String plain(TimeSeries series, String type) {
    var aggregator = Aggregator.exactly(type);
    if (aggregator.isEmpty()) {
      return "(?)";
    }
    var value = aggregator.get().of(series.values());
    if (Double.isNaN(value)) {
      return "None";
    }
    return aggregator.get() == Aggregator.COUNT
        ? String.valueOf((long) value)
        : PythonNumber.repr(value);
  }

  private static String withUnit(Invocation in, TimeSeries series, String type, UnitSystem system) {
    var aggregator =
        Aggregator.exactly(type)
            .orElseThrow(() -> in.wrong("valuesTypes", "names of aggregations"));
    var value = aggregator.of(series.values());
    return Double.isNaN(value) ? "None" : system.formatted(value, "", "");
  }
}
