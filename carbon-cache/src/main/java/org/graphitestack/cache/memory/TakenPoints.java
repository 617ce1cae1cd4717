// Copyright 2026 The Graphite Stack Authors
// SPDX-License-Identifier: Apache-2.0

package org.graphitestack.cache.memory;

import org.graphitestack.model.MetricPath;
import org.graphitestack.model.PointBatch;

/// Points of one series on their way to storage. They stay readable in memory until [WaitingPoints]
/// is told what became of them; meanwhile nobody else can take that series.
///
/// @param series its number in memory
/// @param points ascending, one per timestamp
/// @param held how many points memory holds for them; those beyond `points.size()` were replaced
public record TakenPoints(int series, MetricPath path, PointBatch points, int held) {}
