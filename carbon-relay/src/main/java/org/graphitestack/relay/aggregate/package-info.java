// Copyright 2026 The Graphite Stack Authors
// SPDX-License-Identifier: Apache-2.0

/// Makes one series of many: carbon's aggregator and carbon-c-relay's `aggregate`.
///
/// Enter by [org.graphitestack.relay.aggregate.AggregationRules], which know what a name feeds, and
/// [org.graphitestack.relay.aggregate.AggregationStage], which keeps the windows. The room knows
/// neither files of rules nor where results go.
@NullMarked
package org.graphitestack.relay.aggregate;

import org.jspecify.annotations.NullMarked;
