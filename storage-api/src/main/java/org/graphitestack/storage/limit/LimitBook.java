// Copyright 2026 The Graphite Stack Authors
// SPDX-License-Identifier: Apache-2.0

package org.graphitestack.storage.limit;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.LongSupplier;

/// The limits in force, and what is used of each. The rules never change: others make another book,
/// in which limits of the same name go on counting. Thread-safe.
public final class LimitBook {

  private final LimitRules rules;
  private final LongSupplier nanoTime;
  private final long openedNanos;
  private final LimitUse[] uses;

  /// Also those of rules there were once, in the order in which they came.
  private final Map<String, LimitUse> byName;

  private LimitBook(
      LimitRules rules, LongSupplier nanoTime, long openedNanos, Map<String, LimitUse> known) {
    this.rules = rules;
    this.nanoTime = nanoTime;
    this.openedNanos = openedNanos;
    this.byName = new LinkedHashMap<>(known);
    this.uses = new LimitUse[rules.rules().size()];
    for (var i = 0; i < uses.length; i++) {
      var rule = rules.rules().get(i);
      var use = byName.computeIfAbsent(rule.name(), _ -> new LimitUse(rule));
      use.follow(rule);
      uses[i] = use;
    }
  }

  /// A book in which nothing is used yet.
  ///
  /// @param nanoTime elapsed time
  public static LimitBook of(LimitRules rules, LongSupplier nanoTime) {
    return new LimitBook(rules, nanoTime, nanoTime.getAsLong(), Map.of());
  }

  /// The same book with other rules.
  public LimitBook with(LimitRules others) {
    return new LimitBook(others, nanoTime, openedNanos, byName);
  }

  /// Whether there is no limit.
  public boolean isEmpty() {
    return uses.length == 0;
  }

  /// The number of the limit that a series or branch belongs to, from 1 up; 0 if to none.
  public int numberOf(String name) {
    return rules.numberOf(name);
  }

  /// A limit by its number.
  public LimitUse use(int number) {
    return uses[number - 1];
  }

  /// The limits in force, in the order of their rules.
  public List<LimitUse> uses() {
    return List.of(uses);
  }

  /// A limit by its name, also one that is in force no longer.
  public Optional<LimitUse> find(String name) {
    return Optional.ofNullable(byName.get(name));
  }

  /// Whether any limit in force has to know how many series there are.
  public boolean countsSeries() {
    return uses().stream().anyMatch(LimitUse::countsSeries);
  }

  /// The time to take at, see [Use#tryTake].
  public long now() {
    return nanoTime.getAsLong() - openedNanos;
  }

  /// Ends a minute of counting, see [Use#used]. Called once a minute.
  public void turnMinute() {
    for (var use : new ArrayList<>(byName.values())) {
      use.turnMinute();
    }
  }
}
