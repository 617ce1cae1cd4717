// Copyright 2026 The Graphite Stack Authors
// SPDX-License-Identifier: Apache-2.0

package org.graphitestack.web.http;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.InstantSource;
import org.graphitestack.web.event.EventStore;
import org.graphitestack.web.state.StateAddress;
import org.graphitestack.web.state.StateStore;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class EventsRoutesTest {

  private static final long NOW = 1_700_000_000;

  @TempDir private Path folder;
  private StateStore state;
  private TestServer server;

  @BeforeEach
  void open() throws IOException {
    state = StateStore.at(StateAddress.of(folder.resolve("state.db")));
    server =
        TestServer.open(
            new EventsRoutes(
                new EventStore(state), InstantSource.fixed(Instant.ofEpochSecond(NOW))));
  }

  @AfterEach
  void close() {
    server.close();
    state.close();
  }

  @Test
  void post_ofAnEvent_isListedAsGraphiteWebListsIt() {
    var answer =
        create("{\"what\": \"deploy A\", \"tags\": \"deploy  prod\", \"data\": \"größe\"}");

    assertThat(answer.statusCode()).isEqualTo(200);
    assertThat(answer.body()).isEmpty();
    assertThat(answer.headers().firstValue("Content-Type"))
        .hasValueSatisfying(type -> assertThat(type).startsWith("text/html"));
    assertThat(server.get("/events/get_data").body())
        .isEqualTo(
            "[{\"when\": 1700000000, \"what\": \"deploy A\", \"data\": \"gr\\u00f6\\u00dfe\","
                + " \"tags\": [\"deploy\", \"prod\"], \"id\": 1}]");
  }

  @Test
  void post_ofARegion_hasAnEnd() {
    create("{\"what\": \"r\", \"when\": 1699999000, \"end\": 1699999500.75, \"tags\": [\"a\"]}");

    assertThat(server.get("/events/get_data?from=1699999400&until=1699999450").body())
        .isEqualTo(
            "[{\"when\": 1699999000, \"what\": \"r\", \"data\": \"\", \"tags\": [\"a\"], \"id\": 1,"
                + " \"end\": 1699999500}]");
    assertThat(json("/events/1").body())
        .isEqualTo(
            "{\"id\": 1, \"when\": \"2023-11-14T21:56:40Z\", \"what\": \"r\", \"data\": \"\","
                + " \"tags\": [\"a\"], \"end\": \"2023-11-14T22:05:00.750Z\"}");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "[] | the body is no JSON object (expected: one)",
        "{\"what\": | the body is no JSON object: ",
        "{} | \"what\" is missing",
        "{\"what\": \" \"} | what: blank",
        "{\"what\": {}} | \"what\" is no text",
        "{\"what\": \"x\", \"tags\": 5} | \"tags\" must be an array or space-separated string",
        "{\"what\": \"x\", \"tags\": [5]} | \"tags\" must be an array or space-separated string",
        "{\"what\": \"x\", \"when\": \"nonsense\"} | when: ",
        "{\"what\": \"x\", \"when\": 1e99} | \"when\" is no time",
        "{\"what\": \"x\", \"when\": true} | \"when\" is no time",
        "{\"what\": \"x\", \"end\": 5} | end: before the start",
        "{\"what\": \"x\"} {} | the body goes on",
      })
  void post_ofNonsense_isA400WithTheReason(String body, String reason) {
    var answer = create(body);

    assertThat(answer.statusCode()).isEqualTo(400);
    assertThat(answer.body()).startsWith("{\"error\": \"").contains(reason.replace("\"", "\\\""));
    assertThat(server.get("/events/get_data").body()).isEqualTo("[]");
  }

  @Test
  void post_ofDeepNesting_isA400() {
    var deep = "[".repeat(100_000);

    assertThat(create("{\"what\": \"x\", \"data\": " + deep).statusCode()).isEqualTo(400);
  }

  @Test
  void post_fromAnotherSite_isRefused() {
    var answer =
        server.send(
            "POST",
            "/events/",
            BodyPublishers.ofString("{\"what\": \"x\"}"),
            "Sec-Fetch-Site",
            "cross-site");

    assertThat(answer.statusCode()).isEqualTo(400);
    assertThat(server.get("/events/get_data").body()).isEqualTo("[]");
  }

  @Test
  void getData_byTags_joinsThemAsSetSays() {
    create("{\"what\": \"a\", \"when\": 1, \"tags\": \"a\"}");
    create("{\"what\": \"ab\", \"when\": 2, \"tags\": \"a b\"}");
    create("{\"what\": \"b\", \"when\": 3, \"tags\": \"b\"}");

    assertThat(whats("tags=a%20b")).isEqualTo("ab");
    assertThat(whats("tags=a%20nosuch")).isEqualTo("a ab");
    assertThat(whats("tags=a%20nosuch&set=intersection")).isEmpty();
    assertThat(whats("tags=a%20b&set=union")).isEqualTo("a ab b");
    assertThat(whats("tags=")).isEmpty();
    assertThat(whats("tags=*")).isEmpty();
    assertThat(whats("limit=1")).isEqualTo("b");
    assertThat(whats("until=2&from=2")).isEqualTo("ab");
  }

  @Test
  void getData_untilASecond_hasAllOfThatSecond() {
    create("{\"what\": \"in\", \"when\": 5.9}");
    create("{\"what\": \"after\", \"when\": 6}");

    assertThat(whats("from=5&until=5")).isEqualTo("in");
  }

  @Test
  void getData_withJsonp_isACall() {
    var answer = server.get("/events/get_data?jsonp=show");

    assertThat(answer.body()).isEqualTo("show([])");
    assertThat(answer.headers().firstValue("Content-Type"))
        .hasValueSatisfying(type -> assertThat(type).startsWith("text/javascript"));
    assertThat(server.get("/events/get_data?jsonp=alert(1)").statusCode()).isEqualTo(400);
  }

  @ParameterizedTest
  @ValueSource(strings = {"from=abc", "until=abc", "limit=x"})
  void getData_ofNonsense_isA400(String query) {
    assertThat(server.get("/events/get_data?" + query).statusCode()).isEqualTo(400);
  }

  @Test
  void patch_ofAnEvent_changesWhatItNames() {
    create("{\"what\": \"before\", \"when\": 5, \"end\": 9, \"tags\": \"a\", \"data\": \"d\"}");

    var answer = send("PATCH", "/events/1", "{\"what\": \"after\", \"end\": null}");

    assertThat(answer.body())
        .isEqualTo(
            "{\"id\": 1, \"when\": \"1970-01-01T00:00:05Z\", \"what\": \"after\", \"data\": \"d\","
                + " \"tags\": [\"a\"]}");
    assertThat(whats("tags=a")).isEqualTo("after");
  }

  @Test
  void put_ofAnEvent_replacesIt() {
    create("{\"what\": \"before\", \"when\": 5, \"tags\": \"a\", \"data\": \"d\"}");

    send("PUT", "/events/1/", "{\"what\": \"after\", \"when\": 6}");

    assertThat(json("/events/1").body())
        .isEqualTo(
            "{\"id\": 1, \"when\": \"1970-01-01T00:00:06Z\", \"what\": \"after\", \"data\": \"\","
                + " \"tags\": []}");
    assertThat(send("PUT", "/events/1", "{}").statusCode()).isEqualTo(400);
  }

  @Test
  void delete_ofAnEvent_takesItAway() {
    create("{\"what\": \"x\"}");

    assertThat(send("DELETE", "/events/1", "").statusCode()).isEqualTo(204);
    assertThat(send("DELETE", "/events/1", "").statusCode()).isEqualTo(404);
    assertThat(server.get("/events/get_data").body()).isEqualTo("[]");
  }

  @Test
  void unknownEvent_isA404InTheFormAskedFor() {
    assertThat(json("/events/7").statusCode()).isEqualTo(404);
    assertThat(json("/events/7").body())
        .isEqualTo("{\"error\": \"Event matching query does not exist\"}");
    assertThat(server.get("/events/7").statusCode()).isEqualTo(404);
    assertThat(server.get("/events/nosuch").body()).contains("Not Found");
    assertThat(send("PATCH", "/events/7", "{}").statusCode()).isEqualTo(404);
    assertThat(server.get("/events/get_data/").statusCode()).isEqualTo(404);
  }

  @ParameterizedTest
  @CsvSource({"PUT, /events/", "DELETE, /events", "PATCH, /events/get_data", "POST, /events/1"})
  void otherMethods_areA405WithoutABody(String method, String path) {
    var answer = send(method, path, "{}");

    assertThat(answer.statusCode()).isEqualTo(405);
    assertThat(answer.body()).isEmpty();
  }

  @ParameterizedTest
  @CsvSource({"/events, ''", "/events/, ../", "/events/1, ../", "/events/1/, ../../"})
  void page_ofEveryPath_namesItsFilesFromThere(String path, String root) {
    create("{\"what\": \"x\"}");

    var answer = server.get(path);

    assertThat(answer.statusCode()).isEqualTo(200);
    assertThat(answer.headers().firstValue("Content-Type"))
        .hasValueSatisfying(type -> assertThat(type).startsWith("text/html"));
    assertThat(answer.body()).contains("src=\"" + root + "page/events-main.js\"");
  }

  @Test
  void everything_whileTheStateCannotBeUsed_isA503() throws IOException {
    Files.createDirectory(folder.resolve("state.db"));

    assertThat(server.get("/events/get_data").statusCode()).isEqualTo(503);
    assertThat(create("{\"what\": \"x\"}").statusCode()).isEqualTo(503);
  }

  private HttpResponse<String> create(String body) {
    return send("POST", "/events/", body);
  }

  private HttpResponse<String> send(String method, String path, String body) {
    return server.send(method, path, BodyPublishers.ofString(body));
  }

  private HttpResponse<String> json(String path) {
    return server.get(path, "Accept", "application/json");
  }

  private String whats(String query) {
    return server
        .get("/events/get_data?" + query)
        .body()
        .replaceAll("\\{\"when\": \\d+, \"what\": \"([^\"]*)\"[^}]*}", "$1")
        .replaceAll("[\\[\\],]", "");
  }
}
