// Copyright 2026 The Graphite Stack Authors
// SPDX-License-Identifier: Apache-2.0

package org.graphitestack.web.function;

import java.util.List;
import java.util.Optional;
import org.graphitestack.web.series.PythonNumber;

/// Large numbers with a prefix: thousands, or powers of 1024.
enum UnitSystem {
  SI(1000, "P", "T", "G", "M", "k"),
  BINARY(1024, "Pi", "Ti", "Gi", "Mi", "Ki");

  private static final double WHOLE = 1e-11;

  private final double base;

  @SuppressWarnings("ImmutableEnumChecker") // an unmodifiable list
  private final List<String> prefixes;

  UnitSystem(double base, String... prefixes) {
    this.base = base;
    this.prefixes = List.of(prefixes);
  }

  static Optional<UnitSystem> named(String name) {
    return switch (name) {
      case "si" -> Optional.of(SI);
      case "binary" -> Optional.of(BINARY);
      default -> Optional.empty();
    };
  }

  static UnitSystem of(Invocation in, String parameter) {
    return named(in.text(parameter)).orElseThrow(() -> in.wrong(parameter, "si or binary"));
  }

  /// Two places, the prefix and the unit.
  ///
  /// @param gap between number and prefix
  String formatted(double value, String unit, String gap) {
    var size = Math.pow(base, prefixes.size());
    for (var prefix : prefixes) {
      if (Math.abs(value) >= size) {
        return PythonNumber.fixed(floored(value / size, value), 2) + gap + prefix + unit;
      }
      size /= base;
    }
    return PythonNumber.fixed(floored(value, value), 2) + gap + unit;
  }

  private static double floored(double scaled, double value) {
    return scaled - Math.floor(scaled) < WHOLE && value > 1 ? Math.floor(scaled) : scaled;
  }

  /// A text filled up with spaces to a width.
  static String padded(String text, int width) {
    return text + " ".repeat(Math.max(0, width - text.length()));
  }
}
