// Copyright 2026 The Graphite Stack Authors
// SPDX-License-Identifier: Apache-2.0

package org.graphitestack.web.find;

import java.time.Duration;
import java.util.function.LongSupplier;
import org.graphitestack.web.access.Visibility;
import org.graphitestack.web.quota.QueryCharge;

/// What one question for names may use and see.
///
/// @param maxNodes a find of more nodes is refused
/// @param check run every now and then while it looks; throws when the time is over
/// @param sees which series are found
/// @param charge told which nodes were found
public record FindLimits(int maxNodes, Runnable check, Visibility sees, QueryCharge charge) {

  /// Limits from now on.
  ///
  /// @param wallTime until the last node is found
  /// @param nanoTime elapsed time
  /// @param sees which series are found
  public static FindLimits of(
      int maxNodes, Duration wallTime, LongSupplier nanoTime, Visibility sees) {
    return of(maxNodes, wallTime, nanoTime, sees, QueryCharge.NONE);
  }

  /// The same of a find that counts against limits.
  public static FindLimits of(
      int maxNodes, Duration wallTime, LongSupplier nanoTime, Visibility sees, QueryCharge charge) {
    var began = nanoTime.getAsLong();
    return new FindLimits(
        maxNodes,
        () -> {
          var spent = Duration.ofNanos(nanoTime.getAsLong() - began);
          if (spent.compareTo(wallTime) > 0) {
            throw new InvalidFindException(
                "query: time: "
                    + spent.toMillis()
                    + " ms (expected: <= "
                    + wallTime.toMillis()
                    + " ms)");
          }
        },
        sees,
        charge);
  }
}
