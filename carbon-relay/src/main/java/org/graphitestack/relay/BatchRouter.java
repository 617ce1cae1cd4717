// Copyright 2026 The Graphite Stack Authors
// SPDX-License-Identifier: Apache-2.0

package org.graphitestack.relay;

import java.nio.ByteBuffer;
import java.util.List;
import java.util.stream.IntStream;
import org.graphitestack.protocol.ReceivedPoints;
import org.graphitestack.relay.aggregate.AggregationStage;
import org.graphitestack.relay.aggregate.Taken;
import org.graphitestack.relay.route.ConstantRoute;
import org.graphitestack.relay.route.RelayReject;
import org.graphitestack.relay.route.RouteSink;
import org.graphitestack.relay.route.RoutedPoint;
import org.graphitestack.relay.route.Routing;
import org.jspecify.annotations.Nullable;

/// Takes one batch after the other along the routes, for one thread: gathers each place's lines and
/// appends them when the batch is through.
///
/// Allocates nothing per point.
final class BatchRouter implements RouteSink {

  private final Dispatcher.Routes routes;
  private final RelayLedger ledger;
  private final Routing routing;
  private final int timestampResolution;
  private final @Nullable ConstantRoute constant;
  private final List<LineBuffer> toLanes;
  private final List<LineBuffer> toFiles;
  private final ReceivedPoints renamed = ReceivedPoints.keepingLines();
  private final ReceivedPoints rounded = ReceivedPoints.keepingLines();

  // What became of the point on its way.
  private boolean sent;
  private boolean aggregated;
  private @Nullable RelayReject rejected;

  BatchRouter(Dispatcher.Routes routes, RelayLedger ledger, int timestampResolution) {
    this.timestampResolution = timestampResolution;
    this.routes = routes;
    this.ledger = ledger;
    var lanes = routes.lanes();
    this.routing = routes.table().routing(lane -> lanes.get(lane).runner().isHealthy());
    this.constant = routes.table().constantRoute().orElse(null);
    this.toLanes = IntStream.range(0, lanes.size()).mapToObj(_ -> new LineBuffer()).toList();
    this.toFiles =
        IntStream.range(0, routes.files().size()).mapToObj(_ -> new LineBuffer()).toList();
  }

  Dispatcher.Routes routes() {
    return routes;
  }

  /// Routes points that came in.
  ///
  /// @param arrival epoch milliseconds
  void received(ReceivedPoints points, long arrival) {
    if (timestampResolution > 1) {
      round(points);
      routeReceived(rounded, arrival);
      rounded.clear();
    } else {
      routeReceived(points, arrival);
    }
  }

  private void round(ReceivedPoints points) {
    for (var i = 0; i < points.size(); i++) {
      var timestamp = points.timestamp(i) - points.timestamp(i) % timestampResolution;
      rounded.add(
          points.bytes(), points.nameOffset(i), points.nameLength(i), timestamp, points.value(i));
    }
  }

  private void routeReceived(ReceivedPoints points, long arrival) {
    if (constant != null) {
      sendAll(constant, points, arrival);
      return;
    }
    route(points, index -> routing.route(points, index, this), arrival);
  }

  /// Routes points the relay made itself.
  ///
  /// @param aggregation which rule made them
  void generated(int aggregation, ReceivedPoints points, long arrival) {
    route(points, index -> routing.routeGenerated(aggregation, points, index, this), arrival);
  }

  private void route(ReceivedPoints points, RouteOne one, long arrival) {
    var routedPoints = 0;
    var aggregatedPoints = 0;
    var blackholedPoints = 0;
    routing.prepare(points);
    for (var i = 0; i < points.size(); i++) {
      sent = false;
      aggregated = false;
      rejected = null;
      one.route(i);
      if (sent) {
        routedPoints++;
      } else if (rejected != null) {
        ledger.rejected(rejected, 1);
      } else if (aggregated) {
        aggregatedPoints++;
      } else {
        blackholedPoints++;
      }
    }
    ledger.routed(routedPoints);
    ledger.aggregated(aggregatedPoints);
    ledger.blackholed(blackholedPoints);
    appendAll(arrival);
  }

  /// The whole batch goes to the same places: its bytes are taken as they are.
  private void sendAll(ConstantRoute route, ReceivedPoints points, long arrival) {
    for (var lane : route.destinations()) {
      appendToLane(lane, lines(points), points.size(), arrival);
    }
    for (var file : route.files()) {
      appendToFile(file, lines(points), points.size());
    }
    ledger.routed(points.size());
  }

  private void appendAll(long arrival) {
    for (var i = 0; i < toLanes.size(); i++) {
      var lines = toLanes.get(i);
      if (!lines.isEmpty()) {
        appendToLane(i, lines.lines(), lines.points(), arrival);
        lines.clear();
      }
    }
    for (var i = 0; i < toFiles.size(); i++) {
      var lines = toFiles.get(i);
      if (!lines.isEmpty()) {
        appendToFile(i, lines.lines(), lines.points());
        lines.clear();
      }
    }
  }

  private void appendToLane(int lane, ByteBuffer lines, int points, long arrival) {
    routes.lanes().get(lane).spool().append(lines, points, arrival);
    ledger.copied(points);
  }

  private void appendToFile(int file, ByteBuffer lines, int points) {
    ledger.toFile(points, routes.files().get(file).append(lines));
  }

  /// All lines of a batch as they are.
  private static ByteBuffer lines(ReceivedPoints points) {
    return ByteBuffer.wrap(points.bytes(), 0, points.byteCount());
  }

  @Override
  public void to(int destination, RoutedPoint point) {
    toLanes.get(destination).add(point);
    sent = true;
  }

  @Override
  public void toFile(int file, RoutedPoint point) {
    toFiles.get(file).add(point);
    sent = true;
  }

  @Override
  public void blackholed(RoutedPoint point) {
    // known from its having been nowhere
  }

  @Override
  public void rejected(RelayReject reason, RoutedPoint point) {
    rejected = reason;
  }

  @Override
  public boolean aggregate(int aggregation, RoutedPoint point) {
    var stage = routes.aggregation();
    if (stage == null) {
      return true;
    }
    Taken taken;
    if (point.renamed()) {
      point.addTo(renamed);
      taken = take(stage, aggregation, renamed, 0);
      renamed.clear();
    } else {
      taken = take(stage, aggregation, point.points(), point.index());
    }
    aggregated |= taken != Taken.UNMATCHED;
    return taken.passesOn(routes.forwardAll());
  }

  private Taken take(AggregationStage stage, int rule, ReceivedPoints points, int index) {
    return routes.numbered() ? stage.take(points, index, rule) : stage.take(points, index);
  }

  /// Routes the point at a place of the batch.
  @FunctionalInterface
  private interface RouteOne {
    void route(int index);
  }
}
