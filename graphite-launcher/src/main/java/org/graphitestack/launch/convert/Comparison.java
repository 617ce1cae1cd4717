// Copyright 2026 The Graphite Stack Authors
// SPDX-License-Identifier: Apache-2.0

package org.graphitestack.launch.convert;

import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// How the answers of two storages for one series differ.
///
/// @param compared known values of the source
/// @param differing of these, how many the target has otherwise or not at all
/// @param extra values of the target of which the source knows nothing
/// @param first the first difference in words
record Comparison(long compared, long differing, long extra, Optional<String> first) {

  /// Compares archive by archive, as far as each reaches.
  ///
  /// @param endToEnd whether archives of the target lie end to end, so that each is only asked for
  ///   what no finer one holds
  /// @param keptOwn whether the target's own values count in the finest archive, and in intervals
  ///   that are not over
  static Comparison of(
      StagedSeries expected, StagedSeries found, boolean endToEnd, boolean keptOwn) {
    var compared = 0L;
    var differing = 0L;
    var extra = 0L;
    @Nullable String first = null;
    var until = Long.MAX_VALUE;
    for (var stage = 0; stage < expected.stages().size(); stage++) {
      var values = expected.stages().get(stage);
      for (var i = 0; i < values.values().length; i++) {
        var time = values.start() + (long) i * values.step();
        if (endToEnd && (time >= until || time < expected.oldest(stage))) {
          continue;
        }
        var source = values.values()[i];
        var target = StagedSeries.at(found.stages().get(stage), time);
        if (Double.isNaN(source)) {
          extra += Double.isNaN(target) ? 0 : 1;
          continue;
        }
        compared++;
        var own = stage == 0 || time + values.step() > expected.now();
        if (source != target && !(keptOwn && own && !Double.isNaN(target))) {
          differing++;
          if (first == null) {
            first =
                "archive of "
                    + values.step()
                    + " s at "
                    + time
                    + ": "
                    + (Double.isNaN(target) ? "nothing" : target)
                    + " (expected: "
                    + source
                    + ")";
          }
        }
      }
      until = Math.min(until, expected.oldest(stage));
    }
    return new Comparison(compared, differing, extra, Optional.ofNullable(first));
  }
}
