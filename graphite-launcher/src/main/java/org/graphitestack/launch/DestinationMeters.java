// Copyright 2026 The Graphite Stack Authors
// SPDX-License-Identifier: Apache-2.0

package org.graphitestack.launch;

import io.micrometer.core.instrument.FunctionCounter;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.Meter;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Tags;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.ToDoubleFunction;
import org.graphitestack.log.DropReason;
import org.graphitestack.relay.CarbonRelay;
import org.graphitestack.relay.DestinationFigures;

/// The figures of a relay's destinations, which come and go with its configuration. Thread-safe.
final class DestinationMeters {

  private static final double MILLIS = 1e3;

  private final MeterRegistry registry;
  private final CarbonRelay relay;
  private final Map<String, Registered> byName = new HashMap<>();

  private record Registered(AtomicReference<DestinationFigures> latest, List<Meter> meters) {}

  DestinationMeters(MeterRegistry registry, CarbonRelay relay) {
    this.registry = registry;
    this.relay = relay;
  }

  /// Takes the figures of now; called before they are told.
  synchronized void refresh() {
    var now = new HashMap<String, DestinationFigures>();
    relay.destinations().forEach(figures -> now.put(figures.name(), figures));
    for (var name : List.copyOf(byName.keySet())) {
      var registered = byName.get(name);
      if (registered != null && !now.containsKey(name)) {
        byName.remove(name);
        registered.meters().forEach(registry::remove);
      }
    }
    now.forEach(
        (name, figures) ->
            byName.computeIfAbsent(name, _ -> register(figures)).latest().set(figures));
  }

  private Registered register(DestinationFigures first) {
    var latest = new AtomicReference<>(first);
    var meters = new ArrayList<Meter>();
    var tags = Tags.of("destination", first.name());
    counter(meters, latest, tags, "taken", "Points offered", f -> f.spool().taken());
    counter(meters, latest, tags, "delivered", "Points it has", f -> f.spool().delivered());
    counter(meters, latest, tags, "lost", "Points damaged on disk", f -> f.spool().lost());
    counter(meters, latest, tags, "sent.points", "Points sent", f -> f.runner().sentPoints());
    counter(meters, latest, tags, "sent.bytes", "Bytes sent", f -> f.runner().sentBytes());
    counter(meters, latest, tags, "connects", "Connections made", f -> f.runner().connects());
    counter(meters, latest, tags, "failures", "Connections lost", f -> f.runner().failures());
    for (var reason : DropReason.values()) {
      counter(
          meters,
          latest,
          tags.and("reason", reason.name().toLowerCase(Locale.ROOT)),
          "dropped",
          "Points dropped by the spool's caps",
          f -> f.spool().dropped().getOrDefault(reason, 0L));
    }
    gauge(meters, latest, tags, "queued.points", "Points that wait", f -> f.spool().queued());
    gauge(meters, latest, tags, "queued.bytes", "Their bytes", f -> f.spool().queuedBytes());
    gauge(meters, latest, tags, "held.points", "Points without room", f -> f.spool().held());
    gauge(
        meters,
        latest,
        tags,
        "lag.seconds",
        "Age of the oldest point that waits",
        f -> f.lag().toMillis() / MILLIS);
    gauge(meters, latest, tags, "up", "1 while it can be reached", f -> f.healthy() ? 1 : 0);
    gauge(
        meters,
        latest,
        tags,
        "unaccounted",
        "Points whose fate is unknown: 0 at rest",
        f -> f.spool().unaccounted());
    return new Registered(latest, meters);
  }

  private void counter(
      List<Meter> meters,
      AtomicReference<DestinationFigures> latest,
      Tags tags,
      String name,
      String help,
      ToDoubleFunction<DestinationFigures> value) {
    meters.add(
        FunctionCounter.builder(
                "graphite.relay.destination." + name, latest, l -> value.applyAsDouble(l.get()))
            .description(help)
            .tags(tags)
            .register(registry));
  }

  private void gauge(
      List<Meter> meters,
      AtomicReference<DestinationFigures> latest,
      Tags tags,
      String name,
      String help,
      ToDoubleFunction<DestinationFigures> value) {
    meters.add(
        Gauge.builder(
                "graphite.relay.destination." + name, latest, l -> value.applyAsDouble(l.get()))
            .description(help)
            .tags(tags)
            .strongReference(true)
            .register(registry));
  }
}
