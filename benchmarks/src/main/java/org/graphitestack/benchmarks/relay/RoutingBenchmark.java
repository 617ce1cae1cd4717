// Copyright 2026 The Graphite Stack Authors
// SPDX-License-Identifier: Apache-2.0

package org.graphitestack.benchmarks.relay;

import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Random;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.graphitestack.protocol.ReceivedPoints;
import org.graphitestack.protocol.ring.HashType;
import org.graphitestack.protocol.ring.Replication;
import org.graphitestack.relay.route.AggregateNames;
import org.graphitestack.relay.route.Cluster;
import org.graphitestack.relay.route.Destination;
import org.graphitestack.relay.route.DestinationHealth;
import org.graphitestack.relay.route.DestinationOptions;
import org.graphitestack.relay.route.RelayReject;
import org.graphitestack.relay.route.Ring;
import org.graphitestack.relay.route.RoutePlan;
import org.graphitestack.relay.route.RouteRule;
import org.graphitestack.relay.route.RouteSink;
import org.graphitestack.relay.route.RoutedPoint;
import org.graphitestack.relay.route.Routing;
import org.graphitestack.relay.route.RoutingTable;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OperationsPerInvocation;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.Warmup;

/// Where points go by carbon's `consistent-hashing` over four destinations, per point, in batches
/// as reads give them: for few names, that a `RingMemo` holds, and for more than it can hold.
///
/// ```
/// mvn -q -pl benchmarks -am -DskipTests package
/// mvn -q -pl benchmarks dependency:build-classpath -Dmdep.outputFile=target/classpath
/// java -cp benchmarks/target/classes:$(cat benchmarks/target/classpath) org.openjdk.jmh.Main Routing
/// ```
///
/// Last figures, best of many rounds on a busy virtual machine of two cores, JDK 25: 20,000 names
/// 74 ns a point, a million 202 ns; before there was a memo (and with a slower MD5) 249 and 242.
@State(Scope.Thread)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
@Fork(1)
@Warmup(iterations = 5, time = 1)
@Measurement(iterations = 5, time = 1)
public class RoutingBenchmark implements RouteSink {

  /// Points routed by one invocation.
  public static final int POINTS = 20_000;

  private static final int BATCH = 1000;

  @Param({"20000", "1000000"})
  public int names = POINTS;

  private final Routing routing = ringOfFour().routing(DestinationHealth.ALL_HEALTHY);
  private final int[] counts = new int[4];
  private List<ReceivedPoints> batches = List.of();
  private int next;

  @Setup
  public void open() {
    var random = new Random(1);
    batches = Stream.generate(ReceivedPoints::keepingLines).limit(names / BATCH).toList();
    for (var batch : batches) {
      fill(batch, random);
    }
    next = 0;
  }

  private void fill(ReceivedPoints batch, Random random) {
    var number = next;
    next += BATCH;
    for (; number < next; number++) {
      var name = "servers.web" + random.nextInt(2000) + ".disk.sd" + number + ".read_bytes";
      var bytes = name.getBytes(StandardCharsets.US_ASCII);
      batch.add(bytes, 0, bytes.length, 1_700_000_000L, number);
    }
  }

  @Benchmark
  @OperationsPerInvocation(POINTS)
  public int[] route() {
    for (var i = 0; i < POINTS / BATCH; i++) {
      var batch = batches.get(next);
      next = next + 1 == batches.size() ? 0 : next + 1;
      for (var point = 0; point < BATCH; point++) {
        routing.route(batch, point, this);
      }
    }
    return counts;
  }

  private static RoutingTable ringOfFour() {
    var members =
        Stream.of("127.0.0.1:2003:a", "127.0.0.1:2004:b", "127.0.0.1:2005:c", "127.0.0.1:2006:d")
            .map(text -> Destination.parse(text, DestinationOptions.DEFAULT))
            .toList();
    var cluster =
        new Cluster.ConsistentHash(
            "ring",
            members,
            new Ring.Carbon(HashType.CARBON_CH),
            new Replication(1, false),
            false,
            false);
    var everything = RouteRule.Match.of("all", List.of(), List.of(cluster), true);
    return RoutingTable.of(RoutePlan.of(members, List.of(everything)), AggregateNames.NONE);
  }

  @Override
  public void to(int destination, RoutedPoint point) {
    counts[destination]++;
  }

  @Override
  public void toFile(int file, RoutedPoint point) {
    throw new IllegalStateException("file " + file);
  }

  @Override
  public void blackholed(RoutedPoint point) {
    throw new IllegalStateException("blackholed");
  }

  @Override
  public void rejected(RelayReject reason, RoutedPoint point) {
    throw new IllegalStateException(reason.sentence());
  }

  @Override
  public boolean aggregate(int aggregation, RoutedPoint point) {
    throw new IllegalStateException("aggregation " + aggregation);
  }
}
