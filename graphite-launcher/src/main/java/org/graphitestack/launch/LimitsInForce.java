// Copyright 2026 The Graphite Stack Authors
// SPDX-License-Identifier: Apache-2.0

package org.graphitestack.launch;

import java.io.IOException;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import java.util.function.ToDoubleFunction;
import org.graphitestack.config.FilesWatch;
import org.graphitestack.config.InvalidConfigException;
import org.graphitestack.config.LimitsFile;
import org.graphitestack.model.InvalidMetricPathException;
import org.graphitestack.model.MetricPath;
import org.graphitestack.model.SeriesLayout;
import org.graphitestack.storage.SeriesReader;
import org.graphitestack.storage.index.NameIndex;
import org.graphitestack.storage.limit.LimitBook;
import org.graphitestack.storage.limit.LimitRules;
import org.graphitestack.storage.limit.LimitUse;
import org.graphitestack.storage.limit.Measure;
import org.graphitestack.storage.limit.Use;
import org.graphitestack.web.http.JsonReport;
import org.graphitestack.web.http.Parameters;
import tools.jackson.core.JsonGenerator;

/// The limits of a daemon: reads limits.conf when it changes, counts the series that there are,
/// tells in the log who is over a limit, and reports what is used. Thread-safe.
final class LimitsInForce implements JsonReport, AutoCloseable {

  /// Where the report is answered.
  static final String PATH = "/limits.json";

  private static final Logger LOG = System.getLogger(LimitsInForce.class.getName());
  private static final Duration TELL_EVERY = Duration.ofMinutes(1);
  private static final Duration COUNT_EVERY = Duration.ofMinutes(5);

  /// Of a whisper file: its head, that of an archive, a point.
  private static final long HEAD_BYTES = 16;

  private static final long ARCHIVE_BYTES = 12;
  private static final long POINT_BYTES = 12;

  private final Path file;
  private final NameIndex index;
  private final SeriesReader reader;
  private final Consumer<LimitsInForce> figures;
  private final List<Consumer<LimitBook>> followers = new CopyOnWriteArrayList<>();
  private final ScheduledThreadPoolExecutor thread =
      new ScheduledThreadPoolExecutor(1, Thread.ofPlatform().daemon().name("limits").factory());
  private final FilesWatch watch;

  /// What was told of each limit and measure, as counted then; of the thread.
  private final Map<String, Long> told = new HashMap<>();

  private volatile LimitBook book;

  private LimitsInForce(
      Path file,
      LimitRules rules,
      NameIndex index,
      SeriesReader reader,
      Consumer<LimitsInForce> figures) {
    this.file = file;
    this.index = index;
    this.reader = reader;
    this.figures = figures;
    this.book = LimitBook.of(rules, SystemClocks.nanos());
    this.watch = FilesWatch.start("limits", () -> List.of(file), this::readAgain);
    figures.accept(this);
  }

  /// Reads the file, which need not be there.
  ///
  /// @param index knows the series there are
  /// @param reader knows their layouts
  /// @param figures told whenever limits came
  /// @throws StartFailure if the file cannot be understood
  static LimitsInForce open(
      Path file, NameIndex index, SeriesReader reader, Consumer<LimitsInForce> figures) {
    try {
      return new LimitsInForce(file, read(file), index, reader, figures);
    } catch (InvalidConfigException e) {
      throw new StartFailure(String.valueOf(e.getMessage()), e);
    } catch (IOException e) {
      throw new StartFailure(file + ": cannot be read (" + e + ")", e);
    }
  }

  private static LimitRules read(Path file) throws IOException, InvalidConfigException {
    var notes = new ArrayList<String>();
    var rules = LimitsFile.read(file, notes);
    notes.forEach(note -> LOG.log(Level.WARNING, note));
    return rules;
  }

  private void readAgain() throws IOException, InvalidConfigException {
    book = book.with(read(file));
    figures.accept(this);
    followers.forEach(follower -> follower.accept(book));
    thread.execute(this::count);
  }

  /// Has somebody follow the limits, as they are and whenever they change.
  void follow(Consumer<LimitBook> follower) {
    followers.add(follower);
    follower.accept(book);
  }

  LimitBook book() {
    return book;
  }

  /// Reads the file again if it has changed.
  void look() {
    watch.look();
  }

  /// Begins to count and to tell, once the names of the tree are known.
  void begin() {
    repeat(this::count, Duration.ZERO, COUNT_EVERY);
    repeat(this::tell, TELL_EVERY, TELL_EVERY);
  }

  private void repeat(Runnable task, Duration first, Duration every) {
    var _ =
        thread.scheduleWithFixedDelay(
            () -> {
              try {
                task.run();
              } catch (RuntimeException failure) {
                LOG.log(Level.WARNING, "limits: a look at what is used failed", failure);
              }
            },
            first.toMillis(),
            every.toMillis(),
            TimeUnit.MILLISECONDS);
  }

