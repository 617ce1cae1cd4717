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
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.atomic.LongAdder;
import java.util.function.LongSupplier;
import org.graphitestack.model.InvalidMetricPathException;
import org.graphitestack.model.MetricPath;
import org.graphitestack.model.RetentionPolicy;
import org.graphitestack.model.SeriesLayout;
import org.graphitestack.storage.CorruptSeriesException;
import org.graphitestack.storage.FoundNode;
import org.graphitestack.storage.ReadSource;
import org.graphitestack.storage.SeriesFinder;
import org.graphitestack.storage.SeriesReader;
import org.graphitestack.storage.SeriesValues;
import org.graphitestack.storage.StorageUnreachableException;
import org.graphitestack.storage.TimeWindow;
import org.graphitestack.storage.tag.TagIndex;
import org.graphitestack.web.access.Visibility;
import org.graphitestack.web.access.VisibleNames;
import org.graphitestack.web.access.VisibleTags;
import org.graphitestack.web.cluster.Cluster;
import org.graphitestack.web.cluster.MissingServers;
import org.graphitestack.web.render.Explanation.AskedServer;
import org.graphitestack.web.render.Explanation.Fetch;
import org.graphitestack.web.render.Explanation.ReadSeries;
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
  private final TagIndex tags;
  private final Cluster cluster;
  private final int threads;
  private final FetchCache cache;
  private final ExecutorService pool;
  private final LongSupplier nanoTime;
  private final LongAdder seriesRead = new LongAdder();
  private final LongAdder pointsRead = new LongAdder();
  private final LongAdder corrupt = new LongAdder();
  private final LongAdder unreadable = new LongAdder();
  private final AtomicLong loggedAt;

  SeriesFetcher(
      SeriesFinder finder,
      SeriesReader reader,
      TagIndex tags,
      Cluster cluster,
      int threads,
      FetchCache cache,
      LongSupplier nanoTime) {
    this.finder = finder;
    this.reader = reader;
    this.tags = tags;
    this.cluster = cluster;
    this.threads = threads;
    this.cache = cache;
    this.nanoTime = nanoTime;
    this.loggedAt = new AtomicLong(nanoTime.getAsLong() - LOG_EVERY_NANOS);
    var factory = Thread.ofPlatform().name("series-reader-", 0).daemon().factory();
    this.pool = Executors.newFixedThreadPool(threads, factory);
  }

  /// The series of each pattern, sorted by name; each is read once, whatever patterns it matches.
  /// Series that cannot be read are left out, counted and logged; those that are not seen are not
  /// found, and what is kept is kept for those who see the same. Other servers are asked meanwhile;
  /// what several have of one series is merged, this server's own first.
  ///
  /// @param missing where servers are noted whose part is lacking
  /// @throws org.graphitestack.web.cluster.UnreachableException if no other server answers, or the
  ///   storage does not, and nothing is here
  Map<String, List<TimeSeries>> fetch(
      Set<String> patterns,
      TimeWindow window,
      ReadOptions reading,
      double xFilesFactor,
      Visibility sees,
      Freshness freshness,
      BudgetMeter meter,
      MissingServers missing,
      Trace trace) {
    var began = trace.now();
    meter.addWindow(patterns.iterator().next());
    var fetched = new HashMap<String, List<TimeSeries>>();
    var names = new LinkedHashMap<String, List<String>>();
    for (var pattern : patterns) {
      var kept = cache.get(pattern, window, reading, xFilesFactor, sees, freshness);
      if (kept.isPresent()) {
        count(kept.get(), pattern, meter);
        fetched.put(pattern, kept.get());
      } else {
        names.put(pattern, List.of());
      }
    }
    var elsewhere = ElsewhereFetch.begin(cluster, names.keySet(), window, reading, tags, meter);
    try {
      names.replaceAll((pattern, _) -> leaves(pattern, sees, meter));
      var all = List.copyOf(namesOf(names));
      meter.touch(all);
      checkPlan(all, window, reading, meter);
      var silent = new MissingServers();
      finder.incomplete().ifPresent(reason -> silent.note("names", reason));
      var values = read(all, window, reading, meter, silent);
      missing.addAll(silent);
      var whole = elsewhere.await(all.isEmpty(), meter, missing) && silent.isEmpty();
      names.forEach(
          (pattern, leaves) -> {
            var series =
                elsewhere.merged(pattern, own(leaves, values), reading, meter).entrySet().stream()
                    .filter(e -> sees.sees(e.getKey()))
                    .map(
                        e ->
                            fetchedSeries(e.getKey(), pattern, e.getValue(), reading, xFilesFactor))
                    .toList();
            if (whole) {
              cache.put(pattern, window, reading, xFilesFactor, sees, freshness, series);
            }
            fetched.put(pattern, series);
          });
      if (!silent.isEmpty() && fetched.values().stream().allMatch(List::isEmpty)) {
        throw silent.unreachable();
      }
      if (trace.recording()) {
        var sources = sources(all, window, reading, values, meter);
        trace.fetched(
            described(
                patterns,
                window,
                trace,
                sources,
                sees.all() ? elsewhere.asked() : List.of(),
                trace.now() - began));
      }
      return fetched;
    } finally {
      elsewhere.close();
    }
  }

  /// What was read of some series, by name in their order.
  private static SortedMap<String, ReadValues> own(
      List<String> names, Map<String, ReadValues> values) {
    var own = new TreeMap<String, ReadValues>();
    for (var name : names) {
      var found = values.get(name);
      if (found != null) {
        own.put(name, found);
      }
    }
    return own;
  }

  /// Records what [#fetch] would read, without reading it.
  void estimate(
      Set<String> patterns,
      TimeWindow window,
      ReadOptions reading,
      Visibility sees,
      BudgetMeter meter,
      Trace trace) {
    var began = trace.now();
    var names = new LinkedHashMap<String, List<String>>();
    patterns.forEach(pattern -> names.put(pattern, leaves(pattern, sees, meter)));
    meter.touch(namesOf(names));
    var sources = sources(List.copyOf(namesOf(names)), window, reading, Map.of(), meter);
    trace.fetched(described(patterns, window, trace, sources, List.of(), trace.now() - began));
  }

  private static Fetch described(
      Set<String> patterns,
      TimeWindow window,
      Trace trace,
      List<ReadSeries> sources,
      List<AskedServer> servers,
      long nanos) {
    return new Fetch(
        List.copyOf(patterns),
        window.from(),
        window.until(),
        Math.max(0, trace.requestFrom() - window.from()),
        sources,
        servers,
        nanos);
  }

  private List<ReadSeries> sources(
      List<String> names,
      TimeWindow window,
      ReadOptions reading,
      Map<String, ReadValues> read,
      BudgetMeter meter) {
    return names.stream()
        .map(
            name -> {
              meter.checkTime(name);
              var values = read.get(name);
              var nanos = values == null ? 0 : values.nanos();
              return new ReadSeries(name, sources(name, window, reading), nanos);
            })
        .toList();
  }

  private List<ReadSource> sources(String name, TimeWindow window, ReadOptions reading) {
    try {
      var path = MetricPath.parse(name);
      var sources = new ArrayList<ReadSource>();
      for (var part : parts(path, window, reading)) {
        reader.source(path, part).ifPresent(sources::add);
      }
      return sources;
    } catch (IOException | InvalidMetricPathException unreadable) {
      log(name, unreadable);
      return List.of();
    }
  }

  private List<TimeWindow> parts(MetricPath path, TimeWindow window, ReadOptions reading)
      throws IOException {
    return reading.stitched()
        ? reader
            .layout(path)
            .map(layout -> StitchedWindow.of(layout.retentions(), window).parts())
            .orElseGet(() -> List.of(window))
        : List.of(window);
  }

  private static Set<String> namesOf(Map<String, List<String>> byPattern) {
    var all = new TreeSet<String>();
    byPattern.values().forEach(all::addAll);
    return all;
  }

  private static void count(List<TimeSeries> kept, String pattern, BudgetMeter meter) {
    meter.touch(() -> kept.stream().map(TimeSeries::name).iterator());
    meter.addSeries(kept.size(), pattern);
    kept.forEach(series -> meter.addPoints(series.values().length, series.name()));
  }

  /// Refuses a fetch that would be too large before anything is read. Only windows that could be
  /// are looked at, for it costs a look at each series.
  private void checkPlan(
      List<String> names, TimeWindow window, ReadOptions reading, BudgetMeter meter) {
    var seconds = Math.min(window.until(), window.now()) - window.from();
    if (seconds <= 0 || !meter.couldExceed(seconds, names.size())) {
      return;
    }
    var planned = 0L;
    for (var name : names) {
      meter.checkTime(name);
      planned += plannedPoints(name, window, reading);
      meter.checkPlanned(planned, name);
    }
  }

  private long plannedPoints(String name, TimeWindow window, ReadOptions reading) {
    try {
      var path = MetricPath.parse(name);
      var layout = reader.layout(path);
      if (layout.isEmpty()) {
        return 0;
      }
      var planned = 0L;
      for (var part : parts(path, window, reading)) {
        planned += plannedPoints(layout.get().retentions(), part);
      }
      return planned;
    } catch (IOException | InvalidMetricPathException _) {
      // reading it says so, and counts it
      return 0;
    }
  }

  private static long plannedPoints(RetentionPolicy retentions, TimeWindow window) {
    var from = Math.max(window.from(), window.now() - retentions.maxSeconds());
    var step =
        retentions.archives().stream()
            .filter(archive -> archive.seconds() >= window.now() - from)
            .findFirst()
            .orElseGet(() -> retentions.archives().getLast())
            .secondsPerPoint();
    return Math.max(0, (Math.min(window.until(), window.now()) - from) / step);
  }

  private static TimeSeries fetchedSeries(
      String name, String pattern, ReadValues read, ReadOptions reading, double xFilesFactor) {
    var values = read.values();
    return new TimeSeries(
        name,
        pattern,
        SeriesTags.of(name),
        values.start(),
        values.end(),
        values.step(),
        values.values(),
        false,
        read.consolidation(),
        1,
        xFilesFactor,
        Map.of(),
        reading.aligned());
  }

  private List<String> leaves(String pattern, Visibility sees, BudgetMeter meter) {
    meter.checkTime(pattern);
    if (TagCall.isOne(pattern)) {
      var seen = VisibleTags.of(tags, sees);
      var names = seen.find(TagCall.query(pattern), meter.seriesLeft() + 1);
      meter.addSeries(names.size(), pattern);
      return names;
    }
    List<FoundNode> nodes;
    try {
      var seen = VisibleNames.of(finder, sees);
      nodes = seen.find(pattern, meter.seriesLeft() + 1, () -> meter.checkTime(pattern));
    } catch (IllegalArgumentException tooComplex) {
      throw new InvalidRenderException(pattern + ": " + tooComplex.getMessage());
    }
    var leaves =
        nodes.stream().filter(FoundNode::leaf).map(FoundNode::path).distinct().sorted().toList();
    meter.addSeries(Math.max(leaves.size(), leavesAtLeast(nodes, meter)), pattern);
    return leaves;
  }

  /// A find that was stopped may have found branches only.
  private static int leavesAtLeast(List<FoundNode> nodes, BudgetMeter meter) {
    return nodes.size() > meter.seriesLeft() ? nodes.size() : 0;
  }

  private Map<String, ReadValues> read(
      List<String> names,
      TimeWindow window,
      ReadOptions reading,
      BudgetMeter meter,
      MissingServers silent) {
    var ahead = reader.ahead(paths(names));
    var pieces = Math.min(threads, names.size());
    var running = new ArrayList<Future<Map<String, ReadValues>>>(pieces);
    for (var piece = 0; piece < pieces; piece++) {
      var part = names.subList(names.size() * piece / pieces, names.size() * (piece + 1) / pieces);
      running.add(pool.submit(() -> readEach(ahead, part, window, reading, meter, silent)));
    }
    var values = HashMap.<String, ReadValues>newHashMap(names.size());
    try {
      for (var future : running) {
        values.putAll(RenderEngine.awaited(future, meter));
      }
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

  private Map<String, ReadValues> readEach(
      SeriesReader ahead,
      List<String> names,
      TimeWindow window,
      ReadOptions reading,
      BudgetMeter meter,
      MissingServers silent) {
    var values = HashMap.<String, ReadValues>newHashMap(names.size());
    for (var name : names) {
      if (Thread.interrupted()) {
        break;
      }
      meter.checkTime(name);
      var read = read(ahead, name, window, reading, silent);
      if (read.isPresent()) {
        var count = read.get().values().values().length;
        meter.addPoints(count, name);
        seriesRead.increment();
        pointsRead.add(count);
        values.put(name, read.get());
      }
    }
    return values;
  }

  private Optional<ReadValues> read(
      SeriesReader ahead,
      String name,
      TimeWindow window,
      ReadOptions reading,
      MissingServers silent) {
    var began = nanoTime.getAsLong();
    try {
      var path = MetricPath.parse(name);
      var layout =
          reading.stitched() || reading.rollUps() != RollUps.OFF
              ? ahead.layout(path)
              : Optional.<SeriesLayout>empty();
      var values =
          reading.stitched() && layout.isPresent()
              ? StitchedWindow.of(layout.get().retentions(), window).read(ahead, path, layout.get())
              : ahead.read(path, window);
      if (values.isEmpty()) {
        return Optional.empty();
      }
      return Optional.of(
          new ReadValues(
              values.get(),
              consolidation(values.get(), layout, reading.rollUps()),
              nanoTime.getAsLong() - began));
    } catch (StorageUnreachableException unreachable) {
      unreadable.increment();
      silent.note(unreachable.store(), unreachable.reason());
      log(name, unreachable);
      return unreachable
          .known()
          .map(
              known ->
                  new ReadValues(
                      known, Consolidation.AVERAGE.text(), nanoTime.getAsLong() - began));
    } catch (CorruptSeriesException damaged) {
      corrupt.increment();
      log(name, damaged);
    } catch (IOException | InvalidMetricPathException failed) {
      unreadable.increment();
      log(name, failed);
    }
    return Optional.empty();
  }

  private static String consolidation(
      SeriesValues values, Optional<SeriesLayout> layout, RollUps rollUps) {
    var rolledUp =
        layout.isPresent()
            && switch (rollUps) {
              case OFF -> false;
              case COARSE -> values.step() > layout.get().retentions().finest().secondsPerPoint();
              case ALL -> true;
            };
    return rolledUp ? layout.get().aggregation().text() : Consolidation.AVERAGE.text();
  }

  /// A series as it was read.
  ///
  /// @param consolidation name of the function that makes its values fewer
  /// @param nanos time it took
  record ReadValues(SeriesValues values, String consolidation, long nanos) {}

  private void log(String name, Exception failure) {
    var before = loggedAt.get();
    var now = nanoTime.getAsLong();
    if (now - before >= LOG_EVERY_NANOS && loggedAt.compareAndSet(before, now)) {
      LOG.log(
          Level.WARNING,
          "left out of an answer: {0}: {1} (so far {2,number,#} corrupt and"
              + " {3,number,#} unreadable reads)",
          name,
          failure.getMessage(),
          corrupt.sum(),
          unreadable.sum());
    }
  }

  RenderStatistics statistics(
      long requests, long refused, long abandoned, long joined, long bytesInFlight) {
    return new RenderStatistics(
        requests,
        refused,
        abandoned,
        joined,
        bytesInFlight,
        seriesRead.sum(),
        pointsRead.sum(),
        corrupt.sum(),
        unreadable.sum());
  }

  CacheFigures cacheFigures() {
    return cache.figures();
  }

  @Override
  public void close() {
    pool.shutdownNow();
  }
}
