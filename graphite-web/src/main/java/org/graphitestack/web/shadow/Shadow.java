// Copyright 2026 The Graphite Stack Authors
// SPDX-License-Identifier: Apache-2.0

package org.graphitestack.web.shadow;

import static java.lang.System.Logger.Level.WARNING;

import java.lang.System.Logger;
import java.time.InstantSource;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.LongAdder;
import java.util.function.DoubleSupplier;
import java.util.function.LongSupplier;

/// Repeats a sample of the requests that were answered here against another server, away from the
/// threads of the requests, and keeps what differed. What cannot be repeated is dropped and
/// counted; nobody ever waits for it. Thread-safe.
public final class Shadow implements Repeater, AutoCloseable {

  private static final Logger LOG = System.getLogger(Shadow.class.getName());

  /// Differences that are kept of each kind.
  private static final int EXAMPLES = 10;

  private static final long LOOK_MILLIS = 500;

  private volatile ShadowConfig config;
  private final InstantSource clock;
  private final LongSupplier nanoTime;
  private final DoubleSupplier chance;
  private final BlockingQueue<ShadowedAnswer> waiting;
  private final Incumbent incumbent = new Incumbent();
  private final List<Thread> threads = new ArrayList<>();
  private final LongAdder seen = new LongAdder();
  private final LongAdder compared = new LongAdder();
  private final LongAdder equal = new LongAdder();
  private final LongAdder dropped = new LongAdder();
  private final Map<DifferenceKind, LongAdder> counts = new EnumMap<>(DifferenceKind.class);
  private final Map<DifferenceKind, Deque<Difference>> examples =
      new EnumMap<>(DifferenceKind.class);
  private final Object rate = new Object();
  private long second;
  private int inSecond;
  private volatile boolean closed;

  /// @param clock tells when a difference was found
  /// @param nanoTime elapsed time in nanoseconds
  /// @param chance a number from 0 to 1, another one each time
  public Shadow(
      ShadowConfig config, InstantSource clock, LongSupplier nanoTime, DoubleSupplier chance) {
    this.config = config;
    this.clock = clock;
    this.nanoTime = nanoTime;
    this.chance = chance;
    this.waiting = new ArrayBlockingQueue<>(config.queue());
    for (var kind : DifferenceKind.values()) {
      counts.put(kind, new LongAdder());
      examples.put(kind, new ArrayDeque<>());
    }
    for (var i = 0; i < config.running(); i++) {
      threads.add(Thread.ofVirtual().name("shadow-" + i).start(this::run));
    }
  }

  /// The settings in force.
  public ShadowConfig config() {
    return config;
  }

  /// Puts others in force, but for `queue` and `running`.
  public void adjust(ShadowConfig changed) {
    config = changed;
  }

  /// Whether the next request is of the sample.
  @Override
  public boolean wants() {
    var known = config;
    if (known.url().isEmpty()) {
      return false;
    }
    seen.increment();
    return chance.getAsDouble() < known.share();
  }

  /// Has an answer compared, soon; or drops it.
  @Override
  public void repeat(ShadowedAnswer answer) {
    if (answer.points() > config.maxPoints() || !isWithinRate() || !waiting.offer(answer)) {
      dropped.increment();
    }
  }

  private boolean isWithinRate() {
    synchronized (rate) {
      var now = TimeUnit.NANOSECONDS.toSeconds(nanoTime.getAsLong());
      if (now != second) {
        second = now;
        inSecond = 0;
      }
      return inSecond++ < config.maxPerSecond();
    }
  }

  private void run() {
    while (!closed) {
      try {
        var answer = waiting.poll(LOOK_MILLIS, TimeUnit.MILLISECONDS);
        if (answer != null) {
          compare(answer);
        }
      } catch (InterruptedException _) {
        Thread.currentThread().interrupt();
        return;
      } catch (RuntimeException bug) {
        LOG.log(WARNING, "an answer could not be compared", bug);
      }
    }
  }

  private void compare(ShadowedAnswer answer) throws InterruptedException {
    var known = config;
    var url = known.url();
    if (url.isEmpty()) {
      return;
    }
    compared.increment();
    Map<DifferenceKind, String> found;
    try {
      var there = incumbent.ask(url.get(), answer.query(), known);
      var until = answer.now() - known.settle().toSeconds();
      found = Comparison.of(answer.series().get(), there, known.tolerance(), until);
    } catch (Incumbent.Failure failure) {
      found = Map.of(failure.kind(), String.valueOf(failure.getMessage()));
    }
    if (found.isEmpty()) {
      equal.increment();
    }
    found.forEach((kind, detail) -> note(kind, answer.query(), detail));
  }

  private void note(DifferenceKind kind, String query, String detail) {
    adder(kind).increment();
    var time = clock.instant().getEpochSecond();
    synchronized (examples) {
      var kept = examples.computeIfAbsent(kind, _ -> new ArrayDeque<>());
      kept.addFirst(new Difference(time, kind, query, detail));
      if (kept.size() > EXAMPLES) {
        kept.removeLast();
      }
    }
  }

  private LongAdder adder(DifferenceKind kind) {
    return counts.computeIfAbsent(kind, _ -> new LongAdder());
  }

  /// Requests whose answers differed in this way.
  public long count(DifferenceKind kind) {
    return adder(kind).sum();
  }

  /// The last differences of each kind, the latest first.
  public List<Difference> examples() {
    synchronized (examples) {
      return examples.values().stream().flatMap(Deque::stream).toList();
    }
  }

  public ShadowFigures figures() {
    var differences = new EnumMap<DifferenceKind, Long>(DifferenceKind.class);
    counts.forEach((kind, count) -> differences.put(kind, count.sum()));
    return new ShadowFigures(
        seen.sum(), compared.sum(), equal.sum(), dropped.sum(), waiting.size(), differences);
  }

  @Override
  public void close() {
    closed = true;
    threads.forEach(Thread::interrupt);
    incumbent.close();
  }
}
