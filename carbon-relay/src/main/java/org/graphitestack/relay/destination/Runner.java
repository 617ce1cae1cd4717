// Copyright 2026 The Graphite Stack Authors
// SPDX-License-Identifier: Apache-2.0

package org.graphitestack.relay.destination;

import java.io.IOException;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.LongAdder;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.LongSupplier;
import org.graphitestack.log.LogRange;
import org.graphitestack.log.LogReader;
import org.graphitestack.relay.spool.Spool;
import org.jspecify.annotations.Nullable;

/// Delivers one destination's spool: connects, sends, and moves the cursor over what the
/// destination has confirmed. When a connection breaks, what was not confirmed is sent again over
/// the next: at least once, in order.
///
/// Runs on a platform thread of its own, since it moves file bytes; all its state belongs to that
/// thread but for the figures. Measured by `benchmarks/relay-speed`.
public final class Runner implements AutoCloseable {

  private static final Logger LOG = System.getLogger(Runner.class.getName());

  /// Bytes sent at once: enough to make system calls cheap, little enough to let live points
  /// through.
  private static final int CHUNK = 256 << 10;

  /// A chunk shorter than this is followed by a pause of [#GATHER_NANOS], in which the next one
  /// grows: a stream spread over many destinations would else cost each a system call and a packet
  /// for every read of the receiver's. A point that comes alone is sent at once.
  private static final int SHORT_CHUNK = CHUNK / 4;

  private static final long GATHER_NANOS = TimeUnit.MILLISECONDS.toNanos(5);

  /// Points that are older have waited; they are what a limit on replay applies to.
  private static final long WAITED_MILLIS = 5_000;

  /// Of the chunks sent while points come in and others have waited, one in so many is replayed.
  private static final int LIVE_SHARE = 4;

  private static final Duration IDLE = Duration.ofMillis(200);
  private static final Duration IDLE_IN_FLIGHT = Duration.ofMillis(10);
  private static final long SETTLE_NANOS = TimeUnit.MILLISECONDS.toNanos(10);

  private final String name;
  private final Spool spool;
  private final Dialler dialler;
  private final DeliveryOptions options;
  private final InstantSource clock;
  private final LongSupplier nanoTime;
  private final Backoff backoff;
  private final InFlight inFlight = new InFlight();
  private final Thread thread;

  private final ReentrantLock lock = new ReentrantLock();
  private final Condition stopped = lock.newCondition();
  private volatile boolean stopping;
  private volatile long deadline;
  private volatile @Nullable Wire current;

  private List<LogReader> readers = List.of();
  private long replayResumes;
  private long settledAt;
  private int liveChunks;
  private int lastChunk;

  private volatile RunnerState state = RunnerState.CONNECTING;
  private volatile Instant since;
  private volatile RunnerFigures.@Nullable LastError lastError;
  private volatile boolean failing;
  private final LongAdder connects = new LongAdder();
  private final LongAdder failures = new LongAdder();
  private final LongAdder sentPoints = new LongAdder();
  private final LongAdder sentBytes = new LongAdder();
  private volatile long unacknowledged;

  private Runner(
      String name,
      Spool spool,
      Dialler dialler,
      DeliveryOptions options,
      InstantSource clock,
      LongSupplier nanoTime) {
    this.name = name;
    this.spool = spool;
    this.dialler = dialler;
    this.options = options;
    this.clock = clock;
    this.nanoTime = nanoTime;
    this.since = clock.instant();
    this.replayResumes = nanoTime.getAsLong();
    this.backoff =
        new Backoff(
            options.firstBackoff(),
            options.longestBackoff(),
            () -> ThreadLocalRandom.current().nextDouble());
    this.thread = Thread.ofPlatform().name("runner " + name).unstarted(this::run);
  }

  /// Starts to deliver a spool, whose readers are the runner's from now on.
  public static Runner start(
      String name,
      Spool spool,
      Dialler dialler,
      DeliveryOptions options,
      InstantSource clock,
      LongSupplier nanoTime) {
    var runner = new Runner(name, spool, dialler, options, clock, nanoTime);
    runner.thread.start();
    return runner;
  }

  /// Whether the last attempt to reach the destination did not fail. Thread-safe.
  public boolean isHealthy() {
    return !failing;
  }

  /// What it did so far. Thread-safe; figures read one after the other may lie moments apart.
  public RunnerFigures figures() {
    return new RunnerFigures(
        state,
        since,
        connects.sum(),
        failures.sum(),
        lastError,
        sentPoints.sum(),
        sentBytes.sum(),
        unacknowledged);
  }

  /// Tells the runner to end: soon if the spool is empty or the destination out of reach, else when
  /// [DeliveryOptions#drainOnClose] is over.
  public void stop() {
    lock.lock();
    try {
      deadline = nanoTime.getAsLong() + options.drainOnClose().toNanos();
      stopping = true;
      stopped.signalAll();
    } finally {
      lock.unlock();
    }
  }

  /// Stops and waits for the end.
  @Override
  public void close() {
    stop();
    try {
      if (!thread.join(options.drainOnClose())) {
        var wire = current;
        if (wire != null) {
          wire.abandon();
        }
        thread.join();
      }
    } catch (InterruptedException _) {
      Thread.currentThread().interrupt();
    }
  }

