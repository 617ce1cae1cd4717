// Copyright 2026 The Graphite Stack Authors
// SPDX-License-Identifier: Apache-2.0

package org.graphitestack.web.function;

import java.util.Arrays;
import java.util.List;
import org.graphitestack.web.series.PythonNumber;
import org.graphitestack.web.series.TimeSeries;

/// `lowPass`: keeps a share of the points, half of it at each end.
final class LowPass implements SeriesFunction {

  @Override
  public Signature signature() {
    return Signature.of(
            FunctionGroup.TRANSFORM,
            "lowPass",
            Parameter.seriesList(),
            Parameter.required("cutPercent", ParameterType.FLOAT).suggestions(10L, 40L))
        .alias("lpf")
        .addition()
        .describe(
            "Keeps cutPercent of the points, half of them at the beginning and half at the "
                + "end, and drops those between. In what fft gives, the low frequencies are at both"
                + " ends.")
        .example("lowPass(fft(servers.web1.load,\"abs\"),40)", "lpf(fft(servers.web1.load),40)");
  }

  @Override
  public List<TimeSeries> apply(Invocation in) {
    var percent = in.number("cutPercent");
    if (!(percent >= 0 && percent <= 100)) {
      throw in.wrong("cutPercent", "0 to 100");
    }
    return in.each(
        series -> {
          var values = series.values().clone();
          var kept = (int) (percent / 200 * values.length);
          Arrays.fill(values, kept, values.length - kept, Double.NaN);
          return series
              .change()
              .called("lowPass(" + series.name() + "," + PythonNumber.general(percent) + ")")
              .values(values)
              .make();
        });
  }
}
