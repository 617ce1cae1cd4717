// Copyright 2026 The Graphite Stack Authors
// SPDX-License-Identifier: Apache-2.0

package org.graphitestack.relay.route;

/// The names that aggregation rules make of a metric: what carbon's aggregated hashing routes by,
/// so that all points of an aggregate meet at one aggregator.
@FunctionalInterface
public interface AggregateNames {

  /// No rules: every metric is routed by its own name.
  AggregateNames NONE = (_, _, _, _) -> {};

  /// Hands over each name; none if no rule takes the metric.
  ///
  /// @param bytes holds the metric's name, UTF-8
  void namesOf(byte[] bytes, int offset, int length, NameConsumer each);
}
