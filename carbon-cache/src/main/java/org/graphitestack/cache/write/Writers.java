// Copyright 2026 The Graphite Stack Authors
// SPDX-License-Identifier: Apache-2.0

package org.graphitestack.cache.write;

import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.locks.LockSupport;
import java.util.function.BooleanSupplier;
import java.util.function.IntConsumer;
import java.util.function.LongSupplier;
import java.util.function.Supplier;
import org.graphitestack.cache.ledger.CacheLedger;
import org.graphitestack.cache.memory.WaitingPoints;
import org.graphitestack.cache.schema.SchemaRules;
import org.graphitestack.model.MetricPath;
import org.graphitestack.storage.SeriesWriter;

/// Platform threads that take series out of memory and put them into storage, from [#start] until
/// they are told to drain.
///
/// Platform threads, because a mapped file's page fault blocks the carrier of a virtual one.
public final class Writers implements AutoCloseable {

  /// Rounds over everything that store nothing, after which draining gives up.
  private static final int FRUITLESS_ROUNDS = 3;

  /// A writer that waits for its turn looks so often whether it is over.
  private static final long CLOSE_CHECK_NANOS = TimeUnit.MILLISECONDS.toNanos(100);

  private static final long FRUITLESS_WAIT_NANOS = TimeUnit.MILLISECONDS.toNanos(200);

  private volatile WriteSettings settings;
  private final WaitingPoints memory;
  private final CacheLedger ledger;
  private final LongSupplier nanoTime;
  private final TokenBucket updates;
  private final CreateGate creates;
  private final FairShare shares = new FairShare();
  private final SeriesStore store;
  private final WriteQueue queue;
  private final List<Thread> threads = new ArrayList<>();
  private volatile boolean closed;

  /// Makes writers that do not write yet.
  ///
  /// @param usableBytes free space where series are kept; negative if unknown
  /// @param schemas asked for each series that is created
  public Writers(
      WriteSettings settings,
      WaitingPoints memory,
      SeriesWriter storage,
      LongSupplier usableBytes,
      Supplier<SchemaRules> schemas,
      CacheLedger ledger,
      InstantSource clock,
      LongSupplier nanoTime) {
    this.settings = settings;
    this.memory = memory;
    this.ledger = ledger;
    this.nanoTime = nanoTime;
    this.updates =
        new TokenBucket(settings.updatesPerSecond(), settings.updatesPerSecond(), nanoTime);
    this.creates =
        new CreateGate(
            new TokenBucket(
                settings.createsPerMinute() / TimeUnit.MINUTES.toSeconds(1),
                settings.createsPerMinute(),
                nanoTime),
            usableBytes,
            settings.minFreeBytes(),
            nanoTime);
    this.store =
        new SeriesStore(memory, storage, schemas, creates, shares, ledger, clock, nanoTime);
    this.queue = new WriteQueue(memory, settings, creates, shares, clock, nanoTime);
  }

  /// Starts writing, unless it was started before or is closed.
  public synchronized void start() {
    if (closed || !threads.isEmpty()) {
      return;
    }
    for (var i = 0; i < settings.threads(); i++) {
      threads.add(
          Thread.ofPlatform().daemon().name("cache-writer-" + i).start(this::writeUntilClosed));
    }
  }

  /// Writes by other settings from now on; the number of writers stays.
  public void adjust(WriteSettings others) {
    settings = others.withThreads(settings.threads());
    updates.limit(others.updatesPerSecond(), others.updatesPerSecond());
    creates.limit(
        others.createsPerMinute() / TimeUnit.MINUTES.toSeconds(1), others.createsPerMinute());
    queue.adjust(others);
  }

  /// The series whose points are dropped, and why; the latest thousand.
  public List<QuarantinedSeries> quarantined() {
    return store.quarantined();
  }

  /// Writes what waits for one series, out of turn; does nothing if nothing waits, or another
  /// writer has it in hand.
  public void write(MetricPath path) {
    memory.series(path).ifPresent(store::write);
  }

  /// Stops the writers and writes everything that is left, at the rate for shutting down. Nothing
  /// should come in meanwhile.
  ///
  /// @param patience how long it may take at most; what has begun is finished
  /// @return points that could not be stored and are still in memory; 0 if all are
  public long drain(Duration patience) {
    var begun = nanoTime.getAsLong();
    var nanos = TimeUnit.NANOSECONDS.convert(patience);
    BooleanSupplier mayGoOn = () -> nanoTime.getAsLong() - begun < nanos;
    close();
    settings
        .updatesPerSecondOnShutdown()
        .ifPresentOrElse(
            rate -> {
              updates.limit(rate, rate);
              creates.limit(rate, rate);
            },
            () -> creates.limit(Double.POSITIVE_INFINITY, Double.POSITIVE_INFINITY));
    var random = new SplittableRandom();
    for (var fruitless = 0;
        ledger.held() > 0 && fruitless < FRUITLESS_ROUNDS && mayGoOn.getAsBoolean(); ) {
      var before = ledger.held();
      var look = memory.lookAtAll();
      writeAll(settings.strategy().order(look, Long.MAX_VALUE, random), mayGoOn);
      writeAll(shares.order(look), mayGoOn);
      if (ledger.held() < before) {
        fruitless = 0;
      } else {
        fruitless++;
        LockSupport.parkNanos(FRUITLESS_WAIT_NANOS);
      }
    }
    return ledger.held();
  }

  /// Stops the writers; each finishes the series it has in hand.
  @Override
  public synchronized void close() {
    closed = true;
    queue.close();
    joinAll(threads);
  }

  private void writeUntilClosed() {
    try {
      for (var series = queue.next(); series != WriteQueue.CLOSED; series = queue.next()) {
        if (awaitUpdate()) {
          store.write(series);
        }
      }
    } catch (InterruptedException _) {
      Thread.currentThread().interrupt();
    }
  }

  /// Waits for its turn under the rate limit.
  ///
  /// @return false if the writers are closed meanwhile
  private boolean awaitUpdate() {
    while (!closed) {
      if (updates.tryTake()) {
        return true;
      }
      LockSupport.parkNanos(Math.min(updates.nanosUntilToken(), CLOSE_CHECK_NANOS));
    }
    return false;
  }

  private void writeAll(int[] order, BooleanSupplier mayGoOn) {
    var next = new AtomicInteger();
    IntConsumer write =
        series -> {
          while (!updates.tryTake()) {
            if (!mayGoOn.getAsBoolean()) {
              return;
            }
            LockSupport.parkNanos(Math.min(updates.nanosUntilToken(), CLOSE_CHECK_NANOS));
          }
          store.write(series);
        };
    var drainers = new ArrayList<Thread>();
    for (var i = 0; i < settings.threads(); i++) {
      drainers.add(
          Thread.ofPlatform()
              .daemon()
              .name("cache-drain-" + i)
              .start(
                  () -> {
                    for (var at = next.getAndIncrement();
                        at < order.length && mayGoOn.getAsBoolean();
                        at = next.getAndIncrement()) {
                      write.accept(order[at]);
                    }
                  }));
    }
    joinAll(drainers);
  }

  private static void joinAll(List<Thread> threads) {
    var interrupted = false;
    for (var thread : threads) {
      while (thread.isAlive()) {
        try {
          thread.join();
        } catch (InterruptedException _) {
          interrupted = true;
        }
      }
    }
    if (interrupted) {
      Thread.currentThread().interrupt();
    }
  }
}
