// Copyright 2026 The Graphite Stack Authors
// SPDX-License-Identifier: Apache-2.0

package org.graphitestack.relay;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.function.LongSupplier;

/// How fast points come and go for each destination: averages that forget about a minute back.
/// Thread-safe.
final class DeliveryRates {

  /// How fast one destination's points come and go, per second.
  record Rates(double in, double out) {

    static final Rates NONE = new Rates(0, 0);
  }

  private static final double MEMORY_SECONDS = 20;

  private final LongSupplier nanoTime;
  private final Map<String, Sample> samples = new HashMap<>();

  private record Sample(long nanos, long taken, long delivered, Rates rates) {}

  DeliveryRates(LongSupplier nanoTime) {
    this.nanoTime = nanoTime;
  }

  /// Looks at the lanes; called about once a second.
  synchronized void sample(List<Lane> lanes) {
    var seen = new HashMap<String, Sample>();
    for (var lane : lanes) {
      var name = lane.destination().name();
      var figures = lane.spool().figures();
      var now = nanoTime.getAsLong();
      var last = samples.get(name);
      var rates =
          last == null
              ? Rates.NONE
              : next(last, now, figures.taken() - last.taken, figures.delivered() - last.delivered);
      seen.put(name, new Sample(now, figures.taken(), figures.delivered(), rates));
    }
    samples.clear();
    samples.putAll(seen);
  }

  synchronized Rates of(String destination) {
    var sample = samples.get(destination);
    return sample == null ? Rates.NONE : sample.rates;
  }

  private static Rates next(Sample last, long now, long in, long out) {
    var seconds = Math.max(1e-3, (double) (now - last.nanos) / TimeUnit.SECONDS.toNanos(1));
    var weight = 1 - Math.exp(-seconds / MEMORY_SECONDS);
    return new Rates(
        last.rates.in + weight * (in / seconds - last.rates.in),
        last.rates.out + weight * (out / seconds - last.rates.out));
  }
}
