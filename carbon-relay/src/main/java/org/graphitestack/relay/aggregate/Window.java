// Copyright 2026 The Graphite Stack Authors
// SPDX-License-Identifier: Apache-2.0

package org.graphitestack.relay.aggregate;

import java.util.Arrays;
import org.graphitestack.relay.aggregate.AggregationFunction.Kind;
import org.jspecify.annotations.Nullable;

/// One interval of one output: what its function needs to know of the values so far. Constant in
/// size, but for percentiles, which keep every value.
///
/// Guarded by its shard's lock.
final class Window {

  /// Bytes of one window with its place in the series; kept values come on top.
  static final int BYTES = 80;

  /// What [#idleSince] is while points came since the last round.
  static final long ACTIVE = Long.MIN_VALUE;

  private static final double[] NONE = {};
  private static final int FIRST_VALUES = 8;

  /// The first second, epoch.
  long start;

  /// The interval that was the running one in the round that sent the result last, or [#ACTIVE].
  long idleSince;

  /// Whether a result has gone out before.
  boolean sent;

  long count;

  /// The sum, the least, the greatest or the last value, or the mean.
  double main;

  /// The sum of squared distances from the mean.
  double squares;

  double[] values = NONE;

  /// The next one at rest.
  @Nullable Window next;

  void begin(long first) {
    start = first;
    idleSince = ACTIVE;
    sent = false;
    count = 0;
    main = 0;
    squares = 0;
    values = NONE;
  }

  /// How long the store has to be for one more value; as long as it is if that fits.
  int neededValues(AggregationFunction function, int maxValues) {
    if (!function.keepsValues() || count < values.length) {
      return values.length;
    }
    return Math.min(maxValues, Math.max(FIRST_VALUES, values.length * 2));
  }

  void growTo(int length) {
    values = Arrays.copyOf(values, length);
  }

  /// Whether a further value has no place because there are as many as may be.
  boolean isFull(AggregationFunction function, int maxValues) {
    return function.keepsValues() && count >= maxValues;
  }

  /// What it takes up.
  long bytes() {
    return BYTES + bytesOfValues(values.length);
  }

  /// Takes one value in, which fits.
  void add(AggregationFunction function, double value) {
    switch (function.kind()) {
      // Python's sum begins with 0, which is why -0.0 alone sums up to 0.0.
      case SUM, AVERAGE -> main += value;
      case MIN -> main = count == 0 || value < main ? value : main;
      case MAX -> main = count == 0 || value > main ? value : main;
      case COUNT -> {}
      case LAST -> main = value;
      case PERCENTILE, NEAREST_RANK -> values[(int) count] = value;
      case VARIANCE, STANDARD_DEVIATION -> {
        var distance = value - main;
        main += distance / (count + 1);
        squares += distance * (value - main);
      }
    }
    count++;
    idleSince = ACTIVE;
  }

  /// The result so far; there is at least one value.
  double result(AggregationFunction function) {
    return switch (function.kind()) {
      case SUM, MIN, MAX, LAST -> main;
      case AVERAGE -> main / count;
      case COUNT -> count;
      case PERCENTILE -> interpolated(function.factor());
      case NEAREST_RANK -> ranked(function.factor());
      case VARIANCE -> squares / count;
      case STANDARD_DEVIATION -> Math.sqrt(squares / count);
    };
  }

  private double interpolated(double factor) {
    sort();
    var rank = factor * (count - 1);
    var left = (int) Math.floor(rank);
    var right = (int) Math.ceil(rank);
    if (left == right) {
      return values[left];
    }
    return values[left] * (right - rank) + values[right] * (rank - left);
  }

  /// Carbon-c-relay rounds a rank up if it is a tenth or more above a whole one.
  private double ranked(double factor) {
    sort();
    var rank = (int) (factor * count + 0.9);
    return values[Math.max(rank, 1) - 1];
  }

  private void sort() {
    Arrays.sort(values, 0, (int) count);
  }

  /// Bytes of a store of so many values beyond [#BYTES].
  static long bytesOfValues(int values) {
    return values == 0 ? 0 : 16 + 8L * values;
  }

  /// Whether a window of this kind has the values it should, for what was read from a file.
  boolean fits(AggregationFunction function) {
    return count > 0
        && (function.keepsValues() ? count == values.length : values.length == 0)
        && (function.kind() == Kind.VARIANCE
            || function.kind() == Kind.STANDARD_DEVIATION
            || squares == 0);
  }
}
