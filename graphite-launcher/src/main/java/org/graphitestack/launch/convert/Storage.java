// Copyright 2026 The Graphite Stack Authors
// SPDX-License-Identifier: Apache-2.0

package org.graphitestack.launch.convert;

import java.io.IOException;
import java.nio.file.Path;
import java.util.Optional;
import org.graphitestack.model.MetricPath;
import org.graphitestack.model.SeriesLayout;
import org.graphitestack.storage.StorageEngine;

/// An open storage, and how series are copied out of it and into it.
///
/// @param engine reads, completes and deletes
/// @param layouts what its series are to be created with elsewhere
/// @param target makes series in it
/// @param names of its series with tags
/// @param root of a tree, which keeps names of series with tags in a file
/// @param endToEnd whether archives lie end to end instead of overlapping in time
record Storage(
    StorageEngine engine,
    Layouts layouts,
    SeriesTarget target,
    TaggedNames names,
    Optional<Path> root,
    boolean endToEnd)
    implements AutoCloseable {

  /// What series are to be created with elsewhere.
  interface Layouts {

    /// Empty if there is no such series.
    Optional<SeriesLayout> of(MetricPath path) throws IOException;
  }

  @Override
  public void close() throws IOException {
    engine.close();
  }
}
