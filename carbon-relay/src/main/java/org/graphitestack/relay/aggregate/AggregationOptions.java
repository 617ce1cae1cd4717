// Copyright 2026 The Graphite Stack Authors
// SPDX-License-Identifier: Apache-2.0

package org.graphitestack.relay.aggregate;

import java.time.Duration;
import java.util.Optional;
import java.util.OptionalInt;

/// How windows are kept.
///
/// @param maxIntervals MAX_AGGREGATION_INTERVALS: a window without new points is kept for so many
///   intervals, and never more than two beyond so many are kept per output; rules that expire go by
///   their expiry instead
/// @param writeBackSeconds WRITE_BACK_FREQUENCY: rounds at least this often; empty: once per window
/// @param allowedLateness points of windows that ended longer ago are late and not taken; empty:
///   none is late, as in carbon
/// @param maxWindows open windows at most; points that need one more are dropped
/// @param maxBytes what windows, kept values and names of outputs may take up at most; points that
///   need more are dropped
/// @param maxValues values of one window a percentile is computed of; further ones are dropped
/// @param saveEvery how often the state is saved, at least; stretched so that saving takes at most
///   a twentieth of the time
public record AggregationOptions(
    int maxIntervals,
    OptionalInt writeBackSeconds,
    Optional<Duration> allowedLateness,
    long maxWindows,
    long maxBytes,
    int maxValues,
    Duration saveEvery) {

  /// As carbon, with room for two million windows.
  public static final AggregationOptions DEFAULTS =
      new AggregationOptions(
          5,
          OptionalInt.empty(),
          Optional.empty(),
          2_000_000,
          256L << 20,
          1_000_000,
          Duration.ofSeconds(5));

  public AggregationOptions {
    atLeastOne("maxIntervals", maxIntervals);
    atLeastOne("writeBackSeconds", writeBackSeconds.orElse(1));
    atLeastOne("maxWindows", maxWindows);
    atLeastOne("maxBytes", maxBytes);
    atLeastOne("maxValues", maxValues);
    if (allowedLateness.isPresent() && allowedLateness.get().isNegative()) {
      throw new IllegalArgumentException(
          "allowedLateness: " + allowedLateness.get() + " (expected: >= 0)");
    }
    if (!saveEvery.isPositive()) {
      throw new IllegalArgumentException("saveEvery: " + saveEvery + " (expected: > 0)");
    }
  }

  private static void atLeastOne(String name, long value) {
    if (value < 1) {
      throw new IllegalArgumentException(name + ": " + value + " (expected: >= 1)");
    }
  }
}
