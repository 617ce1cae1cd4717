// Copyright 2026 The Graphite Stack Authors
// SPDX-License-Identifier: Apache-2.0

package org.graphitestack.web.function;

import java.util.List;
import org.graphitestack.web.series.PythonNumber;
import org.graphitestack.web.series.TimeSeries;
import org.jspecify.annotations.Nullable;

/// `cactiStyle`: adds the last, greatest and least value to each name, in columns.
final class CactiStyle implements SeriesFunction {

  @Override
  public Signature signature() {
    return Signature.of(
            FunctionGroup.SPECIAL,
            "cactiStyle",
            Parameter.seriesList(),
            Parameter.optional("system", ParameterType.STRING).options("binary", "si"),
            Parameter.optional("units", ParameterType.STRING))
        .describe("Adds the last, greatest and least value to each name, in columns.")
        .example("cactiStyle(servers.*.load,\"si\",\"b\")");
  }

  @Override
  public List<TimeSeries> apply(Invocation in) {
    var series = in.series();
    var system = in.has("system") ? UnitSystem.of(in, "system") : null;
    var units = in.textOrNull("units");
    var width = series.stream().mapToInt(s -> s.name().length()).max().orElse(0);
    var last = new Column("Current", Aggregator.LAST, system, units, series);
    var max = new Column("Max", Aggregator.MAX, system, units, series);
    var min = new Column("Min", Aggregator.MIN, system, units, series);
    return series.stream()
        .map(
            s ->
                s.withName(
                    UnitSystem.padded(s.name(), width)
                        + " "
                        + last.of(s)
                        + " "
                        + max.of(s)
                        + " "
                        + min.of(s)
                        + " "))
        .toList();
  }

  /// One figure of each series, padded to a common width.
  private record Column(
      String title,
      Aggregator aggregator,
      @Nullable UnitSystem system,
      @Nullable String units,
      int width) {

    Column(
        String title,
        Aggregator aggregator,
        @Nullable UnitSystem system,
        @Nullable String units,
        List<TimeSeries> all) {
      this(
          title,
          aggregator,
          system,
          units,
          3
              + all.stream()
                  .mapToDouble(series -> aggregator.of(series.values()))
                  .map(value -> Double.isNaN(value) || (long) value == 0 ? 3 : (long) value)
                  .mapToInt(value -> formatted(value, system, units).length())
                  .max()
                  .orElse(0));
    }

    String of(TimeSeries series) {
      var value = aggregator.of(series.values());
      var text = Double.isNaN(value) ? "nan" : formatted(value, system, units);
      return title + ":" + UnitSystem.padded(text, width);
    }

    private static String formatted(
        double value, @Nullable UnitSystem system, @Nullable String units) {
      if (system == null) {
        return PythonNumber.fixed(value, 2) + (units == null ? "" : " " + units);
      }
      return units == null ? system.formatted(value, "", "") : system.formatted(value, units, " ");
    }
  }
}
