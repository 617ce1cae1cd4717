// Copyright 2026 The Graphite Stack Authors
// SPDX-License-Identifier: Apache-2.0

package org.graphitestack.relay.route;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import org.graphitestack.protocol.ReceivedPoints;
import org.graphitestack.protocol.ring.HashType;
import org.graphitestack.protocol.ring.Replication;
import org.graphitestack.relay.route.RouteRule.Match;
import org.junit.jupiter.api.Test;

class RoutingTest {

  private static final Destination A = Points.destination("a:2003");
  private static final Destination B = Points.destination("b:2003");
  private static final Destination C = Points.destination("c:2003");
  private static final List<Destination> ABC = List.of(A, B, C);

  private final Set<Integer> unhealthy = new HashSet<>();
  private final RecordingSink sink = new RecordingSink();

  // ---- relay rules -----------------------------------------------------------------------------

  @Test
  void rules_takeTheFirstThatMatches_andGoOnWhereToldTo() {
    var plan =
        plan(
            to("copy", "^x\\.", false, A),
            to("xy", "^x\\.y", true, B),
            Match.of("default", List.of(), List.of(forward(C)), true));

    assertThat(routed(plan, "x.y.z")).containsExactly("to 0 x.y.z", "to 1 x.y.z");
    assertThat(routed(plan, "x.z")).containsExactly("to 0 x.z", "to 2 x.z");
    assertThat(routed(plan, "y")).containsExactly("to 2 y");
  }

  @Test
  void rules_thatNameADestinationTwice_sendOnce() {
    var plan = plan(to("one", "a", false, A, B), to("two", "a", false, B, A, C));

    assertThat(routed(plan, "a")).containsExactly("to 0 a", "to 1 a", "to 2 a");
  }

  @Test
  void rules_thatTakeNothing_leaveThePointToTheBlackhole() {
    assertThat(routed(plan(to("one", "^x", true, A)), "y")).containsExactly("blackholed y");
  }

  @Test
  void blackhole_stops() {
    var plan =
        plan(
            Match.of("drop", pattern("tmp"), List.of(new Cluster.Blackhole()), false),
            to("rest", ".", true, A));

    assertThat(routed(plan, "tmp.x")).containsExactly("blackholed tmp.x");
    assertThat(routed(plan, "x")).containsExactly("to 0 x");
  }

  @Test
  void files_getWhatTheyAreSent_once() {
    var file = new FileTarget(Path.of("/var/log/points"));
    var files = new Cluster.Files("f", List.of(file, file));
    var table = table(plan(Match.of("all", List.of(), List.of(files, files, forward(A)), true)));

    assertThat(table.files()).containsExactly(file);
    assertThat(routed(table, Points.of("x"))).containsExactly("file 0 x", "to 0 x");
  }

  // ---- clusters --------------------------------------------------------------------------------

  @Test
  void anyOf_isStable_andSpreadsThePointsOfAnUnhealthyMember() {
    var table =
        table(plan(Match.of("all", List.of(), List.of(new Cluster.AnyOf("any", ABC)), true)));
    var usual = new TreeMap<String, String>();
    for (var i = 0; i < 3000; i++) {
      var name = "metric." + i;
      usual.put(name, onlyOne(table, name));
    }
    assertThat(usual.values().stream().filter("to 1"::equals).count()).isBetween(900L, 1100L);

    unhealthy.add(1);
    var moved = new TreeMap<String, Integer>();
    usual.forEach(
        (name, place) -> {
          var now = onlyOne(table, name);
          if (place.equals("to 1")) {
            moved.merge(now, 1, Integer::sum);
          } else {
            assertThat(now).isEqualTo(place);
          }
          assertThat(onlyOne(table, name)).isEqualTo(now);
        });
    assertThat(moved).containsOnlyKeys("to 0", "to 2");
    assertThat(moved.values()).allMatch(count -> count > 400);

    unhealthy.addAll(List.of(0, 2));
    usual.forEach((name, place) -> assertThat(onlyOne(table, name)).isEqualTo(place));
  }

