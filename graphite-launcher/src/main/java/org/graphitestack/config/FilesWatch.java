// Copyright 2026 The Graphite Stack Authors
// SPDX-License-Identifier: Apache-2.0

package org.graphitestack.config;

import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.function.Predicate;
import java.util.function.Supplier;

/// Looks every two seconds, and whenever it is told to, whether files have changed, and has them
/// read again. Thread-safe; they are read by one thread at a time.
public final class FilesWatch implements AutoCloseable {

  /// Reads what has changed.
  @FunctionalInterface
  public interface Reading {

    /// Reads them.
    ///
    /// @throws Exception if the files cannot be understood: its message goes to the log, and what
    ///   was in force before has to stay in force
    void read() throws Exception;
  }

  private static final Logger LOG = System.getLogger(FilesWatch.class.getName());
  private static final Duration EVERY = Duration.ofSeconds(2);

  private final String what;
  private final Supplier<List<Path>> files;
  private final Predicate<Path> toldByReader;
  private final Reading reading;
  private final ScheduledExecutorService scheduler;
  private Map<Path, FileStamp> seen;
  private Map<Path, FileEntries> held;

  private FilesWatch(
      String what, Supplier<List<Path>> files, Predicate<Path> toldByReader, Reading reading) {
    this.what = what;
    this.files = files;
    this.toldByReader = toldByReader;
    this.reading = reading;
    this.seen = stamps(Map.of());
    this.held = entries();
    this.scheduler =
        new ScheduledThreadPoolExecutor(
            1, Thread.ofPlatform().daemon().name("files-watch").factory());
  }

  /// Starts to watch files as they are now; whoever has read them calls this right afterwards.
  ///
  /// @param what they say, for the log: "routes"
  /// @param files which they are, asked for each look: one file may name others
  /// @param reading reads them and puts in force what they say
  public static FilesWatch start(String what, Supplier<List<Path>> files, Reading reading) {
    return start(what, files, _ -> false, reading);
  }

  /// The same for files of which some are told of by their reader: what has changed in the others
  /// goes to the log, by section or line.
  ///
  /// @param toldByReader whether the reader says what has changed in a file
  public static FilesWatch start(
      String what, Supplier<List<Path>> files, Predicate<Path> toldByReader, Reading reading) {
    var watch = new FilesWatch(what, files, toldByReader, reading);
    var _ =
        watch.scheduler.scheduleWithFixedDelay(
            watch::look, EVERY.toMillis(), EVERY.toMillis(), TimeUnit.MILLISECONDS);
    return watch;
  }

  /// Has the files read again if they have changed since the last look.
  public synchronized void look() {
    var now = stamps(Map.of());
    if (now.equals(seen)) {
      return;
    }
    seen = now;
    try {
      reading.read();
      seen = stamps(now);
      LOG.log(Level.INFO, what + " read again");
      tellChanges();
    } catch (InterruptedException _) {
      Thread.currentThread().interrupt();
    } catch (Exception failure) {
      LOG.log(Level.ERROR, "the " + what + " in force stay: " + failure.getMessage());
    }
  }

  /// Says what has changed since files were last put in force.
  private void tellChanges() {
    var now = entries();
    now.forEach(
        (file, entries) -> {
          var before = held.get(file);
          if (before != null) {
            before.tellChangesTo(entries, file, LOG);
          }
        });
    held = now;
  }

  private Map<Path, FileEntries> entries() {
    var entries = new LinkedHashMap<Path, FileEntries>();
    for (var file : files.get()) {
      if (!toldByReader.test(file)) {
        entries.put(file, FileEntries.of(file));
      }
    }
    return entries;
  }

  /// The files' stamps; of those that are known already as they are known, so that a change while
  /// they were read is seen at the next look.
  private Map<Path, FileStamp> stamps(Map<Path, FileStamp> known) {
    var stamps = new HashMap<Path, FileStamp>();
    for (var file : files.get()) {
      var stamp = known.get(file);
      stamps.put(file, stamp == null ? FileStamp.of(file) : stamp);
    }
    return stamps;
  }

  @Override
  public void close() {
    scheduler.shutdownNow();
  }
}
