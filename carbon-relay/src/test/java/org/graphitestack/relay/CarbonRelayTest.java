// Copyright 2026 The Graphite Stack Authors
// SPDX-License-Identifier: Apache-2.0

package org.graphitestack.relay;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import java.util.function.BooleanSupplier;
import org.graphitestack.log.LogOptions;
import org.graphitestack.protocol.listen.ListenerConfig;
import org.graphitestack.protocol.listen.WireProtocol;
import org.graphitestack.relay.aggregate.AggregationFunction;
import org.graphitestack.relay.aggregate.AggregationOptions;
import org.graphitestack.relay.aggregate.AggregationRule;
import org.graphitestack.relay.aggregate.AggregationRules;
import org.graphitestack.relay.destination.DeliveryOptions;
import org.graphitestack.relay.route.AggregateNames;
import org.graphitestack.relay.route.Cluster;
import org.graphitestack.relay.route.Destination;
import org.graphitestack.relay.route.DestinationOptions;
import org.graphitestack.relay.route.FileTarget;
import org.graphitestack.relay.route.NamePattern;
import org.graphitestack.relay.route.RelayReject;
import org.graphitestack.relay.route.RoutePlan;
import org.graphitestack.relay.route.RouteRule;
import org.graphitestack.relay.route.RoutingTable;
import org.graphitestack.relay.spool.SpoolOptions;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class CarbonRelayTest {

  private static final InstantSource CLOCK = () -> Instant.ofEpochSecond(1_700_000_000);

  @TempDir Path folder;
  private ServerSocket sink;

  @BeforeEach
  void openSink() throws IOException {
    sink = new ServerSocket(0, 50, InetAddress.getLoopbackAddress());
  }

  @AfterEach
  void closeSink() throws IOException {
    sink.close();
  }

  @Test
  void points_goWhereTheirRulesSay_andTheLedgerBalances() throws IOException {
    var file = folder.resolve("out.txt");
    List<RouteRule> rules =
        List.of(
            new RouteRule.BlackList(List.of(NamePattern.of("^secret\\."))),
            RouteRule.Match.of(
                "files",
                List.of(NamePattern.of("^file\\.")),
                List.of(new Cluster.Files("files", List.of(new FileTarget(file)))),
                true),
            RouteRule.Match.of("nowhere", List.of(NamePattern.of("^void\\.")), List.of(), true),
            RouteRule.Match.of(
                "rest", List.of(), List.of(new Cluster.Forward("all", List.of(there()))), true));
    try (var relay = open(rules, 0, Duration.ZERO);
        var peer = connect(relay)) {
      send(relay, "secret.a 1 100\nfile.a 2 100\nvoid.a 3 100\nsent.a 4.50 100\n");

      assertThat(read(peer, 1)).containsExactly("sent.a 4.50 100");
      await(() -> relay.ledger().fileLines() == 1 && relay.spooled().delivered() == 1);
      assertThat(Files.readString(file)).isEqualTo("file.a 2 100\n");
      var ledger = relay.ledger();
      assertThat(ledger.rejected(RelayReject.BLACKLISTED)).isEqualTo(1);
      assertThat(ledger.blackholed()).isEqualTo(1);
      assertThat(ledger.routed()).isEqualTo(2);
      assertThat(ledger.fileLines()).isEqualTo(1);
      assertThat(ledger.unaccounted()).isZero();
      assertThat(relay.unaccountedCopies()).isZero();
      assertThat(relay.explain("file.b").toString()).contains(file.toString());
    }
  }

  @Test
  void timestamps_areRoundedDown_ifAskedFor() throws IOException {
    try (var relay = open(everything(), 60, Duration.ZERO);
        var peer = connect(relay)) {
      send(relay, "a 1.50 119\nb 2 120\n");
      assertThat(read(peer, 2)).containsExactly("a 1.5 60", "b 2 120");
    }
  }

  @Test
  void ownMetrics_goAlongTheRoutes() throws IOException {
    try (var relay = open(everything(), 0, Duration.ofMillis(200));
        var peer = connect(relay)) {
      assertThat(read(peer, 5))
          .allMatch(line -> line.startsWith("carbon.relays.my_host-a."))
          .anyMatch(line -> line.contains(".metricsReceived "));
      assertThat(relay.ledger().unaccounted()).isZero();
    }
  }

  @Test
  void aggregates_goAlongTheRoutes_besideTheirPoints() throws IOException {
    var rules = new ArrayList<RouteRule>();
    rules.add(new RouteRule.Aggregate(0, List.of(), false));
    rules.addAll(everything());
    var aggregation =
        new AggregationRules(
            List.of(AggregationRule.of("all.sum", 1, AggregationFunction.SUM, "one.*")));
    var table = RoutingTable.of(RoutePlan.of(List.of(there()), rules), AggregateNames.NONE);
    try (var relay =
            CarbonRelay.open(
                config(0, Duration.ZERO),
                RelayRoutes.carbon(table, aggregation, true),
                CLOCK,
                System::nanoTime);
        var peer = connect(relay)) {
      send(relay, "one.a 1 1700000000\none.b 2 1700000000\n");
      var lines = read(peer, 3);
      assertThat(lines)
          .contains("one.a 1 1700000000", "one.b 2 1700000000", "all.sum 3 1700000000");
      assertThat(relay.ledger().generated()).isGreaterThanOrEqualTo(1);
      assertThat(relay.ledger().unaccounted()).isZero();
    }
  }

  @Test
  void reload_toAnotherDestination_emptiesTheOldOneFirst() throws IOException {
    try (var other = new ServerSocket(0, 50, InetAddress.getLoopbackAddress());
        var relay = open(everything(), 0, Duration.ZERO);
        var peer = connect(relay)) {
      send(relay, "a 1 100\n");
      assertThat(read(peer, 1)).containsExactly("a 1 100");
      var elsewhere =
          new Destination("127.0.0.1", other.getLocalPort(), null, DestinationOptions.DEFAULT);
      relay.reload(
          RelayRoutes.of(
              RoutingTable.of(
                  RoutePlan.of(
                      List.of(elsewhere),
                      List.of(
                          RouteRule.Match.of(
                              "all",
                              List.of(),
                              List.of(new Cluster.Forward("all", List.of(elsewhere))),
                              true))),
                  AggregateNames.NONE)));
      send(relay, "b 2 100\n");
      try (var second = other.accept()) {
        second.setSoTimeout(10_000);
        assertThat(read(second, 1)).containsExactly("b 2 100");
      }
      await(() -> relay.destinations().size() == 1);
      assertThat(relay.destinations().getFirst().name()).isEqualTo(elsewhere.name());
      await(() -> relay.spooled().delivered() == 2);
    }
  }

  private CarbonRelay open(List<RouteRule> rules, int resolution, Duration metrics)
      throws IOException {
    var table = RoutingTable.of(RoutePlan.of(List.of(there()), rules), AggregateNames.NONE);
    return CarbonRelay.open(
        config(resolution, metrics), RelayRoutes.of(table), CLOCK, System::nanoTime);
  }

  private RelayConfig config(int resolution, Duration metrics) {
    return new RelayConfig(
        "relays",
        "my.host",
        "a",
        List.of(
            ListenerConfig.of(
                WireProtocol.LINE, new InetSocketAddress(InetAddress.getLoopbackAddress(), 0))),
        Optional.empty(),
        resolution,
        new SpoolOptions(folder.resolve("spool"), LogOptions.defaults().withMinFreeBytes(0)),
        DeliveryOptions.defaults(),
        AggregationOptions.DEFAULTS,
        folder.resolve("aggregation"),
        "carbon",
        metrics);
  }

  private Destination there() {
    return new Destination("127.0.0.1", sink.getLocalPort(), null, DestinationOptions.DEFAULT);
  }

  private List<RouteRule> everything() {
    return List.of(
        RouteRule.Match.of(
            "all", List.of(), List.of(new Cluster.Forward("all", List.of(there()))), true));
  }

  /// The relay's connection to the sink.
  private Socket connect(CarbonRelay relay) throws IOException {
    assertThat(relay.listeners()).hasSize(1);
    var peer = sink.accept();
    peer.setSoTimeout(10_000);
    return peer;
  }

  private static void send(CarbonRelay relay, String lines) throws IOException {
    try (var socket = new Socket()) {
      socket.connect(relay.listeners().getFirst().address());
      socket.getOutputStream().write(lines.getBytes(UTF_8));
    }
  }

  private static List<String> read(Socket peer, int count) throws IOException {
    var reader = new BufferedReader(new InputStreamReader(peer.getInputStream(), UTF_8));
    var lines = new ArrayList<String>();
    for (var i = 0; i < count; i++) {
      lines.add(reader.readLine());
    }
    return lines;
  }

  private static void await(BooleanSupplier condition) {
    var deadline = System.nanoTime() + TimeUnit.SECONDS.toNanos(10);
    while (!condition.getAsBoolean()) {
      assertThat(System.nanoTime()).as("waited ten seconds").isLessThan(deadline);
      LockSupport.parkNanos(TimeUnit.MILLISECONDS.toNanos(5));
    }
  }
}
