// Copyright 2026 The Graphite Stack Authors
// SPDX-License-Identifier: Apache-2.0

package org.graphitestack.web.graph;

import java.util.Arrays;
import java.util.Locale;

/// How the values of a series become the size of a slice. Unknown values do not count.
enum PieMode {
  AVERAGE,
  MAXIMUM,
  MINIMUM;

  static PieMode parse(String text) {
    for (PieMode mode : values()) {
      if (mode.name().toLowerCase(Locale.ROOT).equals(text)) {
        return mode;
      }
    }
    throw new GraphParameterException("pieMode", text, "average, maximum or minimum");
  }

  /// Zero if there are no values.
  double reduce(double[] values) {
    var known = Arrays.stream(values).filter(Double::isFinite);
    return switch (this) {
      case AVERAGE -> known.average().orElse(0);
      case MAXIMUM -> known.max().orElse(0);
      case MINIMUM -> known.min().orElse(0);
    };
  }
}
