// Copyright 2026 The Graphite Stack Authors
// SPDX-License-Identifier: Apache-2.0

package org.graphitestack.integration;

import static java.util.stream.Collectors.joining;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.JsonNode;

/// What Grafana's Graphite data source sends through Grafana's proxy, and what it needs to get.
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class GrafanaTest {

  /// What Grafana takes for a version.
  private static final Pattern SEMANTIC_VERSION = Pattern.compile("\\d+\\.\\d+\\.\\d+(-[\\w.]+)?");

  private static final int POINTS = 60;

  @TempDir static Path folder;
  private GraphiteProcess graphite;
  private GrafanaSource grafana;
  private long now;

  @BeforeAll
  void start() throws IOException {
    graphite = GraphiteProcess.run(folder.resolve("home"));
    grafana = new GrafanaSource(graphite.web());
    now = InstantSource.system().instant().getEpochSecond();
    var lines = new StringBuilder();
    for (var point = 0; point < POINTS; point++) {
      var time = " " + (now - 60L * (POINTS - point)) + "\n";
      lines.append("servers.web01.cpu ").append(point).append(time);
      lines.append("servers.web02.cpu ").append(2 * point).append(time);
      lines.append("deploys.count ").append(point == POINTS - 5 ? 1 : 0).append(time);
      lines.append("disk.used;datacenter=dc1;rack=a1 ").append(point).append(time);
      lines.append("disk.used;datacenter=dc1;rack=b1 ").append(point).append(time);
      lines.append("disk.free;datacenter=dc2;rack=a1 ").append(point).append(time);
    }
    graphite.sendLines(lines.toString());
    for (var event :
        List.of(
            "{\"what\": \"web out\", \"tags\": [\"deploy\", \"web\"], \"data\": \"1.2\"}",
            "{\"what\": \"db out\", \"tags\": \"deploy db\", \"data\": \"3\"}",
            "{\"what\": \"party\", \"tags\": []}")) {
      assertThat(graphite.send("POST", "/events/", event).statusCode()).isEqualTo(200);
    }
    await()
        .untilAsserted(
            () ->
                assertThat(names(grafana.panel("A", "seriesByTag('name=disk.free')", "-1h", "now")))
                    .hasSize(1));
  }

  @AfterAll
  void stop() throws IOException {
    grafana.close();
    graphite.close();
  }

  @Test
  void versionProbe_isASemanticVersionOf11OrLater() throws IOException {
    var answer = grafana.version();

    assertThat(answer.status()).isEqualTo(200);
    assertThat(answer.body().strip()).matches(SEMANTIC_VERSION).isGreaterThan("1.1");
  }

  @Test
  void saveAndTest_isALineOfConstants() throws IOException {
    var answer = grafana.saveAndTest();

    assertThat(answer.status()).isEqualTo(200);
    var series = answer.json().get(0);
    assertThat(series.get("target").asString()).startsWith("100");
    assertThat(series.get("datapoints").get(0).get(0).asDouble()).isEqualTo(100);
    assertThat(series.get("datapoints").get(0).get(1).isIntegralNumber()).isTrue();
  }

  @Test
  void panel_getsTargetTagsAndPointsOfEverySeries() throws IOException {
    var answer = grafana.panel("A", "servers.*.cpu", "-1h", "now");

    assertThat(answer.contentType()).startsWith("application/json");
    assertThat(names(answer)).containsExactly("servers.web01.cpu A", "servers.web02.cpu A");
    for (var series : answer.json().values()) {
      assertThat(series.get("tags").values()).allMatch(JsonNode::isString);
      for (var point : series.get("datapoints").values()) {
        assertThat(point.get(0).isNumber() || point.get(0).isNull()).isTrue();
        assertThat(point.get(1).isIntegralNumber()).isTrue();
      }
    }
    assertThat(known(answer.json().get(0))).isGreaterThanOrEqualTo(POINTS - 2);
  }

  @Test
  void panel_ofTaggedSeries_hasTheirTagsAsLabels() throws IOException {
    var answer = grafana.panel("B", "seriesByTag('name=disk.used', 'rack=~a.*')", "-1h", "now");

    assertThat(names(answer)).containsExactly("disk.used;datacenter=dc1;rack=a1 B");
    var tags = answer.json().get(0).get("tags");
    assertThat(tags.get("datacenter").asString()).isEqualTo("dc1");
    assertThat(tags.get("rack").asString()).isEqualTo("a1");
    assertThat(tags.get("name").asString()).isEqualTo("disk.used");
  }

  @Test
  void panel_ofSeveralQueries_keepsTheirLetters() throws IOException {
    var body =
        List.of(
                GrafanaSource.wrapped("alias(sumSeries(servers.*.cpu), 'all of them')", "A"),
                GrafanaSource.wrapped("aliasByNode(servers.*.cpu, 1)", "B"),
                GrafanaSource.wrapped("movingAverage(servers.web01.cpu, '5min')", "C"))
            .stream()
            .map(target -> "target=" + GrafanaSource.asBrowser(target))
            .collect(joining("&"));

    var answer = grafana.render(body + "&from=-1h&until=now&format=json&maxDataPoints=1100");

    assertThat(names(answer))
        .containsExactly(
            "all of them A", "web01 B", "web02 B", "movingAverage(servers.web01.cpu,\"5min\") C");
  }

  @Test
  void serverPanel_encodedByGo_isTheSame() throws IOException {
    var answer =
        grafana.serverPanel("A", "aliasByNode(servers.{web01,web02}.cpu, 1)", now - 3600, now);

    assertThat(names(answer)).containsExactly("web01 A", "web02 A");
  }

  @Test
  void wrapping_worksAroundEveryFunctionThatTakesASeriesAlone() throws IOException {
    // given, since a name may hold them: linearRegression's
    var from = String.valueOf(now - 3600);
    var until = String.valueOf(now);
    var failed = new ArrayList<String>();
    for (var function : grafana.functions().json().propertyNames()) {
      var target = function + "(servers.*.cpu)";
      var asked = "target=" + GrafanaSource.asBrowser(target);
      var plain = grafana.render(asked + "&from=" + from + "&until=" + until + "&format=json");
      if (plain.status() != 200) {
        continue;
      }
      var wrapped = grafana.panel("A", target, from, until);
      var expected = names(plain).stream().map(name -> name + " A").toList();
      if (wrapped.status() != 200 || !names(wrapped).equals(expected)) {
        failed.add(target + ": " + wrapped.status() + " " + names(wrapped) + " not " + expected);
      }
    }

    assertThat(failed).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(strings = {"-5min", "-1h", "-6h", "-1d", "-7d", "-1w", "-1mon", "-1y", "-90s"})
  void range_relative_isUnderstood(String from) throws IOException {
    assertThat(grafana.panel("A", "servers.web01.cpu", from, "now").status()).isEqualTo(200);
  }

  @Test
  void range_absolute_isUnderstoodToTheSecond() throws IOException {
    var answer =
        grafana.panel(
            "A", "servers.web01.cpu", String.valueOf(now - 1801), String.valueOf(now + 1));

    var times =
        answer.json().get(0).get("datapoints").values().stream()
            .map(point -> point.get(1).asLong())
            .toList();
    assertThat(times).allMatch(time -> time > now - 1801 && time <= now + 61);
    assertThat(times).hasSizeBetween(29, 31 * 6);
  }

  @Test
  void cacheTimeoutOfTheDataSource_isTaken() throws IOException {
    var body =
        "target=servers.web01.cpu&from=-1h&until=now&format=json&maxDataPoints=100&cacheTimeout=60";

    assertThat(names(grafana.render(body))).containsExactly("servers.web01.cpu");
    assertThat(names(grafana.render(body))).containsExactly("servers.web01.cpu");
  }

  @Test
  void metrictankFlag_isPassedOver() throws IOException {
    var answer =
        grafana.render("target=servers.web01.cpu&from=-1h&until=now&format=json&meta=true");

    assertThat(names(answer)).containsExactly("servers.web01.cpu");
  }

  @Test
  void unknownMetric_isAnEmptyList() throws IOException {
    var answer = grafana.panel("A", "no.such.metric", "-1h", "now");

    assertThat(answer.status()).isEqualTo(200);
    assertThat(answer.json().isArray()).isTrue();
    assertThat(answer.json().size()).isZero();
  }

  @Test
  void mistake_isALineThatCanBeShownInThePanel() throws IOException {
    var answer = grafana.panel("A", "nosuchFunction(servers.web01.cpu)", "-1h", "now");

    assertThat(answer.status()).isEqualTo(400);
    assertThat(answer.body())
        .startsWith("Invalid parameters (")
        .contains("nosuchFunction")
        .contains("dashboard-id: 42", "panel-id: 7", "grafana-org-id: 1")
        .doesNotContain("<");
  }

  @Test
  void find_withThePatternInTheBodyAndTimesInTheAddress_listsNodes() throws IOException {
    var hosts = grafana.find("servers.*", "-6h", "now");
    assertThat(texts(hosts)).containsExactly("web01", "web02");
    assertThat(hosts.json().get(0).get("expandable").asInt()).isEqualTo(1);

    var leaves = grafana.find("servers.{web01,web02}.*", "" + (now - 3600), "" + now);
    assertThat(texts(leaves)).containsExactly("cpu");
    assertThat(leaves.json().get(0).get("expandable").asInt()).isZero();

    assertThat(texts(grafana.find("*", "-1h", "now"))).contains("servers", "deploys");
    assertThat(texts(grafana.find("nothing.like.this.*", "-1h", "now"))).isEmpty();
  }

  @Test
  void expand_listsWholePaths() throws IOException {
    var answer = grafana.expand("servers.*.cpu", "-1h", "now");

    assertThat(answer.json().get("results").values().stream().map(JsonNode::asString))
        .containsExactly("servers.web01.cpu", "servers.web02.cpu");
  }

  @Test
  void tagCompletion_withoutExpressions_listsAllTags() throws IOException {
    assertThat(grafana.tags(List.of(), "", "10000").texts())
        .containsExactly("datacenter", "name", "rack");
    assertThat(grafana.tags(List.of(), "r", "").texts()).containsExactly("rack");
  }

  @Test
  void tagCompletion_withExpressions_leavesOutTheirTags() throws IOException {
    assertThat(grafana.tags(List.of("name=disk.used"), "", "").texts())
        .containsExactly("datacenter", "rack");
    assertThat(grafana.tags(List.of("name=disk.used", "rack=~a.*"), "da", "").texts())
        .containsExactly("datacenter");
  }

  @Test
  void tagValues_followExpressionsPrefixAndLimit() throws IOException {
    assertThat(grafana.tagValues(List.of(), "rack", "", "10000").texts())
        .containsExactly("a1", "b1");
    assertThat(grafana.tagValues(List.of("datacenter=dc2"), "rack", "", "").texts())
        .containsExactly("a1");
    assertThat(grafana.tagValues(List.of("datacenter=dc1"), "rack", "b", "").texts())
        .containsExactly("b1");
    assertThat(grafana.tagValues(List.of(), "rack", "", "1").texts()).containsExactly("a1");
  }

  @Test
  void functions_areAllThatTheEditorReads() throws IOException {
    var answer = grafana.functions();

    assertThat(answer.body()).doesNotContain("Infinity").doesNotContain("NaN");
    var functions = answer.json();
    assertThat(functions.size()).isGreaterThanOrEqualTo(154);
    for (var name : functions.propertyNames()) {
      var function = functions.get(name);
      assertThat(function.get("name").asString()).isEqualTo(name);
      assertThat(function.get("description").isString()).as(name).isTrue();
      assertThat(function.get("group").isString()).as(name).isTrue();
      for (var parameter : function.get("params").values()) {
        assertThat(parameter.get("name").isString()).as(name).isTrue();
        assertThat(parameter.get("type").isString()).as(name).isTrue();
      }
    }
    var first = functions.get("movingAverage").get("params");
    assertThat(first.get(0).get("type").asString()).isEqualTo("seriesList");
    assertThat(first.get(1).get("required").asBoolean()).isTrue();
    assertThat(functions.get("keepLastValue").get("params").get(1).get("default").isNumber())
        .isTrue();
  }

  @ParameterizedTest
  @CsvSource({"'', 'web out;db out;party'", "deploy, 'web out;db out'", "deploy web, web out"})
  void annotations_byEvents_areThoseOfAllTags(String tags, String expected) throws IOException {
    var answer = grafana.annotations("-6h", "now", tags);

    assertThat(answer.json().isArray()).isTrue();
    assertThat(answer.json().values().stream().map(e -> e.get("what").asString()))
        .containsExactlyInAnyOrder(expected.split(";", -1));
    for (var event : answer.json().values()) {
      assertThat(event.get("when").isIntegralNumber()).isTrue();
      assertThat(event.get("data").isString()).isTrue();
      assertThat(event.get("tags").values()).allMatch(JsonNode::isString);
    }
  }

  @Test
  void annotations_ofAnAbsoluteRange_leaveOutLaterEvents() throws IOException {
    assertThat(grafana.annotations("" + (now - 7200), "" + (now - 3600), "deploy").json().size())
        .isZero();
  }

  @Test
  void annotations_byAMetric_areItsValues() throws IOException {
    var answer =
        grafana.render("target=deploys.count&from=-1h&until=now&format=json&maxDataPoints=100");

    assertThat(answer.json().get(0).get("datapoints").values())
        .filteredOn(point -> point.get(0).asDouble(0) > 0)
        .hasSize(1);
  }

  private static List<String> names(GrafanaSource.Answer answer) {
    assertThat(answer.status()).as(answer.body()).isEqualTo(200);
    return answer.json().values().stream().map(s -> s.get("target").asString()).toList();
  }

  private static List<String> texts(GrafanaSource.Answer answer) {
    assertThat(answer.status()).as(answer.body()).isEqualTo(200);
    return answer.json().values().stream().map(node -> node.get("text").asString()).toList();
  }

  private static long known(JsonNode series) {
    return series.get("datapoints").values().stream().filter(p -> p.get(0).isNumber()).count();
  }
}
