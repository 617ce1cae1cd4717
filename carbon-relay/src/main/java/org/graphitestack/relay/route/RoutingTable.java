// Copyright 2026 The Graphite Stack Authors
// SPDX-License-Identifier: Apache-2.0

package org.graphitestack.relay.route;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import org.graphitestack.protocol.ReceivedPoints;
import org.graphitestack.protocol.ring.HashRing;
import org.jspecify.annotations.Nullable;

/// A plan made ready to route by. Immutable; reloading configuration makes a new one, and each
/// thread a new [Routing] of it.
public final class RoutingTable {

  /// A rule with its clusters made ready.
  ///
  /// @param kept which byte values cleansing leaves, if the rule is about that
  record Step(RouteRule rule, Target[] targets, boolean[] kept) {}

  private static final int BYTE_VALUES = 256;

  private final RoutePlan plan;
  private final AggregateNames aggregateNames;
  private final List<FileTarget> files;
  private final Step[] steps;
  private final Target[][] generatedTo;
  private final int[][] pools;
  private final int mostChosen;

  private RoutingTable(RoutePlan plan, AggregateNames aggregateNames) {
    this.plan = plan;
    this.aggregateNames = aggregateNames;
    var numbers = new LinkedHashMap<String, Integer>();
    for (var destination : plan.destinations()) {
      numbers.put(destination.name(), numbers.size());
    }
    var fileNumbers = new LinkedHashMap<FileTarget, Integer>();
    steps =
        plan.rules().stream().map(rule -> step(rule, numbers, fileNumbers)).toArray(Step[]::new);
    generatedTo =
        plan.generatedTo().stream()
            .map(clusters -> targets(clusters, numbers, fileNumbers))
            .toArray(Target[][]::new);
    files = List.copyOf(fileNumbers.keySet());
    pools = plan.poolReplicas() ? pools(plan.destinations()) : new int[0][];
    mostChosen = mostChosen();
  }

  /// Makes a plan ready.
  ///
  /// @param aggregateNames for clusters that hash by them
  /// @throws IllegalArgumentException if a cluster names a destination the plan does not have, or
  ///   has members that its ring can't tell apart
  public static RoutingTable of(RoutePlan plan, AggregateNames aggregateNames) {
    return new RoutingTable(plan, aggregateNames);
  }

  /// All destinations; their places are the numbers a [RouteSink] is told.
  public List<Destination> destinations() {
    return plan.destinations();
  }

  /// All files; their places are the numbers a [RouteSink] is told.
  public List<FileTarget> files() {
    return files;
  }

  /// A way through the table for one thread.
  public Routing routing(DestinationHealth health) {
    return new Routing(this, health);
  }

  /// Where every point goes, unchanged, if that is the same for all: then nobody needs to look at
  /// the points of a batch.
  public Optional<ConstantRoute> constantRoute() {
    var destinations = new LinkedHashSet<Integer>();
    var constantFiles = new LinkedHashSet<Integer>();
    for (var step : steps) {
      if (!(step.rule() instanceof RouteRule.Match match)
          || !match.patterns().isEmpty()
          || match.validation().isPresent()) {
        return Optional.empty();
      }
      for (var target : step.targets()) {
        if (!constant(target, destinations, constantFiles)) {
          return Optional.empty();
        }
      }
      if (stops(step)) {
        break;
      }
    }
    return destinations.isEmpty() && constantFiles.isEmpty()
        ? Optional.empty()
        : Optional.of(new ConstantRoute(List.copyOf(destinations), List.copyOf(constantFiles)));
  }

  private boolean constant(Target target, Set<Integer> toDestinations, Set<Integer> toFiles) {
    switch (target) {
      case Target.All(_, var all) -> {
        for (var destination : all) {
          if (pools.length > 0 && pools[destination].length > 1) {
            return false;
          }
          toDestinations.add(destination);
        }
        return true;
      }
      case Target.AnyOf(_, var one) -> {
        return only(one, toDestinations);
      }
      case Target.Failover(_, var one) -> {
        return only(one, toDestinations);
      }
      case Target.Hash(_, var one, _, _, _) -> {
        return only(one, toDestinations);
      }
      case Target.Files(_, var all) -> {
        for (var file : all) {
          toFiles.add(file);
        }
        return true;
      }
      case Target.Nowhere _ -> {
        return true;
      }
    }
  }

  private static boolean only(int[] destinations, Set<Integer> toDestinations) {
    toDestinations.add(destinations[0]);
    return destinations.length == 1;
  }

