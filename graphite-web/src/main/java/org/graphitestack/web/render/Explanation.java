// Copyright 2026 The Graphite Stack Authors
// SPDX-License-Identifier: Apache-2.0

package org.graphitestack.web.render;

import java.util.List;
import org.graphitestack.storage.ReadSource;
import org.graphitestack.web.series.TimeSeries;

/// How a request was answered, or would be.
///
/// @param fetches in the order they were made
/// @param calls functions in the order they ended
/// @param series the answer; empty if nothing was fetched
public record Explanation(
    List<Fetch> fetches, List<CalledFunction> calls, List<TimeSeries> series, RenderCost cost) {

  public Explanation {
    fetches = List.copyOf(fetches);
    calls = List.copyOf(calls);
    series = List.copyOf(series);
  }

  /// One batch of reads: what some path expressions need over one window.
  ///
  /// @param patterns the path expressions
  /// @param from exclusive start, epoch seconds
  /// @param until inclusive end, epoch seconds
  /// @param lookBack seconds before the start of the request
  /// @param nanos time it took
  public record Fetch(
      List<String> patterns,
      long from,
      long until,
      long lookBack,
      List<ReadSeries> series,
      long nanos) {

    public Fetch {
      patterns = List.copyOf(patterns);
      series = List.copyOf(series);
    }
  }

  /// One series of a fetch.
  ///
  /// @param sources where its values come from, newest first; empty if the storage does not say
  /// @param nanos time it took to read, with waiting for the disk; 0 if it was not read
  public record ReadSeries(String name, List<ReadSource> sources, long nanos) {

    public ReadSeries {
      sources = List.copyOf(sources);
    }
  }

  /// One call of a function.
  ///
  /// @param nanos time it took, with what it fetched again, without its arguments
  /// @param series series it gave
  /// @param points points of these
  public record CalledFunction(String name, long nanos, int series, long points) {}
}
