// Copyright 2026 The Graphite Stack Authors
// SPDX-License-Identifier: Apache-2.0

package org.graphitestack.web.cluster;

import java.util.List;

/// A node of the name tree of another server.
///
/// @param path full path
/// @param leaf whether a series has this name
/// @param intervals when a leaf has values; empty if the server does not say
public record RemoteNode(String path, boolean leaf, List<Interval> intervals) {

  public RemoteNode {
    intervals = List.copyOf(intervals);
  }

  /// Epoch seconds.
  public record Interval(double start, double end) {}

  /// Whether a leaf may have values in a window, as far as the server says.
  boolean mayHavePoints(long from, long until, long tolerance) {
    return !leaf
        || intervals.isEmpty()
        || intervals.stream()
            .anyMatch(one -> one.end() + tolerance >= from && one.start() <= until);
  }
}
