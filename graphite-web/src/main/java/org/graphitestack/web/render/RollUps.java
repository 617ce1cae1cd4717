// Copyright 2026 The Graphite Stack Authors
// SPDX-License-Identifier: Apache-2.0

package org.graphitestack.web.render;

import java.util.Arrays;
import java.util.stream.Collectors;

/// Which series are consolidated by the method that their storage rolls them up with, unless
/// `consolidateBy` names another; the others by average.
public enum RollUps {
  /// None, as in graphite-web.
  OFF("0"),
  /// Those read from a coarser archive: their values were made by that method already.
  COARSE("1"),
  /// All, so that a graph looks the same whatever archive it was read from.
  ALL("all");

  private final String text;

  RollUps(String text) {
    this.text = text;
  }

  /// What requests and settings say.
  public String text() {
    return text;
  }

  /// Reads what a request or a setting says.
  ///
  /// @throws IllegalArgumentException if it is none of the three
  public static RollUps parse(String text) {
    for (var one : values()) {
      if (one.text.equals(text)) {
        return one;
      }
    }
    throw new IllegalArgumentException(
        "rollup: "
            + text
            + " (expected: one of "
            + Arrays.stream(values()).map(RollUps::text).collect(Collectors.joining(", "))
            + ")");
  }
}
