// Copyright 2026 The Graphite Stack Authors
// SPDX-License-Identifier: Apache-2.0

package org.graphitestack.cache;

import java.io.IOException;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicReference;
import java.util.concurrent.locks.LockSupport;
import java.util.function.Consumer;
import java.util.function.LongSupplier;
import java.util.function.Predicate;
import java.util.function.ToLongFunction;
import org.graphitestack.cache.journal.JournalConfig;
import org.graphitestack.cache.journal.QuarantineLog;
import org.graphitestack.cache.ledger.CacheLedger;
import org.graphitestack.cache.memory.MemoryLimits;
import org.graphitestack.cache.memory.SetAside;
import org.graphitestack.cache.memory.TopSenders;
import org.graphitestack.cache.memory.WaitingPoints;
import org.graphitestack.cache.query.UnstoredAnswers;
import org.graphitestack.cache.schema.SchemaRules;
import org.graphitestack.cache.write.QuarantinedSeries;
import org.graphitestack.cache.write.Writers;
import org.graphitestack.log.LogEnvironment;
import org.graphitestack.log.LogStatistics;
import org.graphitestack.model.MetricPath;
import org.graphitestack.model.SeriesLayout;
import org.graphitestack.protocol.amqp.AmqpReceiver;
import org.graphitestack.protocol.listen.Listeners;
import org.graphitestack.protocol.listen.PointListener;
import org.graphitestack.protocol.own.OwnMetrics;
import org.graphitestack.protocol.own.ProcessFigures;
import org.graphitestack.protocol.query.CacheQueryServer;
import org.graphitestack.storage.StorageEngine;
import org.graphitestack.storage.UnstoredPoints;
import org.graphitestack.storage.limit.LimitBook;
import org.jspecify.annotations.Nullable;

/// A carbon-cache: listens, journals points and holds them in memory, writes them to storage, and
/// lets readers see them from the moment they are accepted.
///
/// Closing it stops listening and writes everything. Thread-safe.
public final class CarbonCache implements AutoCloseable {

  private static final Logger LOG = System.getLogger(CarbonCache.class.getName());

  /// A name that nobody sends for so long leaves the memory; the disk keeps it.
  private static final int FORGET_IDLE_SECONDS = 3600;

  private static final int SETTLE_ATTEMPTS = 200;
  private static final long SETTLE_PAUSE_NANOS = TimeUnit.MILLISECONDS.toNanos(10);

  private static final int MAX_LISTENER_THREADS = 4;
  private static final long HEAP_SHARE = 4;
  private static final Duration FOREVER = Duration.ofDays(3650);

  private final CacheLedger ledger = new CacheLedger();
  private final AtomicReference<SchemaRules> schemas;
  private final WaitingPoints memory;
  private final NameGate names;
  private final Writers writers;
  private final @Nullable JournalStage journal;
  private final Duration drainTimeout;
  private final ListenerGate gate = new ListenerGate();
  private final Listeners listeners;
  private final Optional<CacheQueryServer> queries;
  private final Optional<AmqpReceiver> amqp;
  private final ScheduledExecutorService timer;
  private final SelfMetrics ownMetrics;

  private CarbonCache(
      CacheConfig config,
      StorageEngine engine,
      SchemaRules schemas,
      Consumer<MetricPath> newSeries,
      ToLongFunction<Path> usableBytes,
      InstantSource clock,
      LongSupplier nanoTime)
      throws IOException {
    this.schemas = new AtomicReference<>(schemas);
    var journalConfig = config.journal().orElse(null);
    var quarantine =
        journalConfig == null ? null : quarantine(journalConfig, usableBytes, clock, nanoTime);
    this.memory =
        new WaitingPoints(
            limits(config),
            config.timestampResolution(),
            path -> schemas().layoutFor(path),
            newSeries,
            gate.newParty(),
            quarantine == null ? SetAside.NOWHERE : quarantine::add,
            ledger,
            nanoTime,
            new SecureRandom().nextLong());
    this.writers =
        new Writers(
            config.writing(),
            memory,
            engine.writer(),
            engine::usableBytes,
            this::schemas,
            ledger,
            clock,
            nanoTime);
    this.journal =
        journalConfig == null || quarantine == null
            ? null
            : JournalStage.open(
                journalConfig,
                environment(journalConfig.folder(), usableBytes, clock, nanoTime),
                quarantine,
                memory,
                writers::start,
                gate.newParty(),
                ledger);
    this.drainTimeout = journalConfig == null ? FOREVER : journalConfig.drainTimeout();
    this.names =
        new NameGate(
            config.names(),
            new LimitGate(memory.limitJudge(), journal == null ? memory : journal.sink()),
            ledger);
    try {
      this.listeners = listen(config, clock, nanoTime);
      this.queries = openQueries(config, engine, clock, nanoTime);
    } catch (IOException | RuntimeException failure) {
      if (journal != null) {
        journal.close();
      }
      throw failure;
    }
    this.amqp = config.amqp().map(from -> AmqpReceiver.open(from, names, clock, nanoTime));
    gate.attach(listeners, amqp);
    if (journal == null) {
      writers.start();
    }
    this.timer =
        new ScheduledThreadPoolExecutor(
            1, Thread.ofPlatform().daemon().name("cache-timer").factory());
    schedule(memory::turnMinute, TimeUnit.MINUTES.toMillis(1));
    schedule(() -> memory.forgetIdle(FORGET_IDLE_SECONDS), TimeUnit.MINUTES.toMillis(1));
    this.ownMetrics =
        new SelfMetrics(
            config,
            ledger,
            listeners,
            queries,
            journal == null ? memory : journal.sink(),
            ProcessFigures.ofThisJvm(),
            clock,
            nanoTime);
    if (config.metricInterval().isPositive()) {
      schedule(ownMetrics::record, config.metricInterval().toMillis());
    }
  }

