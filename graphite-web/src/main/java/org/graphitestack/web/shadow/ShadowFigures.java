// Copyright 2026 The Graphite Stack Authors
// SPDX-License-Identifier: Apache-2.0

package org.graphitestack.web.shadow;

import java.util.Map;

/// What was compared since the start.
///
/// @param seen requests that could have been repeated
/// @param compared requests that were
/// @param equal those whose answers did not differ
/// @param dropped requests of the sample that were not repeated, because too many waited, were too
///   many in a second, or too large
/// @param waiting requests that wait to be repeated now
/// @param differences requests by kind of difference; one may have several
public record ShadowFigures(
    long seen,
    long compared,
    long equal,
    long dropped,
    int waiting,
    Map<DifferenceKind, Long> differences) {

  public ShadowFigures {
    differences = Map.copyOf(differences);
  }
}
