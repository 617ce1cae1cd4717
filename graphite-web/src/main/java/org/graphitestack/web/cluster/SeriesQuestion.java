// Copyright 2026 The Graphite Stack Authors
// SPDX-License-Identifier: Apache-2.0

package org.graphitestack.web.cluster;

import java.util.List;
import java.util.Set;
import java.util.function.Function;
import org.graphitestack.storage.TimeWindow;

/// What series are wanted.
///
/// @param patterns path expressions: patterns, and whole calls of `seriesByTag`
/// @param window the time
/// @param rollUp value of `rollup` that the request has, if it is not the usual one; else empty
/// @param stitched whether the request has `stitch`
/// @param tagged the series of a call of `seriesByTag` that are known here, for servers that know
///   no tags
/// @param nanosLeft the longest it may take
/// @param allowance what may come
public record SeriesQuestion(
    Set<String> patterns,
    TimeWindow window,
    String rollUp,
    boolean stitched,
    Function<String, List<String>> tagged,
    long nanosLeft,
    Allowance allowance) {

  public SeriesQuestion {
    patterns = Set.copyOf(patterns);
  }
}
