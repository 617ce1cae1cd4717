// Copyright 2026 The Graphite Stack Authors
// SPDX-License-Identifier: Apache-2.0

package org.graphitestack.web.http;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.net.http.HttpRequest.BodyPublishers;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;
import org.graphitestack.web.access.AccessRules;
import org.graphitestack.web.event.EventText;
import org.graphitestack.web.login.LoginSettings.Method;
import org.graphitestack.web.login.LoginSettings.Mode;
import org.graphitestack.web.login.TokenStore;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/// What rules hide, in every answer that could tell it. Each asks first as someone who sees
/// everything, so that a cache would have it.
class HiddenSeriesTest {

  @TempDir private Path folder;
  private WebOfUsers web;

  @BeforeEach
  void open() throws IOException {
    web = new WebOfUsers(folder, WebOfUsers.required());
    event("mine", "a");
    event("theirs", "b");
    event("both", "a", "internal");
  }

  @AfterEach
  void close() {
    web.close();
  }

  private long event(String what, String... tags) {
    return web.events
        .create(
            new EventText(
                (WebOfUsers.NOW - 60) * 1_000_000L, OptionalLong.empty(), what, "", List.of(tags)))
        .id();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "/metrics/find?query=*",
        "/metrics/find?query=*&format=completer",
        "/metrics/find?query=*.*&format=nodelist&position=0",
        "/metrics/find?query=**&format=json",
        "/metrics/find?query=team-b.*",
        "/metrics/find?query=team-a.*",
        "/metrics/find?query=_tagged.*",
        "/metrics/find?query=disk;host=y;team=b&format=json",
        "/metrics?query=*",
        "/metrics/expand?query=*.*",
        "/metrics/expand?query=_tagged.**",
        "/metrics/index.json",
        "/metrics/search?query=web",
        "/metrics/search?query=secret",
        "/metrics/search?query=load",
        "/browser/search?query=web",
        "/tags",
        "/tags/team",
        "/tags/host",
        "/tags/autoComplete/tags",
        "/tags/autoComplete/values?tag=team",
        "/tags/autoComplete/values?tag=team&expr=name=disk",
        "/tags/findSeries?expr=name=disk",
        "/tags/findSeries?expr=name=team-b.web.cpu",
        "/render?target=**&format=json&from=-5min",
        "/render?target=team-b.web.cpu&format=json&from=-5min",
        "/render?target=team-a.secret.key&format=raw&from=-5min",
        "/render?target=seriesByTag('name=disk')&format=json&from=-5min",
        "/render?target=seriesByTag('name=~.*cpu')&format=json&from=-5min",
        "/render?target=disk%3Bhost%3Dy%3Bteam%3Db&format=json&from=-5min",
        "/render?target=timeShift(team-b.*.*,'1h')&format=json&from=-5min",
        "/render?target=applyByNode(*.*.*,0,'%25.web.cpu')&format=json&from=-5min",
        "/render?target=useSeriesAbove(*.*.*,0,'a','b')&format=json&from=-5min",
        "/render?target=**&explain=1&from=-5min",
        "/render?target=**&dry_run=1&from=-5min",
        "/render?target=seriesByTag('name=disk')&explain=1&from=-5min",
        "/events/get_data",
        "/events/get_data?tags=b",
      })
  void tenant_seesNothingOfOthers(String path) {
    var asked = path.replace(" ", "%20").replace("'", "%27");
    var all = web.get("admin", asked);
    var seen = web.get("tenant", asked);

    assertThat(seen)
        .as("as admin: " + all)
        .doesNotContain("team-b")
        .doesNotContain("shared.load")
        .doesNotContain("shared\"")
        .doesNotContain("secret.key")
        .doesNotContain("\"secret\"")
        .doesNotContain("_tagged")
        .doesNotContain("host=y")
        .doesNotContain("\"y\"")
        .doesNotContain("team=b")
        .doesNotContain("\"b\"")
        .doesNotContain("theirs")
        .doesNotContain("both");
    assertThat(web.get("admin", asked)).isEqualTo(all);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "/metrics/expand?query=* | {\"results\":[\"team-a\"]}",
        "/metrics/expand?query=team-a.* | {\"results\":[\"team-a.web\"]}",
        "/metrics/index.json | [\"team-a.web.cpu\"]",
        "/browser/search?query=cpu | team-a.web.cpu",
        "/tags/team | {\"tag\": \"team\", \"values\": [{\"value\": \"a\", \"count\": 1}]}",
        "/tags/autoComplete/values?tag=host | [\"x\"]",
        "/tags/findSeries?expr=name=disk | [\"disk;host=x;team=a\"]",
      })
  void tenant_seesTheirOwn(String path, String answer) {
    assertThat(web.get("tenant", path)).isEqualTo(answer);
  }

  @Test
  void render_ofTheSameRequest_hasOnlyWhatEachSees() {
    var path = "/render?target=sumSeries(*.web.cpu)&format=json&from=-2h&until=-1h";

    var admin = web.get("admin", path);
    var tenant = web.get("tenant", path);

    assertThat(admin).contains("[2.0,").doesNotContain("[1.0,");
    assertThat(tenant).contains("[1.0,").doesNotContain("[2.0,");
    assertThat(web.get("admin", path)).as("from the cache").isEqualTo(admin);
    assertThat(web.get("tenant", path)).as("from the cache").isEqualTo(tenant);
  }

  @Test
  void render_ofHiddenSeries_isAsIfThereWereNone() {
    var hidden = web.get("tenant", "/render?target=team-b.web.cpu&format=json");

    assertThat(hidden).isEqualTo(web.get("tenant", "/render?target=nosuch.web.cpu&format=json"));
  }

  @Test
  void info_ofAHiddenSeries_isAsIfThereWereNone() {
    var path = "/info?target=team-b.web.cpu&target=team-a.web.cpu";

    assertThat(web.get("admin", path)).contains("team-a.web.cpu").contains("team-b.web.cpu");
    assertThat(web.get("tenant", path)).contains("team-a.web.cpu").doesNotContain("team-b");
  }

  @Test
  void stream_ofTheSameGraph_tellsOnlyWhatEachSees() throws Exception {
    var path = "/render/stream?target=*.web.cpu&from=-5min";

    assertThat(firstData(path, "admin")).contains("team-a.web.cpu", "team-b.web.cpu");
    assertThat(firstData(path, "tenant")).contains("team-a.web.cpu").doesNotContain("team-b");
  }

  @Test
  void stream_ofATokenThatIsRevoked_ends() throws Exception {
    try (var lines = stream("/render/stream?target=*.web.cpu&from=-5min", "tenant")) {
      assertThat(lines.readLine()).startsWith("retry");

      new TokenStore(web.state, new SecureRandom()).revoke("tenant");
      web.nanos.addAndGet(Duration.ofSeconds(3).toNanos());

      assertThat(lines.lines()).as("until its end").isNotEmpty();
    }
  }

  private String firstData(String path, String account) throws Exception {
    try (var lines = stream(path, account)) {
      return lines.lines().filter(line -> line.startsWith("data:")).findFirst().orElseThrow();
    }
  }

  private BufferedReader stream(String path, String account) throws Exception {
    var connection = web.server.uri(path).toURL().openConnection();
    connection.setReadTimeout(10_000);
    connection.setRequestProperty("Authorization", web.as(account)[1]);
    return new BufferedReader(
        new InputStreamReader(connection.getInputStream(), StandardCharsets.UTF_8));
  }

  @Test
  void render_answersOfUsers_areForNoOtherCache() {
    var path = "/render?target=shared.load&format=json&from=-2h&until=-1h";

    assertThat(web.server.get(path, web.as("admin")).headers().firstValue("Cache-Control"))
        .contains("private, max-age=60");
  }

  @Test
  void events_inTargets_areThoseOneSees() {
    var path = "/render?target=events('*')&format=json&from=-5min".replace("'", "%27");

    assertThat(web.get("admin", path)).contains("[3,");
    assertThat(web.get("tenant", path)).contains("[1,").doesNotContain("[3,");
  }

  @Test
  void events_ofTagsThatOnlyHiddenEventsHave_areAsUnknownTags() {
    var known = "/events/get_data?tags=a%20b";

    assertThat(web.get("admin", known)).isEqualTo("[]");
    assertThat(web.get("tenant", known)).contains("mine").doesNotContain("theirs");
  }

  @Test
  void event_thatIsHidden_isNotThere() {
    var id = event("hidden", "b");

    for (var method : new String[] {"GET", "PUT", "PATCH", "DELETE"}) {
      var answer =
          web.server.send(
              method,
              "/events/" + id,
              BodyPublishers.ofString(method.startsWith("P") ? "{\"what\": \"x\"}" : ""),
              web.as("tenant", "Accept", "application/json"));
      assertThat(answer.statusCode()).as(method).isEqualTo(404);
    }
    assertThat(web.events.get(id).orElseThrow().text().what()).isEqualTo("hidden");
  }

  @Test
  void event_hiddenFromOneself_isNotMade() {
    var answer = web.form("/events/", "{\"what\": \"x\", \"tags\": [\"b\"]}", web.as("tenant"));

    assertThat(answer.statusCode()).isEqualTo(403);
    assertThat(
            web.form("/events/", "{\"what\": \"x\", \"tags\": [\"a\"]}", web.as("tenant"))
                .statusCode())
        .isEqualTo(200);
  }

  @ParameterizedTest
  @ValueSource(strings = {"tagSeries", "tagMultiSeries", "delSeries"})
  void tags_ofHiddenSeries_areNotChanged(String action) {
    var answer = web.form("/tags/" + action, "path=disk%3Bteam%3Db%3Bhost%3Dy", web.as("tenant"));

    assertThat(answer.statusCode()).isEqualTo(403);
    assertThat(web.get("admin", "/tags/findSeries?expr=name=disk")).contains("team=b");
  }

  @ParameterizedTest
  @ValueSource(strings = {"/cache/status.json", "/whitelist", "/shadow", "/shadow/report.json"})
  void answers_thatNameAllSeries_areForThoseWhoSeeAll(String path) {
    assertThat(web.server.get(path, web.as("reader")).statusCode()).isEqualTo(200);
    assertThat(web.server.get(path, web.as("tenant")).statusCode()).isEqualTo(403);
  }

  @Test
  void rules_changed_countAtOnce() {
    assertThat(web.get("tenant", "/metrics/index.json")).contains("team-a.web.cpu");

    web.gate.adjust(WebOfUsers.required(), AccessRules.NONE);

    assertThat(web.get("tenant", "/metrics/index.json"))
        .as("a rule that is gone hides everything")
        .isEqualTo("[]");
  }

  @Test
  void anonymous_isBoundByRulesOfTheirOwn() {
    web.gate.adjust(
        WebOfUsers.settings(Mode.OPTIONAL, Method.TOKEN),
        new AccessRules(WebOfUsers.RULES.rules(), List.of("a"), Map.of("reader", List.of("a"))));

    assertThat(web.server.get("/metrics/index.json").body()).isEqualTo("[\"team-a.web.cpu\"]");
    assertThat(web.get("reader", "/metrics/index.json")).isEqualTo("[\"team-a.web.cpu\"]");
    assertThat(web.get("editor", "/metrics/index.json")).contains("team-b");
  }
}
