// Copyright 2026 The Graphite Stack Authors
// SPDX-License-Identifier: Apache-2.0

package org.graphitestack.web.http;

import io.javalin.config.RoutesConfig;
import java.util.Optional;
import java.util.function.Supplier;

/// `/healthz`: 200 as long as the process answers. `/readyz`: 200 while it serves, else 503 with
/// the reason.
public final class HealthRoutes implements Routes {

  private final Supplier<Optional<String>> whyNotReady;

  /// @param whyNotReady empty while everything serves, else what is missing; called per request
  public HealthRoutes(Supplier<Optional<String>> whyNotReady) {
    this.whyNotReady = whyNotReady;
  }

  @Override
  public void addTo(RoutesConfig routes) {
    routes.get(
        "/healthz",
        context ->
            context
                .header("Cache-Control", "no-store")
                .contentType("text/plain; charset=utf-8")
                .result("alive\n"),
        Need.OPEN);
    routes.get(
        "/readyz",
        context -> {
          var reason = whyNotReady.get();
          context
              .status(reason.isEmpty() ? 200 : 503)
              .header("Cache-Control", "no-store")
              .contentType("text/plain; charset=utf-8")
              .result(reason.map(why -> "not ready: " + why).orElse("ready") + "\n");
        },
        Need.OPEN);
  }
}
