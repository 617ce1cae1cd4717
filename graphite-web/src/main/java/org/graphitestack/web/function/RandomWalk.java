// Copyright 2026 The Graphite Stack Authors
// SPDX-License-Identifier: Apache-2.0

package org.graphitestack.web.function;

import java.util.List;
import java.util.Random;
import org.graphitestack.web.series.TimeSeries;

/// `randomWalkFunction`: makes a series that goes up and down at random.
final class RandomWalk implements SeriesFunction {

  @Override
  public Signature signature() {
    return Signature.of(
            FunctionGroup.SPECIAL,
            "randomWalkFunction",
            Parameter.required("name", ParameterType.STRING),
            Parameter.optional("step", ParameterType.INTEGER, 60L))
        .alias("randomWalk")
        .describe("Makes a series that goes up and down at random.")
        .example("randomWalk(\"walk\")");
  }

  @Override
  public List<TimeSeries> apply(Invocation in) {
    var name = in.text("name");
    var random = new Random();
    var place = new double[1];
    return List.of(
        Generated.of(
                in,
                name,
                in.whole("step"),
                _ -> {
                  var here = place[0];
                  place[0] += random.nextDouble() - 0.5;
                  return here;
                },
                false)
            .change()
            .pathExpression("randomWalk(\"" + name + "\")")
            .make());
  }
}
