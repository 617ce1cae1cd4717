// Copyright 2026 The Graphite Stack Authors
// SPDX-License-Identifier: Apache-2.0

package org.graphitestack.log;

/// What a log does with a batch it has no room for: over its cap on bytes, below the free-space
/// watermark, or when the disk refuses a write.
public enum WhenFull {
  /// Refuse the batch and leave it with the caller, who stops reading from its senders.
  BLOCK,
  /// Remove whole segments from the old end until the batch fits; what nobody had read is counted.
  DROP_OLDEST,
  /// Drop the batch itself, counted.
  DROP_NEWEST
}
