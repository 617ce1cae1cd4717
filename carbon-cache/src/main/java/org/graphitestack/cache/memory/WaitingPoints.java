// Copyright 2026 The Graphite Stack Authors
// SPDX-License-Identifier: Apache-2.0

package org.graphitestack.cache.memory;

import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.BitSet;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.function.LongSupplier;
import java.util.function.Predicate;
import java.util.function.ToLongFunction;
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
import org.graphitestack.storage.limit.LimitBook;
import org.graphitestack.storage.limit.Measure;
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

  private static final int MOVED_AT_ONCE = 16_384;

  /// A series is new for an hour.
  private static final int NEW_SECONDS = 3600;

  /// Other spellings of known names (`a..b`, tags in another order) that are remembered.
  private static final int MAX_SPELLINGS = 65_536;

  private volatile MemoryLimits limits;
  private final int resolution;
  private final Function<MetricPath, SeriesLayout> layouts;
  private final Consumer<MetricPath> newSeries;
  private final FlowControl flow;
  private final SetAside setAside;
  private final CacheLedger ledger;
  private final LongSupplier nanoTime;
  private final long openedNanos;
  private final NameHash hash;
  private final Shard[] shards = new Shard[SHARDS];
  private final ConcurrentHashMap<String, byte[]> spellings = new ConcurrentHashMap<>();
  private final ThreadLocal<BatchOrder> orders = ThreadLocal.withInitial(BatchOrder::new);
  private final Object flowLock = new Object();
  private volatile boolean paused;
  private volatile boolean limited;
  private volatile Predicate<MetricPath> stored = _ -> true;
  private volatile ToLongFunction<SeriesLayout> newBytes = _ -> 0;

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
    this.nanoTime = nanoTime;
    this.openedNanos = nanoTime.getAsLong();
    this.hash = new NameHash(seed);
    Arrays.setAll(shards, Shard::new);
  }

  // limits

  /// Puts other limits in force.
  ///
  /// @param stored tells of a series whether it was there already, and so counts as none that comes
  /// @param newBytes bytes that a series takes which is made by a layout
  public void limits(
      LimitBook book, Predicate<MetricPath> stored, ToLongFunction<SeriesLayout> newBytes) {
    this.stored = stored;
    this.newBytes = newBytes;
    limited = !book.isEmpty();
    for (var shard : shards) {
      synchronized (shard) {
        shard.limits(book);
      }
    }
  }

  /// Whether any limit is in force.
  public boolean limited() {
    return limited;
  }

  /// Says which points of a batch are over a limit, and counts them. Of the others, names that were
  /// never seen are known from now on.
  ///
  /// @param refused gets the places of those that are; empty before
  public void judge(ReceivedPoints points, BitSet refused) {
    var order = orders.get();
    order.sort(points, hash);
    for (var number = 0; number < SHARDS; number++) {
      if (order.has(number)) {
        judge(points, order, number, refused);
      }
    }
    for (var i = 0; i < order.unknown(); i++) {
      judgeUnknown(points, order.unknown(i), refused);
    }
  }

  private void judge(ReceivedPoints points, BatchOrder order, int shardNumber, BitSet refused) {
    var shard = shards[shardNumber];
    synchronized (shard) {
      var book = shard.book();
      var now = book.now();
      for (var i = order.start(shardNumber); i < order.end(shardNumber); i++) {
        var point = order.point(i);
        var id =
            shard.find(
                tableHash(order.hash(point)),
                points.bytes(),
                points.nameOffset(point),
                points.nameLength(point));
        if (id == NameTable.UNKNOWN) {
          order.addUnknown(point);
        } else {
          takePoint(book, shard.limit(id), now, point, refused);
        }
      }
    }
  }

  private void takePoint(LimitBook book, int limit, long now, int point, BitSet refused) {
    if (limit != 0 && !book.use(limit).of(Measure.POINTS).tryTake(now)) {
      refused.set(point);
      ledger.countOverLimit(Measure.POINTS);
    }
  }

  private void judgeUnknown(ReceivedPoints points, int point, BitSet refused) {
    byte[] name;
    try {
      name = canonical(points.name(point));
    } catch (InvalidMetricPathException _) {
      // counted when it is offered
      return;
    }
    var path = new MetricPath(new String(name, StandardCharsets.UTF_8));
    var there = stored.test(path);
    var bytes = there ? 0 : newBytes.applyAsLong(layouts.apply(path));
    var fullHash = hash.of(name, 0, name.length);
    var shard = shardOf(fullHash);
    long nameBytes;
    synchronized (shard) {
      var book = shard.book();
      var now = book.now();
      var id = shard.find(tableHash(fullHash), name);
      if (id != NameTable.UNKNOWN) {
        takePoint(book, shard.limit(id), now, point, refused);
        return;
      }
      var limit = book.numberOf(path.text());
      if (limit != 0 && !there) {
        var over = book.use(limit).tryCreate(path.text(), bytes, now);
        if (over.isPresent()) {
          refused.set(point);
          ledger.countOverLimit(over.get());
          return;
        }
      }
      takePoint(book, limit, now, point, refused);
      nameBytes = -shard.nameBytes();
      shard.admit(tableHash(fullHash), name, now());
      nameBytes += shard.nameBytes();
    }
    ledger.moveSeriesKnown(1, nameBytes);
    announce(path);
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
    var arrival = new Arrival(now(), room, mark);
    var order = orders.get();
    order.sort(points, hash);
    for (var shard = 0; shard < SHARDS; shard++) {
      if (order.has(shard)) {
        offer(points, order, shard, arrival);
      }
    }
    for (var i = 0; i < order.unknown(); i++) {
      offerUnknown(points, order.unknown(i), arrival);
    }
    setAside(order.unstorable(), DropReason.UNSTORABLE);
    setAside(order.corrupt(), DropReason.CORRUPT);
    if (limits.flowControl()) {
      pauseIfFull();
    }
  }

  private void offer(ReceivedPoints points, BatchOrder order, int shardNumber, Arrival arrival) {
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

  private void offerUnknown(ReceivedPoints points, int point, Arrival arrival) {
    byte[] name;
    try {
      name = canonical(points.name(point));
    } catch (InvalidMetricPathException invalid) {
      ledger.countRejectedName(invalid.reason());
      return;
    }
    var fullHash = hash.of(name, 0, name.length);
    var shard = shardOf(fullHash);
    var order = orders.get();
    boolean isNew;
    int blocks;
    long nameBytes;
    synchronized (shard) {
      blocks = -shard.usedBlocks();
      nameBytes = -shard.nameBytes();
      isNew = shard.admit(tableHash(fullHash), name, arrival.now());
      var offer =
          shard.offer(
              tableHash(fullHash),
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

  /// The canonical bytes of a name that no shard knows as it was sent.
  ///
  /// @throws InvalidMetricPathException if it names no series
  private byte[] canonical(String sent) {
    var known = spellings.get(sent);
    if (known != null) {
      return known;
    }
    var path = MetricPath.parse(sent);
    var name = path.text().getBytes(StandardCharsets.UTF_8);
    if (!path.text().equals(sent)) {
      if (spellings.size() >= MAX_SPELLINGS) {
        spellings.clear();
      }
      spellings.put(sent, name);
    }
    return name;
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
    for (var shard : shards) {
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
    for (var shard : shards) {
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

  /// The number of a series, for [#take]; empty if nothing of it is known.
  public OptionalInt series(MetricPath path) {
    var name = path.text().getBytes(StandardCharsets.UTF_8);
    var fullHash = hash.of(name, 0, name.length);
    var shardNumber = BatchOrder.shard(fullHash);
    var shard = shards[shardNumber];
    synchronized (shard) {
      var id = shard.find(tableHash(fullHash), name);
      return id == NameTable.UNKNOWN
          ? OptionalInt.empty()
          : OptionalInt.of(id << SHARD_BITS | shardNumber);
    }
  }

  /// What is known of a series' place in storage.
  public StorageState state(int series) {
    var shard = shardOf(series);
    synchronized (shard) {
      return shard.state(id(series));
    }
  }

  /// What [SeriesToWrite#top] would say of a series.
  public int top(int series) {
    var shard = shardOf(series);
    synchronized (shard) {
      return shard.top(id(series));
    }
  }

  /// What [SeriesToWrite#group] would say of a series.
  public int group(int series) {
    var shard = shardOf(series);
    synchronized (shard) {
      return shard.group(id(series));
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
    var shard = shardOf(taken.series());
    var aside = ReceivedPoints.keepingLinesForStore();
    int blocks;
    int given;
    synchronized (shard) {
      blocks = -shard.usedBlocks();
      shard.copyAll(id(taken.series()), aside);
      shard.land(id(taken.series()));
      given = taken.held() + shard.giveUp(id(taken.series()), state, now() + seconds);
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
    var seenBefore = now() - idleSeconds;
    for (var shard : shards) {
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
    for (var shard : shards) {
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
    var newSince = now() - NEW_SECONDS;
    for (var shard : shards) {
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
