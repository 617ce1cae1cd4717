// Copyright 2026 The Graphite Stack Authors
// SPDX-License-Identifier: Apache-2.0

package org.graphitestack.launch;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;
import org.graphitestack.cache.CarbonCache;
import org.graphitestack.config.SettingsInForce;
import org.graphitestack.protocol.amqp.AmqpReceiver;
import org.graphitestack.protocol.listen.PointListener;
import org.graphitestack.web.http.DebugRoutes;
import org.graphitestack.web.http.JsonReport;
import org.graphitestack.web.http.RecordingRoutes;
import org.graphitestack.web.http.Routes;

/// The pages of `/debug`, as far as a daemon has something to show.
final class DebugPages {

  private final List<Supplier<SettingsInForce>> settings = new ArrayList<>();
  private final List<DebugRoutes.Page> pages = new ArrayList<>();
  private final RecordingRoutes recording = new RecordingRoutes();

  DebugPages() {
    pages.add(new ConfigReport(() -> settings.stream().map(Supplier::get).toList()).page());
    pages.add(new ThreadsReport().page());
    pages.add(recording.page());
  }

  /// Adds the settings of a part.
  void settings(Supplier<SettingsInForce> part) {
    settings.add(part);
  }

  /// Adds what came in and could not be taken.
  void listeners(List<PointListener> listeners, Optional<AmqpReceiver> amqp) {
    pages.add(
        new DebugRoutes.Page(
            "rejects",
            "Rejects",
            "What came in at each listener, and the latest of what could not be taken.",
            (json, _) -> {
              json.writeStartObject();
              new ListenersReport(listeners, amqp).writeTo(json);
              json.writeEndObject();
            }));
  }

  /// Adds who sends most.
  void cache(CarbonCache cache) {
    var report = new CacheReport(cache);
    pages.add(
        new DebugRoutes.Page(
            "top",
            "Who sends most",
            "Series and prefixes by points of the last whole minute, prefixes by series that came"
                + " in the last hour; top=N tells of more than 20.",
            report::top));
  }

  /// Adds limits and who is over them.
  void limits(JsonReport limits) {
    pages.add(
        new DebugRoutes.Page(
            "limits",
            "Limits",
            "What parts of the tree use of their limits, those first of which most was refused.",
            limits));
  }

  /// Adds the queries of a web.
  void queries(JsonReport queries) {
    pages.add(
        new DebugRoutes.Page(
            "queries",
            "Queries",
            "Render requests that run, the latest slow ones, and what took most time since the"
                + " start.",
            queries));
  }

  /// All of them.
  List<Routes> routes() {
    return List.of(new DebugRoutes(pages), recording);
  }
}
