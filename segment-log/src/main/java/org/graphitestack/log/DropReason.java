// Copyright 2026 The Graphite Stack Authors
// SPDX-License-Identifier: Apache-2.0

package org.graphitestack.log;

/// Why points that were accepted, or offered, did not stay in a log.
public enum DropReason {
  /// The log had reached its cap on bytes.
  FULL,
  /// The points had waited longer than the cap on age.
  AGE,
  /// The disk had less free space than the watermark.
  LOW_SPACE,
  /// The disk refused the write.
  WRITE_FAILED
}
