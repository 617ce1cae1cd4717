// Copyright 2026 The Graphite Stack Authors
// SPDX-License-Identifier: Apache-2.0

package org.graphitestack.web.http;

import io.javalin.config.RoutesConfig;
import java.util.Map;
import java.util.TreeMap;

/// Reports that a daemon gives of itself as JSON. Never cached.
public final class JsonReports implements Routes {

  private final Map<String, JsonReport> reports;

  /// @param reports by path
  public JsonReports(Map<String, JsonReport> reports) {
    this.reports = new TreeMap<>(reports);
  }

  @Override
  public void addTo(RoutesConfig routes) {
    reports.forEach(
        (path, report) ->
            routes.get(
                path,
                context -> {
                  var parameters = Parameters.of(context);
                  context.header("Cache-Control", "no-store");
                  JsonAnswers.write(context, parameters, json -> report.writeTo(json, parameters));
                },
                Need.OVERVIEW));
  }
}
