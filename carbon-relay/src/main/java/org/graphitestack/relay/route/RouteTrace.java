// Copyright 2026 The Graphite Stack Authors
// SPDX-License-Identifier: Apache-2.0

package org.graphitestack.relay.route;

import java.util.ArrayList;
import java.util.List;

/// Writes down what a [Routing] does with a point.
final class RouteTrace {

  private final List<String> sentences = new ArrayList<>();
  private final List<List<String>> reached = new ArrayList<>();

  void say(String sentence) {
    sentences.add(sentence);
    reached.add(new ArrayList<>());
  }

  void reached(String place) {
    reached.getLast().add(place);
  }

  List<RouteStep> steps() {
    var steps = new ArrayList<RouteStep>();
    for (var i = 0; i < sentences.size(); i++) {
      steps.add(new RouteStep(sentences.get(i), reached.get(i)));
    }
    return steps;
  }
}
