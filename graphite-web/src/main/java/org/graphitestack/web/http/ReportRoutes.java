// Copyright 2026 The Graphite Stack Authors
// SPDX-License-Identifier: Apache-2.0

package org.graphitestack.web.http;

import io.javalin.config.RoutesConfig;
import java.util.Map;
import java.util.function.Supplier;

/// What a daemon without finds tells of itself: `/metrics`, its figures for Prometheus, and reports
/// as JSON.
public final class ReportRoutes implements Routes {

  private final Supplier<String> figures;
  private final JsonReports reports;

  /// @param figures in Prometheus' text format, version 0.0.4
  /// @param reports by path
  public ReportRoutes(Supplier<String> figures, Map<String, JsonReport> reports) {
    this.figures = figures;
    this.reports = new JsonReports(reports);
  }

  @Override
  public void addTo(RoutesConfig routes) {
    routes.get(
        "/metrics",
        context ->
            context
                .header("Cache-Control", "no-store")
                .contentType("text/plain; version=0.0.4; charset=utf-8")
                .result(figures.get()),
        Need.READ);
    reports.addTo(routes);
  }
}
