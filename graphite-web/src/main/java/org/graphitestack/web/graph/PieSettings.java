// Copyright 2026 The Graphite Stack Authors
// SPDX-License-Identifier: Apache-2.0

package org.graphitestack.web.graph;

import java.awt.Color;
import java.util.Map;

/// What a request says about a pie alone, checked.
///
/// @param labels what is written on slices
/// @param leastLabelled slices below have no label: percent, or with [Labels#NUMBER] the value
/// @param rotated whether labels run along the radius
record PieSettings(
    PieMode mode, Labels labels, double leastLabelled, Color labelColor, boolean rotated) {

  enum Labels {
    NONE,
    NUMBER,
    PERCENT
  }

  /// Reads request parameters.
  ///
  /// @throws GraphParameterException for a value that cannot be drawn
  static PieSettings read(Map<String, String> values) {
    var parameters = new GraphParameters(values);
    return new PieSettings(
        PieMode.parse(parameters.text("pieMode", "average")),
        labels(parameters.text("valueLabels", "percent")),
        parameters.number("valueLabelsMin", 5),
        parameters.color("valueLabelsColor", Color.BLACK),
        rotated(parameters.text("pieLabels", "horizontal")));
  }

  /// Graphite's documentation says `numbers`, its code `number`.
  private static Labels labels(String text) {
    return switch (text) {
      case "none" -> Labels.NONE;
      case "number", "numbers" -> Labels.NUMBER;
      case "percent" -> Labels.PERCENT;
      default -> throw new GraphParameterException("valueLabels", text, "none, number or percent");
    };
  }

  private static boolean rotated(String text) {
    return switch (text) {
      case "horizontal" -> false;
      case "rotated" -> true;
      default -> throw new GraphParameterException("pieLabels", text, "horizontal or rotated");
    };
  }
}
