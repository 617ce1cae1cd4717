// Copyright 2026 The Graphite Stack Authors
// SPDX-License-Identifier: Apache-2.0

package org.graphitestack.cache.ledger;

import java.util.EnumMap;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.atomic.LongAdder;
import org.graphitestack.model.InvalidMetricPathException;
import org.graphitestack.storage.limit.Measure;

/// What became of every point the cache was given since it was opened:
///
/// ```
/// came in  = received + blacklisted + not whitelisted + over a limit
/// received = accepted + rejected names
/// accepted = stored + replaced + quarantined + dropped + held
/// ```
///
/// Thread-safe. Figures read one after the other lie moments apart, so the sums are exact only
/// while nothing moves.
public final class CacheLedger {

  private final LongAdder received = new LongAdder();
  private final LongAdder replayed = new LongAdder();
  private final LongAdder blacklisted = new LongAdder();
  private final LongAdder notWhitelisted = new LongAdder();
  private final LongAdder replaced = new LongAdder();
  private final LongAdder stored = new LongAdder();
  private final LongAdder writes = new LongAdder();
  private final LongAdder writeNanos = new LongAdder();
  private final LongAdder creates = new LongAdder();
  private final LongAdder errors = new LongAdder();
  private final AtomicLong held = new AtomicLong();
  private final AtomicLong heldBytes = new AtomicLong();
  private final AtomicLong seriesHeld = new AtomicLong();
  private final AtomicLong seriesKnown = new AtomicLong();
  private final AtomicLong nameBytes = new AtomicLong();
  private final AtomicLong createsWaiting = new AtomicLong();
  private final Map<InvalidMetricPathException.Reason, LongAdder> rejectedNames =
      adders(InvalidMetricPathException.Reason.class);
  private final Map<Measure, LongAdder> overLimit = adders(Measure.class);
  private final Map<DropReason, LongAdder> dropped = adders(DropReason.class);
  private final Map<DropReason, LongAdder> quarantined = adders(DropReason.class);

  /// Points handed in, good or bad, those from the journal of an earlier process included.
  public long received() {
    return received.sum();
  }

  /// Points that came from the journal of an earlier process.
  public long replayed() {
    return replayed.sum();
  }

  /// Points refused because their name names no series, for this reason.
  public long rejectedNames(InvalidMetricPathException.Reason reason) {
    return adder(rejectedNames, reason).sum();
  }

  /// Points refused because their name names no series.
  public long rejectedNames() {
    return rejectedNames.values().stream().mapToLong(LongAdder::sum).sum();
  }

  /// Points refused because the black list finds their name.
  public long blacklisted() {
    return blacklisted.sum();
  }

  /// Points refused because the white list does not.
  public long notWhitelisted() {
    return notWhitelisted.sum();
  }

  /// Points refused because their series, or one more of its kind, would be over this limit.
  public long overLimit(Measure measure) {
    return adder(overLimit, measure).sum();
  }

  /// Points refused because of limits.
  public long overLimit() {
    return overLimit.values().stream().mapToLong(LongAdder::sum).sum();
  }

  /// Points whose value was replaced by a later one for the same timestamp before it was stored.
  public long replaced() {
    return replaced.sum();
  }

  /// Points written to storage.
  public long stored() {
    return stored.sum();
  }

  /// Write calls that succeeded, one batch of one series each.
  public long writes() {
    return writes.sum();
  }

  /// Time spent in those calls, of all writers together.
  public long writeNanos() {
    return writeNanos.sum();
  }

  /// Series created.
  public long creates() {
    return creates.sum();
  }

  /// Calls to the storage that failed.
  public long errors() {
    return errors.sum();
  }

  /// Points accepted and set aside, because storage cannot hold them for this reason.
  public long quarantined(DropReason reason) {
    return adder(quarantined, reason).sum();
  }

  /// Points accepted and set aside.
  public long quarantined() {
    return quarantined.values().stream().mapToLong(LongAdder::sum).sum();
  }

  /// Points accepted and not stored, for this reason.
  public long dropped(DropReason reason) {
    return adder(dropped, reason).sum();
  }

  /// Points accepted and not stored.
  public long dropped() {
    return dropped.values().stream().mapToLong(LongAdder::sum).sum();
  }

  /// Points in memory now, those being written included.
  public long held() {
    return held.get();
  }

  /// Bytes these points take.
  public long heldBytes() {
    return heldBytes.get();
  }

  /// Series with points in memory, as of the writers' last look.
  public long seriesHeld() {
    return seriesHeld.get();
  }

  /// Names in memory, with points or without.
  public long seriesKnown() {
    return seriesKnown.get();
  }

  /// Bytes these names take, with all that is kept of their series but points.
  public long nameBytes() {
    return nameBytes.get();
  }

  /// Series that wait to be created, as of the writers' last look.
  public long createsWaiting() {
    return createsWaiting.get();
  }

  // what memory and writers report; not for others

  /// Counts a batch in.
  public void countReceived(long points) {
    received.add(points);
  }

  /// Counts points that came from the journal.
  public void countReplayed(long points) {
    replayed.add(points);
  }

  /// Counts a point that the black list refuses.
  public void countBlacklisted() {
    blacklisted.increment();
  }

  /// Counts a point that the white list refuses.
  public void countNotWhitelisted() {
    notWhitelisted.increment();
  }

  /// Counts a point that is over a limit.
  public void countOverLimit(Measure measure) {
    adder(overLimit, measure).increment();
  }

  /// Counts points whose name was refused.
  public void countRejectedName(InvalidMetricPathException.Reason reason) {
    adder(rejectedNames, reason).increment();
  }

  /// Counts points whose value was replaced.
  public void countReplaced(long points) {
    replaced.add(points);
  }

  /// Counts a write that succeeded.
  public void countWrite(long points, long nanos) {
    writes.increment();
    stored.add(points);
    writeNanos.add(nanos);
  }

  /// Counts a series created.
  public void countCreate() {
    creates.increment();
  }

  /// Counts a call to the storage that failed.
  public void countError() {
    errors.increment();
  }

  /// Counts points that were set aside.
  public void countQuarantined(DropReason reason, long points) {
    adder(quarantined, reason).add(points);
  }

  /// Counts points that will not be stored.
  public void countDropped(DropReason reason, long points) {
    adder(dropped, reason).add(points);
  }

  /// Moves the points in memory by these differences.
  ///
  /// @return points in memory afterwards
  public long moveHeld(long points, long bytes) {
    heldBytes.addAndGet(bytes);
    return held.addAndGet(points);
  }

  /// Moves the number of names in memory.
  public void moveSeriesKnown(long series, long bytes) {
    seriesKnown.addAndGet(series);
    nameBytes.addAndGet(bytes);
  }

  /// Notes what the writers saw.
  ///
  /// @param withPoints series with points
  /// @param absent those of them that wait to be created
  public void noteLook(long withPoints, long absent) {
    seriesHeld.set(withPoints);
    createsWaiting.set(absent);
  }

  private static <E extends Enum<E>> Map<E, LongAdder> adders(Class<E> reasons) {
    var adders = new EnumMap<E, LongAdder>(reasons);
    for (var reason : reasons.getEnumConstants()) {
      adders.put(reason, new LongAdder());
    }
    return adders;
  }

  private static <E extends Enum<E>> LongAdder adder(Map<E, LongAdder> adders, E reason) {
    return Objects.requireNonNull(adders.get(reason));
  }
}