  @Test
  void failover_takesTheFirstHealthy_andAtLastTheFirst() {
    var table =
        table(plan(Match.of("all", List.of(), List.of(new Cluster.Failover("f", ABC)), true)));

    assertThat(onlyOne(table, "x")).isEqualTo("to 0");
    unhealthy.add(0);
    assertThat(onlyOne(table, "x")).isEqualTo("to 1");
    unhealthy.addAll(List.of(1, 2));
    assertThat(onlyOne(table, "x")).isEqualTo("to 0");
    unhealthy.remove(0);
    assertThat(onlyOne(table, "x")).isEqualTo("to 0");
  }

  @Test
  void ring_isDynamicOnlyIfToldSo() {
    unhealthy.add(0);
    for (var dynamic : List.of(true, false)) {
      var table = table(plan(Match.of("all", List.of(), List.of(ring(dynamic, ABC)), true)));
      var places = new HashSet<String>();
      for (var i = 0; i < 300; i++) {
        places.add(onlyOne(table, "metric." + i));
      }
      assertThat(places.contains("to 0")).isEqualTo(!dynamic);
    }
  }

  @Test
  void prepare_changesNothing_renamedOrNot_batchAfterBatch() {
    var table =
        table(
            plan(
                rewrite("^old\\.", "new."),
                Match.of("all", List.of(), List.of(ring(false, ABC)), true)));
    var prepared = table.routing(this::isHealthy);
    for (var batch = 0; batch < 5; batch++) {
      var names = new ArrayList<String>();
      for (var i = 0; i < 200; i++) {
        names.add((i % 3 == 0 ? "old." : "kept.") + (batch % 2 * 100 + i));
      }
      var points = Points.of(names.toArray(String[]::new));
      prepared.prepare(points);
      for (var i = 0; i < points.size(); i++) {
        prepared.route(points, i, sink);
        assertThat(sink.take()).isEqualTo(routed(table, Points.of(names.get(i))));
      }
    }
  }

  @Test
  void pools_spreadPointsOverDestinationsAtOneAddress() {
    var a = Points.destination("h:2004:a");
    var b = Points.destination("h:2004:b");
    var c = Points.destination("h:2104:c");
    var rule = Match.of("all", List.of(), List.of(forward(a), forward(c)), true);
    var plan = new RoutePlan(List.of(a, b, c), List.of(rule), 0, List.of(), false, true);
    var table = table(plan);
    var firsts = new TreeMap<String, Integer>();
    for (var i = 0; i < 1000; i++) {
      var told = routed(table, Points.of("metric." + i));
      assertThat(told).hasSize(2).last().asString().startsWith("to 2 ");
      firsts.merge(told.getFirst().substring(0, 4), 1, Integer::sum);
    }
    assertThat(firsts).containsOnlyKeys("to 0", "to 1");
    assertThat(firsts.values()).allMatch(count -> count > 400);
    assertThat(table.constantRoute()).isEmpty();
  }

  // ---- filters, names --------------------------------------------------------------------------

  @Test
  void blackList_goesBeforeWhiteList_asOrdered() {
    var plan =
        plan(
            new RouteRule.BlackList(pattern("secret")),
            new RouteRule.WhiteList(pattern("^app\\.")),
            to("all", ".", true, A));

    assertThat(routed(plan, "app.secret")).containsExactly("BLACKLISTED app.secret");
    assertThat(routed(plan, "db.x")).containsExactly("NOT_WHITELISTED db.x");
    assertThat(routed(plan, "app.x")).containsExactly("to 0 app.x");
    var empty = plan(new RouteRule.WhiteList(List.of()), to("all", ".", true, A));
    assertThat(routed(empty, "x")).containsExactly("to 0 x");
  }

  @Test
  void rewrite_changesTheNameForRulesBehind() {
    var plan =
        plan(
            to("before", "^prod", false, A),
            rewrite("^prod\\.(\\w+)", "\\1.prod"),
            to("after", "^prod", false, B),
            to("all", ".", false, A, C));

    assertThat(routed(plan, "prod.web.x"))
        .containsExactly("to 0 prod.web.x", "to 0 web.prod.x", "to 2 web.prod.x");
  }

  @Test
  void rewrite_ofCarbon_replacesAllPlaces_andOfCarbonRelayTheFirst() {
    assertThat(routed(plan(rewrite("a", "b"), to("all", ".", true, A)), "a.a"))
        .containsExactly("to 0 b.b");
    var pattern = NamePattern.of("a");
    var first = new RouteRule.Rewrite(pattern, Replacement.carbonRelay("b", pattern), false);
    assertThat(routed(plan(first, to("all", ".", true, A)), "a.a")).containsExactly("to 0 b.a");
  }

