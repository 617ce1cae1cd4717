// Copyright 2026 The Graphite Stack Authors
// SPDX-License-Identifier: Apache-2.0

package org.graphitestack.web.render;

import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.LongAdder;
import java.util.function.LongSupplier;
import org.graphitestack.storage.SeriesFinder;
import org.graphitestack.storage.SeriesReader;
import org.graphitestack.web.series.TimeSeries;

/// Answers render requests with series: parses all targets, fetches what they need in one batch,
/// and evaluates them in order. Thread-safe; the owner closes it.
public final class RenderEngine implements AutoCloseable {

  /// How an engine answers.
  ///
  /// @param zone the zone of requests that name none (`TIME_ZONE`)
  /// @param unicodePaths whether paths in targets may hold characters beyond ASCII (`UTF8_METRICS`)
  /// @param xFilesFactor of requests that name none (`DEFAULT_XFILES_FACTOR`)
  /// @param budget what one request may use
  /// @param readers threads that read series
  public record Settings(
      ZoneId zone, boolean unicodePaths, double xFilesFactor, RenderBudget budget, int readers) {

    public static final Settings DEFAULT =
        new Settings(
            ZoneOffset.UTC,
            false,
            0,
            RenderBudget.DEFAULT,
            Math.max(4, 2 * Runtime.getRuntime().availableProcessors()));

    public Settings {
      if (readers < 1) {
        throw new IllegalArgumentException("readers: " + readers + " (expected: >= 1)");
      }
    }
  }

  private final FunctionLibrary functions;
  private final SeriesFetcher fetcher;
  private final Settings settings;
  private final LongSupplier nanoTime;
  private final LongAdder requests = new LongAdder();
  private final LongAdder refused = new LongAdder();

  private RenderEngine(
      FunctionLibrary functions, SeriesFetcher fetcher, Settings settings, LongSupplier nanoTime) {
    this.functions = functions;
    this.fetcher = fetcher;
    this.settings = settings;
    this.nanoTime = nanoTime;
  }

  /// An engine over one storage.
  ///
  /// @param nanoTime elapsed time, for budgets
  public static RenderEngine open(
      SeriesFinder finder,
      SeriesReader reader,
      FunctionLibrary functions,
      Settings settings,
      LongSupplier nanoTime) {
    var fetcher = new SeriesFetcher(finder, reader, settings.readers(), nanoTime);
    return new RenderEngine(functions, fetcher, settings, nanoTime);
  }

  public Settings settings() {
    return settings;
  }

  /// The series of all targets, in their order.
  ///
  /// @throws InvalidRenderException if the request is wrong or over its budget
  public List<TimeSeries> render(RenderRequest request) {
    requests.increment();
    var meter = new BudgetMeter(settings.budget(), nanoTime);
    var session = new RenderSession(request, functions, fetcher, meter, settings);
    var evaluation =
        new Evaluation(session, request.from(), request.until(), request.xFilesFactor());
    try {
      var expressions =
          request.targets().stream().filter(t -> !t.isBlank()).map(session::parse).toList();
      session.prefetch(expressions, evaluation.window(), request.xFilesFactor());
      var series = new ArrayList<TimeSeries>();
      for (var expression : expressions) {
        series.addAll(evaluation.seriesOf(expression));
      }
      return List.copyOf(series);
    } catch (InvalidRenderException wrong) {
      refused.increment();
      throw wrong;
    }
  }

  public RenderStatistics statistics() {
    return fetcher.statistics(requests.sum(), refused.sum());
  }

  @Override
  public void close() {
    fetcher.close();
  }
}
