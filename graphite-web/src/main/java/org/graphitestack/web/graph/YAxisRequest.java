// Copyright 2026 The Graphite Stack Authors
// SPDX-License-Identifier: Apache-2.0

package org.graphitestack.web.graph;

import java.awt.Color;
import java.util.OptionalDouble;
import org.jspecify.annotations.Nullable;

/// What a request asks of one value axis, and of the lines that belong to it.
///
/// @param min bottom of the axis
/// @param max top of the axis
/// @param maxIsData whether the top is exactly the largest value
/// @param limit what the top must not exceed
/// @param step distance of labels
/// @param lineWidth of every line of this axis
/// @param dash of every line of this axis
/// @param color of every line of this axis
record YAxisRequest(
    OptionalDouble min,
    OptionalDouble max,
    boolean maxIsData,
    OptionalDouble limit,
    OptionalDouble step,
    OptionalDouble lineWidth,
    OptionalDouble dash,
    @Nullable Color color) {

  YAxisRequest {
    if (step.isPresent() && step.getAsDouble() <= 0) {
      throw new GraphParameterException("yStep", "" + step.getAsDouble(), "more than 0");
    }
    if (min.isPresent() && max.isPresent() && min.getAsDouble() >= max.getAsDouble()) {
      throw new GraphParameterException(
          "yMin", "" + min.getAsDouble(), "less than yMax, which is " + max.getAsDouble());
    }
  }

  /// The axis of a graph that has only one.
  static YAxisRequest single(GraphParameters parameters) {
    String min = parameters.text("yMin") != null ? "yMin" : "min";
    String max = parameters.text("yMax") != null ? "yMax" : "max";
    return read(parameters, min, max, "yLimit", "yStep", "");
  }

  static YAxisRequest left(GraphParameters parameters) {
    return read(parameters, "yMinLeft", "yMaxLeft", "yLimitLeft", "yStepLeft", "left");
  }

  static YAxisRequest right(GraphParameters parameters) {
    return read(parameters, "yMinRight", "yMaxRight", "yLimitRight", "yStepRight", "right");
  }

  private static YAxisRequest read(
      GraphParameters parameters, String min, String max, String limit, String step, String lines) {
    boolean maxIsData = parameters.text(max, "").equals("max");
    boolean hasLines = !lines.isEmpty();
    return new YAxisRequest(
        parameters.optionalNumber(min),
        maxIsData ? OptionalDouble.empty() : parameters.optionalNumber(max),
        maxIsData,
        parameters.optionalNumber(limit),
        parameters.optionalNumber(step),
        hasLines ? parameters.optionalNumber(lines + "Width") : OptionalDouble.empty(),
        hasLines ? parameters.optionalNumber(lines + "Dashed") : OptionalDouble.empty(),
        hasLines ? parameters.color(lines + "Color") : null);
  }
}
