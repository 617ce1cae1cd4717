// Copyright 2026 The Graphite Stack Authors
// SPDX-License-Identifier: Apache-2.0

package org.graphitestack.web.render;

import java.io.IOException;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.atomic.LongAdder;
import java.util.function.LongSupplier;
import org.graphitestack.model.InvalidMetricPathException;
import org.graphitestack.model.MetricPath;
import org.graphitestack.storage.CorruptSeriesException;
import org.graphitestack.storage.FoundNode;
import org.graphitestack.storage.SeriesFinder;
import org.graphitestack.storage.SeriesReader;
import org.graphitestack.storage.SeriesValues;
import org.graphitestack.storage.TimeWindow;
import org.graphitestack.web.series.Consolidation;
import org.graphitestack.web.series.SeriesTags;
import org.graphitestack.web.series.TimeSeries;

/// Finds and reads series, many at a time.
///
/// Mapped files make the reading thread wait in page faults, which would hold up a carrier of
/// virtual threads; so reads run on a bounded pool of platform threads, in a few large pieces.
/// Thread-safe.
final class SeriesFetcher implements AutoCloseable {

  private static final Logger LOG = System.getLogger(SeriesFetcher.class.getName());
  private static final long LOG_EVERY_NANOS = TimeUnit.SECONDS.toNanos(10);

  private final SeriesFinder finder;
  private final SeriesReader reader;
  private final int threads;
  private final ExecutorService pool;
  private final LongSupplier nanoTime;
  private final LongAdder seriesRead = new LongAdder();
  private final LongAdder pointsRead = new LongAdder();
  private final LongAdder corrupt = new LongAdder();
  private final LongAdder unreadable = new LongAdder();
  private final AtomicLong loggedAt;

  SeriesFetcher(SeriesFinder finder, SeriesReader reader, int threads, LongSupplier nanoTime) {
    this.finder = finder;
    this.reader = reader;
    this.threads = threads;
    this.nanoTime = nanoTime;
    this.loggedAt = new AtomicLong(nanoTime.getAsLong() - LOG_EVERY_NANOS);
    var factory = Thread.ofPlatform().name("series-reader-", 0).daemon().factory();
    this.pool = Executors.newFixedThreadPool(threads, factory);
  }

  /// The series of each pattern, sorted by name. Series that cannot be read are left out, counted
  /// and logged.
  Map<String, List<TimeSeries>> fetch(
      Set<String> patterns, TimeWindow window, double xFilesFactor, BudgetMeter meter) {
    var names = new LinkedHashMap<String, List<String>>();
    var all = new TreeSet<String>();
    for (var pattern : patterns) {
      meter.checkTime(pattern);
      var leaves = leaves(pattern);
      meter.addSeries(leaves.size(), pattern);
      names.put(pattern, leaves);
      all.addAll(leaves);
    }
    var values = read(List.copyOf(all), window, meter);
    var fetched = new HashMap<String, List<TimeSeries>>();
    names.forEach(
        (pattern, leaves) -> {
          var series = new ArrayList<TimeSeries>(leaves.size());
          for (var name : leaves) {
            var found = values.get(name);
            if (found != null) {
              series.add(fetchedSeries(name, pattern, found, xFilesFactor));
            }
          }
          fetched.put(pattern, series);
        });
    return fetched;
  }

  private static TimeSeries fetchedSeries(
      String name, String pattern, SeriesValues values, double xFilesFactor) {
    return new TimeSeries(
        name,
        pattern,
        SeriesTags.of(name),
        values.start(),
        values.end(),
        values.step(),
        values.values(),
        false,
        Consolidation.AVERAGE.text(),
        1,
        xFilesFactor,
        Map.of());
  }

  private List<String> leaves(String pattern) {
    return finder.find(pattern).stream()
        .filter(FoundNode::leaf)
        .map(FoundNode::path)
        .distinct()
        .sorted()
        .toList();
  }

  private Map<String, SeriesValues> read(List<String> names, TimeWindow window, BudgetMeter meter) {
    var ahead = reader.ahead(paths(names));
    var pieces = Math.min(threads, names.size());
    var running = new ArrayList<Future<Map<String, SeriesValues>>>(pieces);
    for (var piece = 0; piece < pieces; piece++) {
      var part = names.subList(names.size() * piece / pieces, names.size() * (piece + 1) / pieces);
      running.add(pool.submit(() -> readEach(ahead, part, window, meter)));
    }
    var values = HashMap.<String, SeriesValues>newHashMap(names.size());
    try {
      for (var future : running) {
        values.putAll(future.get(Math.max(0, meter.nanosLeft()), TimeUnit.NANOSECONDS));
      }
    } catch (InterruptedException interrupted) {
      Thread.currentThread().interrupt();
      throw new InvalidRenderException("interrupted while fetching");
    } catch (TimeoutException late) {
      meter.checkTime("fetch");
      throw new IllegalStateException("reads ended late within their time", late);
    } catch (ExecutionException failed) {
      if (failed.getCause() instanceof RuntimeException cause) {
        throw cause;
      }
      throw new IllegalStateException(failed.getCause());
    } finally {
      running.forEach(future -> future.cancel(true));
    }
    return values;
  }

  /// Without those that name no series: these are reported when they are read.
  private static List<MetricPath> paths(List<String> names) {
    var paths = new ArrayList<MetricPath>(names.size());
    for (var name : names) {
      try {
        paths.add(MetricPath.parse(name));
      } catch (InvalidMetricPathException _) {
        // said when it is read
      }
    }
    return paths;
  }

  private Map<String, SeriesValues> readEach(
      SeriesReader ahead, List<String> names, TimeWindow window, BudgetMeter meter) {
    var values = HashMap.<String, SeriesValues>newHashMap(names.size());
    for (var name : names) {
      if (Thread.interrupted()) {
        break;
      }
      var read = read(ahead, name, window);
      if (read.isPresent()) {
        var count = read.get().values().length;
        meter.addPoints(count, name);
        seriesRead.increment();
        pointsRead.add(count);
        values.put(name, read.get());
      }
    }
    return values;
  }

  private Optional<SeriesValues> read(SeriesReader ahead, String name, TimeWindow window) {
    try {
      return ahead.read(MetricPath.parse(name), window);
    } catch (CorruptSeriesException damaged) {
      corrupt.increment();
      log(name, damaged);
    } catch (IOException | InvalidMetricPathException failed) {
      unreadable.increment();
      log(name, failed);
    }
    return Optional.empty();
  }

  private void log(String name, Exception failure) {
    var before = loggedAt.get();
    var now = nanoTime.getAsLong();
    if (now - before >= LOG_EVERY_NANOS && loggedAt.compareAndSet(before, now)) {
      LOG.log(
          Level.WARNING,
          "left out of an answer: {0}: {1} (so far {2} corrupt and {3} unreadable reads)",
          name,
          failure.getMessage(),
          corrupt.sum(),
          unreadable.sum());
    }
  }

  RenderStatistics statistics(long requests, long refused) {
    return new RenderStatistics(
        requests, refused, seriesRead.sum(), pointsRead.sum(), corrupt.sum(), unreadable.sum());
  }

  @Override
  public void close() {
    pool.shutdownNow();
  }
}
