// Copyright 2026 The Graphite Stack Authors
// SPDX-License-Identifier: Apache-2.0

package org.graphitestack.web.graph;

import java.util.Locale;

/// Which series are filled down to zero.
enum AreaMode {
  NONE,
  FIRST,
  ALL,
  /// All, each on top of those before it.
  STACKED;

  static AreaMode parse(String text) {
    for (AreaMode mode : values()) {
      if (mode.name().toLowerCase(Locale.ROOT).equals(text)) {
        return mode;
      }
    }
    throw new GraphParameterException("areaMode", text, "none, first, all or stacked");
  }
}
