// Copyright 2026 The Graphite Stack Authors
// SPDX-License-Identifier: Apache-2.0

package org.graphitestack.web.series;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// A series while it is computed and drawn. Immutable: the `with…` methods give changed copies, and
/// nobody writes to `values` once a series is made.
///
/// @param name what the answer calls it
/// @param pathExpression the part of the target it came from; names of combining functions are
///   built from it
/// @param tags never empty: at least `name`
/// @param start epoch seconds of the first value
/// @param end epoch seconds; values at `start + i·step·valuesPerPoint`
/// @param step seconds, >= 1
/// @param values NaN where nothing is known
/// @param integers whether values print without a fraction (counts, flags, epochs)
/// @param consolidation name of the consolidation function: average, sum, min, max, first, last,
///   avg_zero
/// @param valuesPerPoint values one point of the answer stands for
/// @param xFilesFactor share of known values a consolidated value needs
/// @param drawing drawing options that functions set: color, alpha, lineWidth, dashed, stacked,
///   secondYAxis, drawAsInfinite, invisible
public record TimeSeries(
    String name,
    String pathExpression,
    Map<String, String> tags,
    long start,
    long end,
    long step,
    double[] values,
    boolean integers,
    String consolidation,
    int valuesPerPoint,
    double xFilesFactor,
    Map<String, Object> drawing) {

  public TimeSeries {
    if (step < 1) {
      throw new IllegalArgumentException("step: " + step + " (expected: >= 1)");
    }
    tags = Collections.unmodifiableMap(new LinkedHashMap<>(tags));
    drawing = Map.copyOf(drawing);
  }

  public TimeSeries withName(String changed) {
    return new TimeSeries(
        changed,
        pathExpression,
        tags,
        start,
        end,
        step,
        values,
        integers,
        consolidation,
        valuesPerPoint,
        xFilesFactor,
        drawing);
  }

  /// A copy with one drawing option set.
  public TimeSeries withDrawing(String option, Object value) {
    var changed = new LinkedHashMap<>(drawing);
    changed.put(option, value);
    return new TimeSeries(
        name,
        pathExpression,
        tags,
        start,
        end,
        step,
        values,
        integers,
        consolidation,
        valuesPerPoint,
        xFilesFactor,
        changed);
  }

  /// A drawing option, or null if no function set it.
  public @Nullable Object drawing(String option) {
    return drawing.get(option);
  }
}
