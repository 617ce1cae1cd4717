// Copyright 2026 The Graphite Stack Authors
// SPDX-License-Identifier: Apache-2.0

package org.graphitestack.web.http;

import java.time.Duration;

/// What questions for names may use.
///
/// @param maxRunning finds answered at once
/// @param maxWaiting finds that wait for their turn; one more is answered with 503
/// @param maxWait longest time a find waits for its turn, then it is answered with 503
/// @param wallTime a find that looks for longer is refused
/// @param maxNodes a find of more nodes is refused
/// @param liveOnly whether finds with times leave out series without points of that time, unless
///   they ask for them with `live=0`; if not, those that ask for it with `live=1` do
public record FindConfig(
    int maxRunning,
    int maxWaiting,
    Duration maxWait,
    Duration wallTime,
    int maxNodes,
    boolean liveOnly) {

  /// Room for a whole level of a large tree.
  public static final FindConfig DEFAULT =
      new FindConfig(
          Math.max(4, 2 * Runtime.getRuntime().availableProcessors()),
          100,
          Duration.ofSeconds(10),
          Duration.ofSeconds(5),
          100_000,
          false);

  public FindConfig {
    if (maxRunning < 1 || maxWaiting < 0 || maxNodes < 1 || !wallTime.isPositive()) {
      throw new IllegalArgumentException(
          "finds: "
              + maxRunning
              + " running, "
              + maxWaiting
              + " waiting, "
              + maxNodes
              + " nodes, "
              + wallTime
              + " (expected: >= 1, >= 0, >= 1, > 0)");
    }
  }
}
