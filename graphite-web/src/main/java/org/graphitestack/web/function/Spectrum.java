// Copyright 2026 The Graphite Stack Authors
// SPDX-License-Identifier: Apache-2.0

package org.graphitestack.web.function;

import java.util.Arrays;

/// A row of complex numbers, and its discrete Fourier transform of any length in n log n steps.
///
/// Powers of two go the way of [1]; other lengths are written as a convolution of the next power of
/// two, as [2] shows.
///
/// 1. J. W. Cooley, J. W. Tukey, An Algorithm for the Machine Calculation of Complex Fourier
///    Series, 1965.
/// 2. L. I. Bluestein, A Linear Filtering Approach to the Computation of Discrete Fourier
///    Transform, 1970.
record Spectrum(double[] real, double[] imaginary) {

  /// Real values; NaN counts as 0.
  static Spectrum of(double[] values) {
    return new Spectrum(withoutGaps(values), new double[values.length]);
  }

  /// Of absolute values and phases in radians; NaN counts as 0.
  static Spectrum polar(double[] absolute, double[] phases) {
    var real = withoutGaps(absolute);
    var imaginary = new double[real.length];
    var turned = withoutGaps(phases);
    for (var i = 0; i < real.length; i++) {
      imaginary[i] = real[i] * Math.sin(turned[i]);
      real[i] *= Math.cos(turned[i]);
    }
    return new Spectrum(real, imaginary);
  }

  private static double[] withoutGaps(double[] values) {
    return Arrays.stream(values).map(value -> Double.isNaN(value) ? 0 : value).toArray();
  }

  double[] absolute() {
    var absolute = new double[real.length];
    Arrays.setAll(absolute, i -> Math.hypot(real[i], imaginary[i]));
    return absolute;
  }

  double[] phases() {
    var phases = new double[real.length];
    Arrays.setAll(phases, i -> Math.atan2(imaginary[i], real[i]));
    return phases;
  }

  Spectrum transformed() {
    return Integer.bitCount(real.length) <= 1 ? byHalves() : byConvolution();
  }

  /// The transform backwards: that of the swapped parts, swapped and divided.
  Spectrum inverse() {
    var swapped = new Spectrum(imaginary, real).transformed();
    return new Spectrum(divided(swapped.imaginary), divided(swapped.real));
  }

  private static double[] divided(double[] values) {
    return Arrays.stream(values).map(value -> value / values.length).toArray();
  }

  private Spectrum byHalves() {
    var n = real.length;
    var re = new double[n];
    var im = new double[n];
    var unused = Integer.numberOfLeadingZeros(n) + 1;
    for (var i = 0; i < n; i++) {
      var from = n == 1 ? 0 : Integer.reverse(i) >>> unused;
      re[i] = real[from];
      im[i] = imaginary[from];
    }
    for (var half = 1; half < n; half *= 2) {
      for (var k = 0; k < half; k++) {
        var cos = Math.cos(Math.PI * k / half);
        var sin = -Math.sin(Math.PI * k / half);
        for (var at = k; at < n; at += 2 * half) {
          var other = at + half;
          var turnedRe = re[other] * cos - im[other] * sin;
          var turnedIm = re[other] * sin + im[other] * cos;
          re[other] = re[at] - turnedRe;
          im[other] = im[at] - turnedIm;
          re[at] += turnedRe;
          im[at] += turnedIm;
        }
      }
    }
    return new Spectrum(re, im);
  }

  private Spectrum byConvolution() {
    var n = real.length;
    var size = Integer.highestOneBit(2 * n) * 2;
    var chirp = new Spectrum(new double[n], new double[n]);
    var filter = new Spectrum(new double[size], new double[size]);
    for (var i = 0; i < n; i++) {
      // i * i modulo 2n keeps the angle small and so exact
      var angle = Math.PI * ((long) i * i % (2L * n)) / n;
      chirp.real[i] = Math.cos(angle);
      chirp.imaginary[i] = -Math.sin(angle);
      var mirrored = i == 0 ? 0 : size - i;
      filter.real[i] = filter.real[mirrored] = Math.cos(angle);
      filter.imaginary[i] = filter.imaginary[mirrored] = Math.sin(angle);
    }
    var padded = new Spectrum(Arrays.copyOf(real, size), Arrays.copyOf(imaginary, size));
    var product = padded.times(chirp, n).transformed().times(filter.transformed(), size);
    var result = product.inverse().times(chirp, n);
    return new Spectrum(Arrays.copyOf(result.real, n), Arrays.copyOf(result.imaginary, n));
  }

  /// The first `count` numbers multiplied by those of another.
  private Spectrum times(Spectrum other, int count) {
    var re = real.clone();
    var im = imaginary.clone();
    for (var i = 0; i < count; i++) {
      re[i] = real[i] * other.real[i] - imaginary[i] * other.imaginary[i];
      im[i] = real[i] * other.imaginary[i] + imaginary[i] * other.real[i];
    }
    return new Spectrum(re, im);
  }
}
