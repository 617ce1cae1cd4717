// Copyright 2026 The Graphite Stack Authors
// SPDX-License-Identifier: Apache-2.0

package org.graphitestack.web.find;

import java.time.InstantSource;
import java.util.ArrayList;
import java.util.HashMap;
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
import org.graphitestack.web.cluster.Cluster;
import org.graphitestack.web.cluster.Gathered;
import org.graphitestack.web.cluster.MissingServers;
import org.graphitestack.web.cluster.NodeQuestion;
import org.graphitestack.web.cluster.RefusedByServerException;
import org.graphitestack.web.cluster.RemoteNode;
import org.graphitestack.web.cluster.RemoteNode.Interval;
import tools.jackson.core.JsonGenerator;

/// Answers the questions of /metrics. Thread-safe.
public final class MetricSearch {

  private final SeriesFinder finder;
  private final Consumer<Consumer<String>> leaves;
  private final Intervals intervals;
  private final LiveSeries live;
  private final InstantSource clock;
  private final Cluster cluster;

  /// A search of this server alone.
  ///
  /// @param finder answers patterns
  /// @param leaves passes the names of all series in order
  /// @param reader knows since when and until when a series has values
  /// @param clock tells the time intervals count from
  public MetricSearch(
      SeriesFinder finder,
      Consumer<Consumer<String>> leaves,
      SeriesReader reader,
      InstantSource clock) {
    this(
        finder,
        leaves,
        new Intervals(reader, clock),
        new LiveSeries(reader, clock),
        clock,
        Cluster.NONE);
  }

  private MetricSearch(
      SeriesFinder finder,
      Consumer<Consumer<String>> leaves,
      Intervals intervals,
      LiveSeries live,
      InstantSource clock,
      Cluster cluster) {
    this.finder = finder;
    this.leaves = leaves;
    this.intervals = intervals;
    this.live = live;
    this.clock = clock;
    this.cluster = cluster;
  }

  /// The same search of this server and all others of a cluster.
  ///
  /// @param others stays the caller's to close
  public MetricSearch with(Cluster others) {
    return new MetricSearch(finder, leaves, intervals, live, clock, others);
  }

  /// The nodes that match, in the format asked for, one of JSON.
  ///
  /// @throws InvalidFindException if it is over its limits, the pattern is too complex or there is
  ///   no such position
  /// @throws org.graphitestack.web.cluster.UnreachableException if no other server answers and
  ///   nothing is here
  public FindAnswer find(FindQuery query, FindLimits limits, MissingServers missing) {
    var found = nodes(query.completedPattern(), query, limits, missing);
    var nodes = found.nodes();
    return switch (query.format()) {
      case TREEJSON -> TreeJson.answer(query, nodes);
      case COMPLETER -> Completer.answer(query, nodes);
      case NODELIST -> NodeList.answer(query, nodes);
      case JSON -> intervals.answer(nodes, found.elsewhere());
      case PICKLE, MSGPACK, PROTOBUF, PROTOBUF3, CARBONAPI_V2_PB, CARBONAPI_V3_PB ->
          throw new IllegalArgumentException(
              "format: " + query.format() + " (expected: one of JSON)");
    };
  }

  /// The nodes that match, for another node of a cluster.
  ///
  /// @throws InvalidFindException if it is over its limits or the pattern is too complex
  public NodeExchange exchange(FindQuery query, FindLimits limits, MissingServers missing) {
    var found = nodes(query.pattern(), query, limits, missing);
    return intervals.exchange(found.nodes(), found.elsewhere());
  }

  /// The nodes that match, in the order of their paths.
  ///
  /// @throws InvalidFindException if it is over its limits or the pattern is too complex
  public List<FoundNode> nodes(FindQuery query, FindLimits limits, MissingServers missing) {
    return nodes(query.pattern(), query, limits, missing).nodes();
  }

  /// The time finds count from, in epoch seconds.
  public long now() {
    return clock.instant().getEpochSecond();
  }

  private List<FoundNode> inWindow(List<FoundNode> nodes, FindWindow window) {
    return window.equals(FindWindow.ANY) ? nodes : live.among(nodes, window);
  }

