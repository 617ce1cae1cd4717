// Copyright 2026 The Graphite Stack Authors
// SPDX-License-Identifier: Apache-2.0

package org.graphitestack.web.graph;

import java.awt.Color;
import java.util.Map;
import java.util.OptionalDouble;
import org.jspecify.annotations.Nullable;

/// Request parameters as typed values. A value that is empty or `default` counts as not given.
final class GraphParameters {

  private final Map<String, String> values;

  /// @param values the last value of each parameter
  GraphParameters(Map<String, String> values) {
    this.values = Map.copyOf(values);
  }

  @Nullable String text(String name) {
    String value = values.get(name);
    return value == null || value.isEmpty() || value.equals("default") ? null : value;
  }

  String text(String name, String otherwise) {
    String value = text(name);
    return value == null ? otherwise : value;
  }

  /// True or false in any case, and numbers by being zero. As in Graphite any other word is true.
  boolean flag(String name, boolean otherwise) {
    String value = text(name);
    if (value == null) {
      return otherwise;
    }
    if (value.equalsIgnoreCase("false")) {
      return false;
    }
    OptionalDouble number = parse(value);
    return number.isEmpty() || number.getAsDouble() != 0;
  }

  double number(String name, double otherwise) {
    return optionalNumber(name).orElse(otherwise);
  }

  double number(String name, double otherwise, double min, double max) {
    double number = number(name, otherwise);
    if (number < min || number > max) {
      throw new GraphParameterException(
          name, text(name, ""), YLabelFormat.general(min) + " to " + YLabelFormat.general(max));
    }
    return number;
  }

  OptionalDouble optionalNumber(String name) {
    String value = text(name);
    if (value == null) {
      return OptionalDouble.empty();
    }
    return OptionalDouble.of(toNumber(name, value));
  }

  /// A number, also as a drawing option may hold it.
  static double toNumber(String name, String value) {
    return parse(value)
        .orElseThrow(() -> new GraphParameterException(name, value, "a finite number"));
  }

  private static OptionalDouble parse(String value) {
    if (value.equalsIgnoreCase("true") || value.equalsIgnoreCase("false")) {
      return OptionalDouble.of(value.equalsIgnoreCase("true") ? 1 : 0);
    }
    try {
      double number = Double.parseDouble(value);
      return Double.isFinite(number) ? OptionalDouble.of(number) : OptionalDouble.empty();
    } catch (NumberFormatException _) {
      return OptionalDouble.empty();
    }
  }

  /// A whole number between two bounds, which a fraction is cut to.
  int wholeNumber(String name, int otherwise, int min, int max) {
    double number = number(name, otherwise);
    if (number < min || number >= max + 1.0) {
      throw new GraphParameterException(name, text(name, ""), min + " to " + max);
    }
    return (int) number;
  }

  Color color(String name, Color otherwise) {
    String value = text(name);
    return value == null ? otherwise : GraphColors.parse(name, value);
  }

  @Nullable Color color(String name) {
    String value = text(name);
    return value == null ? null : GraphColors.parse(name, value);
  }
}
