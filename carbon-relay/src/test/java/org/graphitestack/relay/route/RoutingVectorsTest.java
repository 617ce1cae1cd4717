// Copyright 2026 The Graphite Stack Authors
// SPDX-License-Identifier: Apache-2.0

package org.graphitestack.relay.route;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.graphitestack.protocol.ring.FastHashRing;
import org.graphitestack.protocol.ring.HashType;
import org.graphitestack.protocol.ring.Replication;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/// Every answer recorded from carbon and carbon-c-relay, asked of whole routing tables.
class RoutingVectorsTest {

  private static final JsonNode VECTORS = read("hash-vectors.json");

  record Case(String title, JsonNode vector) {
    @Override
    public String toString() {
      return title;
    }
  }

  static Stream<Case> carbon() {
    return cases("carbon");
  }

  static Stream<Case> carbonRelay() {
    return cases("carbon_c_relay");
  }

  private static Stream<Case> cases(String part) {
    var cases = new ArrayList<Case>();
    for (var vector : VECTORS.required(part)) {
      var title = new StringBuilder();
      for (var name : vector.propertyNames()) {
        if (!List.of("expect", "note", "aggregation_rules").contains(name)) {
          title.append(vector.required(name).asString("-")).append(' ');
        }
      }
      cases.add(new Case(title.toString().strip(), vector));
    }
    return cases.stream();
  }

  @ParameterizedTest
  @MethodSource
  void carbon(Case each) {
    var vector = each.vector();
    var method = vector.required("method").asString();
    var type = vector.required("hash_type");
    var fast = method.equals("fast-hashing");
    var ring =
        fast
            ? new Ring.CarbonFast(
                type.isNull() ? FastHashRing.DEFAULT_TYPE : HashType.parse(type.asString()))
            : new Ring.Carbon(HashType.parse(type.asString()));
    var aggregated = method.startsWith("aggregated");
    var replication =
        new Replication(
            vector.required("replication_factor").asInt(),
            vector.required("diverse_replicas").asBoolean());

    routesAsRecorded(
        vector, ring, replication, aggregated, VECTORS.required("keys"), recordedRules());
  }

  @ParameterizedTest
  @MethodSource
  void carbonRelay(Case each) {
    var vector = each.vector();
    var type = vector.required("cluster_type").asString();
    var ring =
        type.equals("jump_fnv1a_ch")
            ? new Ring.CarbonRelayJump()
            : new Ring.CarbonRelay(HashType.parse(type));
    var replication = new Replication(vector.required("replication").asInt(), false);

    routesAsRecorded(
        vector, ring, replication, false, VECTORS.required("crelay_keys"), AggregateNames.NONE);
  }

  private static void routesAsRecorded(
      JsonNode vector,
      Ring ring,
      Replication replication,
      boolean aggregated,
      JsonNode keys,
      AggregateNames names) {
    var members = cluster(vector.required("cluster").asString());
    var cluster = new Cluster.ConsistentHash("ring", members, ring, replication, false, aggregated);
    var table =
        RoutingTable.of(
            RoutePlan.of(
                members, List.of(RouteRule.Match.of("all", List.of(), List.of(cluster), true))),
            names);
    var routing = table.routing(DestinationHealth.ALL_HEALTHY);
    var expected = vector.required("expect");
    assertThat(expected.size()).isEqualTo(keys.size());
    // once asked of the rings, once of what is remembered of them
    for (var time = 0; time < 2; time++) {
      routesAsRecorded(routing, keys, expected, aggregated);
    }
  }

  private static void routesAsRecorded(
      Routing routing, JsonNode keys, JsonNode expected, boolean aggregated) {
    var sink = new RecordingSink();
    for (var i = 0; i < keys.size(); i++) {
      var key = keys.get(i).asString();
      routing.route(Points.of(key), 0, sink);
      var told = sink.take();
      // as in carbon, a point goes to a destination once, however often the ring names it
      var wanted = new ArrayList<String>();
      for (var index : expected.get(i)) {
        var line = "to " + index.asInt() + " " + key;
        if (!wanted.contains(line)) {
          wanted.add(line);
        }
      }
      if (aggregated) {
        assertThat(new TreeSet<>(told)).as(key).isEqualTo(new TreeSet<>(wanted));
      } else {
        assertThat(told).as(key).isEqualTo(wanted);
      }
    }
  }

  /// The aggregation rules the vectors were recorded with.
  private static AggregateNames recordedRules() {
    record Rule(Pattern input, String output) {}

    var rules =
        List.of(
            new Rule(
                Pattern.compile("^([^.]+?)\\.applications\\.([^.]+?)\\.[^.]+\\.requests$"),
                "$1.applications.$2.all.requests"),
            new Rule(Pattern.compile("^hosts\\.[^.]+\\.([^.]+?)$"), "hosts.all.$1"),
            new Rule(Pattern.compile("^stats\\.(.+?)$"), "everything.$1"));
    return (bytes, offset, length, each) -> {
      var name = new String(bytes, offset, length, StandardCharsets.UTF_8);
      for (var rule : rules) {
        var matcher = rule.input().matcher(name);
        if (matcher.matches()) {
          var output = matcher.replaceFirst(rule.output()).getBytes(StandardCharsets.UTF_8);
          each.name(output, 0, output.length);
        }
      }
    };
  }

  @Test
  void canonicalName_ofRecordedNames_isCarbons() {
    for (var each : read("tags.json").required("cases")) {
      var input = each.required("input").asString();
      var bytes = input.getBytes(StandardCharsets.UTF_8);
      var expected = each.has("normalized") ? each.required("normalized").asString() : null;
      assertThat(CanonicalName.of(input).orElse(null)).as(input).isEqualTo(expected);
      if (CanonicalName.holds(bytes, 0, bytes.length)) {
        assertThat(input).isEqualTo(expected);
      }
    }
  }

  @Test
  void canonicalName_ofUsualNames_isKnownFromTheirBytes() {
    for (var name : List.of("a.b", "a;b=c", "a;b=c;d=e", "disk;datacenter=dc1;rack=a1", "é;ü=ö")) {
      var bytes = name.getBytes(StandardCharsets.UTF_8);
      assertThat(CanonicalName.holds(bytes, 0, bytes.length)).as(name).isTrue();
    }
    for (var name : List.of("a;d=e;b=c", "a;b=c;b=d", "a;b", "~a", "a;name=b", "a;b=~c", ";b=c")) {
      var bytes = name.getBytes(StandardCharsets.UTF_8);
      assertThat(CanonicalName.holds(bytes, 0, bytes.length)).as(name).isFalse();
    }
  }

  private static List<Destination> cluster(String name) {
    var members = new ArrayList<Destination>();
    VECTORS
        .required("clusters")
        .required(name)
        .forEach(text -> members.add(Points.destination(text.asString())));
    return members;
  }

  private static JsonNode read(String file) {
    try (var in = RoutingVectorsTest.class.getResourceAsStream(file)) {
      return JsonMapper.shared().readTree(Objects.requireNonNull(in));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