  @Test
  void rewrite_toANameNoLineCanHold_isRefused() {
    var all = to("all", ".", true, A);
    assertThat(routed(plan(rewrite(".*", ""), all), "x")).containsExactly("INVALID_NAME ");
    assertThat(routed(plan(rewrite("x", "a b"), all), "x")).containsExactly("INVALID_NAME a b");
    assertThat(routed(plan(rewrite("x", "a\u0000"), all), "x"))
        .containsExactly("INVALID_NAME a\u0000");
    assertThat(routed(plan(rewrite("x", "y".repeat(20_000)), all), "x")).hasSize(1);
  }

  @Test
  void renamedPoint_carriesItsNumbersOn() {
    var table = table(plan(rewrite("^x", "longer.name"), to("all", ".", true, A)));
    var out = ReceivedPoints.keepingLines();
    var sinkOfLines =
        new RouteSink() {
          @Override
          public void to(int destination, RoutedPoint point) {
            point.addTo(out);
          }

          @Override
          public void toFile(int file, RoutedPoint point) {}

          @Override
          public void blackholed(RoutedPoint point) {}

          @Override
          public void rejected(RelayReject reason, RoutedPoint point) {}

          @Override
          public boolean aggregate(int aggregation, RoutedPoint point) {
            return true;
          }
        };
    var points = Points.of("x.y 1.50 1700000000", "z 2e3 1700000060");
    var routing = table.routing(DestinationHealth.ALL_HEALTHY);
    routing.route(points, 0, sinkOfLines);
    routing.route(points, 1, sinkOfLines);

    assertThat(out.line(0)).isEqualTo("longer.name.y 1.50 1700000000");
    assertThat(out.line(1)).isEqualTo("z 2e3 1700000060");
  }

  @Test
  void cleansing_isCarbonRelays() {
    var plan =
        plan(
            new RouteRule.Cleanse(NameCleansing.DEFAULT),
            rewrite("^q$", "r"),
            to("all", ".", true, A));

    assertThat(routed(plan, "a.b-c_d:e#f")).containsExactly("to 0 a.b-c_d:e#f");
    assertThat(routed(plan, "..a...b..")).containsExactly("to 0 a.b");
    assertThat(routed(plan, "a$b/c")).containsExactly("to 0 a_b_c");
    assertThat(routed(plan, "é")).containsExactly("to 0 __");
    assertThat(routed(plan, ".a..;t=/v..")).containsExactly("to 0 a;t=/v..");
    assertThat(routed(plan, "...")).containsExactly("INVALID_NAME ...");
    assertThat(routed(plan, "q..")).containsExactly("to 0 r");
    var withTags =
        plan(new RouteRule.Cleanse(new NameCleansing("-_:#;=")), to("all", ".", true, A));
    assertThat(routed(withTags, "a.;t=/v")).containsExactly("to 0 a.;t=_v");
  }

  @Test
  void canonicalTags_areSortedAsSent_andMalformedOnesLeftAlone() {
    var plan =
        plan(new RouteRule.CanonicalTags(), to("all", "^n;a", true, A), to("r", ".", true, B));

    assertThat(routed(plan, "n;b=2;a=1")).containsExactly("to 0 n;a=1;b=2");
    assertThat(routed(plan, "n;a=1;b=2")).containsExactly("to 0 n;a=1;b=2");
    assertThat(routed(plan, "n;b")).containsExactly("to 1 n;b");
  }

  @Test
  void tagsApart_areNeitherMatchedNorRewrittenNorHashed() {
    var rules =
        List.<RouteRule>of(
            to("tag", "host", true, A),
            rewrite("n", "m"),
            Match.of("all", List.of(), List.of(ring(false, ABC)), true));
    var table = table(new RoutePlan(ABC, rules, 0, List.of(), true, false));
    var places = new HashSet<String>();
    for (var i = 0; i < 50; i++) {
      var told = routed(table, Points.of("n;host=n" + i));
      assertThat(told).singleElement().asString().endsWith(" m;host=n" + i);
      places.add(told.getFirst().substring(0, 4));
    }
    assertThat(places).hasSize(1);
  }

  // ---- validation, route using, aggregation ----------------------------------------------------

