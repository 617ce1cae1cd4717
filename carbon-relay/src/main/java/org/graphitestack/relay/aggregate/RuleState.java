// Copyright 2026 The Graphite Stack Authors
// SPDX-License-Identifier: Apache-2.0

package org.graphitestack.relay.aggregate;

import java.util.concurrent.atomic.LongAdder;
import org.graphitestack.protocol.ReceivedPoints;

/// A rule at work: its counters, and its results on their way out.
final class RuleState {

  final AggregationRule rule;
  final LongAdder received = new LongAdder();
  final LongAdder generated = new LongAdder();
  final LongAdder repeated = new LongAdder();
  final LongAdder late = new LongAdder();
  final LongAdder early = new LongAdder();
  final LongAdder dropped = new LongAdder();

  /// Results to hand over; the flushing thread's own.
  final ReceivedPoints results = ReceivedPoints.keepingLines();

  /// Whether the rule is no longer in force.
  volatile boolean retired;

  /// Whether results go out once, at the expiry, and not in rounds.
  final boolean expires;

  final int expireSeconds;

  RuleState(AggregationRule rule) {
    this.rule = rule;
    this.expires = rule.emission() instanceof Emission.Expiry;
    this.expireSeconds =
        rule.emission() instanceof Emission.Expiry expiry ? expiry.expireSeconds() : 0;
  }

  RuleFigures figures() {
    return new RuleFigures(
        rule,
        received.sum(),
        generated.sum(),
        repeated.sum(),
        late.sum(),
        early.sum(),
        dropped.sum());
  }
}
