// Copyright 2026 The Graphite Stack Authors
// SPDX-License-Identifier: Apache-2.0

package org.graphitestack.cache.memory;

import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.function.LongSupplier;
import java.util.function.Predicate;
import org.graphitestack.cache.ledger.CacheLedger;
import org.graphitestack.cache.ledger.DropReason;
import org.graphitestack.model.InvalidMetricPathException;
import org.graphitestack.model.MetricPath;
import org.graphitestack.model.PointBatch;
import org.graphitestack.model.SeriesLayout;
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

  private static final int MOVED_AT_ONCE = 16_384;

  /// A series is new for an hour.
  private static final int NEW_SECONDS = 3600;

  private volatile MemoryLimits limits;
  private final int resolution;
  private final Function<MetricPath, SeriesLayout> layouts;
  private final Consumer<MetricPath> newSeries;
  private final FlowControl flow;
  private final SetAside setAside;
  private final CacheLedger ledger;
  private final Shards shards;
  private final LimitJudge judge;
  private final Object flowLock = new Object();
  private volatile boolean paused;

  /// @param resolution timestamps are rounded down to a multiple of so many seconds; 0 or 1 leaves
  ///   them. Carbon's MIN_TIMESTAMP_RESOLUTION
  /// @param layouts what a new series will be created with
  /// @param newSeries told of each series when it is first seen
  /// @param setAside takes points of series that storage cannot hold
  /// @param seed of the hash over names, anything hard to guess
  public WaitingPoints(
      MemoryLimits limits,
      int resolution,
      Function<MetricPath, SeriesLayout> layouts,
      Consumer<MetricPath> newSeries,
      FlowControl flow,
      SetAside setAside,
      CacheLedger ledger,
      LongSupplier nanoTime,
      long seed) {
    this.limits = limits;
    this.resolution = resolution;
    this.layouts = layouts;
    this.newSeries = newSeries;
    this.flow = flow;
    this.setAside = setAside;
    this.ledger = ledger;
    this.shards = new Shards(seed, nanoTime);
    this.judge = new LimitJudge(shards, layouts, ledger, this::announce);
  }

  /// Judges points by what their part of the tree may take, before they come in here.
  public LimitJudge limitJudge() {
    return judge;
  }

  // in

  @Override
  public void accept(ReceivedPoints points) {
    accept(points, 0);
  }

  /// Takes all points of one read.
  ///
  /// @param mark where the journal has them: with each series the lowest is kept, see
  ///   [#lowestMark]; >= 0
  public void accept(ReceivedPoints points, int mark) {
    ledger.countReceived(points.size());
    var room = limits.flowControl() || !limits.reached(ledger);
    var arrival = new Arrival(shards.now(), room, mark);
    var order = shards.order(points);
    for (var shard = 0; shard < Shards.COUNT; shard++) {
      if (order.has(shard)) {
        offer(points, order, shard, arrival);
      }
    }
    for (var i = 0; i < order.unknown(); i++) {
      offerUnknown(points, order, order.unknown(i), arrival);
    }
    setAside(order.unstorable(), DropReason.UNSTORABLE);
    setAside(order.corrupt(), DropReason.CORRUPT);
    if (limits.flowControl()) {
      pauseIfFull();
    }
  }

  private void offer(ReceivedPoints points, BatchOrder order, int shardNumber, Arrival arrival) {
    var shard = shards.get(shardNumber);
    int blocks;
    synchronized (shard) {
      blocks = -shard.usedBlocks();
      for (var i = order.start(shardNumber); i < order.end(shardNumber); i++) {
        var point = order.point(i);
        var offer =
            shard.offer(
                Shards.tableHash(order.hash(point)),
                points.bytes(),
                points.nameOffset(point),
                points.nameLength(point),
                rounded(points.timestamp(point)),
                points.value(point),
                arrival);
        if (offer == Shard.Offer.UNKNOWN_NAME) {
          order.addUnknown(point);
        } else {
          note(offer, points, point, order);
        }
      }
      blocks += shard.usedBlocks();
    }
    settle(order.tally(), blocks);
  }

  private static void note(Shard.Offer offer, ReceivedPoints points, int point, BatchOrder order) {
    switch (offer) {
      case UNSTORABLE -> order.unstorable().addFrom(points, point);
      case CORRUPT -> order.corrupt().addFrom(points, point);
      case ADDED, REPLACED, NO_ROOM, UNKNOWN_NAME -> order.tally().count(offer);
    }
  }

  /// Sets points aside, or drops them if they cannot be.
  private void setAside(ReceivedPoints points, DropReason reason) {
    if (points.isEmpty()) {
      return;
    }
    if (setAside.add(points)) {
      ledger.countQuarantined(reason, points.size());
    } else {
      ledger.countDropped(reason, points.size());
    }
    points.clear();
  }

  private void offerUnknown(ReceivedPoints points, BatchOrder order, int point, Arrival arrival) {
    byte[] name;
    try {
      name = shards.canonical(points.name(point));
    } catch (InvalidMetricPathException invalid) {
      ledger.countRejectedName(invalid.reason());
      return;
    }
    var fullHash = shards.hash(name);
    var shard = shards.of(fullHash);
    boolean isNew;
    int blocks;
    long nameBytes;
    synchronized (shard) {
      blocks = -shard.usedBlocks();
      nameBytes = -shard.nameBytes();
      isNew = shard.admit(Shards.tableHash(fullHash), name, arrival.now());
      var offer =
          shard.offer(
              Shards.tableHash(fullHash),
              name,
              0,
              name.length,
              rounded(points.timestamp(point)),
              points.value(point),
              arrival);
      note(offer, points, point, order);
      blocks += shard.usedBlocks();
      nameBytes += shard.nameBytes();
    }
    settle(order.tally(), blocks);
    if (isNew) {
      ledger.moveSeriesKnown(1, nameBytes);
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
    if (!paused && limits.reached(ledger)) {
      synchronized (flowLock) {
        if (!paused && limits.reached(ledger)) {
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
    return !now.flowControl() || now.relaxed(ledger);
  }

  /// How much may wait.
  public MemoryLimits limits() {
    return limits;
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

  /// Whether memory is at its limit.
  public boolean full() {
    return limits.reached(ledger);
  }

  // the journal

  /// The lowest mark any point in memory came with; `Integer.MAX_VALUE` if there are no points.
  public int lowestMark() {
    var lowest = Shard.NO_MARK;
    for (var shard : shards.all()) {
      synchronized (shard) {
        lowest = Math.min(lowest, shard.lowestMark());
      }
    }
    return lowest;
  }

  /// Hands out all points of the series whose mark is not above a limit, in batches, and gives
  /// those that found a new place a new mark.
  ///
  /// @param mark the new one; points that come in from now on have it or a higher one
  /// @param batch used for each batch, a kind that keeps lines
  /// @param place finds a batch its new place; false ends the search
  /// @return whether all found one
  public boolean moveMarked(
      int limit, int mark, ReceivedPoints batch, Predicate<ReceivedPoints> place) {
    var copied = new IntList();
    for (var shard : shards.all()) {
      for (var next = 0; next != NameTable.UNKNOWN; ) {
        batch.clear();
        copied.clear();
        synchronized (shard) {
          next = shard.copyMarked(next, limit, batch, MOVED_AT_ONCE, copied::add);
        }
        if (!place.test(batch)) {
          return false;
        }
        synchronized (shard) {
          copied.forEach(id -> shard.raiseMark(id, mark));
        }
      }
    }
    return true;
  }

  // readers

  @Override
  public PointBatch unstored(MetricPath path) {
    var name = path.text().getBytes(StandardCharsets.UTF_8);
    var fullHash = shards.hash(name);
    var shard = shards.of(fullHash);
    synchronized (shard) {
      return shard.points(Shards.tableHash(fullHash), name);
    }
  }

  @Override
  public Optional<SeriesLayout> layoutToCome(MetricPath path) {
    var name = path.text().getBytes(StandardCharsets.UTF_8);
    var fullHash = shards.hash(name);
    var shard = shards.of(fullHash);
    boolean held;
    synchronized (shard) {
      held = shard.holds(Shards.tableHash(fullHash), name);
    }
    return held ? Optional.of(layouts.apply(path)) : Optional.empty();
  }

  // writers

  /// The series with points that may be written now.
  ///
  /// @param withAbsent also those that have to be created first
  public SeriesToWrite look(boolean withAbsent) {
    return look(withAbsent, shards.now());
  }

  /// All series with points, also those that failed a moment ago and are left alone for a while.
  public SeriesToWrite lookAtAll() {
    return look(true, Integer.MAX_VALUE);
  }

  private SeriesToWrite look(boolean withAbsent, int upTo) {
    var look = new SeriesToWrite();
    for (var shard : shards.all()) {
      synchronized (shard) {
        shard.addTo(look, Shards.BITS, withAbsent, upTo);
      }
    }
    ledger.noteLook(look.size(), look.absent());
    return look;
  }

  /// The number of a series, for [#take]; empty if nothing of it is known.
  public OptionalInt series(MetricPath path) {
    var name = path.text().getBytes(StandardCharsets.UTF_8);
    var fullHash = shards.hash(name);
    var shardNumber = Shards.number(fullHash);
    var shard = shards.get(shardNumber);
    synchronized (shard) {
      var id = shard.find(Shards.tableHash(fullHash), name);
      return id == NameTable.UNKNOWN
          ? OptionalInt.empty()
          : OptionalInt.of(Shards.series(id, shardNumber));
    }
  }

  /// What is known of a series' place in storage.
  public StorageState state(int series) {
    var shard = shards.ofSeries(series);
    synchronized (shard) {
      return shard.state(Shards.id(series));
    }
  }

  /// What [SeriesToWrite#top] would say of a series.
  public int top(int series) {
    var shard = shards.ofSeries(series);
    synchronized (shard) {
      return shard.top(Shards.id(series));
    }
  }

  /// What [SeriesToWrite#group] would say of a series.
  public int group(int series) {
    var shard = shards.ofSeries(series);
    synchronized (shard) {
      return shard.group(Shards.id(series));
    }
  }

  /// Takes all points of a series that wait.
  ///
  /// @return null if none wait, or they are taken already
  public @Nullable TakenPoints take(int series) {
    var shard = shards.ofSeries(series);
    synchronized (shard) {
      return shard.take(Shards.id(series), series);
    }
  }

  /// The points are in storage.
  public void stored(TakenPoints taken) {
    var shard = shards.ofSeries(taken.series());
    int blocks;
    synchronized (shard) {
      blocks = -shard.usedBlocks();
      shard.state(Shards.id(taken.series()), StorageState.PRESENT);
      shard.land(Shards.id(taken.series()));
      blocks += shard.usedBlocks();
    }
    ledger.countReplaced(taken.held() - taken.points().size());
    release(taken.held(), blocks);
  }

  /// The points are not in storage, and nothing failed: they wait again.
  ///
  /// @param state what is known of the series now
  public void restore(TakenPoints taken, StorageState state) {
    var shard = shards.ofSeries(taken.series());
    var id = Shards.id(taken.series());
    synchronized (shard) {
      shard.state(id, state);
      shard.restore(id, taken.points());
    }
  }

  /// The points are not in storage because something failed: they wait again, and are left alone
  /// for a while.
  public void restoreAfterFailure(TakenPoints taken, BackOff backOff) {
    var shard = shards.ofSeries(taken.series());
    var id = Shards.id(taken.series());
    synchronized (shard) {
      shard.state(id, StorageState.UNKNOWN);
      shard.restore(id, taken.points());
      shard.leaveAlone(id, shards.now(), backOff);
    }
  }

  /// The points can never be stored: they, and what waits behind them, are set aside, and so is
  /// what comes for a while (CORRUPT) or for ever (UNSTORABLE).
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
    var shard = shards.ofSeries(taken.series());
    var aside = ReceivedPoints.keepingLinesForStore();
    int blocks;
    int given;
    synchronized (shard) {
      blocks = -shard.usedBlocks();
      shard.copyAll(Shards.id(taken.series()), aside);
      shard.land(Shards.id(taken.series()));
      given = taken.held() + shard.giveUp(Shards.id(taken.series()), state, shards.now() + seconds);
      blocks += shard.usedBlocks();
    }
    ledger.countReplaced(given - aside.size());
    setAside(aside, reason);
    release(given, blocks);
  }

  /// Forgets names without points that have not come since some time, and spare memory.
  ///
  /// @param idleSeconds how long
  public void forgetIdle(int idleSeconds) {
    var seenBefore = shards.now() - idleSeconds;
    for (var shard : shards.all()) {
      int forgotten;
      long nameBytes;
      synchronized (shard) {
        nameBytes = -shard.nameBytes();
        forgotten = shard.forget(seenBefore);
        nameBytes += shard.nameBytes();
      }
      ledger.moveSeriesKnown(-forgotten, nameBytes);
    }
  }

  /// Ends a minute of counting who sends, see [#topSenders]. Called once a minute.
  public void turnMinute() {
    for (var shard : shards.all()) {
      synchronized (shard) {
        shard.turnMinute();
      }
    }
  }

  /// Who sent most in the last whole minute, and whose series are newest. Looks at every name: for
  /// people, not for dashboards.
  ///
  /// @param most entries of each list, >= 1
  public TopSenders topSenders(int most) {
    var counts = new SenderCounts(most);
    var newSince = shards.now() - NEW_SECONDS;
    for (var shard : shards.all()) {
      synchronized (shard) {
        shard.countSenders(counts, newSince);
      }
    }
    return counts.top();
  }

  private void release(long points, int blocks) {
    ledger.moveHeld(-points, (long) blocks * PointBlocks.BLOCK_BYTES);
    resumeIfRelaxed();
  }
}
