// Copyright 2026 The Graphite Stack Authors
// SPDX-License-Identifier: Apache-2.0

package org.graphitestack.web.http;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.URLEncoder;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import org.graphitestack.web.dashboard.DashboardStore;
import org.graphitestack.web.state.StateAddress;
import org.graphitestack.web.state.StateStore;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class DashboardRoutesTest {

  private static final String STATE = "{\"name\":\"db1\",\"graphs\":[[\"target=a\",{},\"/u\"]]}";

  @TempDir private Path folder;
  private StateStore state;
  private TestServer server;

  @BeforeEach
  void open() throws IOException {
    state = StateStore.at(StateAddress.of(folder.resolve("state.db")));
    server = TestServer.open(new DashboardRoutes(new DashboardStore(state)));
  }

  @AfterEach
  void close() {
    server.close();
    state.close();
  }

  @Test
  void save_thenLoad_givesTheStateBack() {
    assertThat(save("db1", STATE).body()).isEqualTo("{\"success\": true}");

    var loaded = server.get("/dashboard/load/db1");

    assertThat(loaded.body())
        .isEqualTo("{\"state\": {\"name\": \"db1\", \"graphs\": [[\"target=a\", {}, \"/u\"]]}}");
    assertThat(loaded.headers().firstValue("Content-Type")).contains("application/json");
  }

  @Test
  void save_ofANameThatIsThere_replacesIt() {
    save("gr%C3%B6%C3%9Fe%201", STATE);
    save("gr%C3%B6%C3%9Fe%201", "{\"graphs\": []}");

    assertThat(server.get("/dashboard/load/gr%C3%B6%C3%9Fe%201").body())
        .isEqualTo("{\"state\": {\"graphs\": []}}");
  }

  @ParameterizedTest
  @CsvSource({"load,Dashboard", "delete,Dashboard", "delete_template,Template"})
  void unknownName_isAnErrorWithStatus200(String action, String kind) {
    var answer = server.get("/dashboard/" + action + "/nosuch");

    assertThat(answer.statusCode()).isEqualTo(200);
    assertThat(answer.body()).isEqualTo("{\"error\": \"" + kind + " 'nosuch' does not exist. \"}");
  }

  @ParameterizedTest
  @ValueSource(strings = {"a%26b", "a%3Cb", "a!b", "a@b", "a%60b", "a%24b", "a(b", "a%7Eb"})
  void name_withARestrictedSymbol_isA400(String name) {
    var answer = save(name, STATE);

    assertThat(answer.statusCode()).isEqualTo(400);
    assertThat(answer.body()).isEqualTo("Invalid parameters (name contain restricted symbols)");
    assertThat(server.get("/dashboard/load/" + name).statusCode()).isEqualTo(400);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "x=1 | state: missing",
        "state= | state: is no JSON object",
        "state=[] | state: is no JSON object (expected: one)",
        "state=%7B%7Dx | state: "
      })
  void save_ofNoObject_isA400ThatSaysSo(String form, String reason) {
    var answer = server.post("/dashboard/save/x", form);

    assertThat(answer.statusCode()).isEqualTo(400);
    assertThat(answer.body()).startsWith("Invalid parameters (" + reason);
    assertThat(server.get("/dashboard/load/x").body()).contains("does not exist");
  }

  @Test
  void save_byGet_isA400() {
    assertThat(server.get("/dashboard/save/x?state=%7B%7D").statusCode()).isEqualTo(400);
  }

  @ParameterizedTest
  @ValueSource(strings = {"save/x", "delete/x", "create-temporary", "save_template/x/y"})
  void change_fromAnotherSitesPage_isRefused(String path) {
    var answer =
        server.post(
            "/dashboard/" + path,
            "state=%7B%7D",
            "Content-Type",
            "application/x-www-form-urlencoded",
            "Sec-Fetch-Site",
            "cross-site");

    assertThat(answer.statusCode()).isEqualTo(400);
    assertThat(answer.body()).contains("Sec-Fetch-Site");
  }

  @Test
  void save_withTheTagOfAFormerState_isRefusedUntilItIsLoadedAgain() {
    save("db1", STATE);
    var tag = server.get("/dashboard/load/db1").headers().firstValue("ETag").orElseThrow();
    save("db1", "{\"graphs\": [], \"by\": \"someone else\"}");

    var refused = saveMatching(tag);

    assertThat(refused.statusCode()).isEqualTo(412);
    assertThat(refused.body())
        .isEqualTo("{\"error\": \"Dashboard 'db1' was saved by someone else. \"}");
    var fresh = server.get("/dashboard/load/db1").headers().firstValue("ETag").orElseThrow();
    var accepted = saveMatching(fresh);
    assertThat(accepted.body()).isEqualTo("{\"success\": true}");
    var next = accepted.headers().firstValue("ETag").orElseThrow();
    assertThat(saveMatching(next).statusCode()).isEqualTo(200);
  }

  @ParameterizedTest
  @CsvSource({
    "'', '\"Web hosts\", \"db hosts\", \"web\"'",
    "WEB, '\"Web hosts\", \"web\"'",
    "hosts web, '\"Web hosts\"'",
    "temp, ''"
  })
  void find_listsNamesThatHoldEveryWord(String query, String names) {
    save("web", STATE);
    save("Web%20hosts", STATE);
    save("db%20hosts", STATE);
    server.post("/dashboard/create-temporary", form(STATE));

    var expected =
        names.isEmpty() ? "" : "{\"name\": " + names.replace(", ", "}, {\"name\": ") + "}";

    assertThat(server.get("/dashboard/find/?query=" + query.replace(" ", "+")).body())
        .isEqualTo("{\"dashboards\": [" + expected + "]}");
  }

  @Test
  void delete_forgetsTheDashboard() {
    save("db1", STATE);

    assertThat(server.get("/dashboard/delete/db1").body()).isEqualTo("{\"success\": true}");
    assertThat(server.get("/dashboard/load/db1").body()).contains("does not exist");
  }

  @Test
  void createTemporary_takesTheFirstFreeNumber() {
    assertThat(temporary()).isEqualTo("{\"name\": \"temporary-0\"}");
    assertThat(temporary()).isEqualTo("{\"name\": \"temporary-1\"}");
    server.get("/dashboard/delete/temporary-0");
    assertThat(temporary()).isEqualTo("{\"name\": \"temporary-0\"}");
  }

  @Test
  void template_marksTargetsAndAddresses_andIsFilledEverywhere() {
    var graphs =
        "[[\"target=web1.cpu\", {\"target\": [\"web1.cpu\"], \"title\": \"web1\"},"
            + " \"/render?target=web1.cpu\"]]";
    assertThat(
            server
                .post("/dashboard/save_template/tpl/web1", form("{\"graphs\": " + graphs + "}"))
                .body())
        .isEqualTo("{\"success\": true}");

    var filled =
        "{\"state\": {\"graphs\": [[\"target=db%7.cpu\", {\"target\": [\"db%7.cpu\"],"
            + " \"title\": \"web1\"}, \"/render?target=db%7.cpu\"]], \"name\": \"tpl/db%7\"}}";

    assertThat(server.get("/dashboard/load_template/tpl/db%257").body()).isEqualTo(filled);
    assertThat(server.get("/dashboard/load/tpl/db%257").body()).isEqualTo(filled);
    assertThat(server.get("/dashboard/find_template?query=tp").body())
        .isEqualTo("{\"templates\": [{\"name\": \"tpl\"}]}");
    assertThat(server.get("/dashboard/load/tpl").body()).contains("Dashboard 'tpl' does not exist");
    assertThat(server.get("/dashboard/delete_template/tpl").body())
        .isEqualTo("{\"success\": true}");
  }

  @Test
  void template_filledWithQuotes_staysJson() {
    server.post(
        "/dashboard/save_template/tpl/web1",
        form("{\"graphs\": [[\"web1\", {\"target\": [\"web1\"]}, \"\"]]}"));

    assertThat(server.get("/dashboard/load_template/tpl/a%22b").body())
        .contains("{\"target\": [\"a\\\"b\"]}");
  }

  @Test
  void email_isNotDone_andSaysSo() {
    var answer = server.post("/dashboard/email", "sender=a&recipients=b");

    assertThat(answer.statusCode()).isEqualTo(501);
    assertThat(answer.body()).startsWith("{\"error\": \"This server sends no mail");
  }

  @ParameterizedTest
  @CsvSource({
    "/dashboard, ''",
    "/dashboard/, ../",
    "/dashboard/db1, ../",
    "/dashboard/tpl/web%2F1, ../../",
    "/dashboard/help, ../"
  })
  void page_namesItsFilesRelativeToTheRoot(String path, String root) {
    var answer = server.get(path);

    assertThat(answer.statusCode()).isEqualTo(200);
    assertThat(answer.body()).contains("href=\"" + root + "page/page.css\"");
  }

  @Test
  void database_thatCannotBeUsed_isA503() throws IOException {
    Files.createDirectories(folder.resolve("state.db/in-the-way"));

    var answer = server.get("/dashboard/load/x");

    assertThat(answer.statusCode()).isEqualTo(503);
    assertThat(answer.body()).startsWith("{\"error\": \"dashboards cannot be looked up now");
  }

  private String temporary() {
    return server.post("/dashboard/create-temporary/", form(STATE)).body();
  }

  private HttpResponse<String> save(String name, String text) {
    return server.post("/dashboard/save/" + name, form(text));
  }

  private HttpResponse<String> saveMatching(String tag) {
    return server.post(
        "/dashboard/save/db1",
        form(STATE),
        "Content-Type",
        "application/x-www-form-urlencoded",
        "If-Match",
        tag);
  }

  private static String form(String text) {
    return "state=" + URLEncoder.encode(text, StandardCharsets.UTF_8);
  }
}
