// Copyright 2026 The Graphite Stack Authors
// SPDX-License-Identifier: Apache-2.0

package org.graphitestack.web.dashboard;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.TreeMap;

/// Dashboards that come with the program, over its own metrics. They are never written: one that
/// somebody keeps under the same name stands before it. Immutable.
///
/// @param states by name
public record ShippedDashboards(Map<String, String> states) {

  /// None.
  public static final ShippedDashboards NONE = new ShippedDashboards(Map.of());

  private static final Map<String, String> FILES =
      Map.of(
          "Graphite: cache", "cache.json",
          "Graphite: relay", "relay.json",
          "Graphite: web", "web.json");

  public ShippedDashboards {
    states = Map.copyOf(states);
  }

  /// Those of the program.
  public static ShippedDashboards load() {
    var states = new TreeMap<String, String>();
    FILES.forEach((name, file) -> states.put(name, resource(file)));
    return new ShippedDashboards(states);
  }

  Optional<String> find(DashboardKind kind, DashboardName name) {
    return kind == DashboardKind.DASHBOARD
        ? Optional.ofNullable(states.get(name.text()))
        : Optional.empty();
  }

  List<String> names(DashboardKind kind) {
    return kind == DashboardKind.DASHBOARD ? List.copyOf(states.keySet()) : List.of();
  }

  private static String resource(String file) {
    try (var in = Objects.requireNonNull(ShippedDashboards.class.getResourceAsStream(file), file)) {
      return new String(in.readAllBytes(), StandardCharsets.UTF_8);
    } catch (IOException e) {
      throw new UncheckedIOException(file, e);
    }
  }
}
