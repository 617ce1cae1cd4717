// Copyright 2026 The Graphite Stack Authors
// SPDX-License-Identifier: Apache-2.0

package org.graphitestack.web.function;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import org.graphitestack.web.render.TimeOffset;
import org.graphitestack.web.render.Value;
import org.graphitestack.web.series.TimeSeries;

/// Series by their outliers, as John W. Tukey's fences tell them: values that lie some quartile
/// distances outside of the quartiles.
final class TukeyFences {

  private TukeyFences() {}

  static List<TimeSeries> outside(Invocation in, boolean above) {
    var basis = in.number("basis");
    if (!(basis > 0)) {
      throw in.wrong("basis", "a number above 0");
    }
    var n = in.whole("n");
    if (n < 1) {
      throw in.wrong("n", "1 or more");
    }
    var series = in.series();
    var counted = series.stream().map(one -> counted(in, one)).toList();
    var sorted =
        counted.stream()
            .flatMapToDouble(Arrays::stream)
            .filter(value -> !Double.isNaN(value))
            .sorted()
            .toArray();
    if (sorted.length == 0) {
      return List.of();
    }
    var first = sorted[(int) (0.25 * sorted.length)];
    var third = sorted[(int) (0.75 * sorted.length)];
    var upper = third + basis * (third - first);
    var lower = first - basis * (third - first);
    var ranked = new ArrayList<Ranked>();
    for (var i = 0; i < series.size(); i++) {
      var outliers =
          Arrays.stream(counted.get(i)).filter(v -> above ? v >= upper : v <= lower).count();
      if (outliers > 0) {
        ranked.add(new Ranked(series.get(i), outliers));
      }
    }
    ranked.sort(Comparator.comparingLong(Ranked::outliers).reversed());
    return ranked.stream().limit(n).map(Ranked::series).toList();
  }

  private record Ranked(TimeSeries series, long outliers) {}

  /// The values that count: the end of the series, or all but the end; all if it is too short.
  private static double[] counted(Invocation in, TimeSeries series) {
    var values = series.values();
    var points = points(in, series.step());
    if (points > 0 && points < values.length) {
      return Arrays.copyOfRange(values, (int) (values.length - points), values.length);
    }
    return points < 0 && -points < values.length
        ? Arrays.copyOf(values, (int) (values.length + points))
        : values;
  }

  private static long points(Invocation in, long step) {
    return in.value("interval") instanceof Value.Text(var text)
        ? TimeOffset.seconds(text) / step
        : (long) in.number("interval");
  }
}
