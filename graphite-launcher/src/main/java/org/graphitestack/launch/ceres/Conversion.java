// Copyright 2026 The Graphite Stack Authors
// SPDX-License-Identifier: Apache-2.0

package org.graphitestack.launch.ceres;

import java.io.IOException;
import org.graphitestack.model.MetricPath;

/// Copies series from one tree to another. Thread-safe.
interface Conversion {

  /// Makes the series in the target, which does not have it; there it appears whole.
  ///
  /// @throws java.nio.file.FileAlreadyExistsException if the target has it after all
  void convert(MetricPath path) throws IOException;
}