  /// What would be done with a metric, while all destinations are healthy.
  ///
  /// @param metric its name, or a whole line `name value timestamp`, if rules validate
  public List<RouteStep> explain(String metric) {
    return explain(metric, DestinationHealth.ALL_HEALTHY);
  }

  /// What would be done with a metric.
  ///
  /// @param metric its name, or a whole line `name value timestamp`, if rules validate
  public List<RouteStep> explain(String metric, DestinationHealth health) {
    var blank = metric.indexOf(' ');
    var line = (blank < 0 ? metric + " 0 1" : metric) + "\n";
    var name = blank < 0 ? metric : metric.substring(0, blank);
    var bytes = line.getBytes(StandardCharsets.UTF_8);
    var points = ReceivedPoints.keepingLines();
    points.addLine(bytes, 0, bytes.length, name.getBytes(StandardCharsets.UTF_8).length, 1, 0);
    var trace = new RouteTrace();
    routing(health).explain(points, trace);
    return trace.steps();
  }

  RoutePlan plan() {
    return plan;
  }

  AggregateNames aggregateNames() {
    return aggregateNames;
  }

  Step[] steps() {
    return steps;
  }

  /// Clusters that points of an aggregation go to; null if they go through the rules.
  Target @Nullable [] generatedTo(int aggregation) {
    return aggregation < generatedTo.length && generatedTo[aggregation].length > 0
        ? generatedTo[aggregation]
        : null;
  }

  /// By destination, those with the same host and port; empty without pooling.
  int[][] pools() {
    return pools;
  }

  /// The most destinations that one ring can choose.
  int mostChosenAtOnce() {
    return mostChosen;
  }

  /// Whether no point passes a rule of clusters that takes it.
  static boolean stops(Step step) {
    if (!(step.rule() instanceof RouteRule.Match match)) {
      return false;
    }
    for (var target : step.targets()) {
      if (target instanceof Target.Nowhere) {
        return true;
      }
    }
    return match.stop();
  }

  private static Step step(
      RouteRule rule, Map<String, Integer> destinations, Map<FileTarget, Integer> files) {
    var clusters = rule instanceof RouteRule.Match match ? match.clusters() : List.<Cluster>of();
    var kept = new boolean[BYTE_VALUES];
    if (rule instanceof RouteRule.Cleanse(var cleansing)) {
      cleansing.kept().stream().forEach(c -> kept[c] = true);
    }
    return new Step(rule, targets(clusters, destinations, files), kept);
  }

  private static Target[] targets(
      List<Cluster> clusters, Map<String, Integer> destinations, Map<FileTarget, Integer> files) {
    return clusters.stream()
        .map(cluster -> Target.of(cluster, destinations, files))
        .toArray(Target[]::new);
  }

  private static int[][] pools(List<Destination> destinations) {
    var byAddress = new LinkedHashMap<String, List<Integer>>();
    var addresses = new ArrayList<String>();
    for (var i = 0; i < destinations.size(); i++) {
      var address = destinations.get(i).host() + ":" + destinations.get(i).port();
      addresses.add(address);
      byAddress.computeIfAbsent(address, _ -> new ArrayList<>()).add(i);
    }
    return addresses.stream()
        .map(
            address ->
                byAddress.getOrDefault(address, List.of()).stream()
                    .mapToInt(Integer::intValue)
                    .toArray())
        .toArray(int[][]::new);
  }

  /// Rings worth a [RingMemo].
  List<HashRing> dearRings() {
    return Stream.concat(Arrays.stream(steps).map(Step::targets), Arrays.stream(generatedTo))
        .flatMap(Arrays::stream)
        .filter(Target.Hash.class::isInstance)
        .map(Target.Hash.class::cast)
        .filter(hash -> RingMemo.fits(hash.ring(), hash.destinations().length))
        .map(Target.Hash::ring)
        .filter(HashRing::isDear)
        .toList();
  }

  private int mostChosen() {
    var most = 1;
    for (var step : steps) {
      most = Math.max(most, mostChosen(step.targets()));
    }
    for (var targets : generatedTo) {
      most = Math.max(most, mostChosen(targets));
    }
    return most;
  }

  private static int mostChosen(Target[] targets) {
    var most = 1;
    for (var target : targets) {
      if (target instanceof Target.Hash hash) {
        most = Math.max(most, hash.ring().mostChosen());
      }
    }
    return most;
  }
}
