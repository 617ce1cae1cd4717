// Copyright 2026 The Graphite Stack Authors
// SPDX-License-Identifier: Apache-2.0

package org.graphitestack.web.quota;

import java.util.concurrent.TimeUnit;

/// A part of the tree was asked for too often; the client may come again later. Answered with 429.
public final class OverQuotaException extends RuntimeException {

  private static final long serialVersionUID = 1;

  private final long retryAfterSeconds;

  OverQuotaException(String limit, double perMinute, String name, long nanosUntilNext) {
    super(
        "limit ["
            + limit
            + "]: more than "
            + (perMinute == Math.rint(perMinute) ? String.valueOf((long) perMinute) : perMinute)
            + " queries a minute that touch its series, such as "
            + name);
    this.retryAfterSeconds = Math.max(1, TimeUnit.NANOSECONDS.toSeconds(nanosUntilNext) + 1);
  }

  /// Seconds after which one more is taken, if nobody else asks; >= 1.
  public long retryAfterSeconds() {
    return retryAfterSeconds;
  }
}
