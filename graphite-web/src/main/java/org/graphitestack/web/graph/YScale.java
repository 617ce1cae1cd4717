// Copyright 2026 The Graphite Stack Authors
// SPDX-License-Identifier: Apache-2.0

package org.graphitestack.web.graph;

import java.util.ArrayList;
import java.util.List;

/// Bottom, top and labelled values of a value axis.
///
/// @param logarithmic whether equal factors, not equal differences, are equally far apart
/// @param step distance of two labels, infinite on a logarithmic axis
/// @param labels ascending, within bottom and top
record YScale(boolean logarithmic, double bottom, double top, double step, List<Double> labels) {

  /// More labels than this are never drawn.
  static final int MOST_STEPS = 1000;

  private static final double TOLERANCE = 1e-4;

  /// Values beyond are drawn as this, so that the arithmetic stays finite.
  private static final double LARGEST = 1e300;

  private static final double LEAST_RANGE = 1e-303;
  private static final double LEAST_RELATIVE_RANGE = 1e-12;

  YScale {
    labels = List.copyOf(labels);
  }

  /// Where a value lies: 0 at the bottom, 1 at the top. NaN for what a logarithm does not have.
  double fraction(double value) {
    if (!logarithmic) {
      return (value - bottom) / (top - bottom);
    }
    return value > 0 ? Math.log(value / bottom) / Math.log(top / bottom) : Double.NaN;
  }

  /// Finds the scale for values between two bounds.
  ///
  /// @param dataMin smallest value
  /// @param dataMax largest value
  static YScale of(
      double dataMin, double dataMax, YAxisRequest request, GraphSettings.YLabels how) {
    Bounds bounds = Bounds.of(dataMin, dataMax, request);
    return how.logBase().isPresent()
        ? logarithmic(bounds, how.logBase().getAsDouble())
        : linear(bounds, request, how);
  }

  /// What the axis has to show.
  ///
  /// @param fixedMin whether the bottom is exactly `min`, not rounded
  /// @param fixedMax whether the top is exactly `max`, not rounded
  /// @param limit what rounding up must not exceed
  private record Bounds(double min, boolean fixedMin, double max, boolean fixedMax, double limit) {

    static Bounds of(double dataMin, double dataMax, YAxisRequest request) {
      double wantedMax = request.max().orElse(dataMax);
      boolean overLimit = request.limit().isPresent() && request.limit().getAsDouble() < wantedMax;
      boolean fixedMin = request.min().isPresent();
      boolean fixedMax = request.max().isPresent() || request.maxIsData() || overLimit;
      double min = withinReach(request.min().orElse(dataMin));
      double max = withinReach(overLimit ? request.limit().getAsDouble() : wantedMax);
      if (isTooNarrow(min, max)) {
        if (fixedMin && request.max().isPresent() && !overLimit) {
          throw new GraphParameterException("yMin", "" + min, "less than yMax, which is " + max);
        }
        if (fixedMin) {
          max = min + tenth(min);
          fixedMax = false;
        } else if (fixedMax) {
          min = max - tenth(max);
        } else {
          double around = tenth(max);
          min -= around;
          max += around;
        }
      }
      double limit =
          overLimit ? Double.POSITIVE_INFINITY : request.limit().orElse(Double.POSITIVE_INFINITY);
      return new Bounds(min, fixedMin, max, fixedMax, limit);
    }

    private static double withinReach(double value) {
      return Math.clamp(value, -LARGEST, LARGEST);
    }

    /// Also true for ends so close that steps between them would be lost to rounding.
    private static boolean isTooNarrow(double min, double max) {
      double magnitude = Math.max(Math.abs(min), Math.abs(max));
      return max - min <= Math.max(magnitude * LEAST_RELATIVE_RANGE, LEAST_RANGE);
    }

    private static double tenth(double value) {
      return Math.abs(value) <= LEAST_RANGE ? 1 : Math.abs(value) * 0.1;
    }

    double range() {
      return max - min;
    }
  }

