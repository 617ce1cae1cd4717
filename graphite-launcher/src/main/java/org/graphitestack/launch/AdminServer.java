// Copyright 2026 The Graphite Stack Authors
// SPDX-License-Identifier: Apache-2.0

package org.graphitestack.launch;

import java.io.IOException;
import java.net.InetSocketAddress;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;
import org.graphitestack.web.http.HealthRoutes;
import org.graphitestack.web.http.JsonReport;
import org.graphitestack.web.http.ReportRoutes;
import org.graphitestack.web.http.WebConfig;
import org.graphitestack.web.http.WebServer;

/// The HTTP port of a daemon without the web: health, figures, reports and a status page.
final class AdminServer {

  private AdminServer() {}

  /// Opens the port; it answers when this returns.
  ///
  /// @param pages class-path folder of the status page
  /// @param reports JSON by path, for the page and for scripts
  static WebServer open(
      InetSocketAddress bind,
      String pages,
      Figures figures,
      Map<String, JsonReport> reports,
      Supplier<Optional<String>> whyNotReady) {
    try {
      return WebServer.open(
          WebConfig.defaults().withBind(bind).withPages(pages),
          List.of(new HealthRoutes(whyNotReady), new ReportRoutes(figures::text, reports)),
          SystemClocks.nanos());
    } catch (IOException e) {
      throw new StartFailure("admin: " + e.getMessage(), e);
    }
  }
}
