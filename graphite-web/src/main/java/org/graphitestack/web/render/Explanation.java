// Copyright 2026 The Graphite Stack Authors
// SPDX-License-Identifier: Apache-2.0

package org.graphitestack.web.render;

import java.util.List;
import org.graphitestack.storage.ReadSource;
import org.graphitestack.web.cluster.Gathered.Missing;
import org.graphitestack.web.series.TimeSeries;

/// How a request was answered, or would be.
///
/// @param fetches in the order they were made
/// @param calls functions in the order they ended
/// @param series the answer; empty if nothing was fetched
/// @param missing servers of the cluster whose part the answer lacks
public record Explanation(
    List<Fetch> fetches,
    List<CalledFunction> calls,
    List<TimeSeries> series,
    List<Missing> missing,
    RenderCost cost) {

  public Explanation {
    fetches = List.copyOf(fetches);
    calls = List.copyOf(calls);
    series = List.copyOf(series);
    missing = List.copyOf(missing);
  }

  /// One batch of reads: what some path expressions need over one window.
  ///
  /// @param patterns the path expressions
  /// @param from exclusive start, epoch seconds
  /// @param until inclusive end, epoch seconds
  /// @param lookBack seconds before the start of the request
  /// @param servers other servers that were asked
  /// @param nanos time it took
  public record Fetch(
      List<String> patterns,
      long from,
      long until,
      long lookBack,
      List<ReadSeries> series,
      List<AskedServer> servers,
      long nanos) {

    public Fetch {
      servers = List.copyOf(servers);
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

  /// Another server of the cluster.
  ///
  /// @param series it answered, once for each pattern
  /// @param points of these
  /// @param nanos time it took
  /// @param failure why it has no answer; empty if it has
  public record AskedServer(String server, int series, long points, long nanos, String failure) {}

  /// One call of a function.
  ///
  /// @param nanos time it took, with what it fetched again, without its arguments
  /// @param series series it gave
  /// @param points points of these
  public record CalledFunction(String name, long nanos, int series, long points) {}
}