  /// The paths that match any of the patterns, or a list of them for each pattern.
  ///
  /// @throws InvalidFindException if one is over its limits or too complex; the limit of nodes is
  ///   that of each pattern
  public FindAnswer expand(
      List<String> patterns,
      boolean leavesOnly,
      boolean groupByPattern,
      FindLimits limits,
      MissingServers missing) {
    Map<String, TreeSet<String>> paths = new LinkedHashMap<>();
    for (var pattern : patterns) {
      var group =
          paths.computeIfAbsent(groupByPattern ? pattern : "", _ -> new TreeSet<>(PathOrder.PATHS));
      var nodes = nodes(pattern, FindWindow.ANY, leavesOnly, limits, missing).nodes();
      nodes.forEach(node -> group.add(node.path()));
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
  ///
  /// @throws org.graphitestack.web.cluster.UnreachableException if there are other servers and none
  ///   answers
  public FindAnswer index(FindLimits limits, MissingServers missing) {
    var sees = limits.sees();
    if (cluster.isEmpty()) {
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
    var gathered = cluster.index(limits.check());
    missing.note(gathered);
    var names = new TreeSet<>(PathOrder.PATHS);
    names.addAll(Gathered.all(gathered));
    leaves.accept(names::add);
    names.removeIf(name -> !sees.sees(name));
    if (gathered.unknown() && names.isEmpty()) {
      throw gathered.unreachable();
    }
    return json -> writeArray(json, names);
  }

  /// @param elsewhere when leaves have values on other servers
  private record Nodes(List<FoundNode> nodes, Map<String, List<Interval>> elsewhere) {}

  private Nodes nodes(String pattern, FindQuery query, FindLimits limits, MissingServers missing) {
    return nodes(pattern, query.window(), query.leavesOnly(), limits, missing);
  }

  private Nodes nodes(
      String pattern,
      FindWindow window,
      boolean leavesOnly,
      FindLimits limits,
      MissingServers missing) {
    var own = inWindow(nodes(pattern, leavesOnly, limits), window);
    var unread = finder.incomplete();
    if (unread.isPresent()) {
      missing.note("names", unread.get());
      if (own.isEmpty()) {
        throw missing.unreachable();
      }
    }
    if (cluster.isEmpty() || pattern.isEmpty()) {
      return new Nodes(own, Map.of());
    }
    var gathered = elsewhere(pattern, window, limits);
    if (gathered.unknown() && own.isEmpty()) {
      throw gathered.unreachable();
    }
    missing.note(gathered);
    var all = new TreeSet<>(PathOrder.NODES);
    all.addAll(own);
    var intervals = new HashMap<String, List<Interval>>();
    for (var node : Gathered.all(gathered)) {
      if ((node.leaf() || !leavesOnly) && limits.sees().mightSee(node.path(), node.leaf())) {
        all.add(new FoundNode(node.path(), node.leaf()));
        intervals.computeIfAbsent(node.path(), _ -> new ArrayList<>()).addAll(node.intervals());
      }
    }
    checkCount(all.size(), pattern, limits);
    return new Nodes(List.copyOf(all), intervals);
  }

  private Gathered<List<RemoteNode>> elsewhere(
      String pattern, FindWindow window, FindLimits limits) {
    try {
      return cluster.find(
          new NodeQuestion(
              pattern,
              !window.equals(FindWindow.ANY),
              window.from(),
              window.until(),
              limits.maxNodes(),
              limits.check()));
    } catch (RefusedByServerException refused) {
      throw new InvalidFindException("query: " + refused.getMessage(), refused);
    }
  }

  private static void checkCount(int found, String pattern, FindLimits limits) {
    var most = limits.maxNodes();
    if (found > most) {
      throw new InvalidFindException(
          "query: nodes found: more than " + most + " (expected: <= " + most + ") in " + pattern);
    }
  }

  private List<FoundNode> nodes(String pattern, boolean leavesOnly, FindLimits limits) {
    try {
      var most = limits.maxNodes();
      var seen = VisibleNames.of(finder, limits.sees());
      var found = seen.find(pattern, most == Integer.MAX_VALUE ? most : most + 1, limits.check());
      checkCount(found.size(), pattern, limits);
      limits.charge().touch(() -> found.stream().map(FoundNode::path).iterator());
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
