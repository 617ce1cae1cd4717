// Copyright 2026 The Graphite Stack Authors
// SPDX-License-Identifier: Apache-2.0

package org.graphitestack.cache.memory;

import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.PriorityQueue;
import java.util.function.Supplier;
import java.util.function.ToLongFunction;
import org.graphitestack.cache.memory.TopSenders.Sender;

/// Adds up who sends. Not thread-safe.
final class SenderCounts {

  private final int most;
  private final Map<Integer, Prefix> prefixes = new HashMap<>();
  private final PriorityQueue<Sender> series =
      new PriorityQueue<>(Comparator.comparingLong(Sender::count));

  private static final class Prefix {
    private final String name;
    private long points;
    private long newSeries;

    Prefix(String name) {
      this.name = name;
    }
  }

  SenderCounts(int most) {
    this.most = most;
  }

  /// Adds a series.
  ///
  /// @param prefix a number that series share whose names begin with the same two nodes
  void add(int prefix, int points, boolean isNew, Supplier<String> name) {
    if (points == 0 && !isNew) {
      return;
    }
    var sums = prefixes.computeIfAbsent(prefix, _ -> new Prefix(prefixOf(name.get())));
    sums.points += points;
    if (isNew) {
      sums.newSeries++;
    }
    var smallest = series.peek();
    if (points > 0 && (series.size() < most || (smallest != null && points > smallest.count()))) {
      series.add(new Sender(name.get(), points));
      if (series.size() > most) {
        var _ = series.poll();
      }
    }
  }

  TopSenders top() {
    return new TopSenders(
        series.stream().sorted(Comparator.comparingLong(Sender::count).reversed()).toList(),
        top(prefix -> prefix.points),
        top(prefix -> prefix.newSeries));
  }

  private List<Sender> top(ToLongFunction<Prefix> count) {
    return prefixes.values().stream()
        .filter(prefix -> count.applyAsLong(prefix) > 0)
        .sorted(Comparator.comparingLong(count).reversed())
        .limit(most)
        .map(prefix -> new Sender(prefix.name, count.applyAsLong(prefix)))
        .toList();
  }

  private static String prefixOf(String name) {
    var tags = name.indexOf(';');
    var end = name.indexOf('.', name.indexOf('.') + 1);
    var untagged = tags < 0 ? name : name.substring(0, tags);
    return end < 0 || end > untagged.length() || name.indexOf('.') < 0
        ? untagged
        : name.substring(0, end);
  }
}
