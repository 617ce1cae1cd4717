// Copyright 2026 The Graphite Stack Authors
// SPDX-License-Identifier: Apache-2.0

package org.graphitestack.log;

import java.lang.System.Logger.Level;
import java.time.Duration;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.concurrent.TimeUnit;

/// Maintains the logs of a process, on one thread: [SegmentLog#maintain] on each, again and again.
public final class LogMaintenance implements AutoCloseable {
  private static final System.Logger LOG = System.getLogger(LogMaintenance.class.getName());

  private final Set<SegmentLog> logs = ConcurrentHashMap.newKeySet();
  private final ScheduledThreadPoolExecutor thread;

  private LogMaintenance(ScheduledThreadPoolExecutor thread) {
    this.thread = thread;
  }

  /// Starts the thread, with no log to maintain yet.
  ///
  /// @param period how often; the smallest interval that [Force.Interval] can keep
  public static LogMaintenance every(Duration period) {
    LogMaintenance maintenance =
        new LogMaintenance(
            new ScheduledThreadPoolExecutor(
                1, Thread.ofPlatform().name("log-maintenance").daemon().factory()));
    // nobody waits for it: close() ends it with its thread
    var _ =
        maintenance.thread.scheduleWithFixedDelay(
            maintenance::maintainAll, period.toNanos(), period.toNanos(), TimeUnit.NANOSECONDS);
    return maintenance;
  }

  public void add(SegmentLog log) {
    logs.add(log);
  }

  public void remove(SegmentLog log) {
    logs.remove(log);
  }

  private void maintainAll() {
    for (SegmentLog log : logs) {
      try {
        log.maintain();
      } catch (RuntimeException e) {
        LOG.log(Level.ERROR, "a log could not be maintained", e);
      }
    }
  }

  /// Stops the thread; the logs stay open.
  @Override
  public void close() {
    thread.close();
  }
}