  private static YScale linear(Bounds bounds, YAxisRequest request, GraphSettings.YLabels how) {
    double step = request.step().orElse(0);
    if (step <= 0 || bounds.range() / step > MOST_STEPS) {
      step = bestStep(bounds, how.divisors(), how.units() == UnitSystem.BINARY);
    }
    double bottom = bounds.fixedMin() ? bounds.min() : roundDown(bounds.min(), step);
    double top =
        bounds.fixedMax()
            ? bounds.max()
            : Math.min(-roundDown(-bounds.max(), step), bounds.limit());
    if (top <= bottom) {
      top = bottom + step;
    }
    var labels = new ArrayList<Double>();
    for (double multiple = Math.ceil(bottom / step - TOLERANCE);
        multiple * step <= top + step * TOLERANCE && labels.size() <= MOST_STEPS;
        multiple++) {
      labels.add(multiple * step + 0.0);
    }
    return new YScale(false, bottom, top, step, labels);
  }

  private static double roundDown(double value, double step) {
    return Math.floor(value / step + TOLERANCE) * step;
  }

  /// Tries every pleasing step with every wanted number of intervals, and takes the pair that
  /// leaves the least empty space above or below the data.
  private static double bestStep(Bounds bounds, int[] divisors, boolean binary) {
    double range = bounds.range();
    int smallest = divisors[0];
    int largest = divisors[0];
    for (int divisor : divisors) {
      smallest = Math.min(smallest, divisor);
      largest = Math.max(largest, divisor);
    }
    var steps = new PleasingSteps(range / largest, binary);
    double best = Double.NaN;
    double leastSlop = Double.POSITIVE_INFINITY;
    double step = steps.next();
    while (step * smallest < 2 * leastSlop + range || Double.isNaN(best)) {
      for (int divisor : divisors) {
        double bottom = roundDown(bounds.min(), step);
        double top = bottom + step * divisor;
        double slop = Math.max(top - bounds.max(), bounds.min() - bottom);
        if (top >= bounds.max() - TOLERANCE * step && slop < leastSlop) {
          leastSlop = slop;
          best = step;
        }
      }
      step = steps.next();
    }
    return best;
  }

  /// 1, 2 and 5 times the powers of ten, or the powers of two, in ascending order.
  private static final class PleasingSteps {

    private static final double[] DECIMAL = {1, 2, 5};
    private static final double[] BINARY = {1};

    private final double[] factors;
    private final double base;
    private int exponent;
    private int index;

    PleasingSteps(double atLeast, boolean binary) {
      factors = binary ? BINARY : DECIMAL;
      base = binary ? 2 : 10;
      exponent = (int) Math.floor(Math.log(atLeast) / Math.log(base));
      while (current() < atLeast * (1 - TOLERANCE)) {
        advance();
      }
    }

    double next() {
      double step = current();
      advance();
      return step;
    }

    private double current() {
      return factors[index] * Math.pow(base, exponent);
    }

    private void advance() {
      index++;
      if (index == factors.length) {
        index = 0;
        exponent++;
      }
    }
  }

  private static YScale logarithmic(Bounds bounds, double base) {
    double max = bounds.max() > 0 ? bounds.max() : base;
    double min = bounds.min() > 0 ? bounds.min() : Math.min(1, max / base);
    int low = (int) Math.floor(logarithm(min, base) + TOLERANCE * TOLERANCE);
    int high = (int) Math.ceil(logarithm(max, base) - TOLERANCE * TOLERANCE);
    high = Math.max(high, low + 1);
    int every = Math.ceilDiv(high - low, MOST_STEPS);
    var labels = new ArrayList<Double>();
    for (int power = low; power <= high; power += every) {
      labels.add(Math.pow(base, power));
    }
    return new YScale(
        true, Math.pow(base, low), Math.pow(base, high), Double.POSITIVE_INFINITY, labels);
  }

  private static double logarithm(double value, double base) {
    return Math.log(value) / Math.log(base);
  }
}
