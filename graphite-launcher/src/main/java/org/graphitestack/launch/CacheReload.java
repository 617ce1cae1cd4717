// Copyright 2026 The Graphite Stack Authors
// SPDX-License-Identifier: Apache-2.0

package org.graphitestack.launch;

import java.io.IOException;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import org.graphitestack.cache.CarbonCache;
import org.graphitestack.config.CarbonConf;
import org.graphitestack.config.FileStamp;
import org.graphitestack.config.InvalidConfigException;

/// Reads carbon.conf and the lists of names again when they change. What a cache can change while
/// it runs is put in force; of the rest the log says that it waits for a restart. A file that can't
/// be understood changes nothing. Thread-safe.
final class CacheReload implements AutoCloseable {

  private static final Logger LOG = System.getLogger(CacheReload.class.getName());
  private static final Duration EVERY = Duration.ofSeconds(2);

  private final CacheSetup.Source source;
  private final CarbonCache cache;
  private final ScheduledExecutorService scheduler =
      new ScheduledThreadPoolExecutor(
          1, Thread.ofPlatform().daemon().name("config-reload").factory());
  private CarbonConf inForce;
  private List<FileStamp> seen;

  private CacheReload(CacheSetup.Source source, CarbonConf inForce, CarbonCache cache) {
    this.source = source;
    this.cache = cache;
    this.inForce = inForce;
    this.seen = stamps();
  }

  /// Starts to watch the files of a setup that has just been read.
  static CacheReload start(CacheSetup.Source source, CarbonConf inForce, CarbonCache cache) {
    LogTopics.turnOn(inForce.logs());
    var reload = new CacheReload(source, inForce, cache);
    var _ =
        reload.scheduler.scheduleWithFixedDelay(
            reload::lookSafely, EVERY.toMillis(), EVERY.toMillis(), TimeUnit.MILLISECONDS);
    return reload;
  }

  /// Reads the files again if they have changed since the last look.
  synchronized void look() {
    var now = stamps();
    if (!now.equals(seen)) {
      seen = now;
      read();
    }
  }

  private void lookSafely() {
    try {
      look();
    } catch (RuntimeException failure) {
      LOG.log(Level.ERROR, "configuration: a look at the files failed", failure);
    }
  }

  private void read() {
    try {
      var read = source.readConf();
      cache.adjust(source.config(read));
      LogTopics.turnOn(read.logs());
      sayWhatWaits(read);
      inForce = read;
      seen = stamps();
      LOG.log(Level.INFO, "configuration read again");
    } catch (IOException | InvalidConfigException | IllegalArgumentException failure) {
      LOG.log(Level.ERROR, "the configuration in force stays: " + failure.getMessage());
    }
  }

  private void sayWhatWaits(CarbonConf read) {
    if (!inForce.cache().adjustedLike(read.cache()).equals(read.cache())
        || !inForce.storage().equals(read.storage())
        || !inForce.folder().equals(read.folder())) {
      LOG.log(
          Level.WARNING,
          "listeners, cache queries, WRITERS, MIN_TIMESTAMP_RESOLUTION, DATABASE, folders,"
              + " WHISPER_, CERES_ or CARBON_METRIC_ settings have changed: they wait for a"
              + " restart");
    }
  }

  private List<FileStamp> stamps() {
    return inForce.files().stream().map(FileStamp::of).toList();
  }

  @Override
  public void close() {
    scheduler.shutdownNow();
  }
}
