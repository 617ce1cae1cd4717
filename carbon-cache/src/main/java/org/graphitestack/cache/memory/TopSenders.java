// Copyright 2026 The Graphite Stack Authors
// SPDX-License-Identifier: Apache-2.0

package org.graphitestack.cache.memory;

import java.util.List;

/// Who sends most; each list begins with the largest.
///
/// @param series series by points in the last whole minute
/// @param prefixes first two nodes of names by the points of their series in that minute
/// @param newSeries first two nodes of names by series that came in the last hour, or since the
///   start
public record TopSenders(List<Sender> series, List<Sender> prefixes, List<Sender> newSeries) {

  public TopSenders {
    series = List.copyOf(series);
    prefixes = List.copyOf(prefixes);
    newSeries = List.copyOf(newSeries);
  }

  /// An entry of a list.
  ///
  /// @param name a series or a prefix of names
  /// @param count points or series, > 0
  public record Sender(String name, long count) {}
}
