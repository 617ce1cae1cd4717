// Copyright 2026 The Graphite Stack Authors
// SPDX-License-Identifier: Apache-2.0

package org.graphitestack.web.render;

import java.time.ZoneId;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.locks.ReentrantLock;
import org.graphitestack.storage.TimeWindow;
import org.graphitestack.web.cluster.MissingServers;
import org.graphitestack.web.series.TimeSeries;
import org.graphitestack.web.target.Expression;
import org.graphitestack.web.target.Expression.Call;
import org.graphitestack.web.target.Expression.Literal;
import org.graphitestack.web.target.Expression.Path;
import org.graphitestack.web.target.Expression.Template;
import org.graphitestack.web.target.TargetParser;
import org.graphitestack.web.target.TargetSyntaxException;

/// What all targets of one request share: the fetched series, the budget and the running totals of
/// stacks. Thread-safe but for the stacks, which only requests use whose targets are evaluated one
/// after the other.
final class RenderSession {

  private final RenderRequest request;
  private final FunctionLibrary functions;
  private final SeriesFetcher fetcher;
  private final Freshness freshness;
  private final BudgetMeter meter;
  private final Trace trace;
  private final boolean unicodePaths;
  private final ZoneId serverZone;
  private final Map<TimeWindow, Map<String, List<TimeSeries>>> fetched = new ConcurrentHashMap<>();
  private final ReentrantLock fetching = new ReentrantLock();
  private final Map<String, double[]> stacks = new HashMap<>();
  private final MissingServers missing = new MissingServers();

  RenderSession(
      RenderRequest request,
      FunctionLibrary functions,
      SeriesFetcher fetcher,
      Freshness freshness,
      BudgetMeter meter,
      Trace trace,
      RenderEngine.Settings settings) {
    this.request = request;
    this.functions = functions;
    this.fetcher = fetcher;
    this.freshness = freshness;
    this.meter = meter;
    this.trace = trace;
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

  Trace trace() {
    return trace;
  }

  /// Servers whose part the answer lacks.
  MissingServers missing() {
    return missing;
  }

  /// A new evaluation over the window of the request.
  Evaluation evaluation() {
    return new Evaluation(this, request.from(), request.until(), request.xFilesFactor());
  }

  ZoneId serverZone() {
    return serverZone;
  }

  Map<String, double[]> stacks() {
    return stacks;
  }

  /// The targets that are not blank, as expressions.
  List<Expression> parsed(List<String> targets) {
    return targets.stream().filter(target -> !target.isBlank()).map(this::parse).toList();
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
    var paths = new TreeSet<String>();
    expressions.forEach(expression -> collectPaths(expression, paths));
    fetching.lock();
    try {
      var known = fetched.computeIfAbsent(window, _ -> new ConcurrentHashMap<>());
      paths.removeAll(known.keySet());
      if (!paths.isEmpty()) {
        known.putAll(
            fetcher.fetch(
                paths,
                window,
                request.reading(),
                xFilesFactor,
                request.sees(),
                freshness,
                meter,
                missing,
                trace));
      }
    } finally {
      fetching.unlock();
    }
  }

  /// Records what the expressions would fetch first.
  void estimate(List<Expression> expressions) {
    var paths = new TreeSet<String>();
    expressions.forEach(expression -> collectPaths(expression, paths));
    fetcher.estimate(paths, evaluation().window(), request.reading(), request.sees(), meter, trace);
  }

  /// The fetched series of a path expression, sorted by name; none if it was not fetched.
  List<TimeSeries> series(String pathExpression, TimeWindow window) {
    return fetched.getOrDefault(window, Map.of()).getOrDefault(pathExpression, List.of());
  }

  private static void collectPaths(Expression expression, Set<String> paths) {
    switch (expression) {
      case Path path -> paths.add(path.text());
      case Call call when TagCall.isOne(call) -> paths.add(TagCall.checked(call));
      // graphite-web fetches nothing for keyword arguments, and answers depend on it
      case Call call -> call.arguments().forEach(argument -> collectPaths(argument, paths));
      case Template template -> collectPaths(template.body(), paths);
      case Literal _ -> {}
    }
  }
}
