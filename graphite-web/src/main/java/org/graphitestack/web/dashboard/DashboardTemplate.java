// Copyright 2026 The Graphite Stack Authors
// SPDX-License-Identifier: Apache-2.0

package org.graphitestack.web.dashboard;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/// A dashboard with places for a value, such as a host. Pure functions on the state's JSON.
public final class DashboardTemplate {

  /// What stands in the places.
  public static final String PLACE = "__VALUE__";

  private DashboardTemplate() {}

  /// Puts places where a text stands in the targets and the address of each graph, as graphite-web
  /// does; titles and everything else stay.
  ///
  /// @param key the text, not empty
  public static Map<String, @Nullable Object> of(Map<String, @Nullable Object> state, String key) {
    var template = new LinkedHashMap<String, @Nullable Object>(state);
    if (state.get("graphs") instanceof List<?> graphs) {
      UnaryOperator<String> mark = text -> text.replace(key, PLACE);
      template.put("graphs", graphs.stream().map(graph -> marked(graph, mark)).toList());
    }
    return template;
  }

  private static Object marked(@Nullable Object graph, UnaryOperator<String> mark) {
    if (!(graph instanceof List<?> parts)) {
      throw new IllegalArgumentException("state: a graph is no list (expected: targets, …)");
    }
    var marked = new ArrayList<@Nullable Object>();
    for (var part : parts) {
      if (part instanceof Map<?, ?> parameters) {
        var copy = new LinkedHashMap<Object, @Nullable Object>(parameters);
        copy.computeIfPresent("target", (_, targets) -> replaced(targets, mark));
        marked.add(copy);
      } else {
        marked.add(part instanceof String text ? mark.apply(text) : part);
      }
    }
    return marked;
  }

  /// The dashboard of a value: it stands in all places, and in the name after a slash.
  public static Map<String, @Nullable Object> filled(
      Map<String, @Nullable Object> template, DashboardName name, String value) {
    var state = new LinkedHashMap<String, @Nullable Object>();
    template.forEach(
        (key, member) ->
            state.put(
                key.replace(PLACE, value), replaced(member, text -> text.replace(PLACE, value))));
    state.put("name", name + "/" + value);
    return state;
  }

  private static @Nullable Object replaced(@Nullable Object value, UnaryOperator<String> change) {
    return switch (value) {
      case String text -> change.apply(text);
      case List<?> list -> {
        var copy = new ArrayList<@Nullable Object>();
        list.forEach(item -> copy.add(replaced(item, change)));
        yield copy;
      }
      case Map<?, ?> map -> {
        var copy = new LinkedHashMap<String, @Nullable Object>();
        map.forEach(
            (key, item) -> copy.put(change.apply(String.valueOf(key)), replaced(item, change)));
        yield copy;
      }
      case null, default -> value;
    };
  }
}
