// Copyright 2026 The Graphite Stack Authors
// SPDX-License-Identifier: Apache-2.0

package org.graphitestack.cache.memory;

/// What is known of a series' place in storage.
public enum StorageState {
  /// Nobody has looked yet.
  UNKNOWN,
  /// It has to be created first.
  ABSENT,
  /// It is there.
  PRESENT,
  /// The storage can never hold it: points are dropped.
  UNSTORABLE,
  /// What is there is damaged: points are dropped until the time to look again.
  CORRUPT
}
