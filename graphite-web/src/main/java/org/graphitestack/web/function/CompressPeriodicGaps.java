// Copyright 2026 The Graphite Stack Authors
// SPDX-License-Identifier: Apache-2.0

package org.graphitestack.web.function;

import java.util.List;
import org.graphitestack.web.series.TimeSeries;

/// `compressPeriodicGaps`: takes a series that has a value only every few points as one of that
/// larger step.
final class CompressPeriodicGaps implements SeriesFunction {

  @Override
  public Signature signature() {
    return Signature.of(FunctionGroup.TRANSFORM, "compressPeriodicGaps", Parameter.seriesList())
        .describe(
            "Takes a series that has a value only every few points as one of that larger step.")
        .example("compressPeriodicGaps(servers.web1.load)");
  }

  @Override
  public List<TimeSeries> apply(Invocation in) {
    return in.each(
        series -> {
          var stride = stride(series.values());
          var changed = series.change().called("compressPeriodicGaps(" + series.name() + ")");
          return stride < 2 ? changed.make() : compressed(series, changed, stride);
        });
  }

  private static boolean present(double[] values, int index) {
    return index >= 0
        && index < values.length
        && !Double.isNaN(values[index])
        && values[index] != 0;
  }

  /// Distance of the first two values, if a third follows at the same distance with nothing beside
  /// it; else 1.
  private static int stride(double[] values) {
    var first = next(values, 0);
    var second = next(values, first + 1);
    var stride = second - first;
    var third = second + stride;
    return stride > 1
            && third < values.length
            && present(values, third)
            && !present(values, third - 1)
            && !present(values, third + 1)
        ? stride
        : 1;
  }

  private static int next(double[] values, int from) {
    var index = from;
    while (index < values.length && !present(values, index)) {
      index++;
    }
    return index;
  }

  private static TimeSeries compressed(TimeSeries series, TimeSeries.Change changed, int stride) {
    var values = series.values();
    var first = next(values, 0) % stride;
    var kept = new double[Math.ceilDiv(values.length - first, stride)];
    for (var i = 0; i < kept.length; i++) {
      var from = first + i * stride;
      kept[i] = Aggregator.LAST.of(values, from, Math.min(from + stride, values.length));
    }
    var step = series.step() * stride;
    var start = series.start() + first * series.step();
    return changed.start(start).end(start + kept.length * step).step(step).values(kept).make();
  }
}
