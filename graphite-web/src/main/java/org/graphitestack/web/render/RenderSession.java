// Copyright 2026 The Graphite Stack Authors
// SPDX-License-Identifier: Apache-2.0

package org.graphitestack.web.render;

import java.time.ZoneId;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import org.graphitestack.storage.TimeWindow;
import org.graphitestack.web.series.TimeSeries;
import org.graphitestack.web.target.Expression;
import org.graphitestack.web.target.Expression.Call;
import org.graphitestack.web.target.Expression.Literal;
import org.graphitestack.web.target.Expression.Path;
import org.graphitestack.web.target.Expression.Template;
import org.graphitestack.web.target.TargetParser;
import org.graphitestack.web.target.TargetSyntaxException;

/// What all targets of one request share: the fetched series, the budget and the running totals of
/// stacks. Used by the thread of the request only; readers give their series to it.
final class RenderSession {

  private final RenderRequest request;
  private final FunctionLibrary functions;
  private final SeriesFetcher fetcher;
  private final BudgetMeter meter;
  private final boolean unicodePaths;
  private final ZoneId serverZone;
  private final Map<TimeWindow, Map<String, List<TimeSeries>>> fetched = new HashMap<>();
  private final Map<String, double[]> stacks = new HashMap<>();

  RenderSession(
      RenderRequest request,
      FunctionLibrary functions,
      SeriesFetcher fetcher,
      BudgetMeter meter,
      RenderEngine.Settings settings) {
    this.request = request;
    this.functions = functions;
    this.fetcher = fetcher;
    this.meter = meter;
    this.unicodePaths = settings.unicodePaths();
    this.serverZone = settings.zone();
  }

  RenderRequest request() {
    return request;
  }

  FunctionLibrary functions() {
    return functions;
  }

  BudgetMeter meter() {
    return meter;
  }

  ZoneId serverZone() {
    return serverZone;
  }

  Map<String, double[]> stacks() {
    return stacks;
  }

  /// A target as an expression without templates.
  ///
  /// @throws InvalidRenderException if it cannot be read
  Expression parse(String target) {
    try {
      var parsed = TargetParser.parse(target, unicodePaths).expression();
      return new Templates(request.templateVariables()).filled(parsed);
    } catch (TargetSyntaxException unreadable) {
      throw new InvalidRenderException(String.valueOf(unreadable.getMessage()));
    }
  }

  /// Fetches, in one batch, what the expressions need in a window and is not there yet.
  void prefetch(List<Expression> expressions, TimeWindow window, double xFilesFactor) {
    var known = fetched.computeIfAbsent(window, _ -> new HashMap<>());
    var wanted = new TreeSet<String>();
    expressions.forEach(expression -> collectPaths(expression, wanted));
    wanted.removeAll(known.keySet());
    if (!wanted.isEmpty()) {
      known.putAll(fetcher.fetch(wanted, window, xFilesFactor, meter));
    }
  }

  /// The fetched series of a path expression, sorted by name; none if it was not fetched.
  List<TimeSeries> series(String pathExpression, TimeWindow window) {
    return fetched.getOrDefault(window, Map.of()).getOrDefault(pathExpression, List.of());
  }

  private static void collectPaths(Expression expression, Set<String> paths) {
    switch (expression) {
      case Path path -> paths.add(path.text());
      // graphite-web fetches nothing for keyword arguments, and answers depend on it
      case Call call -> call.arguments().forEach(argument -> collectPaths(argument, paths));
      case Template template -> collectPaths(template.body(), paths);
      case Literal _ -> {}
    }
  }
}
