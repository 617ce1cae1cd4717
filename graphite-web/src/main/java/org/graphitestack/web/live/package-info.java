// Copyright 2026 The Graphite Stack Authors
// SPDX-License-Identifier: Apache-2.0

/// Graphs that are followed: evaluated again when points may have arrived, and told to all who
/// follow them as what is new or changed. Enter at [org.graphitestack.web.live.LiveGraphs]. Knows
/// no HTTP, and no target: what a graph shows is asked of whoever brings it.
@NullMarked
package org.graphitestack.web.live;

import org.jspecify.annotations.NullMarked;
