// Copyright 2026 The Graphite Stack Authors
// SPDX-License-Identifier: Apache-2.0

package org.graphitestack.web.event;

import java.util.Optional;

/// Which events are asked for: those of a time, in parts or as a whole.
///
/// @param from microseconds since 1970, inclusive
/// @param until likewise, inclusive
/// @param tags empty for any
/// @param most of more, only the last ones are found
public record EventQuery(long from, long until, Optional<EventTags> tags, int most) {

  private static final long MICROS = 1_000_000;

  /// Events of whole seconds; times out of reach are the farthest in reach.
  public static EventQuery ofSeconds(long from, long until, Optional<EventTags> tags, int most) {
    return new EventQuery(micros(from), micros(until), tags, most);
  }

  private static long micros(long seconds) {
    return MICROS * Math.clamp(seconds, Long.MIN_VALUE / MICROS, Long.MAX_VALUE / MICROS);
  }
}
