// Copyright 2026 The Graphite Stack Authors
// SPDX-License-Identifier: Apache-2.0

package org.graphitestack.storage.index;

/// A node that a search found.
///
/// @param path its whole path
/// @param leaf whether it is a series; else a branch
/// @param series how many series it stands for: 1, or those below the branch
public record SearchHit(String path, boolean leaf, int series) {}