  /// Bytes that the files of a layout take once they are full, as whisper has them.
  static long bytes(SeriesLayout layout) {
    var archives = layout.retentions().archives();
    return HEAD_BYTES
        + archives.size() * ARCHIVE_BYTES
        + archives.stream().mapToLong(archive -> archive.points() * POINT_BYTES).sum();
  }

  /// Counts the series of each limit; what comes meanwhile is counted one by one.
  void count() {
    var now = book;
    if (!now.countsSeries()) {
      return;
    }
    var uses = now.uses();
    var series = new long[uses.size()];
    var bytes = new long[uses.size()];
    index.forEachLeaf(
        name -> {
          var number = now.numberOf(name);
          if (number > 0) {
            series[number - 1]++;
            if (now.use(number).of(Measure.STORED_BYTES).bound().isSet()) {
              bytes[number - 1] += bytesOf(name);
            }
          }
        });
    for (var i = 0; i < series.length; i++) {
      uses.get(i).of(Measure.SERIES).amount(series[i]);
      uses.get(i).of(Measure.STORED_BYTES).amount(bytes[i]);
    }
  }

  private long bytesOf(String name) {
    try {
      return reader.layout(MetricPath.parse(name)).map(LimitsInForce::bytes).orElse(0L);
    } catch (IOException | InvalidMetricPathException _) {
      // whoever reads it says so
      return 0;
    }
  }

  /// Says who was over a limit in the last minute.
  void tell() {
    book.turnMinute();
    for (var limit : book.uses()) {
      for (var measure : limit.rule().bounds().keySet()) {
        var use = limit.of(measure);
        var name = "limit [" + limit.name() + "], " + measure.words() + ": ";
        var refused = since(limit.name() + " refused " + measure, use.refused());
        var over = since(limit.name() + " over " + measure, use.overSoft());
        var used = " (" + text(use.usedAsBound()) + " used)";
        if (refused > 0) {
          LOG.log(
              Level.WARNING,
              name
                  + refused
                  + " refused in the last minute, over "
                  + text(use.bound().hard())
                  + used
                  + example(limit, measure));
        } else if (over > 0) {
          LOG.log(
              Level.WARNING,
              name + over + " in the last minute over " + text(use.bound().soft()) + used);
        }
      }
    }
  }

  private long since(String what, long count) {
    var before = told.put(what, count);
    return before == null ? count : count - before;
  }

  private static String example(LimitUse limit, Measure measure) {
    var creates =
        measure == Measure.NEW_SERIES
            || measure == Measure.SERIES
            || measure == Measure.STORED_BYTES;
    return creates && !limit.lastRefused().isEmpty() ? ", such as " + limit.lastRefused() : "";
  }

  private static String text(double number) {
    return number == Math.rint(number) && Math.abs(number) < Long.MAX_VALUE
        ? String.valueOf((long) number)
        : String.valueOf(number);
  }

  /// A figure of a limit; 0 if there is no such limit.
  double figure(String limit, Measure measure, ToDoubleFunction<Use> value) {
    return book.find(limit).map(use -> value.applyAsDouble(use.of(measure))).orElse(0.0);
  }

  /// A row of the report.
  private record Row(LimitUse limit, Use use) {

    double share() {
      return use.usedAsBound() / Math.min(use.bound().hard(), use.bound().soft());
    }
  }

  /// A row for each limit and each thing it bounds, the worst first.
  @Override
  public void writeTo(JsonGenerator json, Parameters parameters) {
    var rows = new ArrayList<Row>();
    for (var limit : book.uses()) {
      limit.rule().bounds().keySet().stream()
          .sorted()
          .forEach(measure -> rows.add(new Row(limit, limit.of(measure))));
    }
    rows.sort(
        Comparator.comparingLong((Row row) -> row.use().refused())
            .thenComparingLong(row -> row.use().overSoft())
            .thenComparingDouble(Row::share)
            .reversed());
    json.writeStartObject();
    json.writeStringProperty("file", file.toString());
    json.writeArrayPropertyStart("limits");
    for (var row : rows) {
      var use = row.use();
      json.writeStartObject();
      json.writeStringProperty("limit", row.limit().name());
      json.writeStringProperty("pattern", row.limit().rule().pattern().toString());
      json.writeStringProperty("measure", use.measure().label());
      json.writeNumberProperty("used", use.usedAsBound());
      bound(json, "soft", use.bound().soft());
      bound(json, "hard", use.bound().hard());
      json.writeNumberProperty("passed", use.passed());
      json.writeNumberProperty("overSoft", use.overSoft());
      json.writeNumberProperty("refused", use.refused());
      json.writeStringProperty(
          "lastRefused",
          example(row.limit(), use.measure()).isEmpty() ? "" : row.limit().lastRefused());
      json.writeEndObject();
    }
    json.writeEndArray();
    json.writeEndObject();
  }

  private static void bound(JsonGenerator json, String name, double bound) {
    if (Double.isInfinite(bound)) {
      json.writeNullProperty(name);
    } else {
      json.writeNumberProperty(name, bound);
    }
  }

  @Override
  public void close() {
    watch.close();
    thread.shutdownNow();
  }
}
