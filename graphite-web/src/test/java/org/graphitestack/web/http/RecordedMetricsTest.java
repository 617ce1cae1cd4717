// Copyright 2026 The Graphite Stack Authors
// SPDX-License-Identifier: Apache-2.0

package org.graphitestack.web.http;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.ObjectMapper;
import tools.jackson.databind.node.ObjectNode;

/// Requests and what graphite-web 1.2.0-dev answered to them, on a tree with the names of
/// `find/names.txt`. A line of `find/answers.jsonl` has key (method, path with query, form),
/// status, type and text; the text of errors was not kept. Compared by value; intervals depend on
/// the clock and are left out.
class RecordedMetricsTest {

  private static final ObjectMapper MAPPER = new ObjectMapper();

  /// Formats of the protocol between web servers, which this server does not speak yet.
  private static final Set<String> CLUSTER_FORMATS = Set.of("format=pickle", "format=msgpack");

  private static TestServer server;

  @BeforeAll
  static void open() throws IOException {
    var names = resource("names.txt").toArray(String[]::new);
    server = TestServer.open(new TestMetrics(names).routes(), new VersionRoutes());
  }

  @AfterAll
  static void close() {
    server.close();
  }

  static Stream<String> answers() throws IOException {
    return resource("answers.jsonl").stream();
  }

  @ParameterizedTest
  @MethodSource("answers")
  void request_recorded_hasTheRecordedAnswer(String line) {
    var recorded = MAPPER.readTree(line);
    var request = recorded.get("key").asString().split(" ", 3);
    var answer =
        request[0].equals("POST") ? server.post(request[1], request[2]) : server.get(request[1]);
    if (CLUSTER_FORMATS.stream().anyMatch(request[1]::contains)) {
      assertThat(answer.statusCode()).isEqualTo(400);
      return;
    }
    assertThat(answer.statusCode() / 100)
        .as("class of the status")
        .isEqualTo(expectedClass(recorded));
    if (answer.statusCode() < 300) {
      assertThat(type(answer)).isEqualTo(recorded.get("type").asString());
      if (type(answer).equals("application/json")) {
        assertThat(withoutIntervals(MAPPER.readTree(answer.body())))
            .isEqualTo(withoutIntervals(MAPPER.readTree(recorded.get("text").asString())));
      }
    }
  }

  /// Where graphite-web fails with a 5xx over a request that is wrong, a 4xx is as good.
  private static int expectedClass(JsonNode recorded) {
    var status = recorded.get("status").asInt();
    return status >= 500 ? 4 : status / 100;
  }

  private static String type(HttpResponse<String> answer) {
    var type = answer.headers().firstValue("Content-Type").orElse("");
    return type.contains(";") ? type.substring(0, type.indexOf(';')) : type;
  }

  private static JsonNode withoutIntervals(JsonNode answer) {
    if (answer.isArray()) {
      for (var element : answer) {
        if (element instanceof ObjectNode node) {
          node.remove("intervals");
        }
      }
    }
    return answer;
  }

  private static List<String> resource(String name) throws IOException {
    try (var stream =
            Objects.requireNonNull(RecordedMetricsTest.class.getResourceAsStream("/find/" + name));
        var reader = new BufferedReader(new InputStreamReader(stream, StandardCharsets.UTF_8))) {
      return reader.lines().toList();
    }
  }
}
