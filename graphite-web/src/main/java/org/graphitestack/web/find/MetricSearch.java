// Copyright 2026 The Graphite Stack Authors
// SPDX-License-Identifier: Apache-2.0

package org.graphitestack.web.find;

import java.time.InstantSource;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;
import java.util.function.Consumer;
import org.graphitestack.storage.FoundNode;
import org.graphitestack.storage.PathOrder;
import org.graphitestack.storage.SeriesFinder;
import org.graphitestack.storage.SeriesReader;
import org.graphitestack.web.access.VisibleNames;
import tools.jackson.core.JsonGenerator;

/// Answers the questions of /metrics. Thread-safe.
public final class MetricSearch {

  private final SeriesFinder finder;
  private final Consumer<Consumer<String>> leaves;
  private final Intervals intervals;
  private final LiveSeries live;
  private final InstantSource clock;

  /// @param finder answers patterns
  /// @param leaves passes the names of all series in order
  /// @param reader knows since when and until when a series has values
  /// @param clock tells the time intervals count from
  public MetricSearch(
      SeriesFinder finder,
      Consumer<Consumer<String>> leaves,
      SeriesReader reader,
      InstantSource clock) {
    this.finder = finder;
    this.leaves = leaves;
    this.intervals = new Intervals(reader, clock);
    this.live = new LiveSeries(reader, clock);
    this.clock = clock;
  }

  /// The nodes that match, in the format asked for, one of JSON.
  ///
  /// @throws InvalidFindException if it is over its limits, the pattern is too complex or there is
  ///   no such position
  public FindAnswer find(FindQuery query, FindLimits limits) {
    var nodes = inWindow(nodes(query.completedPattern(), query.leavesOnly(), limits), query);
    return switch (query.format()) {
      case TREEJSON -> TreeJson.answer(query, nodes);
      case COMPLETER -> Completer.answer(query, nodes);
      case NODELIST -> NodeList.answer(query, nodes);
      case JSON -> intervals.answer(nodes);
      case PICKLE, MSGPACK ->
          throw new IllegalArgumentException(
              "format: " + query.format() + " (expected: one of JSON)");
    };
  }

  /// The nodes that match, for another node of a cluster.
  ///
  /// @throws InvalidFindException if it is over its limits or the pattern is too complex
  public NodeExchange exchange(FindQuery query, FindLimits limits) {
    return intervals.exchange(inWindow(nodes(query.pattern(), query.leavesOnly(), limits), query));
  }

  /// The time finds count from, in epoch seconds.
  public long now() {
    return clock.instant().getEpochSecond();
  }

  private List<FoundNode> inWindow(List<FoundNode> nodes, FindQuery query) {
    return query.window().equals(FindWindow.ANY) ? nodes : live.among(nodes, query.window());
  }

  /// The paths that match any of the patterns, or a list of them for each pattern.
  ///
  /// @throws InvalidFindException if one is over its limits or too complex; the limit of nodes is
  ///   that of each pattern
  public FindAnswer expand(
      List<String> patterns, boolean leavesOnly, boolean groupByPattern, FindLimits limits) {
    Map<String, TreeSet<String>> paths = new LinkedHashMap<>();
    for (var pattern : patterns) {
      var group =
          paths.computeIfAbsent(groupByPattern ? pattern : "", _ -> new TreeSet<>(PathOrder.PATHS));
      nodes(pattern, leavesOnly, limits).forEach(node -> group.add(node.path()));
    }
    return json -> {
      json.writeStartObject();
      if (groupByPattern) {
        json.writeObjectPropertyStart("results");
        paths.forEach(
            (pattern, found) -> {
              json.writeName(pattern);
              writeArray(json, found);
            });
        json.writeEndObject();
      } else {
        json.writeName("results");
        writeArray(json, paths.values().stream().findFirst().orElseGet(TreeSet::new));
      }
      json.writeEndObject();
    };
  }

  /// The names of all series that are seen.
  public FindAnswer index(FindLimits limits) {
    var sees = limits.sees();
    return json -> {
      json.writeStartArray();
      leaves.accept(
          name -> {
            if (sees.sees(name)) {
              json.writeString(name);
            }
          });
      json.writeEndArray();
    };
  }

  private List<FoundNode> nodes(String pattern, boolean leavesOnly, FindLimits limits) {
    try {
      var most = limits.maxNodes();
      var seen = VisibleNames.of(finder, limits.sees());
      var found = seen.find(pattern, most == Integer.MAX_VALUE ? most : most + 1, limits.check());
      if (found.size() > most) {
        throw new InvalidFindException(
            "query: nodes found: more than " + most + " (expected: <= " + most + ") in " + pattern);
      }
      return leavesOnly ? found.stream().filter(FoundNode::leaf).toList() : found;
    } catch (IllegalArgumentException e) {
      throw new InvalidFindException("query: " + e.getMessage(), e);
    }
  }

  private static void writeArray(JsonGenerator json, Iterable<String> texts) {
    json.writeStartArray();
    texts.forEach(json::writeString);
    json.writeEndArray();
  }
}
