// Copyright 2026 The Graphite Stack Authors
// SPDX-License-Identifier: Apache-2.0

package org.graphitestack.web.live;

import java.time.Duration;

/// A graph that somebody wants to follow.
///
/// @param key all that it depends on: graphs with equal keys are evaluated once for all
/// @param every shortest time between two evaluations
/// @param evaluation what it shows at the moment
public record LiveGraph(Object key, Duration every, Evaluation evaluation) {}
