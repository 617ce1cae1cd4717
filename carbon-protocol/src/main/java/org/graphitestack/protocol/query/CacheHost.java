// Copyright 2026 The Graphite Stack Authors
// SPDX-License-Identifier: Apache-2.0

package org.graphitestack.protocol.query;

import java.io.IOException;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.util.List;
import java.util.concurrent.ConcurrentLinkedDeque;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.LongAdder;
import java.util.function.LongSupplier;
import org.graphitestack.protocol.ring.RingNode;

/// A cache that can be asked, over connections that are kept. One that failed is left alone for a
/// while, so that it costs a timeout once in a while and not on every request. Thread-safe.
final class CacheHost implements AutoCloseable {

  private static final Logger LOG = System.getLogger(CacheHost.class.getName());

  /// Connections kept when they are not in use.
  private static final int MOST_IDLE = 8;

  /// Series in one request.
  private static final int AT_ONCE = 1000;

  private final RingNode node;
  private final CacheClusterConfig config;
  private final LongSupplier nanoTime;
  private final ConcurrentLinkedDeque<CacheConnection> idle = new ConcurrentLinkedDeque<>();
  private final AtomicInteger idleCount = new AtomicInteger();
  private final LongAdder failures = new LongAdder();
  private long failedNanos;
  private boolean failed;

  CacheHost(RingNode node, CacheClusterConfig config, LongSupplier nanoTime) {
    this.node = node;
    this.config = config;
    this.nanoTime = nanoTime;
  }

  /// Whether it did not fail lately.
  synchronized boolean available() {
    return !failed || nanoTime.getAsLong() - failedNanos >= config.retryDelay().toNanos();
  }

  /// Asks for the points of series.
  ///
  /// A kept connection may have been closed by the other side meanwhile: then a new one is tried.
  QueriedPoints ask(List<String> metrics) throws IOException {
    var kept = idle.pollFirst();
    if (kept != null) {
      idleCount.decrementAndGet();
      try {
        return ask(kept, metrics);
      } catch (IOException stale) {
        if (Thread.currentThread().isInterrupted()) {
          throw stale;
        }
      }
    }
    return ask(CacheConnection.open(node.host(), node.port(), config.timeout()), metrics);
  }

  private QueriedPoints ask(CacheConnection connection, List<String> metrics) throws IOException {
    var points = new QueriedPoints();
    try {
      for (var from = 0; from < metrics.size(); from += AT_ONCE) {
        var part = metrics.subList(from, Math.min(metrics.size(), from + AT_ONCE));
        if (config.bulk()) {
          connection.askAtOnce(part, points);
        } else {
          connection.askEach(part, points);
        }
      }
    } catch (IOException | RuntimeException failure) {
      connection.close();
      throw failure;
    }
    keep(connection);
    return points;
  }

  private void keep(CacheConnection connection) {
    if (idleCount.incrementAndGet() > MOST_IDLE) {
      idleCount.decrementAndGet();
      connection.close();
    } else {
      idle.addFirst(connection);
    }
  }

  /// It answered.
  synchronized void succeeded() {
    if (failed) {
      failed = false;
      LOG.log(Level.INFO, "cache " + this + " answers again");
    }
  }

  /// It did not. The log tells when that begins and when it ends.
  synchronized void failed(String why) {
    LOG.log(
        failed ? Level.DEBUG : Level.WARNING,
        () ->
            "cache "
                + this
                + ": "
                + why
                + "; answers are partial, they lack its points until it answers (asked every "
                + config.retryDelay().toMillis() / 1000.0
                + " s)");
    failed = true;
    failedNanos = nanoTime.getAsLong();
    failures.increment();
  }

  /// How often it did not.
  long failures() {
    return failures.sum();
  }

  @Override
  public void close() {
    for (var connection = idle.pollFirst(); connection != null; connection = idle.pollFirst()) {
      connection.close();
    }
  }

  @Override
  public String toString() {
    return node.host() + ":" + node.port() + (node.instance() == null ? "" : ":" + node.instance());
  }
}
