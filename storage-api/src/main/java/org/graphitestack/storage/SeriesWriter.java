// Copyright 2026 The Graphite Stack Authors
// SPDX-License-Identifier: Apache-2.0

package org.graphitestack.storage;

import java.io.IOException;
import org.graphitestack.model.MetricPath;
import org.graphitestack.model.PointBatch;
import org.graphitestack.model.SeriesLayout;

/// Creates series and writes points. Thread-safe; two writes to one series are put in some order.
public interface SeriesWriter {

  boolean exists(MetricPath path) throws IOException;

  /// Creates an empty series; readers see it whole or not at all.
  ///
  /// @throws java.nio.file.FileAlreadyExistsException if the series exists
  /// @throws UnstorablePathException if this engine can never store a series of that name
  void create(MetricPath path, SeriesLayout layout) throws IOException;

  /// Writes points and rolls them up. Points older than the longest retention, or with a timestamp
  /// the format cannot hold, are left out and counted in the result; all others are stored.
  ///
  /// @param points in any order; of equal timestamps the first wins
  /// @param now epoch seconds, decides which archive a point belongs to
  /// @return how many points the series has no room for
  /// @throws NoSuchSeriesException if the series does not exist
  /// @throws CorruptSeriesException if the stored bytes make no sense
  int write(MetricPath path, PointBatch points, long now) throws IOException;
}
