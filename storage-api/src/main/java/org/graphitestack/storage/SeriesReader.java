// Copyright 2026 The Graphite Stack Authors
// SPDX-License-Identifier: Apache-2.0

package org.graphitestack.storage;

import java.io.IOException;
import java.util.Collection;
import java.util.Optional;
import org.graphitestack.model.MetricPath;
import org.graphitestack.model.SeriesLayout;

/// Reads series. Thread-safe.
public interface SeriesReader {

  /// The values of one series in a window, from the finest archive that reaches back to
  /// `window.from()`.
  ///
  /// @return empty if there is no such series, or it keeps nothing of that window
  /// @throws CorruptSeriesException if the stored bytes make no sense; other series are not
  ///   affected
  Optional<SeriesValues> read(MetricPath path, TimeWindow window) throws IOException;

  /// Where a read of that window takes its values from, without reading them.
  ///
  /// @return empty if there is no such series, it keeps nothing of that window, or the storage
  ///   cannot say
  /// @throws CorruptSeriesException if the stored bytes make no sense
  default Optional<ReadSource> source(MetricPath path, TimeWindow window) throws IOException {
    return Optional.empty();
  }

  /// What the series was created with; empty if there is no such series.
  Optional<SeriesLayout> layout(MetricPath path) throws IOException;

  /// The time of the series' last write in epoch seconds; empty if there is no such series.
  Optional<Long> lastWrite(MetricPath path) throws IOException;

  /// A reader for series that are about to be read together, and for no others: what is cheaper to
  /// have for many at once is fetched here.
  default SeriesReader ahead(Collection<MetricPath> paths) {
    return this;
  }
}
