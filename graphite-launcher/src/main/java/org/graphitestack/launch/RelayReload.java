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
import org.graphitestack.config.FileStamp;
import org.graphitestack.config.InvalidConfigException;
import org.graphitestack.relay.CarbonRelay;

/// Reads a relay's files again when they change, and puts the routes they make in force. Sockets
/// and spools stay; a file that can't be understood leaves the routes as they are. Thread-safe.
final class RelayReload implements AutoCloseable {

  private static final Logger LOG = System.getLogger(RelayReload.class.getName());
  private static final Duration EVERY = Duration.ofSeconds(2);

  private final RelaySetup.Source source;
  private final CarbonRelay relay;
  private final ScheduledExecutorService scheduler;
  private RelaySetup inForce;
  private List<FileStamp> seen;

  private RelayReload(RelaySetup.Source source, RelaySetup inForce, CarbonRelay relay) {
    this.source = source;
    this.relay = relay;
    this.inForce = inForce;
    this.seen = stamps();
    this.scheduler =
        new ScheduledThreadPoolExecutor(
            1, Thread.ofPlatform().daemon().name("config-reload").factory());
  }

  /// Starts to watch the files of a setup that has just been read.
  static RelayReload start(RelaySetup.Source source, RelaySetup inForce, CarbonRelay relay) {
    var reload = new RelayReload(source, inForce, relay);
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
      var read = source.read();
      relay.reload(read.routes());
      sayWhatWaits(read);
      inForce = read;
      LOG.log(Level.INFO, "configuration read again; routes to {0} destinations", destinations());
    } catch (IOException | InvalidConfigException | IllegalArgumentException failure) {
      LOG.log(Level.ERROR, "the routes in force stay: " + failure.getMessage());
    }
  }

  private int destinations() {
    return inForce.routes().table().destinations().size();
  }

  private void sayWhatWaits(RelaySetup read) {
    var old = inForce.config();
    var now = read.config();
    if (!old.listeners().equals(now.listeners())
        || !old.spool().equals(now.spool())
        || !old.delivery().equals(now.delivery())
        || !old.metricInterval().equals(now.metricInterval())) {
      LOG.log(
          Level.WARNING,
          "listeners, spool, delivery and metric settings have changed: they wait for a restart");
    }
  }

  private List<FileStamp> stamps() {
    return inForce.conf().files().stream().map(FileStamp::of).toList();
  }

  @Override
  public void close() {
    scheduler.shutdownNow();
  }
}
