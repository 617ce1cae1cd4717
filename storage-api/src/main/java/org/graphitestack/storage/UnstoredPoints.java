// Copyright 2026 The Graphite Stack Authors
// SPDX-License-Identifier: Apache-2.0

package org.graphitestack.storage;

import java.util.Collection;
import java.util.Optional;
import org.graphitestack.model.MetricPath;
import org.graphitestack.model.PointBatch;
import org.graphitestack.model.SeriesLayout;

/// Points that were accepted and are not known to be stored yet. Thread-safe.
public interface UnstoredPoints {

  /// The points of one series, ascending by timestamp, one per timestamp; empty if there are none.
  PointBatch unstored(MetricPath path);

  /// The layout a series that has no file yet will be created with; empty if nothing is held for
  /// it.
  Optional<SeriesLayout> layoutToCome(MetricPath path);

  /// The same for series that are about to be read together, and for no others: points that are far
  /// away are asked for here, all at once. May wait for them, and never fails: what cannot be had
  /// is not there.
  default UnstoredPoints ahead(Collection<MetricPath> paths) {
    return this;
  }
}
