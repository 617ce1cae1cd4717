// Copyright 2026 The Graphite Stack Authors
// SPDX-License-Identifier: Apache-2.0

package org.graphitestack.storage.whisper;

/// How the data area of a new file comes to be; the content is the same.
public enum FileAllocation {
  /// Zeros are written: the disk's space is taken at once.
  ZERO_FILLED,
  /// Only the last byte is written: space is taken as points arrive (`WHISPER_SPARSE_CREATE`).
  SPARSE,
  /// The file system reserves the space (`WHISPER_FALLOCATE_CREATE`); where it cannot, zeros are
  /// written.
  RESERVED
}
