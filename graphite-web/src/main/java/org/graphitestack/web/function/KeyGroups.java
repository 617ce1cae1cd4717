// Copyright 2026 The Graphite Stack Authors
// SPDX-License-Identifier: Apache-2.0

package org.graphitestack.web.function;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.stream.Collectors;
import org.graphitestack.web.render.Value;
import org.graphitestack.web.series.SeriesTags;
import org.graphitestack.web.series.TimeSeries;

/// Series grouped by nodes or tags, each group made into one series by an aggregation or any
/// function.
final class KeyGroups {

  private KeyGroups() {}

  /// Groups by nodes and tags; each result is named by its key.
  static List<TimeSeries> by(Invocation in, List<Value> nodes, String callback) {
    var groups = new LinkedHashMap<String, List<TimeSeries>>();
    for (var series : in.series()) {
      groups.computeIfAbsent(Nodes.key(series, nodes), _ -> new ArrayList<>()).add(series);
    }
    var result = new ArrayList<TimeSeries>();
    groups.forEach((key, group) -> result.add(one(in, group, callback).withName(key)));
    return result;
  }

  /// Groups by tags; each result is named by a name and the tags of its key.
  static List<TimeSeries> byTags(Invocation in, List<String> tags, String callback) {
    if (tags.isEmpty()) {
      throw in.wrong("tags", "at least one tag");
    }
    var names =
        in.series().stream().map(s -> s.tags().getOrDefault("name", "")).distinct().toList();
    var common = names.size() == 1 ? names.getFirst() : callback;
    var groups = new LinkedHashMap<String, List<TimeSeries>>();
    for (var series : in.series()) {
      var name = tags.contains("name") ? series.tags().getOrDefault("name", "") : common;
      var key =
          name
              + tags.stream()
                  .filter(tag -> !tag.equals("name"))
                  .sorted()
                  .map(tag -> ";" + tag + "=" + value(in, series, tag))
                  .collect(Collectors.joining());
      groups.computeIfAbsent(key, _ -> new ArrayList<>()).add(series);
    }
    var result = new ArrayList<TimeSeries>();
    groups.forEach(
        (key, group) ->
            result.add(
                one(in, group, callback).change().called(key).tags(SeriesTags.of(key)).make()));
    return result;
  }

  /// A name cannot hold a tag without a value.
  private static String value(Invocation in, TimeSeries series, String tag) {
    var value = series.tags().get(tag);
    if (value == null || value.isEmpty()) {
      throw in.wrong("tag " + tag + ": not on " + series.name() + " (expected: on every series)");
    }
    return value;
  }

  private static TimeSeries one(Invocation in, List<TimeSeries> group, String callback) {
    var made =
        in.knows(callback)
            ? in.call(callback, List.of(new Value.Series(group)))
            : Combined.of(in, group, callback, Double.NaN);
    if (made.isEmpty()) {
      throw in.wrong("callback", "a function that gives a series");
    }
    return made.getFirst();
  }
}
