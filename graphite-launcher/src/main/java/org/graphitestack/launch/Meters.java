// Copyright 2026 The Graphite Stack Authors
// SPDX-License-Identifier: Apache-2.0

package org.graphitestack.launch;

import io.micrometer.core.instrument.FunctionCounter;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Tags;
import java.util.Locale;
import java.util.function.ToDoubleFunction;

/// Gives counters that others keep their names in a registry.
final class Meters {

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
