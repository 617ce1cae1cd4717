// Copyright 2026 The Graphite Stack Authors
// SPDX-License-Identifier: Apache-2.0

package org.graphitestack.cache;

import java.io.IOException;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.security.SecureRandom;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Consumer;
import java.util.function.LongSupplier;
import org.graphitestack.cache.ledger.CacheLedger;
import org.graphitestack.cache.memory.MemoryLimits;
import org.graphitestack.cache.memory.WaitingPoints;
import org.graphitestack.cache.query.UnstoredAnswers;
import org.graphitestack.cache.schema.SchemaRules;
import org.graphitestack.cache.write.QuarantinedSeries;
import org.graphitestack.cache.write.Writers;
import org.graphitestack.model.MetricPath;
import org.graphitestack.protocol.amqp.AmqpReceiver;
import org.graphitestack.protocol.listen.Listeners;
import org.graphitestack.protocol.listen.PointListener;
import org.graphitestack.protocol.own.ProcessFigures;
import org.graphitestack.protocol.query.CacheQueryServer;
import org.graphitestack.storage.StorageEngine;
import org.graphitestack.storage.UnstoredPoints;

/// A carbon-cache: listens, holds points in memory, writes them to storage, and lets readers see
/// them from the moment they are accepted.
///
/// Closing it stops listening and writes everything. Thread-safe.
public final class CarbonCache implements AutoCloseable {

  private static final Logger LOG = System.getLogger(CarbonCache.class.getName());

  /// A name that nobody sends for so long leaves the memory; the disk keeps it.
  private static final int FORGET_IDLE_SECONDS = 3600;

  private static final int MAX_LISTENER_THREADS = 4;
  private static final long HEAP_SHARE = 4;

  private final CacheLedger ledger = new CacheLedger();
  private final AtomicReference<SchemaRules> schemas;
  private final WaitingPoints memory;
  private final NameGate names;
  private final Writers writers;
  private final Listeners listeners;
  private final Optional<CacheQueryServer> queries;
  private final Optional<AmqpReceiver> amqp;
  private final ScheduledExecutorService timer;

  private CarbonCache(
      CacheConfig config,
      StorageEngine engine,
      SchemaRules schemas,
      Consumer<MetricPath> newSeries,
      InstantSource clock,
      LongSupplier nanoTime)
      throws IOException {
    this.schemas = new AtomicReference<>(schemas);
    var gate = new ListenerGate();
    this.memory =
        new WaitingPoints(
            limits(config),
            config.timestampResolution(),
            path -> schemas().layoutFor(path),
            newSeries,
            gate,
            ledger,
            nanoTime,
            new SecureRandom().nextLong());
    this.names = new NameGate(config.names(), memory, ledger);
    this.listeners =
        Listeners.open(
            config.listeners(),
            names,
            Math.min(MAX_LISTENER_THREADS, Runtime.getRuntime().availableProcessors()),
            clock,
            nanoTime);
    this.queries = openQueries(config, engine, clock, nanoTime);
    this.amqp = config.amqp().map(from -> AmqpReceiver.open(from, names, clock, nanoTime));
    gate.attach(listeners, amqp);
    this.writers =
        Writers.start(
            config.writing(), memory, engine.writer(), this::schemas, ledger, clock, nanoTime);
    this.timer =
        new ScheduledThreadPoolExecutor(
            1, Thread.ofPlatform().daemon().name("cache-timer").factory());
    schedule(() -> memory.forgetIdle(FORGET_IDLE_SECONDS), TimeUnit.MINUTES.toMillis(1));
    if (config.metricInterval().isPositive()) {
      var metrics =
          new SelfMetrics(
              config,
              ledger,
              listeners,
              queries,
              memory,
              ProcessFigures.ofThisJvm(),
              clock,
              nanoTime);
      schedule(metrics::record, config.metricInterval().toMillis());
    }
  }

