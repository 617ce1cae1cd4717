// Copyright 2026 The Graphite Stack Authors
// SPDX-License-Identifier: Apache-2.0

package org.graphitestack.launch;

import java.io.IOException;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.net.InetSocketAddress;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;
import java.util.stream.Stream;
import org.graphitestack.web.http.HealthRoutes;
import org.graphitestack.web.http.JsonActions;
import org.graphitestack.web.http.JsonReport;
import org.graphitestack.web.http.ReportRoutes;
import org.graphitestack.web.http.Routes;
import org.graphitestack.web.http.WebConfig;
import org.graphitestack.web.http.WebServer;

/// The HTTP port of a daemon without the web: health, figures, reports and a status page.
///
/// @param frontPage class-path resource of the status page
/// @param figures for `/metrics`
/// @param reports JSON by path, for the page and for scripts
/// @param actions by path: what POST does
/// @param more what else is answered
/// @param whyNotReady empty when everything serves
record AdminServer(
    String frontPage,
    Figures figures,
    Map<String, JsonReport> reports,
    Map<String, JsonReport> actions,
    List<Routes> more,
    Supplier<Optional<String>> whyNotReady) {

  private static final Logger LOG = System.getLogger(AdminServer.class.getName());

  /// Opens the port; it answers when this returns. A default port that is taken, by another
  /// instance on this machine perhaps, is no reason not to start: any free one takes its place.
  ///
  /// @throws StartFailure if a port that was asked for cannot be listened on
  WebServer open(AdminOptions options, BindOptions bind, int defaultPort) {
    var asked = options.port;
    try {
      return open(bind, asked == null ? defaultPort : asked);
    } catch (IOException taken) {
      if (asked != null) {
        throw new StartFailure("admin: " + taken.getMessage(), taken);
      }
      LOG.log(
          Level.WARNING,
          "admin: {0}; taking any free port (--admin-port chooses one)",
          taken.getMessage());
    }
    try {
      return open(bind, 0);
    } catch (IOException e) {
      throw new StartFailure("admin: " + e.getMessage(), e);
    }
  }

  private WebServer open(BindOptions bind, int port) throws IOException {
    return WebServer.open(
        WebConfig.defaults()
            .withBind(new InetSocketAddress(bind.addressOrLoopback(), port))
            .withFrontPage(frontPage),
        Stream.concat(
                Stream.of(
                    new HealthRoutes(whyNotReady),
                    new ReportRoutes(figures::text, reports),
                    new JsonActions(actions)),
                more.stream())
            .toList(),
        SystemClocks.nanos());
  }
}
