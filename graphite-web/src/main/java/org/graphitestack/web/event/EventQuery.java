// Copyright 2026 The Graphite Stack Authors
// SPDX-License-Identifier: Apache-2.0

package org.graphitestack.web.event;

import java.util.Optional;
import org.graphitestack.web.access.Visibility;

/// Which events are asked for: those of a time, in parts or as a whole.
///
/// @param from microseconds since 1970, inclusive
/// @param until likewise, inclusive
/// @param tags empty for any
/// @param most of more, only the last ones are found
/// @param sees which events are found at all
public record EventQuery(
    long from, long until, Optional<EventTags> tags, int most, Visibility sees) {

  private static final long MICROS = 1_000_000;

  /// The same for someone who sees all events.
  public static EventQuery ofSeconds(long from, long until, Optional<EventTags> tags, int most) {
    return ofSeconds(from, until, tags, most, Visibility.ALL);
  }

  /// Events of whole seconds; times out of reach are the farthest in reach.
  public static EventQuery ofSeconds(
      long from, long until, Optional<EventTags> tags, int most, Visibility sees) {
    return new EventQuery(micros(from), micros(until), tags, most, sees);
  }

  private static long micros(long seconds) {
    return MICROS * Math.clamp(seconds, Long.MIN_VALUE / MICROS, Long.MAX_VALUE / MICROS);
  }
}
