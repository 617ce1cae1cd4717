// Copyright 2026 The Graphite Stack Authors
// SPDX-License-Identifier: Apache-2.0

package org.graphitestack.storage;

/// A node of the name tree.
///
/// @param path full path, nodes joined by dots
/// @param leaf whether a series has this name (else it is a branch)
public record FoundNode(String path, boolean leaf) {

  /// The last node.
  public String name() {
    return path.substring(path.lastIndexOf('.') + 1);
  }
}
