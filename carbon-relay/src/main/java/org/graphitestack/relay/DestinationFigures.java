// Copyright 2026 The Graphite Stack Authors
// SPDX-License-Identifier: Apache-2.0

package org.graphitestack.relay;

import java.time.Duration;
import java.util.Optional;
import org.graphitestack.relay.destination.RunnerFigures;
import org.graphitestack.relay.spool.SpoolFigures;

/// One destination at a glance.
///
/// @param name `host:port` or `host:port:instance`
/// @param retiring whether no route leads there any more and it only runs empty
/// @param healthy whether the last attempt to reach it did not fail
/// @param spool its books
/// @param runner its delivery
/// @param ratePointsIn points that come for it per second, over the last half minute or so
/// @param ratePointsOut points it was delivered per second
/// @param lag age of the oldest point that waits; zero if none does
public record DestinationFigures(
    String name,
    boolean retiring,
    boolean healthy,
    SpoolFigures spool,
    RunnerFigures runner,
    double ratePointsIn,
    double ratePointsOut,
    Duration lag) {

  private static final long FORESEEABLE_DAYS = 365;

  static DestinationFigures of(
      Lane lane, boolean retiring, DeliveryRates.Rates rates, long nowMillis) {
    var spool = lane.spool().figures();
    var oldest = spool.oldestQueued();
    return new DestinationFigures(
        lane.destination().name(),
        retiring,
        lane.runner().isHealthy(),
        spool,
        lane.runner().figures(),
        rates.in(),
        rates.out(),
        oldest < 0 ? Duration.ZERO : Duration.ofMillis(Math.max(0, nowMillis - oldest)));
  }

  /// When the spool will be empty if points go on coming and going as they do; nothing if they come
  /// no slower than they go.
  public Optional<Duration> emptyIn() {
    var gain = ratePointsOut - ratePointsIn;
    if (spool.queued() == 0) {
      return Optional.of(Duration.ZERO);
    }
    if (gain <= 0) {
      return Optional.empty();
    }
    var seconds = (long) Math.ceil(spool.queued() / gain);
    return seconds > Duration.ofDays(FORESEEABLE_DAYS).toSeconds()
        ? Optional.empty()
        : Optional.of(Duration.ofSeconds(seconds));
  }
}
