// Copyright 2026 The Graphite Stack Authors
// SPDX-License-Identifier: Apache-2.0

package org.graphitestack.relay;

import java.io.IOException;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.nio.file.Files;
import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.LongSupplier;
import org.graphitestack.log.LogEnvironment;
import org.graphitestack.log.LogMaintenance;
import org.graphitestack.protocol.ReceivedPoints;
import org.graphitestack.protocol.amqp.AmqpReceiver;
import org.graphitestack.protocol.listen.Listeners;
import org.graphitestack.protocol.listen.PointListener;
import org.graphitestack.relay.aggregate.AggregationFigures;
import org.graphitestack.relay.aggregate.AggregationRule;
import org.graphitestack.relay.aggregate.AggregationStage;
import org.graphitestack.relay.route.FileTarget;
import org.graphitestack.relay.route.RouteStep;
import org.graphitestack.relay.spool.FlowGate;
import org.graphitestack.relay.spool.SpoolFigures;
import org.graphitestack.relay.spool.SpoolFolder;
import org.jspecify.annotations.Nullable;

/// A carbon-relay: listens, routes, writes every point to the spools of its destinations, and lets
/// a runner of each deliver them. Nothing is queued in memory.
///
/// Closing it stops listening, gives the runners a moment to deliver the rest, and leaves what they
/// could not deliver in the spools. Thread-safe.
public final class CarbonRelay implements AutoCloseable {

  private static final Logger LOG = System.getLogger(CarbonRelay.class.getName());

  private static final int MAX_LISTENER_THREADS = 4;
  private static final Duration MAINTENANCE = Duration.ofMillis(250);
  private static final long SECOND = TimeUnit.SECONDS.toMillis(1);

  private final RelayConfig config;
  private final InstantSource clock;
  private final LongSupplier nanoTime;
  private final RelayLedger ledger = new RelayLedger();
  private final FlowGate gate = new FlowGate();
  private final LogMaintenance maintenance = LogMaintenance.every(MAINTENANCE);
  private final Lanes lanes;
  private final DeliveryRates rates;
  private final Dispatcher dispatcher;
  private final Listeners listeners;
  private final @Nullable AmqpReceiver amqp;
  private final ScheduledExecutorService timer;

  private final ReentrantLock reload = new ReentrantLock();
  private final Map<FileTarget, LineFile> files = new HashMap<>();
  private volatile RelayRoutes routes;
  private volatile @Nullable AggregationStage aggregation;

  private CarbonRelay(
      RelayConfig config, RelayRoutes routes, InstantSource clock, LongSupplier nanoTime)
      throws IOException {
    this.config = config;
    this.clock = clock;
    this.nanoTime = nanoTime;
    this.routes = routes;
    Files.createDirectories(config.spool().folder());
    var store = Files.getFileStore(config.spool().folder());
    var environment =
        new LogEnvironment(
            clock,
            nanoTime,
            () -> {
              try {
                return store.getUsableSpace();
              } catch (IOException _) {
                return -1;
              }
            });
    this.lanes =
        new Lanes(config.spool(), config.delivery(), environment, maintenance, gate, nanoTime);
    this.rates = new DeliveryRates(nanoTime);
    try {
      this.dispatcher =
          new Dispatcher(wire(routes), ledger, gate, config.timestampResolution(), clock);
      warnOfForgottenSpools();
      this.listeners =
          Listeners.open(
              config.listeners(),
              dispatcher,
              Math.min(MAX_LISTENER_THREADS, Runtime.getRuntime().availableProcessors()),
              clock,
              nanoTime);
    } catch (IOException | RuntimeException failure) {
      lanes.close();
      maintenance.close();
      throw failure;
    }
    this.amqp =
        config
            .amqp()
            .map(from -> AmqpReceiver.open(from, dispatcher, clock, nanoTime))
            .orElse(null);
    gate.attach(this::pause);
    this.timer =
        new ScheduledThreadPoolExecutor(
            1, Thread.ofPlatform().daemon().name("relay-timer").factory());
    schedule(this::flushAggregation, SECOND);
    schedule(() -> rates.sample(lanes.all()), SECOND);
    schedule(lanes::closeEmpty, SECOND);
    if (config.metricInterval().isPositive()) {
      var metrics = new SelfMetrics(config, this, clock, nanoTime);
      schedule(metrics::record, config.metricInterval().toMillis());
    }
  }

  /// Opens a relay: when this returns, all its listeners are up and its runners at work.
  ///
  /// @param clock tells the time for points without one, and when points arrive
  /// @param nanoTime elapsed time
  /// @throws IOException if an address cannot be listened on or a spool cannot be opened
  public static CarbonRelay open(
      RelayConfig config, RelayRoutes routes, InstantSource clock, LongSupplier nanoTime)
      throws IOException {
    return new CarbonRelay(config, routes, clock, nanoTime);
  }

  /// Puts other routes in force. Sockets stay open; destinations that stay keep their connections,
  /// those that go are delivered what is spooled for them.
  ///
  /// @throws IOException if the spool of a new destination cannot be opened; the old routes then
  ///   stay in force
  public void reload(RelayRoutes others) throws IOException {
    reload.lock();
    try {
      var next = wire(others);
      dispatcher.swap(next);
      routes = others;
      lanes.keep(next.lanes());
      files.keySet().removeIf(target -> closeUnused(target, others));
    } finally {
      reload.unlock();
    }
  }

