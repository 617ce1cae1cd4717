// Copyright 2026 The Graphite Stack Authors
// SPDX-License-Identifier: Apache-2.0

package org.graphitestack.web.render;

import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.LongAdder;
import java.util.function.BooleanSupplier;
import java.util.function.LongSupplier;
import org.graphitestack.storage.SeriesFinder;
import org.graphitestack.storage.SeriesReader;
import org.graphitestack.storage.tag.TagIndex;
import org.graphitestack.web.cluster.Cluster;
import org.graphitestack.web.quota.QueryCharge;
import org.graphitestack.web.series.TimeSeries;
import org.graphitestack.web.target.Expression;

/// Answers render requests with series: parses all targets, fetches what they need in one batch,
/// and evaluates them side by side. Thread-safe; the owner closes it.
///
/// Reading and evaluating run on two pools of platform threads, as many as the settings say: a
/// request with many targets uses several cores, and all requests together use no more than these,
/// so that points still come in while graphs are drawn. The thread of the request only waits.
public final class RenderEngine implements AutoCloseable {

  private static final long POLL_NANOS = TimeUnit.MILLISECONDS.toNanos(50);

  /// How an engine answers.
  ///
  /// @param zone the zone of requests that name none (`TIME_ZONE`)
  /// @param unicodePaths whether paths in targets may hold characters beyond ASCII (`UTF8_METRICS`)
  /// @param xFilesFactor of requests that name none (`DEFAULT_XFILES_FACTOR`)
  /// @param budget what one request may use
  /// @param reading how values are read for requests that do not say it
  /// @param readers threads that read series
  /// @param evaluators threads that evaluate targets
  /// @param maxBytes memory for the values of all requests in flight
  /// @param cacheBytes memory for fetched series that are kept
  public record Settings(
      ZoneId zone,
      boolean unicodePaths,
      double xFilesFactor,
      RenderBudget budget,
      ReadOptions reading,
      int readers,
      int evaluators,
      long maxBytes,
      long cacheBytes) {

    /// A quarter of the heap for requests in flight, a sixteenth for what is kept.
    public static final Settings DEFAULT =
        new Settings(
            ZoneOffset.UTC,
            false,
            0,
            RenderBudget.DEFAULT,
            ReadOptions.PLAIN,
            Math.max(4, 2 * Runtime.getRuntime().availableProcessors()),
            Runtime.getRuntime().availableProcessors(),
            Runtime.getRuntime().maxMemory() / 4,
            Runtime.getRuntime().maxMemory() / 16);

    public Settings {
      if (readers < 1 || evaluators < 1) {
        throw new IllegalArgumentException(
            "threads: " + readers + " and " + evaluators + " (expected: >= 1)");
      }
      if (maxBytes < 1 || cacheBytes < 0) {
        throw new IllegalArgumentException(
            "bytes: " + maxBytes + " and " + cacheBytes + " (expected: >= 1 and >= 0)");
      }
    }

    /// The same with another budget.
    public Settings withBudget(RenderBudget changed) {
      return new Settings(
          zone,
          unicodePaths,
          xFilesFactor,
          changed,
          reading,
          readers,
          evaluators,
          maxBytes,
          cacheBytes);
    }

    /// The same with other memory for the requests in flight.
    public Settings withMaxBytes(long changed) {
      return new Settings(
          zone,
          unicodePaths,
          xFilesFactor,
          budget,
          reading,
          readers,
          evaluators,
          changed,
          cacheBytes);
    }
  }

  private final FunctionLibrary functions;
  private final SeriesFetcher fetcher;
  private volatile Settings settings;
  private final LongSupplier nanoTime;
  private final MemoryPool memory;
  private final RunningRequests running;
  private final ExecutorService evaluators;
  private final LongAdder requests = new LongAdder();
  private final LongAdder refused = new LongAdder();
  private final LongAdder abandoned = new LongAdder();

  private RenderEngine(
      FunctionLibrary functions, SeriesFetcher fetcher, Settings settings, LongSupplier nanoTime) {
    this.functions = functions;
    this.fetcher = fetcher;
    this.settings = settings;
    this.nanoTime = nanoTime;
    this.memory = new MemoryPool(settings.maxBytes());
    this.running = new RunningRequests(nanoTime);
    var factory = Thread.ofPlatform().name("evaluator-", 0).daemon().factory();
    this.evaluators = Executors.newFixedThreadPool(settings.evaluators(), factory);
  }

  /// An engine over a storage that knows no tags.
  ///
  /// @param nanoTime elapsed time, for budgets
  public static RenderEngine open(
      SeriesFinder finder,
      SeriesReader reader,
      FunctionLibrary functions,
      Settings settings,
      LongSupplier nanoTime) {
    return open(finder, TagIndex.NONE, reader, functions, settings, nanoTime);
  }

  /// An engine over one storage.
  ///
  /// @param nanoTime elapsed time, for budgets
  public static RenderEngine open(
      SeriesFinder finder,
      TagIndex tags,
      SeriesReader reader,
      FunctionLibrary functions,
      Settings settings,
      LongSupplier nanoTime) {
    return open(finder, tags, reader, Cluster.NONE, functions, settings, nanoTime);
  }

  /// An engine over one storage and what other servers have.
  ///
  /// @param cluster stays the caller's to close
  /// @param nanoTime elapsed time, for budgets
  public static RenderEngine open(
      SeriesFinder finder,
      TagIndex tags,
      SeriesReader reader,
      Cluster cluster,
      FunctionLibrary functions,
      Settings settings,
      LongSupplier nanoTime) {
    var cache = new FetchCache(settings.cacheBytes(), nanoTime);
    var fetcher =
        new SeriesFetcher(finder, reader, tags, cluster, settings.readers(), cache, nanoTime);
    return new RenderEngine(functions, fetcher, settings, nanoTime);
  }

