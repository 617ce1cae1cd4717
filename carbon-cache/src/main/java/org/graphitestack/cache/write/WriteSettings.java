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
/// @param minFreeBytes with less space where series are kept none is created, their points wait; 0
///   for no such limit. STORAGE_MIN_FREE_BYTES, which is ours
public record WriteSettings(
    int threads,
    WriteStrategy strategy,
    double updatesPerSecond,
    OptionalDouble updatesPerSecondOnShutdown,
    double createsPerMinute,
    Duration timestampLag,
    long minFreeBytes) {

  /// Twice what the journal leaves free: it has to take the points of series that wait.
  public static final long DEFAULT_MIN_FREE_BYTES = 512L << 20;

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
    if (minFreeBytes < 0) {
      throw new IllegalArgumentException("minFreeBytes: " + minFreeBytes + " (expected: >= 0)");
    }
  }

  /// No limits, carbon's order, and half as many writers as processors, 2 to 8.
  public static WriteSettings defaults() {
    return new WriteSettings(
        Math.clamp(Runtime.getRuntime().availableProcessors() / 2, 2, 8),
        WriteStrategy.SORTED,
        Double.POSITIVE_INFINITY,
        OptionalDouble.empty(),
        Double.POSITIVE_INFINITY,
        Duration.ZERO,
        DEFAULT_MIN_FREE_BYTES);
  }

  /// The same with another number of writers.
  public WriteSettings withThreads(int others) {
    return new WriteSettings(
        others,
        strategy,
        updatesPerSecond,
        updatesPerSecondOnShutdown,
        createsPerMinute,
        timestampLag,
        minFreeBytes);
  }

  private static void checkRate(String name, double rate) {
    if (!(rate > 0)) {
      throw new IllegalArgumentException(name + ": " + rate + " (expected: more than 0)");
    }
  }
}
