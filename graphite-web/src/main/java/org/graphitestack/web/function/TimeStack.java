// Copyright 2026 The Graphite Stack Authors
// SPDX-License-Identifier: Apache-2.0

package org.graphitestack.web.function;

import java.util.ArrayList;
import java.util.List;
import org.graphitestack.web.series.TimeSeries;

/// `timeStack`: shows what was one, two and more times some time before as if it were now.
final class TimeStack implements SeriesFunction {

  @Override
  public Signature signature() {
    return Signature.of(
            FunctionGroup.TRANSFORM,
            "timeStack",
            Parameter.seriesList(),
            Parameter.optional("timeShiftUnit", ParameterType.INTERVAL, "1d")
                .suggestions("1h", "6h", "12h", "1d", "2d", "7d", "14d", "30d"),
            Parameter.optional("timeShiftStart", ParameterType.INTEGER, 0L),
            Parameter.optional("timeShiftEnd", ParameterType.INTEGER, 7L))
        .describe("Shows what was one, two and more times some time before as if it were now.")
        .example("timeStack(servers.web1.load,\"10min\",0,3)");
  }

  @Override
  public List<TimeSeries> apply(Invocation in) {
    var unit = Shifts.signed(in.text("timeShiftUnit"));
    var seconds = Shifts.seconds(in, "timeShiftUnit", unit);
    var given = in.series();
    if (given.isEmpty()) {
      return given;
    }
    var evaluation = in.evaluation();
    var like = given.getFirst();
    var stack = new ArrayList<TimeSeries>();
    for (var times = in.whole("timeShiftStart"); times < in.whole("timeShiftEnd"); times++) {
      var moved = seconds * times;
      for (var series : in.again(evaluation.from() + moved, evaluation.until() + moved)) {
        stack.add(
            series
                .change()
                .called("timeShift(" + series.name() + ", " + unit + ", " + times + ")")
                .tag("timeShiftUnit", unit)
                .tag("timeShift", String.valueOf(times))
                .start(like.start())
                .end(like.end())
                .make());
      }
    }
    return stack;
  }
}
