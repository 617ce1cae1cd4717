// Copyright 2026 The Graphite Stack Authors
// SPDX-License-Identifier: Apache-2.0

package org.graphitestack.cache.memory;

import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.function.LongSupplier;
import org.graphitestack.cache.ledger.CacheLedger;
import org.graphitestack.cache.ledger.DropReason;
import org.graphitestack.model.InvalidMetricPathException;
import org.graphitestack.model.MetricPath;
import org.graphitestack.model.PointBatch;
import org.graphitestack.model.SeriesLayout;
import org.graphitestack.protocol.NameHash;
import org.graphitestack.protocol.PointSink;
import org.graphitestack.protocol.ReceivedPoints;
import org.graphitestack.storage.UnstoredPoints;
import org.jspecify.annotations.Nullable;

/// All points that are accepted and not known to be stored, by series.
///
/// Names are looked up as the bytes that came; only a name never seen becomes a [MetricPath], and
/// one that names no series is counted and forgotten. Series are spread over shards by hash, one
/// lock each; a batch takes each lock once. Points taken by a writer stay readable until it says
/// what became of them.
///
/// Thread-safe. No allocation per point on the way in once names are known. Measured by
/// `benchmarks`: `IngestBenchmark`.
public final class WaitingPoints implements PointSink, UnstoredPoints {

  private static final Logger LOG = System.getLogger(WaitingPoints.class.getName());
  private static final int SHARD_BITS = 4;
  static final int SHARDS = 1 << SHARD_BITS;

  /// Other spellings of known names (`a..b`, tags in another order) that are remembered.
  private static final int MAX_SPELLINGS = 65_536;

  private volatile MemoryLimits limits;
  private final int resolution;
  private final Function<MetricPath, SeriesLayout> layouts;
  private final Consumer<MetricPath> newSeries;
  private final FlowControl flow;
  private final CacheLedger ledger;
  private final LongSupplier nanoTime;
  private final long openedNanos;
  private final NameHash hash;
  private final Shard[] shards = new Shard[SHARDS];
  private final ConcurrentHashMap<String, byte[]> spellings = new ConcurrentHashMap<>();
  private final ThreadLocal<BatchOrder> orders = ThreadLocal.withInitial(BatchOrder::new);
  private final Object flowLock = new Object();
  private volatile boolean paused;

  /// @param resolution timestamps are rounded down to a multiple of so many seconds; 0 or 1 leaves
  ///   them. Carbon's MIN_TIMESTAMP_RESOLUTION
  /// @param layouts what a new series will be created with
  /// @param newSeries told of each series when it is first seen
  /// @param seed of the hash over names, anything hard to guess
  public WaitingPoints(
      MemoryLimits limits,
      int resolution,
      Function<MetricPath, SeriesLayout> layouts,
      Consumer<MetricPath> newSeries,
      FlowControl flow,
      CacheLedger ledger,
      LongSupplier nanoTime,
      long seed) {
    this.limits = limits;
    this.resolution = resolution;
    this.layouts = layouts;
    this.newSeries = newSeries;
    this.flow = flow;
    this.ledger = ledger;
    this.nanoTime = nanoTime;
    this.openedNanos = nanoTime.getAsLong();
    this.hash = new NameHash(seed);
    Arrays.setAll(shards, Shard::new);
  }

  // in

  @Override
  public void accept(ReceivedPoints points) {
    ledger.countReceived(points.size());
    var room = limits.flowControl() || !limits.reached(ledger.held(), ledger.heldBytes());
    var now = now();
    var order = orders.get();
    order.sort(points, hash);
    for (var shard = 0; shard < SHARDS; shard++) {
      if (order.has(shard)) {
        offer(points, order, shard, room, now);
      }
    }
    for (var i = 0; i < order.unknown(); i++) {
      offerUnknown(points, order.unknown(i), room, now);
    }
    if (limits.flowControl()) {
      pauseIfFull();
    }
  }

  private void offer(
      ReceivedPoints points, BatchOrder order, int shardNumber, boolean room, int now) {
    var tally = order.tally();
    var shard = shards[shardNumber];
    int blocks;
    synchronized (shard) {
      blocks = -shard.usedBlocks();
      for (var i = order.start(shardNumber); i < order.end(shardNumber); i++) {
        var point = order.point(i);
        var offer =
            shard.offer(
                tableHash(order.hash(point)),
                points.bytes(),
                points.nameOffset(point),
                points.nameLength(point),
                rounded(points.timestamp(point)),
                points.value(point),
                room,
                now);
        if (offer == Shard.Offer.UNKNOWN_NAME) {
          order.addUnknown(point);
        } else {
          tally.count(offer);
        }
      }
      blocks += shard.usedBlocks();
    }
    settle(tally, blocks);
  }

