// Copyright 2026 The Graphite Stack Authors
// SPDX-License-Identifier: Apache-2.0

package org.graphitestack.storage;

import java.io.IOException;
import java.util.function.Consumer;
import org.graphitestack.model.MetricPath;

/// Finds series that appear where an engine keeps them and vanish from there, by whomever. Not
/// thread-safe.
@FunctionalInterface
public interface TreeScan {

  /// Reports what changed since the run before; the first run reports every series as added.
  ///
  /// @throws IOException if the place itself cannot be read
  void run(Consumer<MetricPath> added, Consumer<MetricPath> removed) throws IOException;
}
