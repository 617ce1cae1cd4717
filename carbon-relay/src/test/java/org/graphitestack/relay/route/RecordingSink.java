// Copyright 2026 The Graphite Stack Authors
// SPDX-License-Identifier: Apache-2.0

package org.graphitestack.relay.route;

import java.util.ArrayList;
import java.util.List;

/// Writes down what a routing tells: `to 0 name`, `file 0 name`, `aggregate 0 name`, `blackholed
/// name`, `BLACKLISTED name`.
final class RecordingSink implements RouteSink {

  final List<String> told = new ArrayList<>();
  boolean aggregatedGoOn = true;

  @Override
  public void to(int destination, RoutedPoint point) {
    told.add("to " + destination + " " + point.name());
  }

  @Override
  public void toFile(int file, RoutedPoint point) {
    told.add("file " + file + " " + point.name());
  }

  @Override
  public void blackholed(RoutedPoint point) {
    told.add("blackholed " + point.name());
  }

  @Override
  public void rejected(RelayReject reason, RoutedPoint point) {
    told.add(reason + " " + point.name());
  }

  @Override
  public boolean aggregate(int aggregation, RoutedPoint point) {
    told.add("aggregate " + aggregation + " " + point.name());
    return aggregatedGoOn;
  }

  List<String> take() {
    var taken = List.copyOf(told);
    told.clear();
    return taken;
  }
}