  private void offerUnknown(ReceivedPoints points, int point, boolean room, int now) {
    var name = canonical(points, point);
    if (name == null) {
      return;
    }
    var fullHash = hash.of(name, 0, name.length);
    var shard = shardOf(fullHash);
    var tally = orders.get().tally();
    boolean isNew;
    int blocks;
    synchronized (shard) {
      blocks = -shard.usedBlocks();
      isNew = shard.admit(tableHash(fullHash), name, now);
      tally.count(
          shard.offer(
              tableHash(fullHash),
              name,
              0,
              name.length,
              rounded(points.timestamp(point)),
              points.value(point),
              room,
              now));
      blocks += shard.usedBlocks();
    }
    settle(tally, blocks);
    if (isNew) {
      ledger.moveSeriesKnown(1);
      announce(new MetricPath(new String(name, StandardCharsets.UTF_8)));
    }
  }

  /// A listener that fails must not cost the points behind this one.
  private void announce(MetricPath path) {
    try {
      newSeries.accept(path);
    } catch (RuntimeException failure) {
      LOG.log(Level.ERROR, "new series " + path + " was not announced", failure);
    }
  }

  /// The canonical bytes of a name that no shard knows as it was sent; null if it names no series.
  private byte @Nullable [] canonical(ReceivedPoints points, int point) {
    var sent = points.name(point);
    var known = spellings.get(sent);
    if (known != null) {
      return known;
    }
    try {
      var path = MetricPath.parse(sent);
      var name = path.text().getBytes(StandardCharsets.UTF_8);
      if (!path.text().equals(sent)) {
        if (spellings.size() >= MAX_SPELLINGS) {
          spellings.clear();
        }
        spellings.put(sent, name);
      }
      return name;
    } catch (InvalidMetricPathException invalid) {
      ledger.countRejectedName(invalid.reason());
      return null;
    }
  }

  private void settle(Tally tally, int blocks) {
    ledger.moveHeld(tally.added(), (long) blocks * PointBlocks.BLOCK_BYTES);
    tally.report(ledger);
    tally.clear();
  }

  private long rounded(long timestamp) {
    return resolution > 1 ? timestamp - timestamp % resolution : timestamp;
  }

  // flow control

  private void pauseIfFull() {
    if (!paused && limits.reached(ledger.held(), ledger.heldBytes())) {
      synchronized (flowLock) {
        if (!paused && limits.reached(ledger.held(), ledger.heldBytes())) {
          paused = true;
          flow.pause();
        }
      }
    }
  }

  private void resumeIfRelaxed() {
    if (paused && mayResume()) {
      synchronized (flowLock) {
        if (paused && mayResume()) {
          paused = false;
          flow.resume();
        }
      }
    }
  }

  private boolean mayResume() {
    var now = limits;
    return !now.flowControl() || now.relaxed(ledger.held(), ledger.heldBytes());
  }

  /// Holds so much from now on.
  public void limits(MemoryLimits others) {
    limits = others;
    resumeIfRelaxed();
  }

  /// Whether senders are asked to wait.
  public boolean paused() {
    return paused;
  }

  // readers

  @Override
  public PointBatch unstored(MetricPath path) {
    var name = path.text().getBytes(StandardCharsets.UTF_8);
    var fullHash = hash.of(name, 0, name.length);
    var shard = shardOf(fullHash);
    synchronized (shard) {
      return shard.points(tableHash(fullHash), name);
    }
  }

  @Override
  public Optional<SeriesLayout> layoutToCome(MetricPath path) {
    var name = path.text().getBytes(StandardCharsets.UTF_8);
    var fullHash = hash.of(name, 0, name.length);
    var shard = shardOf(fullHash);
    boolean held;
    synchronized (shard) {
      held = shard.holds(tableHash(fullHash), name);
    }
    return held ? Optional.of(layouts.apply(path)) : Optional.empty();
  }

  // writers

  /// The series with points that may be written now.
  ///
  /// @param withAbsent also those that have to be created first
  public SeriesToWrite look(boolean withAbsent) {
    return look(withAbsent, now());
  }

