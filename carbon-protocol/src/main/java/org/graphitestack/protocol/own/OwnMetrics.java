// Copyright 2026 The Graphite Stack Authors
// SPDX-License-Identifier: Apache-2.0

package org.graphitestack.protocol.own;

import java.nio.charset.StandardCharsets;
import java.time.InstantSource;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.function.Consumer;
import java.util.function.LongSupplier;
import java.util.function.ToLongFunction;
import org.graphitestack.protocol.ReceivedPoints;
import org.graphitestack.protocol.RejectReason;
import org.graphitestack.protocol.listen.PointListener;

/// Gathers a daemon's own metrics of one interval under carbon's names,
/// `PREFIX.PROGRAM.HOST-INSTANCE.…`. Counts are those of the interval; what never occurred has no
/// metric. Used by one thread.
public final class OwnMetrics {

  private static final double PERCENT = 100;

  private final String prefix;
  private final ProcessFigures process;
  private final InstantSource clock;
  private final LongSupplier nanoTime;
  private final Map<String, Long> before = new HashMap<>();
  private final ReceivedPoints points;
  private long recordedNanos;
  private long timestamp;

  /// Starts the first interval.
  ///
  /// @param prefix carbon's CARBON_METRIC_PREFIX
  /// @param program `agents`, `relays` or `aggregator`
  /// @param host this machine's name; its dots become `_`
  /// @param points an empty batch of the kind the sink wants
  public OwnMetrics(
      String prefix,
      String program,
      String host,
      String instance,
      ReceivedPoints points,
      ProcessFigures process,
      InstantSource clock,
      LongSupplier nanoTime) {
    this.prefix = prefix + "." + program + "." + host.replace('.', '_') + "-" + instance + ".";
    this.points = points;
    this.process = process;
    this.clock = clock;
    this.nanoTime = nanoTime;
    this.recordedNanos = nanoTime.getAsLong();
    before.put("cpu", process.cpuNanos());
  }

  /// Begins to gather: all points get the time of now.
  public void begin() {
    timestamp = clock.instant().getEpochSecond();
  }

  /// Hands over what was gathered, and forgets it.
  public void end(Consumer<ReceivedPoints> sink) {
    sink.accept(points);
    points.clear();
  }

  /// Adds carbon's `cpuUsage`, in percent of one core, and `memUsage`, in bytes.
  public void addProcess() {
    var now = nanoTime.getAsLong();
    var elapsed = Math.max(1, now - recordedNanos);
    recordedNanos = now;
    add("cpuUsage", PERCENT * ((double) since("cpu", process.cpuNanos()) / elapsed));
    add("memUsage", process.memoryBytes());
  }

  /// Adds what came in and what was refused at the door.
  public void addListeners(List<PointListener> listeners) {
    add("activeConnections", total(listeners, l -> l.counters().connectionsOpen()));
    add("metricsReceived", since("received", total(listeners, l -> l.counters().points())));
    for (var reason : RejectReason.values()) {
      addIfEver("rejects." + label(reason), total(listeners, l -> l.counters().rejects(reason)));
    }
    addIfEver("connectionsRefused", total(listeners, l -> l.counters().connectionsRefused()));
    addIfEver("connectionsClosedIdle", total(listeners, l -> l.counters().connectionsClosedIdle()));
  }

  /// How much a counter grew since it was last asked for.
  public long since(String counter, long now) {
    var last = before.put(counter, now);
    return last == null ? now : now - last;
  }

  /// Adds how much a counter grew, if it ever counted.
  public void addIfEver(String name, long counter) {
    if (counter > 0) {
      add(name, since(name, counter));
    }
  }

  /// Adds one point.
  public void add(String name, long value) {
    add(name, (double) value);
  }

  /// Adds one point.
  public void add(String name, double value) {
    var bytes = (prefix + name).getBytes(StandardCharsets.UTF_8);
    points.add(bytes, 0, bytes.length, timestamp, value);
  }

  /// `TIMESTAMP_OUT_OF_RANGE` as `timestampOutOfRange`, like carbon's own names.
  public static String label(Enum<?> reason) {
    var words = reason.name().toLowerCase(Locale.ROOT).split("_", -1);
    var label = new StringBuilder(words[0]);
    for (var i = 1; i < words.length; i++) {
      label.append(Character.toUpperCase(words[i].charAt(0))).append(words[i].substring(1));
    }
    return label.toString();
  }

  private static long total(List<PointListener> listeners, ToLongFunction<PointListener> figure) {
    return listeners.stream().mapToLong(figure).sum();
  }
}
