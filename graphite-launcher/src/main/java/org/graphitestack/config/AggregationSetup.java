// Copyright 2026 The Graphite Stack Authors
// SPDX-License-Identifier: Apache-2.0

package org.graphitestack.config;

import java.nio.file.Path;
import java.util.OptionalInt;

/// What carbon.conf says about aggregation.
///
/// @param rules `AGGREGATION_RULES`: the file
/// @param aggregates whether the daemon aggregates; else it only routes by the rules' names
/// @param forwardAll `FORWARD_ALL`: whether points that are aggregated go on themselves, too
/// @param maxIntervals `MAX_AGGREGATION_INTERVALS`
/// @param writeBackSeconds `WRITE_BACK_FREQUENCY`; empty: each rule's own
public record AggregationSetup(
    Path rules,
    boolean aggregates,
    boolean forwardAll,
    int maxIntervals,
    OptionalInt writeBackSeconds) {}
