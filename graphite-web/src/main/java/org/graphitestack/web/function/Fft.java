// Copyright 2026 The Graphite Stack Authors
// SPDX-License-Identifier: Apache-2.0

package org.graphitestack.web.function;

import java.util.ArrayList;
import java.util.List;
import org.graphitestack.web.series.TimeSeries;

/// `fft`: gives the frequencies of each series: how strong they are and in which phase.
final class Fft implements SeriesFunction {

  @Override
  public Signature signature() {
    return Signature.of(
            FunctionGroup.TRANSFORM,
            "fft",
            Parameter.seriesList(),
            Parameter.optional("mode", ParameterType.STRING, "both")
                .options("abs", "phase", "both"))
        .addition()
        .describe(
            "Gives the discrete Fourier transform of each series, as many points as it has: "
                + "the absolute values (abs), the phases in radians (phase), or of each series one "
                + "after the other (both). What is unknown counts as 0.")
        .example("fft(servers.web1.load)", "fft(servers.*.load,\"abs\")");
  }

  @Override
  public List<TimeSeries> apply(Invocation in) {
    var mode = in.text("mode");
    if (!List.of("", "abs", "phase", "both", "all").contains(mode)) {
      throw in.wrong("mode", "one of abs, phase, both");
    }
    var result = new ArrayList<TimeSeries>();
    for (var series : in.series()) {
      var frequencies = Spectrum.of(series.values()).transformed();
      if (!mode.equals("phase")) {
        result.add(made(series, "abs", frequencies.absolute()));
      }
      if (!mode.equals("abs")) {
        result.add(made(series, "phase", frequencies.phases()));
      }
    }
    return result;
  }

  private static TimeSeries made(TimeSeries series, String part, double[] values) {
    return series
        .change()
        .called("fft(" + series.name() + "," + part + ")")
        .values(values)
        .integers(false)
        .make();
  }
}
