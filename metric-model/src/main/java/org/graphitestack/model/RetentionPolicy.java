// Copyright 2026 The Graphite Stack Authors
// SPDX-License-Identifier: Apache-2.0

package org.graphitestack.model;

import java.util.Arrays;
import java.util.Comparator;
import java.util.List;

/// The archives of a series, checked as whisper checks them.
///
/// @param archives at least one, sorted here finest step first; steps all different and each a
///   multiple of the one before; each reaches further back than the one before; each has enough
///   points to fill one point of the next
public record RetentionPolicy(List<Retention> archives) {

  public RetentionPolicy {
    archives =
        archives.stream().sorted(Comparator.comparingInt(Retention::secondsPerPoint)).toList();
    if (archives.isEmpty()) {
      throw new IllegalArgumentException("archives: none (expected: at least one)");
    }
    for (var coarse = 1; coarse < archives.size(); coarse++) {
      checkNeighbours(archives.get(coarse - 1), archives.get(coarse));
    }
  }

  /// A policy of these archives, in any order.
  public static RetentionPolicy of(Retention... archives) {
    return new RetentionPolicy(List.of(archives));
  }

  /// Reads retentions separated by commas, such as `10s:6h,1m:7d`; see [Retention#parse].
  ///
  /// @throws IllegalArgumentException if the text is not that, or the archives don't fit together
  public static RetentionPolicy parse(String text) {
    return new RetentionPolicy(Arrays.stream(text.split(",", -1)).map(Retention::parse).toList());
  }

  public Retention finest() {
    return archives.getFirst();
  }

  /// The longest retention in seconds.
  public long maxSeconds() {
    return archives.getLast().seconds();
  }

  private static void checkNeighbours(Retention fine, Retention coarse) {
    if (fine.secondsPerPoint() == coarse.secondsPerPoint()) {
      throw new IllegalArgumentException(
          "steps: two archives of "
              + fine.secondsPerPoint()
              + " s (expected: each step only once)");
    }
    if (coarse.secondsPerPoint() % fine.secondsPerPoint() != 0) {
      throw new IllegalArgumentException(
          "step: "
              + coarse.secondsPerPoint()
              + " s (expected: a multiple of the next finer step, "
              + fine.secondsPerPoint()
              + " s)");
    }
    if (coarse.seconds() <= fine.seconds()) {
      throw new IllegalArgumentException(
          "retention of the "
              + coarse.secondsPerPoint()
              + " s archive: "
              + coarse.seconds()
              + " s (expected: longer than that of the next finer archive, "
              + fine.seconds()
              + " s)");
    }
    var needed = coarse.secondsPerPoint() / fine.secondsPerPoint();
    if (fine.points() < needed) {
      throw new IllegalArgumentException(
          "points of the "
              + fine.secondsPerPoint()
              + " s archive: "
              + fine.points()
              + " (expected: >= "
              + needed
              + ", which one point of the "
              + coarse.secondsPerPoint()
              + " s archive is rolled up from)");
    }
  }
}
