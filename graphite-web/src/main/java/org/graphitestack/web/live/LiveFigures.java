// Copyright 2026 The Graphite Stack Authors
// SPDX-License-Identifier: Apache-2.0

package org.graphitestack.web.live;

/// What followed graphs cost.
///
/// @param connections streams that are open
/// @param graphs different graphs that are followed
/// @param evaluations how often one was evaluated
/// @param messages how often one had something to tell
/// @param dropped streams that were closed because their client was too slow
/// @param refused streams that were not opened because there were too many
public record LiveFigures(
    int connections, int graphs, long evaluations, long messages, long dropped, long refused) {}
