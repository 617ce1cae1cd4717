// Copyright 2026 The Graphite Stack Authors
// SPDX-License-Identifier: Apache-2.0

package org.graphitestack.launch;

import io.micrometer.core.instrument.Tags;
import java.util.function.ToDoubleFunction;
import org.graphitestack.storage.limit.Measure;
import org.graphitestack.storage.limit.Use;

/// What a daemon tells of one thing that one limit bounds.
///
/// @param limit the name of its section in limits.conf
record LimitFigures(Meters meters, LimitsInForce limits, String limit, Measure measure) {

  void add() {
    counter("passed", "What passed a limit", Use::passed);
    counter("over.soft", "Of what passed, what was over WARN_…", Use::overSoft);
    counter("refused", "What was over MAX_…", Use::refused);
    gauge("used", "What is used now, in the unit of MAX_…", Use::usedAsBound);
    gauge("soft", "WARN_…", use -> use.bound().soft());
    gauge("hard", "MAX_…", use -> use.bound().hard());
  }

  private void counter(String name, String help, ToDoubleFunction<Use> value) {
    meters.counter("graphite.limit." + name, help, tags(), limits, now -> figure(now, value));
  }

  private void gauge(String name, String help, ToDoubleFunction<Use> value) {
    meters.gauge("graphite.limit." + name, help, tags(), limits, now -> figure(now, value));
  }

  private Tags tags() {
    return Tags.of("limit", limit, "measure", measure.label());
  }

  private double figure(LimitsInForce now, ToDoubleFunction<Use> value) {
    return now.figure(limit, measure, value);
  }
}
