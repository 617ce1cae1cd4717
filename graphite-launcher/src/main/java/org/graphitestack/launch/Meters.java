// Copyright 2026 The Graphite Stack Authors
// SPDX-License-Identifier: Apache-2.0

package org.graphitestack.launch;

import io.micrometer.core.instrument.FunctionCounter;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Tags;
import io.micrometer.core.instrument.Timer;
import java.time.Duration;
import java.time.temporal.ChronoUnit;
import java.util.Locale;
import java.util.function.ToDoubleFunction;
import java.util.stream.LongStream;

/// Gives counters that others keep their names in a registry.
final class Meters {

  /// Upper bounds of histograms.
  private static final Duration[] DURATIONS =
      LongStream.of(
              100,
              250,
              500,
              1_000,
              2_500,
              5_000,
              10_000,
              25_000,
              50_000,
              100_000,
              250_000,
              500_000,
              1_000_000,
              2_500_000,
              5_000_000,
              10_000_000,
              30_000_000,
              60_000_000)
          .mapToObj(micros -> Duration.of(micros, ChronoUnit.MICROS))
          .toArray(Duration[]::new);

  private final MeterRegistry registry;

  Meters(MeterRegistry registry) {
    this.registry = registry;
  }

  MeterRegistry registry() {
    return registry;
  }

  /// A reason as a label has it.
  static String label(Enum<?> reason) {
    return reason.name().toLowerCase(Locale.ROOT);
  }

  <T> void counter(String name, String help, T source, ToDoubleFunction<T> value) {
    counter(name, help, Tags.empty(), source, value);
  }

  <T> void counter(String name, String help, Tags tags, T source, ToDoubleFunction<T> value) {
    FunctionCounter.builder(name, source, value).description(help).tags(tags).register(registry);
  }

  /// Durations from a tenth of a millisecond to a minute, as `_bucket`, `_sum` and `_count`.
  Timer histogram(String name, String help) {
    return Timer.builder(name)
        .description(help)
        .serviceLevelObjectives(DURATIONS)
        .register(registry);
  }

  <T> void gauge(String name, String help, T source, ToDoubleFunction<T> value) {
    gauge(name, help, Tags.empty(), source, value);
  }

  <T> void gauge(String name, String help, Tags tags, T source, ToDoubleFunction<T> value) {
    Gauge.builder(name, source, value)
        .description(help)
        .tags(tags)
        .strongReference(true)
        .register(registry);
  }
}