  @Test
  void validation_looksAtTheDataOnly_andRefusesWhatGetsNowhereElse() {
    var valid =
        new Match(
            "v",
            List.of(),
            Optional.of(new RouteRule.Validation(NamePattern.of("^[0-9]+ [0-9]{10}$"), true)),
            null,
            List.of(),
            false);
    var table = table(plan(valid, to("all", ".", true, A)));

    assertThat(routed(table, Points.of("a;x=1 5 1700000000"))).containsExactly("to 0 a;x=1");
    assertThat(routed(table, Points.of("a 5.5 1700000000"))).containsExactly("INVALID_DATA a");

    var withCluster =
        new Match("v", List.of(), valid.validation(), null, List.of(forward(B)), false);
    var going = table(plan(withCluster, to("x", "x", true, A)));
    assertThat(routed(going, Points.of("x 5.5 1700000000"))).containsExactly("to 0 x");
    assertThat(routed(going, Points.of("y 5.5 1700000000"))).containsExactly("INVALID_DATA y");
    assertThat(routed(going, Points.of("y 5 1700000000"))).containsExactly("to 1 y");
  }

  @Test
  void routeUsing_hashesAnotherText_andSendsTheName() {
    var pattern = NamePattern.of("^(\\w+)\\..*$");
    var rule =
        new Match(
            "r",
            List.of(pattern),
            Optional.empty(),
            Replacement.carbonRelay("\\1", pattern),
            List.of(ring(false, ABC)),
            true);
    var table = table(plan(rule, Match.of("all", List.of(), List.of(ring(false, ABC)), true)));
    var plain = onlyOne(table, "-host");
    assertThat(plain).isNotEmpty();
    for (var i = 0; i < 20; i++) {
      assertThat(routed(table, Points.of("host." + i)))
          .isEqualTo(List.of(onlyOne(table, "host.x") + " host." + i));
    }
  }

  @Test
  void aggregator_decidesWhetherAPointGoesOn_andItsOwnPointsPassIt() {
    var rules =
        List.<RouteRule>of(
            new RouteRule.BlackList(pattern("^all")),
            new RouteRule.Aggregate(0, List.of(), false),
            rewrite("web", "www"),
            to("all", ".", true, A));
    var table = table(new RoutePlan(ABC, rules, 3, List.of(), false, false));

    assertThat(routed(table, Points.of("web"))).containsExactly("aggregate 0 web", "to 0 www");
    sink.aggregatedGoOn = false;
    assertThat(routed(table, Points.of("web"))).containsExactly("aggregate 0 web");
    table.routing(this::isHealthy).routeGenerated(Points.of("all.web"), 0, sink);
    assertThat(sink.take()).containsExactly("to 0 all.web");
  }

  @Test
  void aggregation_withItsOwnClusters_sendsThere_othersGoThroughTheRules() {
    var rules =
        List.<RouteRule>of(
            new RouteRule.Aggregate(0, pattern("^a"), false),
            new RouteRule.Aggregate(1, pattern("^b"), true),
            to("all", "^[bc]", true, A));
    var table =
        table(new RoutePlan(ABC, rules, 0, List.of(List.of(), List.of(forward(B))), false, false));

    assertThat(routed(table, Points.of("a"))).containsExactly("aggregate 0 a");
    assertThat(routed(table, Points.of("b"))).containsExactly("aggregate 1 b");
    var routing = table.routing(this::isHealthy);
    routing.routeGenerated(0, Points.of("c"), 0, sink);
    routing.routeGenerated(1, Points.of("c"), 0, sink);
    assertThat(sink.take()).containsExactly("to 0 c", "to 1 c");
  }

  // ---- constant routes, explanations, mistakes -------------------------------------------------

  @Test
  void constantRoute_isThereIfNoPointNeedsALook() {
    assertThat(table(plan(Match.of("a", List.of(), List.of(forward(A, B)), true))).constantRoute())
        .contains(new ConstantRoute(List.of(0, 1), List.of()));
    assertThat(
            table(
                    plan(
                        Match.of("a", List.of(), List.of(ring(false, List.of(B))), false),
                        Match.of("b", List.of(), List.of(forward(C)), true),
                        to("never", "x", true, A)))
                .constantRoute())
        .contains(new ConstantRoute(List.of(1, 2), List.of()));
    assertThat(table(plan(to("a", ".", true, A))).constantRoute()).isEmpty();
    assertThat(
            table(plan(Match.of("a", List.of(), List.of(ring(false, ABC)), true))).constantRoute())
        .isEmpty();
    assertThat(
            table(plan(rewrite("a", "b"), Match.of("a", List.of(), List.of(forward(A)), true)))
                .constantRoute())
        .isEmpty();
  }

