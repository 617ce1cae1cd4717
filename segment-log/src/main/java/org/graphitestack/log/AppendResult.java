// Copyright 2026 The Graphite Stack Authors
// SPDX-License-Identifier: Apache-2.0

package org.graphitestack.log;

/// What became of a batch.
public sealed interface AppendResult {
  /// In the log: the batch lies at `[position, end)` and survives the death of the process.
  record Appended(long position, long end) implements AppendResult {}

  /// Not in the log, counted as dropped under the reason.
  record Dropped(DropReason reason) implements AppendResult {}

  /// Not in the log and not counted: the caller keeps the batch, stops taking more, and offers it
  /// again when told so by [SegmentLog#onSpace] or [SegmentLog#awaitSpace].
  record Refused(DropReason reason) implements AppendResult {}
}
