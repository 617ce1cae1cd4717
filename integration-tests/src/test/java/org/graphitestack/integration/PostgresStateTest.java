// Copyright 2026 The Graphite Stack Authors
// SPDX-License-Identifier: Apache-2.0

package org.graphitestack.integration;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.graphitestack.web.access.Role;
import org.graphitestack.web.bookmark.SavedGraph;
import org.graphitestack.web.bookmark.SavedGraphStore;
import org.graphitestack.web.bookmark.ShortLink;
import org.graphitestack.web.bookmark.ShortLinkStore;
import org.graphitestack.web.dashboard.DashboardKind;
import org.graphitestack.web.dashboard.DashboardName;
import org.graphitestack.web.dashboard.DashboardStore;
import org.graphitestack.web.event.EventQuery;
import org.graphitestack.web.event.EventStore;
import org.graphitestack.web.event.EventTags;
import org.graphitestack.web.event.EventText;
import org.graphitestack.web.login.Account;
import org.graphitestack.web.login.Logins;
import org.graphitestack.web.login.TokenStore;
import org.graphitestack.web.login.UserStore;
import org.graphitestack.web.state.StateAddress;
import org.graphitestack.web.state.StateException;
import org.graphitestack.web.state.StateStore;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;

/// The web's state in a real PostgreSQL.
@Tag("peers")
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class PostgresStateTest {

  private PostgresPeer postgres;

  @BeforeAll
  void start() throws IOException {
    postgres = PostgresPeer.start();
    migrateAtOnce();
  }

  @AfterAll
  void stop() throws IOException {
    postgres.close();
  }

  /// Webs that start at the same time make the tables once.
  private void migrateAtOnce() {
    try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
      List<Future<Integer>> webs = new ArrayList<>();
      Callable<Integer> count =
          () -> {
            try (var store = store()) {
              return new EventStore(store)
                  .find(EventQuery.ofSeconds(0, 1, Optional.empty(), 1))
                  .size();
            }
          };
      for (var i = 0; i < 4; i++) {
        webs.add(threads.submit(count));
      }
      for (var web : webs) {
        assertThat(web).succeedsWithin(Duration.ofMinutes(1)).isEqualTo(0);
      }
    }
  }

  @Test
  void events_areKeptFoundChangedAndDeleted() {
    try (var store = store()) {
      var events = new EventStore(store);
      var text =
          new EventText(
              5_000_000_123_456L,
              OptionalLong.of(5_000_001_000_000L),
              "größe 😀",
              "it's\n--",
              List.of("pg", "ünï"));

      var event = events.create(text);

      assertThat(events.get(event.id())).contains(event);
      assertThat(found(events, EventTags.Rule.ALL, "pg", "ünï")).containsExactly(event.id());
      assertThat(found(events, EventTags.Rule.ALL_KNOWN, "pg", "nosuch"))
          .containsExactly(event.id());
      assertThat(found(events, EventTags.Rule.ALL, "pg", "nosuch")).isEmpty();
      var moment = new EventText(5_000_000_000_000L, OptionalLong.empty(), "x", "", List.of());
      assertThat(events.update(event.id(), moment).orElseThrow().text()).isEqualTo(moment);
      assertThat(events.get(event.id()).orElseThrow().text()).isEqualTo(moment);
      assertThat(found(events, EventTags.Rule.ANY, "pg")).isEmpty();
      assertThat(events.delete(event.id())).isTrue();
      assertThat(events.get(event.id())).isEmpty();
    }
  }

  @Test
  void dashboardsGraphsAndLinks_areKeptChangedAndNumberedOn() {
    try (var store = store()) {
      var dashboards = new DashboardStore(store);
      var name = new DashboardName("größe");
      dashboards.save(DashboardKind.DASHBOARD, name, "{}");
      dashboards.save(DashboardKind.DASHBOARD, name, "{\"a\": 1}");
      assertThat(dashboards.load(DashboardKind.DASHBOARD, name)).contains("{\"a\": 1}");
      assertThat(dashboards.replace(DashboardKind.DASHBOARD, name, Optional.of("{}"), "x"))
          .isFalse();
      assertThat(dashboards.replace(DashboardKind.DASHBOARD, name, Optional.of("{\"a\": 1}"), "{}"))
          .isTrue();
      assertThat(dashboards.createTemporary("{}")).hasToString("temporary-0");
      assertThat(dashboards.createTemporary("{}")).hasToString("temporary-1");
      assertThat(dashboards.find(DashboardKind.DASHBOARD, "GRÖ")).containsExactly("größe");
      assertThat(dashboards.delete(DashboardKind.DASHBOARD, name)).isTrue();

      var graphs = new SavedGraphStore(store);
      graphs.save(new SavedGraph("ada", "a.b", "x"));
      graphs.save(new SavedGraph("ada", "a.b", "y"));
      assertThat(graphs.of("ada")).containsExactly(new SavedGraph("ada", "a.b", "y"));

      var links = new ShortLinkStore(store);
      assertThat(links.adopt(new ShortLink(1, "old"))).isTrue();
      assertThat(links.adopt(new ShortLink(2, "old"))).isFalse();
      links.numberOn();
      assertThat(links.of("new").id()).isEqualTo(2);
      assertThat(links.of("new").id()).isEqualTo(2);
    }
  }

  @Test
  void webs_withOneDatabase_showEachOthersEvents(@TempDir Path folder) throws IOException {
    try (var one = GraphiteProcess.run(folder.resolve("one"), "--state-url", postgres.url());
        var other = GraphiteProcess.run(folder.resolve("other"), "--state-url", postgres.url())) {
      var answer =
          one.send("POST", "/events/", "{\"what\": \"deploy\", \"tags\": \"shared\", \"when\": 9}");

      assertThat(answer.statusCode()).isEqualTo(200);
      assertThat(other.get("/events/get_data?tags=shared").body())
          .startsWith(
              "[{\"when\": 9, \"what\": \"deploy\", \"data\": \"\", \"tags\": [\"shared\"]");
      assertThat(one.log() + other.log()).doesNotContain(postgres.password());
    }
    assertThat(Files.exists(folder.resolve("one/storage/graphite.db"))).isFalse();
  }

  @Test
  void store_withAWrongPassword_saysWhereAndNoPassword() {
    var address = StateAddress.parse(postgres.url().replace("secret", "guess"));
    try (var store = StateStore.at(address)) {
      assertThatThrownBy(() -> new EventStore(store).get(1))
          .isInstanceOf(StateException.class)
          .hasMessageStartingWith("state jdbc:postgresql://127.0.0.1:")
          .message()
          .doesNotContain("guess");
      assertThatThrownBy(() -> store.backUp(Path.of("copy.db"))).hasMessageContaining("pg_dump");
    }
  }

  @Test
  void usersTokensAndSessions_areKeptChangedAndEnded() {
    var random = new SecureRandom();
    try (var store = store()) {
      var users = new UserStore(store, random);
      var alice = new Account("alice", Role.EDIT, List.of("a", "b"));
      assertThat(users.add(alice, "correct horse")).isTrue();
      assertThat(users.add(alice, "another horse")).isFalse();
      assertThat(users.all()).containsExactly(alice);

      var logins = Logins.of(store, InstantSource.system(), System::nanoTime);
      assertThat(logins.ofPassword("alice", "correct horse", "::1")).isEqualTo(alice);
      var session = logins.begin(alice, Duration.ofHours(1));
      assertThat(logins.ofSession(session)).contains(alice);
      var over = logins.begin(alice, Duration.ofHours(-1));
      assertThat(logins.ofSession(over)).isEmpty();
      users.changePassword("alice", "another horse");
      var fresh = Logins.of(store, InstantSource.system(), System::nanoTime);
      assertThat(fresh.ofSession(session)).isEmpty();

      var tokens = new TokenStore(store, random);
      var secret = tokens.create(alice, Optional.empty()).orElseThrow();
      assertThat(tokens.create(alice, Optional.empty())).isEmpty();
      assertThat(fresh.ofToken(secret)).contains(alice);
      assertThat(tokens.revoke("alice")).isTrue();
      assertThat(users.remove("alice")).isTrue();
      assertThat(users.all()).isEmpty();
    }
  }

  private StateStore store() {
    return StateStore.at(StateAddress.parse(postgres.url()));
  }

  private static List<Long> found(EventStore events, EventTags.Rule rule, String... tags) {
    var wanted = Optional.of(new EventTags(rule, List.of(tags)));
    return events.find(EventQuery.ofSeconds(0, 10_000_000, wanted, 10)).stream()
        .map(event -> event.id())
        .toList();
  }
}
