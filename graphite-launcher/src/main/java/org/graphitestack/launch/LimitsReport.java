// Copyright 2026 The Graphite Stack Authors
// SPDX-License-Identifier: Apache-2.0

package org.graphitestack.launch;

import java.util.ArrayList;
import java.util.Comparator;
import org.graphitestack.storage.limit.LimitUse;
import org.graphitestack.storage.limit.Use;
import org.graphitestack.web.http.JsonReport;
import org.graphitestack.web.http.Parameters;
import tools.jackson.core.JsonGenerator;

/// What is used of each limit.
record LimitsReport(LimitsInForce limits) implements JsonReport {

  /// Where the report is answered.
  static final String PATH = "/limits.json";

  /// A row of the report.
  private record Row(LimitUse limit, Use use) {

    double share() {
      return use.usedAsBound() / Math.min(use.bound().hard(), use.bound().soft());
    }
  }

  /// A row for each limit and each thing it bounds, the worst first.
  @Override
  public void writeTo(JsonGenerator json, Parameters parameters) {
    var rows = new ArrayList<Row>();
    for (var limit : limits.book().uses()) {
      limit.rule().bounds().keySet().stream()
          .sorted()
          .forEach(measure -> rows.add(new Row(limit, limit.of(measure))));
    }
    rows.sort(
        Comparator.comparingLong((Row row) -> row.use().refused())
            .thenComparingLong(row -> row.use().overSoft())
            .thenComparingDouble(Row::share)
            .reversed());
    json.writeStartObject();
    json.writeStringProperty("file", limits.file().toString());
    json.writeArrayPropertyStart("limits");
    for (var row : rows) {
      var use = row.use();
      json.writeStartObject();
      json.writeStringProperty("limit", row.limit().name());
      json.writeStringProperty("pattern", row.limit().rule().pattern().toString());
      json.writeStringProperty("measure", use.measure().label());
      json.writeNumberProperty("used", use.usedAsBound());
      bound(json, "soft", use.bound().soft());
      bound(json, "hard", use.bound().hard());
      json.writeNumberProperty("passed", use.passed());
      json.writeNumberProperty("overSoft", use.overSoft());
      json.writeNumberProperty("refused", use.refused());
      json.writeStringProperty(
          "lastRefused", LimitWarnings.lastRefused(row.limit(), use.measure()));
      json.writeEndObject();
    }
    json.writeEndArray();
    json.writeEndObject();
  }

  private static void bound(JsonGenerator json, String name, double bound) {
    if (Double.isInfinite(bound)) {
      json.writeNullProperty(name);
    } else {
      json.writeNumberProperty(name, bound);
    }
  }
}