  public Settings settings() {
    return settings;
  }

  /// Puts other settings in force for requests to come: zone, names, budget and ways of reading.
  /// Threads and memory stay as they were opened.
  public void adjust(Settings changed) {
    settings = changed;
  }

  /// The series of all targets, in their order, from what is stored now.
  ///
  /// @throws InvalidRenderException if the request is wrong or over its budget
  /// @throws org.graphitestack.web.cluster.UnreachableException if no server of the cluster answers
  ///   and nothing is here
  public List<TimeSeries> render(RenderRequest request) {
    try (var rendering = render(request, Freshness.LIVE, () -> false)) {
      return rendering.series();
    }
  }

  /// The series of all targets, in their order; the caller closes them when the answer is written.
  ///
  /// @param freshness how old the answer may be
  /// @param gone whether nobody waits for the answer any more; asked every now and then
  /// @throws InvalidRenderException if the request is wrong or over its budget
  /// @throws RenderAbandonedException if nobody waits any more
  public Rendering render(RenderRequest request, Freshness freshness, BooleanSupplier gone) {
    return render(request, freshness, gone, QueryCharge.NONE);
  }

  /// The same for a request that counts against limits.
  ///
  /// @throws org.graphitestack.web.quota.OverQuotaException if one of them is used up
  public Rendering render(
      RenderRequest request, Freshness freshness, BooleanSupplier gone, QueryCharge charge) {
    requests.increment();
    try {
      return running.get(
          request, freshness, gone, () -> computed(request, freshness, gone, charge));
    } catch (InvalidRenderException wrong) {
      refused.increment();
      throw wrong;
    } catch (RenderAbandonedException nobodyWaits) {
      abandoned.increment();
      throw nobodyWaits;
    }
  }

  /// What a request fetches and computes, and what each part costs.
  ///
  /// @param fetch whether to do it; else what would be fetched first is estimated
  /// @param charge counts the request against limits
  /// @throws InvalidRenderException if the request is wrong or over its budget
  public Explanation explain(
      RenderRequest request, boolean fetch, BooleanSupplier gone, QueryCharge charge) {
    requests.increment();
    try (var meter = new BudgetMeter(settings.budget(), memory, gone, charge, nanoTime)) {
      var trace = Trace.recording(request.from(), nanoTime);
      var session = session(request, Freshness.LIVE, meter, trace);
      var expressions = session.parsed(request.targets());
      if (fetch) {
        var series = evaluated(session, expressions);
        return trace.explanation(series, session.missing().list(), meter.cost());
      }
      session.estimate(expressions);
      return trace.explanation(List.of(), List.of(), meter.cost());
    } catch (InvalidRenderException wrong) {
      refused.increment();
      throw wrong;
    }
  }

  private Rendering computed(
      RenderRequest request, Freshness freshness, BooleanSupplier gone, QueryCharge charge) {
    var meter = new BudgetMeter(settings.budget(), memory, gone, charge, nanoTime);
    try {
      var session = session(request, freshness, meter, Trace.NONE);
      var series = evaluated(session, session.parsed(request.targets()));
      return new Rendering(series, meter, session.missing());
    } catch (RuntimeException | Error failed) {
      meter.stop();
      meter.close();
      throw failed;
    }
  }

  private RenderSession session(
      RenderRequest request, Freshness freshness, BudgetMeter meter, Trace trace) {
    return new RenderSession(request, functions, fetcher, freshness, meter, trace, settings);
  }

  private List<TimeSeries> evaluated(RenderSession session, List<Expression> expressions) {
    var request = session.request();
    session.prefetch(expressions, session.evaluation().window(), request.xFilesFactor());
    var parts = new ArrayList<Future<List<TimeSeries>>>();
    if (request.dependsOnOrder()) {
      var shared = session.evaluation();
      parts.add(
          evaluators.submit(
              () -> expressions.stream().flatMap(e -> shared.seriesOf(e).stream()).toList()));
    } else {
      for (var expression : expressions) {
        parts.add(evaluators.submit(() -> session.evaluation().seriesOf(expression)));
      }
    }
    var series = new ArrayList<TimeSeries>();
    try {
      for (var part : parts) {
        series.addAll(awaited(part, session.meter()));
      }
    } catch (RuntimeException | Error failed) {
      session.meter().stop();
      throw failed;
    } finally {
      parts.forEach(part -> part.cancel(false));
    }
    return series;
  }

  /// The result of work on another thread; looks at budget and client meanwhile.
  static <T> T awaited(Future<T> work, BudgetMeter meter) {
    while (true) {
      try {
        return work.get(Math.clamp(meter.nanosLeft(), 0, POLL_NANOS), TimeUnit.NANOSECONDS);
      } catch (TimeoutException _) {
        meter.checkTime("computing");
      } catch (InterruptedException interrupted) {
        Thread.currentThread().interrupt();
        throw new InvalidRenderException("interrupted while computing");
      } catch (ExecutionException failed) {
        switch (failed.getCause()) {
          case RuntimeException cause -> throw cause;
          case Error cause -> throw cause;
          case null, default -> throw new IllegalStateException(failed.getCause());
        }
      }
    }
  }

  public RenderStatistics statistics() {
    return fetcher.statistics(
        requests.sum(), refused.sum(), abandoned.sum(), running.joined(), memory.used());
  }

  /// Of the cache of fetched series.
  public CacheFigures cacheFigures() {
    return fetcher.cacheFigures();
  }

  @Override
  public void close() {
    evaluators.shutdownNow();
    fetcher.close();
  }
}
