// Copyright 2026 The Graphite Stack Authors
// SPDX-License-Identifier: Apache-2.0

package org.graphitestack.web.series;

import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Collectors;

/// How several consecutive values of one series become one.
public enum Consolidation {
  AVERAGE,
  AVG_ZERO,
  FIRST,
  LAST,
  MAX,
  MIN,
  SUM,
  /// The value of largest magnitude, with its sign.
  ABSMAX,
  /// The value of smallest magnitude, with its sign.
  ABSMIN;

  /// The function of that name, `avg` included.
  public static Optional<Consolidation> named(String name) {
    if (name.equals("avg")) {
      return Optional.of(AVERAGE);
    }
    return Arrays.stream(values()).filter(c -> c.text().equals(name)).findFirst();
  }

  /// Whether whole numbers stay whole.
  boolean keepsIntegers() {
    return switch (this) {
      case FIRST, LAST, MAX, MIN, SUM, ABSMAX, ABSMIN -> true;
      case AVERAGE, AVG_ZERO -> false;
    };
  }

  static String names() {
    return Arrays.stream(values()).map(Consolidation::text).collect(Collectors.joining(", "));
  }

  /// The name that requests use.
  public String text() {
    return name().toLowerCase(Locale.ROOT);
  }

  /// Runs of `count` values, from the first value on. A run gives NaN if fewer than the share
  /// `xFilesFactor` of `count` is known, or nothing is.
  public double[] consolidate(double[] values, int count, double xFilesFactor) {
    return consolidate(values, count, 0, xFilesFactor);
  }

  /// The same where the first run began so many values before the first of these.
  ///
  /// @param lead values the first run lacks, >= 0, < `count`
  double[] consolidate(double[] values, int count, int lead, double xFilesFactor) {
    var runs = new double[Math.ceilDiv(values.length + lead, count)];
    for (var run = 0; run < runs.length; run++) {
      var end = (run + 1) * count - lead;
      var from = Math.max(0, end - count);
      runs[run] = of(values, from, Math.min(end, values.length), count, xFilesFactor);
    }
    return runs;
  }

  private double of(double[] values, int from, int to, int count, double xFilesFactor) {
    var known = 0;
    var sum = 0.0;
    var first = Double.NaN;
    var last = Double.NaN;
    var min = Double.POSITIVE_INFINITY;
    var max = Double.NEGATIVE_INFINITY;
    var farthest = Double.NaN;
    var nearest = Double.NaN;
    for (var i = from; i < to; i++) {
      var value = values[i];
      if (Double.isNaN(value)) {
        continue;
      }
      if (known == 0) {
        first = value;
      }
      known++;
      sum += value;
      last = value;
      min = Math.min(min, value);
      max = Math.max(max, value);
      if (known == 1 || Math.abs(value) > Math.abs(farthest)) {
        farthest = value;
      }
      if (known == 1 || Math.abs(value) < Math.abs(nearest)) {
        nearest = value;
      }
    }
    if (known == 0 || (double) known / count < xFilesFactor) {
      return Double.NaN;
    }
    return switch (this) {
      case AVERAGE -> sum / known;
      case AVG_ZERO -> sum / (to - from);
      case FIRST -> first;
      case LAST -> last;
      case MAX -> max;
      case MIN -> min;
      case SUM -> sum;
      case ABSMAX -> farthest;
      case ABSMIN -> nearest;
    };
  }
}
