// Copyright 2026 The Graphite Stack Authors
// SPDX-License-Identifier: Apache-2.0

package org.graphitestack.web.render;

import java.time.Duration;

/// What a request took.
///
/// @param series series it fetched
/// @param points points it fetched
/// @param bytes most memory held for its values
/// @param time since it began
public record RenderCost(long series, long points, long bytes, Duration time) {}
