// Copyright 2026 The Graphite Stack Authors
// SPDX-License-Identifier: Apache-2.0

package org.graphitestack.web.render;

import java.time.Duration;

/// How old what answers a request may be.
///
/// A point must be readable the moment it is accepted, so by default nothing is kept of a window
/// that reaches into the last minute; one that ended before is kept for a minute, during which late
/// points may be missed, as in graphite-web. A request that says `cacheTimeout` is taken at its
/// word, whatever its window.
///
/// @param keep for how long; zero for not at all
/// @param rounded whether windows that agree to the minute count as the same
public record Freshness(Duration keep, boolean rounded) {

  /// Nothing that was known before.
  public static final Freshness LIVE = new Freshness(Duration.ZERO, false);

  /// After so many seconds a window counts as past.
  private static final long SETTLED_SECONDS = 60;

  /// What a request wants that says it itself, or a policy of the server does.
  public static Freshness stated(long seconds) {
    return seconds <= 0 ? LIVE : new Freshness(Duration.ofSeconds(seconds), true);
  }

  /// What a request gets that says nothing.
  ///
  /// @param seconds for how long answers are kept
  /// @param until end of its window
  /// @param clock the time it is
  public static Freshness unstated(long seconds, long until, long clock) {
    return seconds <= 0 || until > clock - SETTLED_SECONDS
        ? LIVE
        : new Freshness(Duration.ofSeconds(seconds), false);
  }

  /// Whether anything is kept at all.
  public boolean kept() {
    return keep.isPositive();
  }
}
