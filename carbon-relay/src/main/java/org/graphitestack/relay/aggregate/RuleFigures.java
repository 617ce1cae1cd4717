// Copyright 2026 The Graphite Stack Authors
// SPDX-License-Identifier: Apache-2.0

package org.graphitestack.relay.aggregate;

/// What became of the points of one rule since the stage was opened or the rule came in. A point
/// counts once for each function of the rule.
///
/// @param received points that matched
/// @param generated results, repeated ones included
/// @param repeated results of windows that had sent one before
/// @param late not taken: the window had expired, or had ended longer ago than is allowed
/// @param early not taken: further ahead than an expiring rule allows
/// @param dropped not taken for want of room, or results that were no number
public record RuleFigures(
    AggregationRule rule,
    long received,
    long generated,
    long repeated,
    long late,
    long early,
    long dropped) {}
