// Copyright 2026 The Graphite Stack Authors
// SPDX-License-Identifier: Apache-2.0

package org.graphitestack.cache.memory;

import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.LongSupplier;
import java.util.stream.IntStream;
import org.graphitestack.model.InvalidMetricPathException;
import org.graphitestack.model.MetricPath;
import org.graphitestack.protocol.NameHash;
import org.graphitestack.protocol.ReceivedPoints;

/// All shards, and which one a name is in. Thread-safe; a shard is used under its own lock.
///
/// A series has a number for those outside: its id in its shard, and the shard in the lowest bits.
final class Shards {

  static final int BITS = 4;
  static final int COUNT = 1 << BITS;

  /// Other spellings of known names (`a..b`, tags in another order) that are remembered.
  private static final int MAX_SPELLINGS = 65_536;

  private final List<Shard> shards = IntStream.range(0, COUNT).mapToObj(Shard::new).toList();
  private final NameHash hash;
  private final LongSupplier nanoTime;
  private final long openedNanos;
  private final ConcurrentHashMap<String, byte[]> spellings = new ConcurrentHashMap<>();
  private final ThreadLocal<BatchOrder> orders = ThreadLocal.withInitial(BatchOrder::new);

  /// @param seed of the hash over names, anything hard to guess
  Shards(long seed, LongSupplier nanoTime) {
    this.hash = new NameHash(seed);
    this.nanoTime = nanoTime;
    this.openedNanos = nanoTime.getAsLong();
  }

  List<Shard> all() {
    return shards;
  }

  /// @param number as [#number] tells
  Shard get(int number) {
    return shards.get(number);
  }

  /// @param hash of a name
  Shard of(long hash) {
    return shards.get(number(hash));
  }

  Shard ofSeries(int series) {
    return shards.get(series & (COUNT - 1));
  }

  long hash(byte[] name) {
    return hash.of(name, 0, name.length);
  }

  /// The shard of a hash: its upper bits, since the tables use the lower ones.
  static int number(long hash) {
    return (int) (hash >>> 32) & (COUNT - 1);
  }

  /// What a shard's table of names takes of a hash.
  static int tableHash(long hash) {
    return (int) hash;
  }

  static int series(int id, int shard) {
    return id << BITS | shard;
  }

  static int id(int series) {
    return series >>> BITS;
  }

  /// The batch in order of shards, until this thread asks for that of another one.
  BatchOrder order(ReceivedPoints points) {
    var order = orders.get();
    order.sort(points, hash);
    return order;
  }

  /// The canonical bytes of a name that no shard knows as it was sent.
  ///
  /// @throws InvalidMetricPathException if it names no series
  byte[] canonical(String sent) {
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

  /// Seconds since this was opened: fits an int for as long as a process lives.
  int now() {
    return (int) ((nanoTime.getAsLong() - openedNanos) / 1_000_000_000L);
  }
}
