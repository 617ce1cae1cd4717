// Copyright 2026 The Graphite Stack Authors
// SPDX-License-Identifier: Apache-2.0

package org.graphitestack.launch;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.TreeSet;
import org.graphitestack.protocol.ReceivedPoints;
import org.graphitestack.relay.RelayRoutes;
import org.graphitestack.relay.route.DestinationHealth;
import org.graphitestack.relay.route.RelayReject;
import org.graphitestack.relay.route.RouteSink;
import org.graphitestack.relay.route.RoutedPoint;

/// Follows metrics through a relay's or an aggregator's routes, as they would go while all
/// destinations are healthy.
final class MetricWay {

  private final RelayRoutes routes;

  MetricWay(RelaySetup setup) {
    this.routes = setup.routes();
  }

  /// Where one metric goes.
  ///
  /// @param to destinations and files, in alphabetical order
  /// @param steps why, a sentence each
  /// @param aggregates names of what it is aggregated into
  record Way(String name, List<String> to, List<String> steps, List<String> aggregates) {

    Way {
      to = List.copyOf(to);
      steps = List.copyOf(steps);
      aggregates = List.copyOf(aggregates);
    }

    boolean isNowhere() {
      return to.isEmpty() && aggregates.isEmpty();
    }

    /// The destinations as one text.
    String places() {
      if (!to.isEmpty()) {
        return String.join(", ", to);
      }
      return aggregates.isEmpty() ? "nowhere" : "only as " + String.join(", ", aggregates);
    }
  }

  /// Follows a metric.
  ///
  /// @param metric its name, or a whole line
  Way of(String metric) {
    var blank = metric.indexOf(' ');
    var name = blank < 0 ? metric : metric.substring(0, blank);
    var line = (blank < 0 ? metric + " 0 1" : metric) + "\n";
    var found = new Places();
    var bytes = line.getBytes(StandardCharsets.UTF_8);
    var points = ReceivedPoints.keepingLines();
    points.addLine(bytes, 0, bytes.length, name.getBytes(StandardCharsets.UTF_8).length, 1, 0);
    routes.table().routing(DestinationHealth.ALL_HEALTHY).route(points, 0, found);
    var steps = new ArrayList<String>();
    for (var step : routes.table().explain(metric)) {
      if (step.to().isEmpty() || !found.to.isEmpty()) {
        steps.add(step.toString());
      }
    }
    found.aggregates.forEach(aggregate -> steps.add("is aggregated into " + aggregate));
    if (found.keptBack) {
      steps.add(
          routes.forwardAll()
              ? "does not go on itself: it is aggregated under its own name"
              : "does not go on itself: FORWARD_ALL is off");
    }
    return new Way(name, List.copyOf(found.to), steps, List.copyOf(found.aggregates));
  }

  /// Takes down where a point goes, and plays the aggregator.
  private final class Places implements RouteSink {

    private final TreeSet<String> to = new TreeSet<>();
    private final TreeSet<String> aggregates = new TreeSet<>();
    private boolean keptBack;

    @Override
    public void to(int destination, RoutedPoint point) {
      to.add(routes.table().destinations().get(destination).name());
    }

    @Override
    public void toFile(int file, RoutedPoint point) {
      to.add(routes.table().files().get(file).path().toString());
    }

    @Override
    public void blackholed(RoutedPoint point) {}

    @Override
    public void rejected(RelayReject reason, RoutedPoint point) {}

    @Override
    public boolean aggregate(int aggregation, RoutedPoint point) {
      var rules = routes.aggregation().rules();
      if (rules.isEmpty()) {
        return true;
      }
      var name = point.name();
      routes
          .aggregation()
          .of(
              name,
              (rule, output) -> {
                if (!routes.numbered() || rule.equals(rules.get(aggregation))) {
                  aggregates.add(new String(output, StandardCharsets.UTF_8));
                }
              });
      keptBack = !routes.forwardAll() || aggregates.contains(name);
      return !keptBack;
    }
  }
}
