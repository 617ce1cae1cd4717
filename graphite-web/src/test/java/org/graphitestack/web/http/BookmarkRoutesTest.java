// Copyright 2026 The Graphite Stack Authors
// SPDX-License-Identifier: Apache-2.0

package org.graphitestack.web.http;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.util.List;
import org.graphitestack.web.bookmark.MetricWhitelist;
import org.graphitestack.web.bookmark.SavedGraphStore;
import org.graphitestack.web.bookmark.ShortLinkStore;
import org.graphitestack.web.state.StateAddress;
import org.graphitestack.web.state.StateStore;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// Saved graphs, short links, and the addresses that lead to the page at `/`.
class BookmarkRoutesTest {

  private static final String NONE =
      "[{\"text\": \"No saved graphs\", \"id\": \"no-click\", \"allowChildren\": 0,"
          + " \"expandable\": 0, \"leaf\": 1}]";

  @TempDir private Path folder;
  private StateStore state;
  private TestServer server;

  @BeforeEach
  void open() throws IOException {
    state = StateStore.at(StateAddress.of(folder.resolve("state.db")));
    server =
        TestServer.open(
            new SavedGraphRoutes(new SavedGraphStore(state)),
            new ShortLinkRoutes(new ShortLinkStore(state)),
            new ComposerRoutes(
                names -> List.of("servers.web01.cpu", "servers.db01.cpu", "odd").forEach(names),
                new MetricWhitelist(state)));
  }

  @AfterEach
  void close() {
    server.close();
    state.close();
  }

  @Test
  void myGraph_savedAndDeleted_saysSo() {
    assertThat(server.get("/browser/mygraph").body()).isEqualTo(NONE);
    assertThat(save("cpu", "/render?target=a")).isEqualTo("SAVED");
    assertThat(server.get("/browser/mygraph/").body())
        .isEqualTo(
            "[{\"text\": \"cpu\", \"id\": \"d9747e2da342bdb995f6389533ad1a3d\","
                + " \"allowChildren\": 0, \"expandable\": 0, \"leaf\": 1,"
                + " \"graphUrl\": \"/render?target=a\"}]");
    assertThat(server.get("/composer/mygraph/?action=delete&graphName=cpu").body())
        .isEqualTo("DELETED");
    assertThat(server.get("/composer/mygraph/?action=delete&graphName=cpu").body())
        .isEqualTo("No such graph 'cpu'");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '"',
      value = {
        "action=save&graphName=&url=x | 200 | You must type in a graph name.",
        "action=dance&graphName=a | 200 | Invalid operation 'dance'",
        "action=save&graphName=a. | 400 | Invalid parameters (url: missing",
        "action=save&graphName=a.&url=x | 400 | Invalid parameters (graphName: &#x27;a.&#x27;",
      })
  void myGraph_withAMistake_saysWhich(String query, int status, String message) {
    var answer = server.get("/composer/mygraph?" + query);

    assertThat(answer.statusCode()).isEqualTo(status);
    assertThat(answer.body()).startsWith(message);
  }

  @Test
  void myGraph_nameWithDots_isAFolder() {
    save("team.cpu", "/render?target=a");
    save("team.load.all", "/render?target=b");
    save("<b>", "/render?target=c");

    assertThat(server.get("/browser/mygraph").body())
        .contains("\"text\": \"&lt;b&gt;\"")
        .contains("{\"text\": \"team\", \"id\": \"team.\", \"allowChildren\": 1")
        .doesNotContain("cpu");
    assertThat(server.get("/browser/mygraph?path=team.").body())
        .contains("\"text\": \"cpu\", \"id\": \"team.d9747e2da342bdb995f6389533ad1a3d\"")
        .contains("\"id\": \"team.load.\"");
  }

  @Test
  void userGraph_listsUsers_thenTheirFoldersBeforeTheirGraphs() {
    save("a", "/render?target=a");
    save("team.cpu", "/render?target=b");

    assertThat(server.get("/browser/usergraph?path=").body())
        .isEqualTo(
            "[{\"text\": \"default\", \"id\": \"default\", \"allowChildren\": 1, \"expandable\": 1,"
                + " \"leaf\": 0}]");
    assertThat(server.get("/browser/usergraph?path=default").body())
        .matches("(?s).*\"id\": \"default.team.\".*\"text\": \"a\".*");
    assertThat(server.get("/browser/usergraph?path=default.team.&user=default").body())
        .contains("\"id\": \"default.team.d9747e2da342bdb995f6389533ad1a3d\"");
    assertThat(server.get("/browser/usergraph?path=nobody").body()).isEqualTo(NONE);
    assertThat(server.get("/browser/usergraph").statusCode()).isEqualTo(400);
  }

