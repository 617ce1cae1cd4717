// Copyright 2026 The Graphite Stack Authors
// SPDX-License-Identifier: Apache-2.0

package org.graphitestack.storage.tag;

import org.graphitestack.model.MetricPath;

/// Enters series by name, so that they are found by their tags, and forgets them. Thread-safe.
public interface TagEditor {

  /// Enters a series, which storage may have or not.
  ///
  /// @return whether it was not entered before
  boolean enter(MetricPath path);

  /// Forgets the tags of a series, and nothing else of it.
  ///
  /// @return whether they were known
  boolean forget(MetricPath path);
}
