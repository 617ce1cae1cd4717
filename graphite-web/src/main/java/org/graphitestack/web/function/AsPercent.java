// Copyright 2026 The Graphite Stack Authors
// SPDX-License-Identifier: Apache-2.0

package org.graphitestack.web.function;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import org.graphitestack.web.render.Value;
import org.graphitestack.web.series.PythonNumber;
import org.graphitestack.web.series.TimeSeries;

/// `asPercent`: gives each series as a percentage of a total: a number, one series, as many series
/// paired by name, or the sum of all if it is left out.
final class AsPercent implements SeriesFunction {

  @Override
  public Signature signature() {
    return Signature.of(
            FunctionGroup.COMBINE,
            "asPercent",
            Parameter.seriesList(),
            Parameter.optional("total", ParameterType.ANY),
            Parameter.optional("nodes", ParameterType.NODE_OR_TAG).many())
        .alias("pct")
        .asAggregator()
        .describe(
            "Gives each series as a percentage of a total: a number, one series, as many series"
                + " paired by name, or the sum of all if it is left out. With nodes, series and"
                + " totals are paired by these nodes of their names.")
        .example(
            "asPercent(servers.*.load)",
            "asPercent(servers.*.load,100)",
            "asPercent(servers.*.load,servers.*.requests,1)");
  }

  @Override
  public List<TimeSeries> apply(Invocation in) {
    var series = in.series();
    var nodes = in.all("nodes");
    if (!nodes.isEmpty()) {
      return byNodes(in, series, nodes);
    }
    return switch (in.value("total")) {
      case Value.None _ ->
          series.isEmpty()
              ? List.of()
              : ofColumn(
                  in, series, sumOf(series), "sumSeries(" + Combined.pathExpressions(series) + ")");
      case Value.Whole(var number) -> ofNumber(in, series, (double) number, String.valueOf(number));
      case Value.Real(var number) -> ofNumber(in, series, number, PythonNumber.repr(number));
      case Value.Series(var total) -> ofSeries(in, series, total);
      case Value.Text _, Value.Flag _, Value.Lists _ ->
          throw in.wrong("total", "a number or series");
    };
  }

  private static List<TimeSeries> ofSeries(
      Invocation in, List<TimeSeries> series, List<TimeSeries> total) {
    if (series.isEmpty()) {
      return List.of();
    }
    if (total.size() == 1) {
      var one = total.getFirst();
      var all = new ArrayList<>(series);
      all.add(one);
      return ofColumn(in, series, Normalized.of(all).columns().getLast(), one.name(), all);
    }
    if (total.size() != series.size()) {
      throw in.wrong(
          "total",
          "one series or as many as there are parts, "
              + series.size()
              + "; it gave "
              + total.size());
    }
    var result = new ArrayList<TimeSeries>();
    var parts = Filters.sorted(series, Comparator.comparing(TimeSeries::name));
    var totals = Filters.sorted(total, Comparator.comparing(TimeSeries::name));
    for (var i = 0; i < parts.size(); i++) {
      result.add(pair(in, parts.get(i), totals.get(i)));
    }
    return result;
  }

  private static List<TimeSeries> ofNumber(
      Invocation in, List<TimeSeries> series, double total, String text) {
    if (series.isEmpty()) {
      return List.of();
    }
    var column = new double[Normalized.of(series).length()];
    Arrays.fill(column, total);
    return ofColumn(in, series, column, text);
  }

  private static List<TimeSeries> ofColumn(
      Invocation in, List<TimeSeries> series, double[] total, String text) {
    return ofColumn(in, series, total, text, series);
  }

  /// Each series as a share of a column of totals, all on the grid of `all`.
  private static List<TimeSeries> ofColumn(
      Invocation in, List<TimeSeries> series, double[] total, String text, List<TimeSeries> all) {
    var normalized = Normalized.of(all);
    var result = new ArrayList<TimeSeries>();
    for (var column = 0; column < series.size(); column++) {
      var values = normalized.columns().get(column);
      var shares = new double[Math.max(values.length, total.length)];
      for (var i = 0; i < shares.length; i++) {
        var whole = i < total.length ? total[i] : Double.NaN;
        shares[i] = share(i < values.length ? values[i] : Double.NaN, whole);
      }
      var name = "asPercent(" + series.get(column).name() + "," + text + ")";
      result.add(made(in, name, normalized, shares));
    }
    return result;
  }

  private static double share(double part, double whole) {
    return whole == 0 ? Double.NaN : part / whole * 100.0;
  }

  private static TimeSeries pair(Invocation in, TimeSeries part, TimeSeries whole) {
    var normalized = Normalized.of(List.of(part, whole));
    return made(
        in,
        "asPercent(" + part.name() + "," + whole.name() + ")",
        normalized,
        normalized.rows(row -> share(row[0], row[1])));
  }

  private static TimeSeries made(
      Invocation in, String name, Normalized normalized, double[] values) {
    return TimeSeries.of(
        name,
        normalized.start(),
        normalized.end(),
        normalized.step(),
        values,
        in.evaluation().xFilesFactor());
  }

  private static double[] sumOf(List<TimeSeries> series) {
    return Normalized.of(series).aggregated(Aggregator.SUM, 0);
  }

  private static List<TimeSeries> byNodes(
      Invocation in, List<TimeSeries> series, List<Value> nodes) {
    var parts = grouped(series, nodes);
    var totals =
        switch (in.value("total")) {
          case Value.None _ -> parts;
          case Value.Series(var total) -> grouped(total, nodes);
          case Value.Whole _, Value.Real _, Value.Text _, Value.Flag _, Value.Lists _ ->
              throw in.wrong("total", "series or none when there are nodes");
        };
    var keys = new LinkedHashSet<>(parts.keySet());
    keys.addAll(totals.keySet());
    var result = new ArrayList<TimeSeries>();
    for (var key : keys) {
      var whole = totals.containsKey(key) ? total(in, totals.get(key)) : null;
      var group = parts.get(key);
      if (group == null && whole != null) {
        result.add(unknown(in, whole, "asPercent(MISSING," + whole.name() + ")"));
      } else if (group != null && whole == null) {
        group.forEach(
            part -> result.add(unknown(in, part, "asPercent(" + part.name() + ",MISSING)")));
      } else if (group != null && whole != null) {
        group.forEach(part -> result.add(pair(in, part, whole)));
      }
    }
    return result;
  }

  private static Map<String, List<TimeSeries>> grouped(List<TimeSeries> series, List<Value> nodes) {
    var groups = new LinkedHashMap<String, List<TimeSeries>>();
    for (var one : series) {
      groups.computeIfAbsent(Nodes.key(one, nodes), _ -> new ArrayList<>()).add(one);
    }
    return groups;
  }

  private static TimeSeries total(Invocation in, List<TimeSeries> group) {
    if (group.size() == 1) {
      return group.getFirst();
    }
    var name = "sumSeries(" + Combined.pathExpressions(group) + ")";
    return made(in, name, Normalized.of(group), sumOf(group));
  }

  private static TimeSeries unknown(Invocation in, TimeSeries like, String name) {
    var nothing = new double[like.values().length];
    Arrays.fill(nothing, Double.NaN);
    return made(in, name, Normalized.of(List.of(like)), nothing);
  }
}
