// Copyright 2026 The Graphite Stack Authors
// SPDX-License-Identifier: Apache-2.0

package org.graphitestack.storage.limit;

import java.util.Map;
import org.graphitestack.storage.index.SubtreePattern;

/// What one part of the tree may use.
///
/// @param name for people and metrics
/// @param pattern which series it is for
/// @param bounds by what they bound; what is not in there is not bounded
public record LimitRule(String name, SubtreePattern pattern, Map<Measure, Bound> bounds) {

  public LimitRule {
    bounds = Map.copyOf(bounds);
  }

  /// The bound of something.
  public Bound bound(Measure measure) {
    return bounds.getOrDefault(measure, Bound.NONE);
  }
}