  /// Opens a cache: when this returns, all its listeners are up. What a journal holds is read back
  /// from [#begin] on.
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
    return open(
        config,
        engine,
        schemas,
        newSeries,
        folder -> folder.toFile().getUsableSpace(),
        clock,
        nanoTime);
  }

  /// @param usableBytes free space of the disk a folder is on
  static CarbonCache open(
      CacheConfig config,
      StorageEngine engine,
      SchemaRules schemas,
      Consumer<MetricPath> newSeries,
      ToLongFunction<Path> usableBytes,
      InstantSource clock,
      LongSupplier nanoTime)
      throws IOException {
    return new CarbonCache(config, engine, schemas, newSeries, usableBytes, clock, nanoTime);
  }

  /// Begins to read back what an earlier process left in the journal; until that is done nothing is
  /// stored. To be called once, soon after [#open]: what else starts then need not share the
  /// processors with it. Without a journal it does nothing.
  public void begin() {
    if (journal != null) {
      journal.start();
    }
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

  /// Puts other limits of what parts of the tree may take in force, for points that come in over
  /// listeners.
  ///
  /// @param stored tells of a series whether it was there already, and so counts as none that comes
  /// @param newBytes bytes that a series takes which is made by a layout
  public void limits(
      LimitBook book, Predicate<MetricPath> stored, ToLongFunction<SeriesLayout> newBytes) {
    memory.limitJudge().limits(book, stored, newBytes);
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

  /// Whether senders are asked to wait, because memory is full or the journal has no room.
  public boolean paused() {
    return gate.isShut();
  }

  /// Whether points of an earlier process are still being read back from the journal.
  public boolean replaying() {
    return journal != null && journal.replaying();
  }

  /// The figures of the journal, if there is one.
  public Optional<LogStatistics> journal() {
    return journal == null ? Optional.empty() : Optional.of(journal.journal().statistics());
  }

  /// Has somebody add figures to the cache's own metrics, on their thread, from now on.
  public void tellAlso(Consumer<OwnMetrics> more) {
    ownMetrics.tellAlso(more);
  }

  /// How much may wait in memory.
  public MemoryLimits memoryLimits() {
    return memory.limits();
  }

  /// What became of every point.
  public CacheLedger ledger() {
    return ledger;
  }

  /// Stores what waits for a series that is about to be taken out of storage, and sees to it that
  /// nothing which came before comes back from the journal, however this process ends.
  ///
  /// @return whether nothing waits any more; false if it could not be stored within a few seconds
  /// @throws IOException if the journal cannot be told
  public boolean settle(MetricPath path) throws IOException {
    var end = journal == null ? 0 : journal.end();
    for (var attempt = 0; attempt < SETTLE_ATTEMPTS && waits(path); attempt++) {
      writers.write(path);
      if (waits(path)) {
        LockSupport.parkNanos(SETTLE_PAUSE_NANOS);
      }
    }
    if (waits(path)) {
      return false;
    }
    if (journal != null) {
      journal.journal().delete(path, end);
    }
    return true;
  }

  private boolean waits(MetricPath path) {
    return memory.layoutToCome(path).isPresent();
  }

  /// Who sends most.
  ///
  /// @param most entries of each list, >= 1
  public TopSenders topSenders(int most) {
    return memory.topSenders(most);
  }

  /// The series whose points are set aside, and why; the latest thousand.
  public List<QuarantinedSeries> quarantined() {
    return writers.quarantined();
  }

  /// Stops listening and writes everything that is in memory: however long it takes, or, with a
  /// journal, for as long as [JournalConfig#drainTimeout]. Cache queries are answered until then.
  ///
  /// @return points that could not be stored, still readable; 0 if all are
  public long drain() {
    timer.shutdownNow();
    amqp.ifPresent(AmqpReceiver::close);
    listeners.close();
    if (journal != null) {
      journal.stopReplay();
    }
    try {
      return writers.drain(drainTimeout);
    } finally {
      queries.ifPresent(CacheQueryServer::close);
    }
  }

  /// Drains, closes the journal, and says in the log what could not be stored.
  @Override
  public void close() throws IOException {
    var left = drain();
    if (journal != null) {
      journal.close();
      if (left > 0) {
        LOG.log(Level.WARNING, left + " points are not stored and stay in the journal");
      }
    } else if (left > 0) {
      LOG.log(Level.ERROR, left + " points could not be stored and are lost");
    }
  }

  private Listeners listen(CacheConfig config, InstantSource clock, LongSupplier nanoTime)
      throws IOException {
    return Listeners.open(
        config.listeners(),
        names,
        Math.min(MAX_LISTENER_THREADS, Runtime.getRuntime().availableProcessors()),
        clock,
        nanoTime);
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

  private static QuarantineLog quarantine(
      JournalConfig config,
      ToLongFunction<Path> usableBytes,
      InstantSource clock,
      LongSupplier nanoTime)
      throws IOException {
    return QuarantineLog.open(
        config.quarantineFolder(),
        config.quarantineBytes(),
        config.log().minFreeBytes(),
        environment(config.quarantineFolder(), usableBytes, clock, nanoTime));
  }

  private static LogEnvironment environment(
      Path folder, ToLongFunction<Path> usableBytes, InstantSource clock, LongSupplier nanoTime) {
    return new LogEnvironment(clock, nanoTime, () -> usableBytes.applyAsLong(folder));
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