  /// Opens a cache: when this returns, all its listeners are up.
  ///
  /// @param engine where points go; stays the caller's to close, after this cache
  /// @param schemas what new series are created with, until [#schemas(SchemaRules)]
  /// @param newSeries told of each series when it is first seen, on the thread that received it:
  ///   has to return soon. It may be told again of one that was silent for an hour
  /// @param clock tells the time for points without one
  /// @param nanoTime elapsed time
  /// @throws IOException if an address cannot be listened on
  public static CarbonCache open(
      CacheConfig config,
      StorageEngine engine,
      SchemaRules schemas,
      Consumer<MetricPath> newSeries,
      InstantSource clock,
      LongSupplier nanoTime)
      throws IOException {
    return new CarbonCache(config, engine, schemas, newSeries, clock, nanoTime);
  }

  /// The points that are accepted and not known to be stored.
  public UnstoredPoints unstored() {
    return memory;
  }

  /// The rules in force.
  public SchemaRules schemas() {
    return schemas.get();
  }

  /// Puts other rules in force for series created from now on.
  public void schemas(SchemaRules rules) {
    schemas.set(rules);
  }

  /// Puts another name filter, other limits, flow control and write settings in force: all that
  /// [CacheConfig#adjustedLike] takes over.
  public void adjust(CacheConfig config) {
    names.filter(config.names());
    memory.limits(limits(config));
    writers.adjust(config.writing());
  }

  /// The open listeners with their addresses and counters, in the configuration's order.
  public List<PointListener> listeners() {
    return listeners.all();
  }

  /// The receiver of messages from a broker, if there is one.
  public Optional<AmqpReceiver> amqp() {
    return amqp;
  }

  /// The server of cache queries, if there is one.
  public Optional<CacheQueryServer> queries() {
    return queries;
  }

  /// Whether senders are asked to wait because memory is full.
  public boolean paused() {
    return memory.paused();
  }

  /// What became of every point.
  public CacheLedger ledger() {
    return ledger;
  }

  /// The series whose points are dropped, and why; the latest thousand.
  public List<QuarantinedSeries> quarantined() {
    return writers.quarantined();
  }

  /// Stops listening and writes everything that is in memory, however long it takes. Cache queries
  /// are answered until then.
  ///
  /// @return points that could not be stored, still readable; 0 if all are
  public long drain() {
    timer.shutdownNow();
    amqp.ifPresent(AmqpReceiver::close);
    listeners.close();
    try {
      return writers.drain();
    } finally {
      queries.ifPresent(CacheQueryServer::close);
    }
  }

  /// Drains, and says in the log what could not be stored.
  @Override
  public void close() {
    var left = drain();
    if (left > 0) {
      LOG.log(Level.ERROR, left + " points could not be stored and are lost");
    }
  }

  private static MemoryLimits limits(CacheConfig config) {
    return new MemoryLimits(
        config.maxPoints(),
        config.maxBytes().orElseGet(() -> Runtime.getRuntime().maxMemory() / HEAP_SHARE),
        config.flowControl());
  }

  private Optional<CacheQueryServer> openQueries(
      CacheConfig config, StorageEngine engine, InstantSource clock, LongSupplier nanoTime)
      throws IOException {
    if (config.queries().isEmpty()) {
      return Optional.empty();
    }
    try {
      return Optional.of(
          CacheQueryServer.open(
              config.queries().get(), new UnstoredAnswers(memory, engine), clock, nanoTime));
    } catch (IOException | RuntimeException failure) {
      listeners.close();
      throw failure;
    }
  }

  /// A task that fails once is run again all the same.
  private void schedule(Runnable task, long everyMillis) {
    var _ =
        timer.scheduleAtFixedRate(
            () -> {
              try {
                task.run();
              } catch (RuntimeException failure) {
                LOG.log(Level.ERROR, "a task of the cache failed", failure);
              }
            },
            everyMillis,
            everyMillis,
            TimeUnit.MILLISECONDS);
  }
}
