// Copyright 2026 The Graphite Stack Authors
// SPDX-License-Identifier: Apache-2.0

package org.graphitestack.storage.ceres;

/// How much of a node's list of slices is remembered (`CERES_SLICE_CACHING_BEHAVIOR`).
///
/// A remembered list is only used while the time of the node's folder says that nothing came or
/// went, so slices made by others are seen in every mode.
public enum SliceCaching {
  /// Nothing: the folder is listed for each read and write.
  NONE,
  /// The newest slice, which most writes go to; reads list the folder.
  LATEST,
  /// The whole list.
  ALL
}
