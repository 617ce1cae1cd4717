// Copyright 2026 The Graphite Stack Authors
// SPDX-License-Identifier: Apache-2.0

package org.graphitestack.storage;

import java.io.IOException;
import org.graphitestack.model.AggregationMethod;
import org.graphitestack.model.MetricPath;

/// Changes series as a whole. Thread-safe.
public interface SeriesAdmin {

  /// Removes a series and the empty folders above it.
  ///
  /// @throws NoSuchSeriesException if the series does not exist
  void delete(MetricPath path) throws IOException;

  /// Gives a series another name.
  ///
  /// @throws NoSuchSeriesException if `from` does not exist
  /// @throws java.nio.file.FileAlreadyExistsException if `to` exists
  void rename(MetricPath from, MetricPath to) throws IOException;

  /// Changes how future points of a series roll up; what is rolled up already stays.
  ///
  /// @return the method before
  /// @throws NoSuchSeriesException if the series does not exist
  /// @throws CorruptSeriesException if the stored bytes make no sense
  AggregationMethod setAggregation(MetricPath path, AggregationMethod method) throws IOException;
}
