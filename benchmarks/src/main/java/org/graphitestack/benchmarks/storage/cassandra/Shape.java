// Copyright 2026 The Graphite Stack Authors
// SPDX-License-Identifier: Apache-2.0

package org.graphitestack.benchmarks.storage.cassandra;

import java.io.IOException;
import java.util.List;
import org.graphitestack.model.MetricPath;
import org.graphitestack.model.PointBatch;

/// A way to keep points.
interface Shape extends AutoCloseable {

  /// Makes series for points to come.
  void create(List<MetricPath> paths) throws IOException;

  /// Stores points of one series, and returns when they are stored.
  void write(MetricPath path, PointBatch points) throws IOException;

  /// Reads series over some time.
  ///
  /// @return how many values are known
  long read(List<MetricPath> paths, long from, long until) throws IOException;

  @Override
  void close() throws IOException;
}
