// Copyright 2026 The Graphite Stack Authors
// SPDX-License-Identifier: Apache-2.0

package org.graphitestack.relay.aggregate;

import org.graphitestack.protocol.ReceivedPoints;

/// Where results go.
@FunctionalInterface
public interface GeneratedPoints {

  /// Takes results of one rule. Called on the thread that flushes, without a lock that
  /// [AggregationStage#take] needs, so results may be fed back.
  ///
  /// @param points a batch that keeps lines; cleared and filled again afterwards
  void accept(AggregationRule rule, ReceivedPoints points);
}
