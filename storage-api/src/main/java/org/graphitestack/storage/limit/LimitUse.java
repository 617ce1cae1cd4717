// Copyright 2026 The Graphite Stack Authors
// SPDX-License-Identifier: Apache-2.0

package org.graphitestack.storage.limit;

import java.util.EnumMap;
import java.util.Objects;
import java.util.Optional;

/// One limit and what is used of it. Thread-safe.
public final class LimitUse {

  private final String name;
  private final EnumMap<Measure, Use> uses = new EnumMap<>(Measure.class);
  private volatile LimitRule rule;
  private volatile String lastRefused = "";

  LimitUse(LimitRule rule) {
    this.name = rule.name();
    this.rule = rule;
    for (var measure : Measure.values()) {
      uses.put(measure, new Use(measure));
    }
    follow(rule);
  }

  void follow(LimitRule changed) {
    rule = changed;
    uses.forEach((measure, use) -> use.bound(changed.bound(measure)));
  }

  public String name() {
    return name;
  }

  public LimitRule rule() {
    return rule;
  }

  /// What is used of something.
  public Use of(Measure measure) {
    return Objects.requireNonNull(uses.get(measure));
  }

  /// Whether it bounds how many series there are, how fast they come or how large they are.
  public boolean boundsSeries() {
    return of(Measure.NEW_SERIES).bound().isSet() || countsSeries();
  }

  /// Whether somebody has to count the series there are.
  public boolean countsSeries() {
    return of(Measure.SERIES).bound().isSet() || of(Measure.STORED_BYTES).bound().isSet();
  }

  /// Whether one more series may come: takes it into account if so.
  ///
  /// @param series its name
  /// @param bytes it will take; 0 if that is not known
  /// @param now as of [Use#tryTake]
  /// @return empty if it may come, else what refuses it
  public Optional<Measure> tryCreate(String series, long bytes, long now) {
    if (!of(Measure.SERIES).tryAdd(1)) {
      return refused(series, Measure.SERIES);
    }
    if (!of(Measure.STORED_BYTES).tryAdd(bytes)) {
      of(Measure.SERIES).giveBack(1);
      return refused(series, Measure.STORED_BYTES);
    }
    if (!of(Measure.NEW_SERIES).tryTake(now)) {
      of(Measure.SERIES).giveBack(1);
      of(Measure.STORED_BYTES).giveBack(bytes);
      return refused(series, Measure.NEW_SERIES);
    }
    return Optional.empty();
  }

  private Optional<Measure> refused(String series, Measure measure) {
    lastRefused = series;
    return Optional.of(measure);
  }

  /// The series that was refused last; empty if none ever was.
  public String lastRefused() {
    return lastRefused;
  }

  void turnMinute() {
    uses.values().forEach(Use::turnMinute);
  }
}
