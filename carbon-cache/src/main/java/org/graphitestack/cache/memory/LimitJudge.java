// Copyright 2026 The Graphite Stack Authors
// SPDX-License-Identifier: Apache-2.0

package org.graphitestack.cache.memory;

import java.nio.charset.StandardCharsets;
import java.util.BitSet;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.function.Predicate;
import java.util.function.ToLongFunction;
import org.graphitestack.cache.ledger.CacheLedger;
import org.graphitestack.model.InvalidMetricPathException;
import org.graphitestack.model.MetricPath;
import org.graphitestack.model.SeriesLayout;
import org.graphitestack.protocol.ReceivedPoints;
import org.graphitestack.storage.limit.LimitBook;
import org.graphitestack.storage.limit.Measure;

/// Says which points are more than their part of the tree may take. Which limit a series belongs to
/// is kept beside its name in the shards, so a known name costs one look and no allocation.
/// Thread-safe. Measured by `benchmarks`: `IngestBenchmark`.
public final class LimitJudge {

  private final Shards shards;
  private final Function<MetricPath, SeriesLayout> layouts;
  private final CacheLedger ledger;
  private final Consumer<MetricPath> newSeries;
  private volatile boolean limited;
  private volatile Predicate<MetricPath> stored = _ -> true;
  private volatile ToLongFunction<SeriesLayout> newBytes = _ -> 0;

  /// @param newSeries told of each series that is first seen here
  LimitJudge(
      Shards shards,
      Function<MetricPath, SeriesLayout> layouts,
      CacheLedger ledger,
      Consumer<MetricPath> newSeries) {
    this.shards = shards;
    this.layouts = layouts;
    this.ledger = ledger;
    this.newSeries = newSeries;
  }

  /// Puts other limits in force.
  ///
  /// @param stored tells of a series whether it was there already, and so counts as none that comes
  /// @param newBytes bytes that a series takes which is made by a layout
  public void limits(
      LimitBook book, Predicate<MetricPath> stored, ToLongFunction<SeriesLayout> newBytes) {
    this.stored = stored;
    this.newBytes = newBytes;
    limited = !book.isEmpty();
    for (var shard : shards.all()) {
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
    var order = shards.order(points);
    for (var number = 0; number < Shards.COUNT; number++) {
      if (order.has(number)) {
        judge(points, order, number, refused);
      }
    }
    for (var i = 0; i < order.unknown(); i++) {
      judgeUnknown(points, order.unknown(i), refused);
    }
  }

  private void judge(ReceivedPoints points, BatchOrder order, int shardNumber, BitSet refused) {
    var shard = shards.get(shardNumber);
    synchronized (shard) {
      var book = shard.book();
      var now = book.now();
      for (var i = order.start(shardNumber); i < order.end(shardNumber); i++) {
        var point = order.point(i);
        var id =
            shard.find(
                Shards.tableHash(order.hash(point)),
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
      name = shards.canonical(points.name(point));
    } catch (InvalidMetricPathException _) {
      // counted when it is offered
      return;
    }
    var path = new MetricPath(new String(name, StandardCharsets.UTF_8));
    var there = stored.test(path);
    var bytes = there ? 0 : newBytes.applyAsLong(layouts.apply(path));
    var hash = shards.hash(name);
    var shard = shards.of(hash);
    long nameBytes;
    synchronized (shard) {
      var book = shard.book();
      var now = book.now();
      var id = shard.find(Shards.tableHash(hash), name);
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
      shard.admit(Shards.tableHash(hash), name, shards.now());
      nameBytes += shard.nameBytes();
    }
    ledger.moveSeriesKnown(1, nameBytes);
    newSeries.accept(path);
  }
}
