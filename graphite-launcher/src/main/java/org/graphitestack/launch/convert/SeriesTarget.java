// Copyright 2026 The Graphite Stack Authors
// SPDX-License-Identifier: Apache-2.0

package org.graphitestack.launch.convert;

import java.io.IOException;
import org.graphitestack.model.MetricPath;

/// Makes series in a storage from what another one answers. Thread-safe.
interface SeriesTarget {

  /// Makes a series that is not there yet.
  ///
  /// @throws java.nio.file.FileAlreadyExistsException if it is there after all
  void create(MetricPath path, StagedSeries series) throws IOException;
}
