// Copyright 2026 The Graphite Stack Authors
// SPDX-License-Identifier: Apache-2.0

package org.graphitestack.web.function;

import java.util.List;
import org.graphitestack.web.series.PythonNumber;
import org.graphitestack.web.series.TimeSeries;

/// `transformNull`: puts a value where there is none; with reference series only where one of them
/// has a value.
final class TransformNull implements SeriesFunction {

  @Override
  public Signature signature() {
    return Signature.of(
            FunctionGroup.TRANSFORM,
            "transformNull",
            Parameter.seriesList(),
            Parameter.optional("default", ParameterType.FLOAT, 0L),
            Parameter.optional("referenceSeries", ParameterType.SERIES_LIST))
        .describe(
            "Puts a value where there is none; with reference series only where one of them has a"
                + " value.")
        .example(
            "transformNull(servers.web1.load,-1)",
            "transformNull(servers.web1.load,0,servers.web2.load)");
  }

  @Override
  public List<TimeSeries> apply(Invocation in) {
    var fallback = in.number("default");
    var reference = in.series("referenceSeries");
    var everywhere = reference.isEmpty();
    return in.each(
        series -> {
          var values = series.values().clone();
          for (var i = 0; i < values.length; i++) {
            if (Double.isNaN(values[i]) && (everywhere || anyAt(reference, i))) {
              values[i] = fallback;
            }
          }
          var end = everywhere ? ")" : ",referenceSeries)";
          var changed = everywhere ? series.change() : series.change().tag("referenceSeries", "1");
          return changed
              .called("transformNull(" + series.name() + "," + PythonNumber.general(fallback) + end)
              .tag("transformNull", in.text("default"))
              .values(values)
              .make();
        });
  }

  private static boolean anyAt(List<TimeSeries> reference, int index) {
    return reference.stream()
        .map(TimeSeries::values)
        .anyMatch(values -> index < values.length && !Double.isNaN(values[index]));
  }
}
