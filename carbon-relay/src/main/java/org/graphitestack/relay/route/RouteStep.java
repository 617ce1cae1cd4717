// Copyright 2026 The Graphite Stack Authors
// SPDX-License-Identifier: Apache-2.0

package org.graphitestack.relay.route;

import java.util.List;

/// One step of a metric's way, explained.
///
/// @param sentence what was done, and by which rule
/// @param to names of the destinations and files it got to by this step
public record RouteStep(String sentence, List<String> to) {

  public RouteStep {
    to = List.copyOf(to);
  }

  @Override
  public String toString() {
    return to.isEmpty() ? sentence : sentence + " -> " + String.join(", ", to);
  }
}
