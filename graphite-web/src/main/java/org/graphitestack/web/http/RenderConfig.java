// Copyright 2026 The Graphite Stack Authors
// SPDX-License-Identifier: Apache-2.0

package org.graphitestack.web.http;

import java.time.Duration;
import java.util.List;

/// How requests that cost something are let in, kept and reported.
///
/// @param maxRunning requests computed at once
/// @param maxWaiting requests that wait for their turn; one more is answered with 503
/// @param maxWait longest time a request waits for its turn, then it is answered with 503
/// @param slowAfter requests that take longer are logged, a line each
/// @param cacheDuration how long answers are kept (`DEFAULT_CACHE_DURATION`), zero for not at all
/// @param cachePolicy how long by the length of the window (`DEFAULT_CACHE_POLICY`): the longest of
///   those it is long enough for; a window too short for all is not kept; if empty, `cacheDuration`
/// @param cacheBytes memory for written answers that are kept
public record RenderConfig(
    int maxRunning,
    int maxWaiting,
    Duration maxWait,
    Duration slowAfter,
    Duration cacheDuration,
    List<CachePolicy> cachePolicy,
    long cacheBytes) {

  /// How long answers to long enough windows are kept.
  ///
  /// @param minWindow length of a window from which on it counts
  /// @param keep how long its answer is kept
  public record CachePolicy(Duration minWindow, Duration keep) {}

  public static final RenderConfig DEFAULT =
      new RenderConfig(
          Math.max(4, 4 * Runtime.getRuntime().availableProcessors()),
          100,
          Duration.ofSeconds(10),
          Duration.ofSeconds(5),
          Duration.ofSeconds(60),
          List.of(),
          Runtime.getRuntime().maxMemory() / 32);

  public RenderConfig {
    if (maxRunning < 1 || maxWaiting < 0 || cacheBytes < 0) {
      throw new IllegalArgumentException(
          "requests: "
              + maxRunning
              + " running, "
              + maxWaiting
              + " waiting, "
              + cacheBytes
              + " bytes kept (expected: >= 1, >= 0, >= 0)");
    }
    cachePolicy = List.copyOf(cachePolicy);
  }

  /// The same with other limits of admission.
  public RenderConfig withAdmission(int running, int waiting, Duration wait) {
    return new RenderConfig(
        running, waiting, wait, slowAfter, cacheDuration, cachePolicy, cacheBytes);
  }

  /// The same with another time that answers are kept.
  public RenderConfig withCacheDuration(Duration changed) {
    return new RenderConfig(
        maxRunning, maxWaiting, maxWait, slowAfter, changed, cachePolicy, cacheBytes);
  }

  /// The same with another policy.
  public RenderConfig withCachePolicy(List<CachePolicy> changed) {
    return new RenderConfig(
        maxRunning, maxWaiting, maxWait, slowAfter, cacheDuration, changed, cacheBytes);
  }

  /// The same with another threshold of what is slow.
  public RenderConfig withSlowAfter(Duration changed) {
    return new RenderConfig(
        maxRunning, maxWaiting, maxWait, changed, cacheDuration, cachePolicy, cacheBytes);
  }
}
