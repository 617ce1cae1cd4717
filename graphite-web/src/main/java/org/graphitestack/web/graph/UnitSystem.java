// Copyright 2026 The Graphite Stack Authors
// SPDX-License-Identifier: Apache-2.0

package org.graphitestack.web.graph;

import java.util.List;
import org.jspecify.annotations.Nullable;

/// Prefixes that keep the numbers of a value axis short.
enum UnitSystem {
  SI(prefix("P", 1e15), prefix("T", 1e12), prefix("G", 1e9), prefix("M", 1e6), prefix("k", 1e3)),
  BINARY(
      prefix("Pi", 0x1p50),
      prefix("Ti", 0x1p40),
      prefix("Gi", 0x1p30),
      prefix("Mi", 0x1p20),
      prefix("Ki", 0x1p10)),
  SECONDS(
      prefix("Y", 365 * 86400.0),
      prefix("M", 30 * 86400.0),
      prefix("D", 86400),
      prefix("H", 3600),
      prefix("m", 60)),
  MILLISECONDS(
      prefix("Y", 365 * 86400e3),
      prefix("M", 30 * 86400e3),
      prefix("D", 86400e3),
      prefix("H", 3600e3),
      prefix("m", 60e3),
      prefix("s", 1e3)),
  NONE;

  static final Prefix NO_PREFIX = prefix("", 1);

  /// @param size what one of it stands for
  record Prefix(String symbol, double size) {}

  @SuppressWarnings("ImmutableEnumChecker") // a List.of
  private final List<Prefix> largestFirst;

  UnitSystem(Prefix... largestFirst) {
    this.largestFirst = List.of(largestFirst);
  }

  private static Prefix prefix(String symbol, double size) {
    return new Prefix(symbol, size);
  }

  /// The system of that name; SI for names nobody knows, as in Graphite.
  static UnitSystem named(@Nullable String name) {
    return switch (name) {
      case "binary" -> BINARY;
      case "sec" -> SECONDS;
      case "msec" -> MILLISECONDS;
      case "none" -> NONE;
      case null, default -> SI;
    };
  }

  /// The largest prefix that neither the value nor the distance of two labels is smaller than.
  Prefix prefixOf(double value, double step) {
    for (Prefix prefix : largestFirst) {
      if (Math.abs(value) >= prefix.size() && step >= prefix.size()) {
        return prefix;
      }
    }
    return NO_PREFIX;
  }
}
