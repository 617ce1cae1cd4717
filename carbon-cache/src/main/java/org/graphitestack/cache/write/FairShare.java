// Copyright 2026 The Graphite Stack Authors
// SPDX-License-Identifier: Apache-2.0

package org.graphitestack.cache.write;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.IntUnaryOperator;
import org.graphitestack.cache.memory.SeriesToWrite;

/// The order in which series come to be created: one of each limit or first node in turn, and of
/// those that share it one of each second node in turn. So a storm of new names below one prefix
/// does not keep the few of another waiting.
///
/// Where few may be created between two looks, a look may end before everyone had a turn; so the
/// next one begins with those whose last turn was longest ago. Thread-safe.
final class FairShare {

  /// Turns of more parties than this are forgotten.
  private static final int MOST_PARTIES = 100_000;

  private final Map<Integer, Long> lastOfTop = new HashMap<>();
  private final Map<Integer, Long> lastOfGroup = new HashMap<>();
  private long turns;

  /// Notes that a series was created.
  ///
  /// @param top as of [SeriesToWrite#top]
  /// @param group as of [SeriesToWrite#group]
  synchronized void created(int top, int group) {
    if (lastOfGroup.size() >= MOST_PARTIES) {
      lastOfTop.clear();
      lastOfGroup.clear();
    }
    turns++;
    lastOfTop.put(top, turns);
    lastOfGroup.put(group, turns);
  }

  /// The unwritten series of a look in that order.
  synchronized int[] order(SeriesToWrite look) {
    var indexes = new int[look.unwritten()];
    var size = 0;
    for (var i = 0; i < look.size(); i++) {
      if (look.isUnwritten(i)) {
        indexes[size++] = i;
      }
    }
    inTurn(indexes, look::group, lastOfGroup);
    inTurn(indexes, look::top, lastOfTop);
    for (var i = 0; i < indexes.length; i++) {
      indexes[i] = look.series(indexes[i]);
    }
    return indexes;
  }

  /// The members of one party, in the order they were met.
  private static final class Party {
    private final long lastTurn;
    private int start;
    private int members;
    private int placed;

    Party(long lastTurn) {
      this.lastTurn = lastTurn;
    }
  }

  /// Puts the first of each party before the second of any, and so on; else the order stays.
  ///
  /// @param lastTurns by party: the higher the later; of those without one no turn is known
  private static void inTurn(int[] indexes, IntUnaryOperator party, Map<Integer, Long> lastTurns) {
    Map<Integer, Party> met = new LinkedHashMap<>();
    var of = new Party[indexes.length];
    for (var i = 0; i < indexes.length; i++) {
      of[i] =
          met.computeIfAbsent(
              party.applyAsInt(indexes[i]),
              number -> new Party(lastTurns.getOrDefault(number, 0L)));
      of[i].members++;
    }
    var start = 0;
    for (var one : met.values()) {
      one.start = start;
      start += one.members;
    }
    var byParty = new int[indexes.length];
    for (var i = 0; i < indexes.length; i++) {
      byParty[of[i].start + of[i].placed++] = indexes[i];
    }
    List<Party> waiting = new ArrayList<>(met.values());
    waiting.sort(Comparator.comparingLong((Party one) -> one.lastTurn));
    var size = 0;
    for (var turn = 0; !waiting.isEmpty(); turn++) {
      for (var one : waiting) {
        indexes[size++] = byParty[one.start + turn];
      }
      var ended = turn + 1;
      waiting.removeIf(one -> one.members == ended);
    }
  }
}