  private void run() {
    while (!stopping) {
      try {
        enter(RunnerState.CONNECTING);
        deliverOnce();
      } catch (IOException | RuntimeException failure) {
        failed(failure);
      }
      rewind();
      if (failing && !stopping) {
        enter(RunnerState.WAITING);
        pause(backoff.next());
      }
    }
    enter(RunnerState.CLOSED);
  }

  /// Delivers over one connection, until it breaks or the runner is to end.
  private void deliverOnce() throws IOException {
    try (var wire = dialler.dial()) {
      current = wire;
      connected();
      try {
        deliver(wire);
      } finally {
        settle(wire);
      }
    } catch (InterruptedException _) {
      stopping = true;
    } finally {
      current = null;
    }
  }

  private void deliver(Wire wire) throws IOException, InterruptedException {
    if (options.replay() == Replay.LIVE_FIRST && hasWaited(spool.oldestQueued().orElse(null))) {
      spool.split();
    }
    readers = spool.readers();
    var proven = false;
    while (!isDone()) {
      wire.poll();
      var sent = sendNext(wire);
      if (!sent || nanoTime.getAsLong() - settledAt >= SETTLE_NANOS) {
        var moved = settle(wire);
        if (moved && !proven) {
          proven = true;
          backoff.reset();
        }
      }
      if (!sent) {
        awaitWork();
      } else if (lastChunk < SHORT_CHUNK && readers.size() == 1) {
        pause(GATHER_NANOS);
      }
    }
  }

  /// Sends one chunk, if there is one to be sent now.
  private boolean sendNext(Wire wire) throws IOException {
    var live = readers.getLast();
    if (readers.size() == 1) {
      return !isPaced() && send(wire, live);
    }
    if (options.replay() == Replay.IN_ORDER) {
      if (isPaced()) {
        return false;
      }
      for (var reader : readers) {
        if (send(wire, reader)) {
          return true;
        }
      }
      return false;
    }
    if (liveChunks < LIVE_SHARE && send(wire, live)) {
      liveChunks++;
      return true;
    }
    liveChunks = 0;
    for (var reader : readers) {
      if ((reader == live || !isPaced()) && send(wire, reader)) {
        return true;
      }
    }
    return false;
  }

  private boolean send(Wire wire, LogReader reader) throws IOException {
    var next = reader.read(CHUNK);
    if (next.isEmpty()) {
      return false;
    }
    try (var range = next.get()) {
      inFlight.add(reader, range, wire.send(range));
      lastChunk = range.length();
      sentPoints.add(range.points());
      sentBytes.add(range.length());
      pace(range);
    }
    return true;
  }

  private void pace(LogRange range) {
    if (options.replayRate() > 0 && hasWaited(range.lastArrival())) {
      var now = nanoTime.getAsLong();
      var nanos = range.points() * TimeUnit.SECONDS.toNanos(1) / options.replayRate();
      replayResumes = Math.max(now - nanos, replayResumes) + nanos;
    }
  }

  private boolean isPaced() {
    return options.replayRate() > 0 && nanoTime.getAsLong() - replayResumes < 0;
  }

  private boolean hasWaited(@Nullable Long arrival) {
    return arrival != null && clock.millis() - arrival > WAITED_MILLIS;
  }

  private boolean settle(Wire wire) throws IOException {
    settledAt = nanoTime.getAsLong();
    var moved = !inFlight.isEmpty() && inFlight.settle(wire.acknowledged());
    unacknowledged = inFlight.bytes();
    if (moved && readers.size() > 1) {
      spool.removeDrained();
      readers = spool.readers();
    }
    return moved;
  }

  private void awaitWork() throws InterruptedException {
    if (isPaced()) {
      var nanos = Math.min(replayResumes - nanoTime.getAsLong(), IDLE_IN_FLIGHT.toNanos());
      pause(Math.max(0, nanos));
    } else {
      var _ = readers.getLast().awaitData(inFlight.isEmpty() ? IDLE : IDLE_IN_FLIGHT);
    }
  }

  private boolean isDone() {
    if (!stopping) {
      return false;
    }
    return nanoTime.getAsLong() - deadline >= 0 || spool.figures().queued() == 0;
  }

  private void rewind() {
    inFlight.clear();
    unacknowledged = 0;
    try {
      for (var reader : spool.readers()) {
        reader.rewind();
      }
    } catch (IOException failure) {
      LOG.log(Level.ERROR, name + ": the spool can't be read", failure);
    }
  }

  private void connected() {
    connects.increment();
    if (failing || connects.sum() == 1) {
      LOG.log(Level.INFO, "{0}: connected", name);
    }
    failing = false;
    enter(RunnerState.CONNECTED);
  }

  private void failed(Exception failure) {
    var message = failure.getMessage() == null ? failure.toString() : failure.getMessage();
    var before = lastError;
    lastError = new RunnerFigures.LastError(message, clock.instant());
    failures.increment();
    if (failure instanceof RuntimeException) {
      LOG.log(Level.ERROR, name, failure);
    } else if (!failing || before == null || !before.message().equals(message)) {
      LOG.log(Level.WARNING, "{0}: {1}; points wait in the spool", name, message);
    }
    failing = true;
  }

  private void enter(RunnerState next) {
    state = next;
    since = clock.instant();
  }

  private void pause(long nanos) {
    lock.lock();
    try {
      var left = nanos;
      while (left > 0 && !stopping) {
        left = stopped.awaitNanos(left);
      }
    } catch (InterruptedException _) {
      stopping = true;
    } finally {
      lock.unlock();
    }
  }
}
