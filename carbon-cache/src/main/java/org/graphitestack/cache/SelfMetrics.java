// Copyright 2026 The Graphite Stack Authors
// SPDX-License-Identifier: Apache-2.0

package org.graphitestack.cache;

import java.nio.charset.StandardCharsets;
import java.time.InstantSource;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import java.util.function.LongSupplier;
import java.util.function.ToLongFunction;
import org.graphitestack.cache.ledger.CacheLedger;
import org.graphitestack.cache.ledger.DropReason;
import org.graphitestack.model.InvalidMetricPathException;
import org.graphitestack.protocol.PointSink;
import org.graphitestack.protocol.ReceivedPoints;
import org.graphitestack.protocol.RejectReason;
import org.graphitestack.protocol.listen.Listeners;
import org.graphitestack.protocol.listen.PointListener;

/// The cache's own metrics under carbon's names, `carbon.agents.HOST-INSTANCE.…`, put into the
/// cache itself once per interval. Counts are those of the interval; reasons that never occurred
/// have no metric. Called by one thread.
final class SelfMetrics {

  private static final double NANOS_PER_SECOND = 1e9;
  private static final double PERCENT = 100;

  private final String prefix;
  private final CacheLedger ledger;
  private final Listeners listeners;
  private final PointSink cache;
  private final ProcessFigures process;
  private final InstantSource clock;
  private final LongSupplier nanoTime;
  private final Map<String, Long> before = new HashMap<>();
  private final ReceivedPoints points = new ReceivedPoints();
  private long recordedNanos;
  private long timestamp;

  SelfMetrics(
      CacheConfig config,
      CacheLedger ledger,
      Listeners listeners,
      PointSink cache,
      ProcessFigures process,
      InstantSource clock,
      LongSupplier nanoTime) {
    this.prefix =
        config.metricPrefix()
            + ".agents."
            + config.host().replace('.', '_')
            + "-"
            + config.instance()
            + ".";
    this.ledger = ledger;
    this.listeners = listeners;
    this.cache = cache;
    this.process = process;
    this.clock = clock;
    this.nanoTime = nanoTime;
    this.recordedNanos = nanoTime.getAsLong();
    before.put("cpu", process.cpuNanos());
  }

  /// Puts the figures since the last call into the cache.
  void record() {
    timestamp = clock.instant().getEpochSecond();
    listenerFigures();
    processFigures();
    memoryFigures();
    writeFigures();
    cache.accept(points);
    points.clear();
  }

  private void listenerFigures() {
    add("activeConnections", listeners.connectionsOpen());
    add("metricsReceived", since("received", total(l -> l.counters().points())));
    for (var reason : RejectReason.values()) {
      addIfEver("rejects." + label(reason), total(l -> l.counters().rejects(reason)));
    }
    for (var reason : InvalidMetricPathException.Reason.values()) {
      addIfEver("rejects.name." + label(reason), ledger.rejectedNames(reason));
    }
    addIfEver("connectionsRefused", total(l -> l.counters().connectionsRefused()));
    addIfEver("connectionsClosedIdle", total(l -> l.counters().connectionsClosedIdle()));
  }

  private void processFigures() {
    var now = nanoTime.getAsLong();
    var elapsed = Math.max(1, now - recordedNanos);
    recordedNanos = now;
    add("cpuUsage", PERCENT * ((double) since("cpu", process.cpuNanos()) / elapsed));
    add("memUsage", process.memoryBytes());
  }

  private void memoryFigures() {
    add("cache.size", ledger.held());
    add("cache.bytes", ledger.heldBytes());
    add("cache.queues", ledger.seriesHeld());
    add("cache.series", ledger.seriesKnown());
    add("cache.createsWaiting", ledger.createsWaiting());
    add("cache.overflow", since("overflow", ledger.dropped(DropReason.OVERFLOW)));
    addIfEver("cache.replaced", ledger.replaced());
    for (var reason : DropReason.values()) {
      addIfEver("drops." + reason.label(), ledger.dropped(reason));
    }
  }

  private void writeFigures() {
    var writes = since("writes", ledger.writes());
    var stored = since("stored", ledger.stored());
    var nanos = since("writeNanos", ledger.writeNanos());
    add("updateOperations", writes);
    add("committedPoints", stored);
    if (writes > 0) {
      add("pointsPerUpdate", (double) stored / writes);
      add("avgUpdateTime", (double) nanos / writes / NANOS_PER_SECOND);
    }
    add("creates", since("creates", ledger.creates()));
    // a series that may not be created yet keeps its points, so no create is ever dropped
    add("droppedCreates", 0);
    add("errors", since("errors", ledger.errors()));
  }

  private long total(ToLongFunction<PointListener> figure) {
    return listeners.all().stream().mapToLong(figure).sum();
  }

  /// How much a counter grew since it was last asked for.
  private long since(String counter, long now) {
    var last = before.put(counter, now);
    return last == null ? now : now - last;
  }

  private void addIfEver(String name, long counter) {
    if (counter > 0) {
      add(name, since(name, counter));
    }
  }

  private void add(String name, long value) {
    add(name, (double) value);
  }

  private void add(String name, double value) {
    var bytes = (prefix + name).getBytes(StandardCharsets.UTF_8);
    points.add(bytes, 0, bytes.length, timestamp, value);
  }

  /// `TIMESTAMP_OUT_OF_RANGE` as `timestampOutOfRange`, like carbon's own names.
  static String label(Enum<?> reason) {
    var words = reason.name().toLowerCase(Locale.ROOT).split("_", -1);
    var label = new StringBuilder(words[0]);
    for (var i = 1; i < words.length; i++) {
      label.append(Character.toUpperCase(words[i].charAt(0))).append(words[i].substring(1));
    }
    return label.toString();
  }
}
