// Copyright 2026 The Graphite Stack Authors
// SPDX-License-Identifier: Apache-2.0

package org.graphitestack.web.format;

import java.time.ZoneId;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.regex.Pattern;

/// How an answer is written.
///
/// @param zone of times as text
/// @param maxDataPoints most points of a series in JSON; longer ones are consolidated
/// @param noNullPoints leaves out points without a value, and series without a point (JSON)
/// @param pretty indented JSON
/// @param jsonp name of a function to call with the JSON
public record FormatOptions(
    ZoneId zone,
    OptionalInt maxDataPoints,
    boolean noNullPoints,
    boolean pretty,
    Optional<String> jsonp) {

  private static final Pattern FUNCTION = Pattern.compile("[A-Za-z_$][\\w$.\\[\\]]{0,127}");

  public FormatOptions {
    if (maxDataPoints.isPresent() && maxDataPoints.getAsInt() < 1) {
      throw new IllegalArgumentException(
          "maxDataPoints: " + maxDataPoints.getAsInt() + " (expected: >= 1)");
    }
    if (jsonp.isPresent() && !FUNCTION.matcher(jsonp.get()).matches()) {
      throw new IllegalArgumentException("jsonp: not the name of a function: " + jsonp.get());
    }
  }

  /// Nothing but the zone.
  public static FormatOptions in(ZoneId zone) {
    return new FormatOptions(zone, OptionalInt.empty(), false, false, Optional.empty());
  }
}
