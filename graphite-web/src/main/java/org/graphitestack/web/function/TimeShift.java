// Copyright 2026 The Graphite Stack Authors
// SPDX-License-Identifier: Apache-2.0

package org.graphitestack.web.function;

import java.util.List;
import org.graphitestack.web.series.TimeSeries;

/// `timeShift`: shows what was some time before as if it were now.
final class TimeShift implements SeriesFunction {

  @Override
  public Signature signature() {
    return Signature.of(
            FunctionGroup.TRANSFORM,
            "timeShift",
            Parameter.seriesList(),
            Parameter.required("timeShift", ParameterType.INTERVAL)
                .suggestions("1h", "6h", "12h", "1d", "2d", "7d", "14d", "30d"),
            Parameter.optional("resetEnd", ParameterType.BOOLEAN, true),
            Parameter.optional("alignDst", ParameterType.BOOLEAN, false).argument("alignDST"))
        .describe("Shows what was some time before as if it were now.")
        .example("timeShift(servers.web1.load,\"10min\")");
  }

  @Override
  public List<TimeSeries> apply(Invocation in) {
    var shift = Shifts.signed(in.text("timeShift"));
    var seconds = Shifts.seconds(in, "timeShift", shift);
    var given = in.series();
    if (given.isEmpty()) {
      return given;
    }
    var evaluation = in.evaluation();
    var moved = seconds + (in.flag("alignDst") ? Shifts.daylight(evaluation, seconds) : 0);
    var like = given.getFirst();
    return in.again(evaluation.from() + moved, evaluation.until() + moved).stream()
        .map(
            series ->
                series
                    .change()
                    .name("timeShift(" + series.name() + ", \"" + shift + "\")")
                    .tag("timeShift", shift)
                    .start(like.start())
                    .end(
                        in.flag("resetEnd")
                            ? like.end()
                            : series.end() - series.start() + like.start())
                    .make())
        .toList();
  }
}
