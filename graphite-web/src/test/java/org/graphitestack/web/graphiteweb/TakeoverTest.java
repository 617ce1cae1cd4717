// Copyright 2026 The Graphite Stack Authors
// SPDX-License-Identifier: Apache-2.0

package org.graphitestack.web.graphiteweb;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.graphitestack.web.bookmark.SavedGraph;
import org.graphitestack.web.bookmark.SavedGraphStore;
import org.graphitestack.web.bookmark.ShortLink;
import org.graphitestack.web.bookmark.ShortLinkStore;
import org.graphitestack.web.dashboard.DashboardKind;
import org.graphitestack.web.dashboard.DashboardName;
import org.graphitestack.web.dashboard.DashboardStore;
import org.graphitestack.web.state.StateAddress;
import org.graphitestack.web.state.StateException;
import org.graphitestack.web.state.StateStore;
import org.jdbi.v3.core.Jdbi;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class TakeoverTest {

  @TempDir private Path folder;
  private StateStore state;
  private DashboardStore dashboards;

  @BeforeEach
  void open() {
    state = StateStore.at(StateAddress.of(folder.resolve("state.db")));
    dashboards = new DashboardStore(state);
  }

  @AfterEach
  void close() {
    state.close();
  }

  @Test
  void fromDatabase_takesEverything_andTheSecondTimeNothing() throws IOException {
    var database = GraphiteWebDatabase.of(graphiteWeb());
    var links = new ShortLinkStore(state);

    assertThat(new Takeover(state, false).from(database))
        .containsExactly(
            "dashboard broken: its state is no JSON object (expected: one)",
            "dashboard web & db: is now web _ db",
            "2 dashboards taken over, 1 left as they are",
            "1 templates taken over",
            "1 saved graphs taken over",
            "2 short links taken over");
    assertThat(dashboards.names(DashboardKind.DASHBOARD)).containsExactly("db1", "web _ db");
    assertThat(dashboards.load(DashboardKind.DASHBOARD, new DashboardName("db1")))
        .contains("{\"name\": \"db1\", \"graphs\": []}");
    assertThat(dashboards.load(DashboardKind.TEMPLATE, new DashboardName("tpl"))).isPresent();
    assertThat(new SavedGraphStore(state).get("ada", "team.cpu"))
        .contains(new SavedGraph("ada", "team.cpu", "http://x/render?target=a"));
    assertThat(links.get(7)).map(ShortLink::target).contains("render/?target=a%7Bb,c%7D");
    assertThat(links.of("render/?target=new").id()).isEqualTo(901);

    assertThat(new Takeover(state, false).from(database))
        .contains("0 dashboards taken over, 3 left as they are")
        .contains("0 saved graphs taken over, 1 left as they are")
        .contains("0 short links taken over, 2 left as they are");
  }

  @Test
  void fromDatabase_overwriting_replacesWhatIsThere() throws IOException {
    var name = new DashboardName("db1");
    dashboards.save(DashboardKind.DASHBOARD, name, "{\"ours\": true}");
    var database = GraphiteWebDatabase.of(graphiteWeb());

    new Takeover(state, false).from(database);
    assertThat(dashboards.load(DashboardKind.DASHBOARD, name)).contains("{\"ours\": true}");
    new Takeover(state, true).from(database);
    assertThat(dashboards.load(DashboardKind.DASHBOARD, name).orElseThrow()).contains("graphs");
  }

  @Test
  void fromDatabase_linkWhoseKeyIsTaken_isTold() throws IOException {
    new ShortLinkStore(state).adopt(new ShortLink(7, "render/?target=ours"));

    assertThat(new Takeover(state, false).from(GraphiteWebDatabase.of(graphiteWeb())))
        .contains("short link H: its key or its address is taken");
  }

  @Test
  void fromDatabase_thatIsNone_saysWhatIsMissing() {
    var other = folder.resolve("other.db");
    Jdbi.create("jdbc:sqlite:" + other).useHandle(handle -> handle.execute("CREATE TABLE t (a)"));

    assertThatThrownBy(() -> new Takeover(state, false).from(GraphiteWebDatabase.of(other)))
        .isInstanceOf(StateException.class)
        .hasMessageContaining(
            "no table dashboard_dashboard (expected: a database of graphite-web)");
    assertThatThrownBy(() -> GraphiteWebDatabase.of(folder.resolve("nosuch")))
        .hasMessageContaining("is no file");
    var driverless =
        GraphiteWebDatabase.at(
            "jdbc:nosuch://user:secret@host/db", Optional.empty(), Optional.of("secret"));
    assertThatThrownBy(() -> new Takeover(state, false).from(driverless))
        .isInstanceOf(StateException.class)
        .hasMessageStartingWith("jdbc:nosuch://host/db: cannot be read (No suitable driver")
        .hasMessageNotContaining("secret");
  }

  @Test
  void toJson_thenFromJson_isTheSame() throws IOException {
    var name = new DashboardName("größe: web.1");
    var kept = "{\"name\": \"größe: web.1\", \"graphs\": [[\"t\", {\"target\": [\"a\"]}, \"u\"]]}";
    dashboards.save(DashboardKind.DASHBOARD, name, kept);
    dashboards.save(DashboardKind.TEMPLATE, new DashboardName(".."), "{\"graphs\": []}");
    var files = folder.resolve("files");

    assertThat(new Takeover(state, false).toJson(files))
        .containsExactly("1 dashboards written", "1 templates written");
    dashboards.delete(DashboardKind.DASHBOARD, name);
    dashboards.delete(DashboardKind.TEMPLATE, new DashboardName(".."));

    assertThat(new Takeover(state, false).fromJson(files))
        .containsExactly("1 dashboards taken over", "1 templates taken over");
    assertThat(dashboards.load(DashboardKind.DASHBOARD, name).orElseThrow())
        .isEqualTo(kept.replace("ö", "\\u00f6").replace("ß", "\\u00df"));
    assertThat(dashboards.names(DashboardKind.TEMPLATE)).containsExactly("..");
  }

  @Test
  void fromJson_answerOfLoad_hasTheNameOfTheState_orOfTheFile() throws IOException {
    var one = folder.resolve("one.json");
    Files.writeString(one, "{\"state\": {\"name\": \"named\", \"graphs\": []}}");
    var other = folder.resolve("other.json");
    Files.writeString(other, "{\"graphs\": []}");

    var takeover = new Takeover(state, false);
    takeover.fromJson(one);
    takeover.fromJson(other);

    assertThat(dashboards.names(DashboardKind.DASHBOARD)).containsExactly("named", "other");
  }

  @Test
  void fromJson_somethingElse_saysWhatIsMissing() throws IOException {
    var text = Files.writeString(folder.resolve("text.json"), "hello");
    var other = Files.writeString(folder.resolve("panel.json"), "{\"panels\": []}");

    assertThatThrownBy(() -> new Takeover(state, false).fromJson(text))
        .isInstanceOf(IOException.class)
        .hasMessageContaining("text.json is no JSON object");
    assertThatThrownBy(() -> new Takeover(state, false).fromJson(other))
        .hasMessageContaining("no graphs (expected: the state of a dashboard)");
  }

  /// The tables as graphite-web 1.1 makes them, as far as they are read.
  private Path graphiteWeb() throws IOException {
    var file = folder.resolve("graphite-web.db");
    var statements =
        List.of(
            "CREATE TABLE auth_user (id integer PRIMARY KEY, username varchar(150) NOT NULL)",
            "CREATE TABLE account_profile (id integer PRIMARY KEY, user_id integer NOT NULL)",
            "CREATE TABLE account_mygraph (id integer PRIMARY KEY, name varchar(64) NOT NULL,"
                + " url text NOT NULL, profile_id integer NOT NULL)",
            "CREATE TABLE dashboard_dashboard (name varchar(128) PRIMARY KEY, state text NOT NULL)",
            "CREATE TABLE dashboard_template (name varchar(128) PRIMARY KEY, state text NOT NULL)",
            "CREATE TABLE url_shortener_link (id integer PRIMARY KEY, url text NOT NULL,"
                + " date_submitted datetime NOT NULL)",
            "INSERT INTO auth_user VALUES (3, 'ada')",
            "INSERT INTO account_profile VALUES (5, 3)",
            "INSERT INTO account_mygraph VALUES (1, 'team.cpu', 'http://x/render?target=a', 5)",
            "INSERT INTO dashboard_dashboard VALUES ('db1', '{\"name\": \"db1\", \"graphs\": []}')",
            "INSERT INTO dashboard_dashboard VALUES ('web & db', '{\"graphs\": []}')",
            "INSERT INTO dashboard_dashboard VALUES ('broken', '[]')",
            "INSERT INTO dashboard_template VALUES ('tpl', '{\"graphs\": []}')",
            "INSERT INTO url_shortener_link VALUES (7, 'render/?target=a{b,c}', '2020-01-01')",
            "INSERT INTO url_shortener_link VALUES (900, 'dashboard/db1', '2020-01-01')");
    Files.deleteIfExists(file);
    Jdbi.create("jdbc:sqlite:" + file).useHandle(handle -> statements.forEach(handle::execute));
    return file;
  }
}
