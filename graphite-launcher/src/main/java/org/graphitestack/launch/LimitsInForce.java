// Copyright 2026 The Graphite Stack Authors
// SPDX-License-Identifier: Apache-2.0

package org.graphitestack.launch;

import java.io.IOException;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
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
import org.graphitestack.storage.limit.Measure;
import org.graphitestack.storage.limit.Use;

/// The limits of a daemon: reads limits.conf when it changes, counts the series that there are, and
/// has it told in the log who is over a limit. Thread-safe.
final class LimitsInForce implements AutoCloseable {

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

  private final LimitWarnings warnings = new LimitWarnings();
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

  /// Where they are read.
  Path file() {
    return file;
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

  /// Ends a minute of counting.
  private void tell() {
    book.turnMinute();
    warnings.tell(book);
  }

  private long bytesOf(String name) {
    try {
      return reader.layout(MetricPath.parse(name)).map(LimitsInForce::bytes).orElse(0L);
    } catch (IOException | InvalidMetricPathException _) {
      // whoever reads it says so
      return 0;
    }
  }

  /// A figure of a limit; 0 if there is no such limit.
  double figure(String limit, Measure measure, ToDoubleFunction<Use> value) {
    return book.find(limit).map(use -> value.applyAsDouble(use.of(measure))).orElse(0.0);
  }

  @Override
  public void close() {
    watch.close();
    thread.shutdownNow();
  }
}
