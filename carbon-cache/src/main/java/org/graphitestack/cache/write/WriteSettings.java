// Copyright 2026 The Graphite Stack Authors
// SPDX-License-Identifier: Apache-2.0

package org.graphitestack.cache.write;

import java.time.Duration;
import java.util.OptionalDouble;

/// How points go from memory to storage.
///
/// @param threads writers in parallel, >= 1; no key in carbon
/// @param strategy the order of series; CACHE_WRITE_STRATEGY
/// @param updatesPerSecond write calls per second of all writers, infinity for no limit;
///   MAX_UPDATES_PER_SECOND
/// @param updatesPerSecondOnShutdown takes the place of both limits while draining;
///   MAX_UPDATES_PER_SECOND_ON_SHUTDOWN. Empty: writes keep their limit, creates have none
/// @param createsPerMinute new series per minute, infinity for no limit; points of those that wait
///   stay in memory; MAX_CREATES_PER_MINUTE
/// @param timestampLag `TIMESORTED` leaves series alone whose oldest point is younger;
///   MIN_TIMESTAMP_LAG
public record WriteSettings(
    int threads,
    WriteStrategy strategy,
    double updatesPerSecond,
    OptionalDouble updatesPerSecondOnShutdown,
    double createsPerMinute,
    Duration timestampLag) {

  public WriteSettings {
    if (threads < 1) {
      throw new IllegalArgumentException("threads: " + threads + " (expected: >= 1)");
    }
    checkRate("updatesPerSecond", updatesPerSecond);
    updatesPerSecondOnShutdown.ifPresent(rate -> checkRate("updatesPerSecondOnShutdown", rate));
    checkRate("createsPerMinute", createsPerMinute);
    if (timestampLag.isNegative()) {
      throw new IllegalArgumentException("timestampLag: " + timestampLag + " (expected: >= 0)");
    }
  }

  /// No limits, carbon's order, and half as many writers as processors, 1 to 8.
  public static WriteSettings defaults() {
    return new WriteSettings(
        Math.clamp(Runtime.getRuntime().availableProcessors() / 2, 1, 8),
        WriteStrategy.SORTED,
        Double.POSITIVE_INFINITY,
        OptionalDouble.empty(),
        Double.POSITIVE_INFINITY,
        Duration.ZERO);
  }

  /// The same with another number of writers.
  public WriteSettings withThreads(int others) {
    return new WriteSettings(
        others,
        strategy,
        updatesPerSecond,
        updatesPerSecondOnShutdown,
        createsPerMinute,
        timestampLag);
  }

  private static void checkRate(String name, double rate) {
    if (!(rate > 0)) {
      throw new IllegalArgumentException(name + ": " + rate + " (expected: more than 0)");
    }
  }
}
