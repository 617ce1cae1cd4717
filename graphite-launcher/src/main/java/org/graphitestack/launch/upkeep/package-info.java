// Copyright 2026 The Graphite Stack Authors
// SPDX-License-Identifier: Apache-2.0

/// Keeping a tree as it should be: layouts that follow the schemas, series that are deleted,
/// renamed or merged, files that are checked. Enter at `Upkeep`, for commands, and at `TreeKeeper`,
/// for daemons. Must not know how daemons are wired.
@NullMarked
package org.graphitestack.launch.upkeep;

import org.jspecify.annotations.NullMarked;
