// Copyright 2026 The Graphite Stack Authors
// SPDX-License-Identifier: Apache-2.0

/// Ceres trees: a folder for each series, in it a file for each slice of its time.
///
/// Enter at [org.graphitestack.storage.ceres.CeresEngine], which keeps series as every engine does,
/// or at [org.graphitestack.storage.ceres.CeresTree], which shows a tree as Python's tools do.
/// Knows no other engine, no socket, no command line.
@NullMarked
package org.graphitestack.storage.ceres;

import org.jspecify.annotations.NullMarked;
