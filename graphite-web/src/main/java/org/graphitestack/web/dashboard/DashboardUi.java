// Copyright 2026 The Graphite Stack Authors
// SPDX-License-Identifier: Apache-2.0

package org.graphitestack.web.dashboard;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/// How the page of dashboards behaves: what graphite-web keeps in dashboard.conf.
///
/// @param width of graphs of a new dashboard, in pixels (`default_graph_width`)
/// @param height of graphs of a new dashboard, in pixels (`default_graph_height`)
/// @param automaticVariants whether `a,b` in a field means `{a,b}` (`automatic_variants`)
/// @param refresh of dashboards that say only that they refresh (`refresh_interval`)
/// @param autocompleteDelay from a key to the completion (`autocomplete_delay`)
/// @param mergeDelay how long a graph is held over another to merge them (`merge_hover_delay`)
/// @param theme `white` for light; empty for what the system says (`theme`)
/// @param shortcuts keys by what they do; only those that are set
/// @param schemes ways to choose metrics by fields
public record DashboardUi(
    int width,
    int height,
    boolean automaticVariants,
    Duration refresh,
    Duration autocompleteDelay,
    Duration mergeDelay,
    String theme,
    Map<String, String> shortcuts,
    List<NamingScheme> schemes) {

  /// Without a file: graphite-web's own.
  public static final DashboardUi DEFAULT =
      new DashboardUi(
          400,
          250,
          true,
          Duration.ofSeconds(60),
          Duration.ofMillis(375),
          Duration.ofMillis(700),
          "",
          Map.of(),
          List.of());

  public DashboardUi {
    shortcuts = Map.copyOf(shortcuts);
    schemes = List.copyOf(schemes);
    if (width < 1 || height < 1) {
      throw new IllegalArgumentException(
          "graphs: " + width + " x " + height + " (expected: >= 1 x >= 1)");
    }
  }

  /// As JSON for the page.
  public Map<String, Object> tree() {
    var tree = new TreeMap<String, Object>();
    tree.put("width", width);
    tree.put("height", height);
    tree.put("automaticVariants", automaticVariants);
    tree.put("refresh", refresh.toSeconds());
    tree.put("autocompleteDelay", autocompleteDelay.toMillis());
    tree.put("mergeDelay", mergeDelay.toMillis());
    tree.put("theme", theme);
    tree.put("shortcuts", new TreeMap<>(shortcuts));
    tree.put("schemes", schemes.stream().map(NamingScheme::tree).toList());
    return tree;
  }
}