  @Test
  void render_ofASavedGraph_leadsToRender_whereverTheSavedAddressWent() {
    save("cpu", "https://elsewhere.example/steal?target=a.b&target=c&from=-1h#x");

    var answer = server.get("/render/~default/cpu?from=-2d&width=9");

    assertThat(answer.statusCode()).isEqualTo(302);
    assertThat(location(answer)).isEqualTo("../../render?target=a.b&target=c&from=-2d&width=9");
    assertThat(server.get("/render/~default/nosuch").statusCode()).isEqualTo(404);
  }

  @Test
  void shortLink_leadsBack_andOneAddressHasOne() {
    var made = server.get("/s/render/?target=a.b&_salt=12.5&from=-1h");

    assertThat(made.body()).isEqualTo("/S/B");
    assertThat(made.headers().firstValue("Content-Type"))
        .hasValueSatisfying(type -> assertThat(type).startsWith("text/plain"));
    assertThat(server.get("/s/render/?target=a.b&from=-1h&_uniq=7").body()).isEqualTo("/S/B");
    assertThat(server.get("/s/render/?target=c").body()).isEqualTo("/S/C");
    var followed = server.get("/S/B");
    assertThat(followed.statusCode()).isEqualTo(301);
    assertThat(location(followed)).isEqualTo("../render/?target=a.b&from=-1h");
    assertThat(location(server.get("/S/B/"))).isEqualTo("../../render/?target=a.b&from=-1h");
  }

  @ParameterizedTest
  @CsvSource({
    "/s//elsewhere.example/x, ../elsewhere.example/x",
    "/s/https:/elsewhere.example, ../https:/elsewhere.example",
    "/s/%5C%5Celsewhere.example, ../%5C%5Celsewhere.example"
  })
  void shortLink_ofAnotherSite_staysHere(String path, String target) {
    var made = server.get(path);

    if (made.statusCode() == 200) {
      assertThat(location(server.get(made.body()))).isEqualTo(target);
    } else {
      assertThat(made.statusCode()).isEqualTo(400);
    }
    assertThat(URI.create("http://here.example/S/B").resolve(target).getHost())
        .isEqualTo("here.example");
  }

  @ParameterizedTest
  @CsvSource({"/S/ZZZ", "/S/-", "/S/AAAAAAAAAAAAAAAAAAAAAA"})
  void shortLink_unknown_isA404(String path) {
    assertThat(server.get(path).statusCode()).isEqualTo(404);
  }

  @ParameterizedTest
  @CsvSource({
    "/composer?target=a.b&from=-1h, ./?target=a.b&from=-1h",
    "/composer/?target=a, ../?target=a",
    "/browser, ./",
    "/browser/header/, ../../"
  })
  void formerPage_leadsToThePage(String path, String target) {
    var answer = server.get(path);

    assertThat(answer.statusCode()).isEqualTo(302);
    assertThat(location(answer)).isEqualTo(target);
  }

  @ParameterizedTest
  @CsvSource({
    "'query=WEB+odd', 'servers.web01.cpu,odd'",
    "'query=db%5Cd%2B', servers.db01.cpu",
    "'query=', ''",
    "'', ''"
  })
  void search_findsNamesWithAnyOfTheWords(String form, String found) {
    assertThat(server.post("/browser/search", form).body()).isEqualTo(found);
  }

  @Test
  void search_ofABrokenExpression_isA400() {
    var answer = server.post("/browser/search/", "query=%5B");

    assertThat(answer.statusCode()).isEqualTo(400);
    assertThat(answer.body()).contains("expected: regular expressions");
  }

  @Test
  void whitelist_keepsMetrics() {
    assertThat(server.post("/whitelist/add", "metrics=b+a%0Ac").body()).isEqualTo("OK");
    assertThat(server.post("/whitelist/add", "metrics=a").body()).isEqualTo("OK");
    assertThat(server.post("/whitelist/remove", "metrics=b").body()).isEqualTo("OK");

    assertThat(server.get("/whitelist").body()).isEqualTo("a\nc");
    assertThat(server.post("/whitelist/add", "").statusCode()).isEqualTo(400);
  }

  private String save(String name, String url) {
    return server
        .get(
            "/composer/mygraph/?action=save&graphName="
                + name.replace("<", "%3C").replace(">", "%3E")
                + "&url="
                + url.replace("&", "%26").replace("#", "%23"))
        .body();
  }

  private static String location(HttpResponse<String> answer) {
    return answer.headers().firstValue("Location").orElseThrow();
  }
}
