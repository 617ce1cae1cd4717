// Copyright 2026 The Graphite Stack Authors
// SPDX-License-Identifier: Apache-2.0

package org.graphitestack.web.shadow;

import java.net.URI;
import java.time.Duration;
import java.util.Optional;

/// Which answers are compared with those of which other server.
///
/// @param url base address of the other server; nothing is compared without one (`url` of
///   `[shadow]`)
/// @param share of the requests that are repeated, 0 to 1 (`share`)
/// @param maxPerSecond requests that are repeated in a second (`per_second`)
/// @param queue requests that may wait to be repeated (`queue`)
/// @param running requests that are repeated at once (`running`)
/// @param timeout of one of them (`seconds`)
/// @param maxPoints larger answers are not compared (`points`)
/// @param tolerance by which values may differ, as a share of the larger one (`tolerance`)
/// @param settle points that are younger are not compared: they may be on their way
///   (`settle_seconds`)
public record ShadowConfig(
    Optional<URI> url,
    double share,
    int maxPerSecond,
    int queue,
    int running,
    Duration timeout,
    int maxPoints,
    double tolerance,
    Duration settle) {

  public static final ShadowConfig OFF =
      new ShadowConfig(
          Optional.empty(),
          0.1,
          5,
          100,
          2,
          Duration.ofSeconds(30),
          500_000,
          1e-9,
          Duration.ofSeconds(60));

  public ShadowConfig {
    if (!(share >= 0 && share <= 1) || !(tolerance >= 0)) {
      throw new IllegalArgumentException(
          "shadow: share " + share + ", tolerance " + tolerance + " (expected: 0 to 1, >= 0)");
    }
    if (maxPerSecond < 1 || queue < 1 || running < 1 || maxPoints < 1 || !timeout.isPositive()) {
      throw new IllegalArgumentException(
          "shadow: "
              + maxPerSecond
              + " a second, queue "
              + queue
              + ", "
              + running
              + " at once, "
              + maxPoints
              + " points, "
              + timeout
              + " (expected: each >= 1)");
    }
  }

  /// Repeats requests of this server at an address, all of them.
  public static ShadowConfig of(URI url) {
    return new ShadowConfig(
        Optional.of(url),
        1,
        Integer.MAX_VALUE,
        OFF.queue,
        OFF.running,
        OFF.timeout,
        OFF.maxPoints,
        OFF.tolerance,
        OFF.settle);
  }
}