  @Test
  void explain_saysStepByStepWhatHappensAndWhy() {
    var table =
        table(
            plan(
                new RouteRule.WhiteList(pattern("^prod")),
                rewrite("^prod\\.", "p."),
                to("web", "\\.web", false, A, B),
                Match.of("default", List.of(), List.of(ring(false, ABC)), true)));

    assertThat(table.explain("prod.web1.x"))
        .extracting(RouteStep::toString)
        .containsExactly(
            "white list: ^prod is found",
            "rewrite ^prod\\. into p.: p.web1.x",
            "web: \\.web is found, go on",
            "to all of cluster -> a:2003, b:2003",
            "default takes everything, stop",
            "to carbon's carbon_ch ring of ring -> " + ringPlaceOf("p.web1.x"));
    assertThat(table.explain("test.x"))
        .extracting(RouteStep::sentence)
        .containsExactly(
            "white list: no pattern is found", "is refused: the name is not on the white list");
  }

  private String ringPlaceOf(String name) {
    var table = table(plan(Match.of("all", List.of(), List.of(ring(false, ABC)), true)));
    return table.destinations().get(Integer.parseInt(onlyOne(table, name).substring(3))).name();
  }

  @Test
  void mistakes_areToldWithWhatWasExpected() {
    assertThatThrownBy(
            () ->
                table(
                    RoutePlan.of(
                        List.of(A), List.of(Match.of("x", List.of(), List.of(forward(B)), true)))))
        .hasMessage("cluster cluster: b:2003 (expected: one of the plan's destinations)");
    assertThatThrownBy(() -> RoutePlan.of(List.of(A, A), List.of()))
        .hasMessage("destination a:2003 twice (expected: each once)");
    assertThatThrownBy(() -> new Cluster.AnyOf("any", List.of()))
        .hasMessage("cluster any: no members (expected: at least one)");
    var same = List.of(Points.destination("a:1"), Points.destination("a:2"));
    assertThatThrownBy(
            () ->
                table(
                    RoutePlan.of(
                        same, List.of(Match.of("x", List.of(), List.of(ring(false, same)), true)))))
        .hasMessageStartingWith("cluster ring: destination a:2: host and instance");
  }

  // ---- builders --------------------------------------------------------------------------------

  private boolean isHealthy(int destination) {
    return !unhealthy.contains(destination);
  }

  private static RoutePlan plan(RouteRule... rules) {
    return RoutePlan.of(ABC, List.of(rules));
  }

  private static RoutingTable table(RoutePlan plan) {
    return RoutingTable.of(plan, AggregateNames.NONE);
  }

  private List<String> routed(RoutePlan plan, String line) {
    return routed(table(plan), Points.of(line));
  }

  private List<String> routed(RoutingTable table, ReceivedPoints points) {
    table.routing(this::isHealthy).route(points, 0, sink);
    return sink.take();
  }

  private String onlyOne(RoutingTable table, String name) {
    var told = routed(table, Points.of(name));
    assertThat(told).hasSize(1);
    return told.getFirst().substring(0, 4);
  }

  private static List<NamePattern> pattern(String text) {
    return List.of(NamePattern.of(text));
  }

  private static Match to(String title, String pattern, boolean stop, Destination... members) {
    return Match.of(title, pattern(pattern), List.of(forward(members)), stop);
  }

  private static RouteRule rewrite(String pattern, String replacement) {
    var compiled = NamePattern.of(pattern);
    return new RouteRule.Rewrite(compiled, Replacement.python(replacement, compiled), true);
  }

  private static Cluster forward(Destination... members) {
    return new Cluster.Forward("cluster", List.of(members));
  }

  private static Cluster ring(boolean dynamic, List<Destination> members) {
    return new Cluster.ConsistentHash(
        "ring",
        members,
        new Ring.Carbon(HashType.CARBON_CH),
        new Replication(1, true),
        dynamic,
        false);
  }
}
