// Copyright 2026 The Graphite Stack Authors
// SPDX-License-Identifier: Apache-2.0

package org.graphitestack.web.http;

import io.javalin.config.RoutesConfig;

/// `/version`: the graphite-web version whose read API this server has. Clients (Grafana) choose
/// features by it, so it is not the version of this product.
public final class VersionRoutes implements Routes {

  /// graphite-web calls its master 1.2.0-dev; a plain semantic version compares as newer than every
  /// 1.1.x for all clients, a pre-release does not.
  static final String VERSION = "1.2.0";

  @Override
  public void addTo(RoutesConfig routes) {
    routes.get(
        "/version",
        context -> context.contentType(ErrorAnswers.HTML).result(VERSION + "\n"),
        Need.OPEN);
  }
}
