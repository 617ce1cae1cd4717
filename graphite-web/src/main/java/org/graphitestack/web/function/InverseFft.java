// Copyright 2026 The Graphite Stack Authors
// SPDX-License-Identifier: Apache-2.0

package org.graphitestack.web.function;

import java.util.ArrayList;
import java.util.List;
import org.graphitestack.web.series.TimeSeries;

/// `ifft`: gives the series that has the given frequencies.
final class InverseFft implements SeriesFunction {

  @Override
  public Signature signature() {
    return Signature.of(
            FunctionGroup.TRANSFORM,
            "ifft",
            Parameter.seriesList(),
            Parameter.optional("phaseSeriesList", ParameterType.SERIES_LIST))
        .addition()
        .describe(
            "Turns what fft gives back into series: absolute values from the first list, "
                + "phases from the second, or 0 without one. It gives the real part, so that values"
                + " below 0 come back too (carbonapi drops the sign). What is unknown counts as 0.")
        .example(
            "ifft(fft(servers.web1.load,\"abs\"),fft(servers.web1.load,\"phase\"))",
            "ifft(fft(servers.web1.load,\"abs\"))");
  }

  @Override
  public List<TimeSeries> apply(Invocation in) {
    var absolute = in.series();
    var phases = in.series("phaseSeriesList");
    var result = new ArrayList<TimeSeries>();
    for (var i = 0; i < absolute.size(); i++) {
      var series = absolute.get(i);
      var phase = i < phases.size() ? phases.get(i) : null;
      if (phase != null && phase.values().length != series.values().length) {
        throw in.wrong(
            "found "
                + series.name()
                + " with "
                + series.values().length
                + " points and "
                + phase.name()
                + " with "
                + phase.values().length
                + " (expected: as many)");
      }
      var turned = phase == null ? new double[series.values().length] : phase.values();
      result.add(
          series
              .change()
              .called("ifft(" + series.name() + (phase == null ? "" : "," + phase.name()) + ")")
              .values(Spectrum.polar(series.values(), turned).inverse().real())
              .integers(false)
              .make());
    }
    return result;
  }
}
