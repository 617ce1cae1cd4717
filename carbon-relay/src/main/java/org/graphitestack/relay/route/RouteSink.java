// Copyright 2026 The Graphite Stack Authors
// SPDX-License-Identifier: Apache-2.0

package org.graphitestack.relay.route;

/// Takes points where their routes lead. For each point routed: any number of [#to] and [#toFile],
/// no place twice; or, if it got to none and no aggregator took it, one of [#blackholed] and
/// [#rejected].
///
/// The point is only valid during the call.
public interface RouteSink {

  /// The point is for a destination.
  ///
  /// @param destination index into [RoutingTable#destinations]
  void to(int destination, RoutedPoint point);

  /// The point is for a file.
  ///
  /// @param file index into [RoutingTable#files]
  void toFile(int file, RoutedPoint point);

  /// The point is meant for nobody.
  void blackholed(RoutedPoint point);

  /// The point was refused.
  void rejected(RelayReject reason, RoutedPoint point);

  /// The aggregator's turn.
  ///
  /// @param aggregation as [RouteRule.Aggregate] says
  /// @return whether the point itself goes on to the rules behind
  boolean aggregate(int aggregation, RoutedPoint point);
}