  /// All series with points, also those that failed a moment ago and are left alone for a while.
  public SeriesToWrite lookAtAll() {
    return look(true, Integer.MAX_VALUE);
  }

  private SeriesToWrite look(boolean withAbsent, int upTo) {
    var look = new SeriesToWrite();
    for (var shard : shards) {
      synchronized (shard) {
        shard.addTo(look, SHARD_BITS, withAbsent, upTo);
      }
    }
    ledger.noteLook(look.size(), look.absent());
    return look;
  }

  /// What is known of a series' place in storage.
  public StorageState state(int series) {
    var shard = shardOf(series);
    synchronized (shard) {
      return shard.state(id(series));
    }
  }

  /// Takes all points of a series that wait.
  ///
  /// @return null if none wait, or they are taken already
  public @Nullable TakenPoints take(int series) {
    var shard = shardOf(series);
    synchronized (shard) {
      return shard.take(id(series), series);
    }
  }

  /// The points are in storage.
  public void stored(TakenPoints taken) {
    var shard = shardOf(taken.series());
    int blocks;
    synchronized (shard) {
      blocks = -shard.usedBlocks();
      shard.state(id(taken.series()), StorageState.PRESENT);
      shard.land(id(taken.series()));
      blocks += shard.usedBlocks();
    }
    ledger.countReplaced(taken.held() - taken.points().size());
    release(taken.held(), blocks);
  }

  /// The points are not in storage, and nothing failed: they wait again.
  ///
  /// @param state what is known of the series now
  public void restore(TakenPoints taken, StorageState state) {
    var shard = shardOf(taken.series());
    var id = id(taken.series());
    synchronized (shard) {
      shard.state(id, state);
      shard.restore(id, taken.points());
    }
  }

  /// The points are not in storage because something failed: they wait again, and are left alone
  /// for a while.
  public void restoreAfterFailure(TakenPoints taken, BackOff backOff) {
    var shard = shardOf(taken.series());
    var id = id(taken.series());
    synchronized (shard) {
      shard.state(id, StorageState.UNKNOWN);
      shard.restore(id, taken.points());
      shard.leaveAlone(id, now(), backOff);
    }
  }

  /// The points can never be stored: they, and what waits behind them, are dropped and counted, and
  /// so is what comes for a while (CORRUPT) or for ever (UNSTORABLE).
  ///
  /// @param seconds how long, for CORRUPT
  public void giveUp(TakenPoints taken, DropReason reason, int seconds) {
    var state =
        switch (reason) {
          case UNSTORABLE -> StorageState.UNSTORABLE;
          case CORRUPT -> StorageState.CORRUPT;
          case OVERFLOW, TOO_OLD ->
              throw new IllegalArgumentException(
                  "reason: " + reason + " (expected: UNSTORABLE or CORRUPT)");
        };
    var shard = shardOf(taken.series());
    int blocks;
    int dropped;
    synchronized (shard) {
      blocks = -shard.usedBlocks();
      shard.land(id(taken.series()));
      dropped = taken.held() + shard.giveUp(id(taken.series()), state, now() + seconds);
      blocks += shard.usedBlocks();
    }
    ledger.countDropped(reason, dropped);
    release(dropped, blocks);
  }

  /// Forgets names without points that have not come since some time, and spare memory.
  ///
  /// @param idleSeconds how long
  public void forgetIdle(int idleSeconds) {
    var seenBefore = now() - idleSeconds;
    for (var shard : shards) {
      int forgotten;
      synchronized (shard) {
        forgotten = shard.forget(seenBefore);
      }
      ledger.moveSeriesKnown(-forgotten);
    }
  }

  private void release(long points, int blocks) {
    ledger.moveHeld(-points, (long) blocks * PointBlocks.BLOCK_BYTES);
    resumeIfRelaxed();
  }

  /// Seconds since this was opened: fits an int for as long as a process lives.
  private int now() {
    return (int) ((nanoTime.getAsLong() - openedNanos) / 1_000_000_000L);
  }

  private Shard shardOf(long fullHash) {
    return shards[BatchOrder.shard(fullHash)];
  }

  private Shard shardOf(int series) {
    return shards[series & (SHARDS - 1)];
  }

  private static int id(int series) {
    return series >>> SHARD_BITS;
  }

  private static int tableHash(long fullHash) {
    return (int) fullHash;
  }
}