  /// The routes in force.
  public RelayRoutes routes() {
    return routes;
  }

  /// What would become of a metric now, with the destinations as healthy as they are.
  ///
  /// @param metric its name, or a whole line
  public List<RouteStep> explain(String metric) {
    var now = dispatcher.routes();
    return now.table().explain(metric, lane -> now.lanes().get(lane).runner().isHealthy());
  }

  /// The open listeners with their addresses and counters, in the configuration's order.
  public List<PointListener> listeners() {
    return listeners.all();
  }

  /// The receiver of messages from a broker, if there is one.
  public @Nullable AmqpReceiver amqp() {
    return amqp;
  }

  /// Whether senders are made to wait because a spool has no room.
  public boolean paused() {
    return gate.isShut();
  }

  /// How often senders were made to wait.
  public long pauses() {
    return gate.shutTimes();
  }

  /// What became of every point that came in.
  public RelayLedger ledger() {
    return ledger;
  }

  /// Every destination with its spool and its runner: those in use first, then those that only run
  /// empty.
  public List<DestinationFigures> destinations() {
    var now = clock.millis();
    return lanes.all().stream()
        .map(
            lane ->
                DestinationFigures.of(
                    lane, lanes.isRetiring(lane), rates.of(lane.destination().name()), now))
        .toList();
  }

  /// Bytes that may wait for one destination; `Long.MAX_VALUE` if nothing bounds them.
  public long spoolMaxBytes() {
    return config.spool().log().maxBytes();
  }

  /// The books of all spools together.
  public SpoolFigures spooled() {
    return lanes.figures();
  }

  /// The aggregation stage's books, if there is one.
  public @Nullable AggregationFigures aggregation() {
    var stage = aggregation;
    return stage == null ? null : stage.figures();
  }

  /// Copies of points that no spool knows of: 0 at rest.
  public long unaccountedCopies() {
    return ledger.copies() - lanes.figures().taken();
  }

  @Override
  public void close() {
    timer.shutdownNow();
    if (amqp != null) {
      amqp.close();
    }
    listeners.close();
    closeAggregation();
    lanes.close();
    maintenance.close();
    files.values().forEach(LineFile::close);
  }

  /// Takes the relay's own points.
  void acceptOwn(ReceivedPoints points) {
    dispatcher.acceptGenerated(routes.ownMetrics(), points);
  }

  int connectionsOpen() {
    return listeners.connectionsOpen();
  }

  private void pause(boolean pause) {
    if (pause) {
      listeners.pause();
    } else {
      listeners.resume();
    }
    if (amqp != null) {
      if (pause) {
        amqp.pause();
      } else {
        amqp.resume();
      }
    }
  }

  private Dispatcher.Routes wire(RelayRoutes wanted) throws IOException {
    var open = lanes.open(wanted.table().destinations());
    var lineFiles = new ArrayList<LineFile>();
    for (var target : wanted.table().files()) {
      lineFiles.add(files.computeIfAbsent(target, t -> new LineFile(t.path())));
    }
    return new Dispatcher.Routes(
        wanted.table(), open, lineFiles, stageFor(wanted), wanted.forwardAll(), wanted.numbered());
  }

  private @Nullable AggregationStage stageFor(RelayRoutes wanted) throws IOException {
    var stage = aggregation;
    if (stage != null) {
      stage.replaceRules(wanted.aggregation());
    } else if (!wanted.aggregation().rules().isEmpty()) {
      stage =
          AggregationStage.open(
              wanted.aggregation(),
              config.aggregation(),
              config.aggregationFolder(),
              clock,
              nanoTime);
      aggregation = stage;
    }
    return stage;
  }

  private boolean closeUnused(FileTarget target, RelayRoutes wanted) {
    if (wanted.table().files().contains(target)) {
      return false;
    }
    var file = files.get(target);
    if (file != null) {
      file.close();
    }
    return true;
  }

  private void flushAggregation() {
    var stage = aggregation;
    if (stage != null) {
      stage.flush((rule, points) -> dispatcher.acceptGenerated(placeOf(rule), points));
    }
  }

  /// Where the rule stands among those in force; 0 for one that has just gone.
  private int placeOf(AggregationRule rule) {
    return Math.max(0, routes.aggregation().rules().indexOf(rule));
  }

  private void closeAggregation() {
    var stage = aggregation;
    if (stage == null) {
      return;
    }
    try {
      flushAggregation();
      stage.close();
    } catch (IOException failure) {
      LOG.log(Level.ERROR, "aggregation: open windows could not be saved", failure);
    }
  }

  /// Says which spools hold points that nothing will deliver.
  private void warnOfForgottenSpools() throws IOException {
    var known = lanes.all().stream().map(lane -> lane.destination().name()).toList();
    for (var name : SpoolFolder.destinations(config.spool().folder())) {
      if (!known.contains(name)) {
        LOG.log(
            Level.WARNING,
            "{0}: a spool of {1}, to which no route leads; see graphite spool ls, drain and drop",
            config.spool().folder(),
            name);
      }
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
                LOG.log(Level.ERROR, "a task of the relay failed", failure);
              }
            },
            everyMillis,
            everyMillis,
            TimeUnit.MILLISECONDS);
  }
}
