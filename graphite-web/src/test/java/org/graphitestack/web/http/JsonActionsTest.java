// Copyright 2026 The Graphite Stack Authors
// SPDX-License-Identifier: Apache-2.0

package org.graphitestack.web.http;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class JsonActionsTest {

  private static final String[] HEADER = {
    "X-Requested-With", "test", "Content-Type", "application/x-www-form-urlencoded"
  };

  private final List<String> done = new ArrayList<>();
  private TestServer server;

  @BeforeEach
  void open() throws IOException {
    server =
        TestServer.open(
            new JsonActions(
                Map.of(
                    "/do/it",
                    (json, parameters) -> {
                      done.addAll(parameters.all("what"));
                      json.writeStartArray();
                      done.forEach(json::writeString);
                      json.writeEndArray();
                    },
                    "/do/wrong",
                    (_, _) -> {
                      throw new InvalidParametersException("what: none (expected: one)");
                    })));
  }

  @AfterEach
  void close() {
    server.close();
  }

  @Test
  void post_withTheHeader_doesItAndAnswersJson() {
    var answer = server.post("/do/it?what=a", "what=b", HEADER);

    assertThat(answer.statusCode()).isEqualTo(200);
    assertThat(answer.body()).isEqualTo("[\"a\",\"b\"]");
    assertThat(answer.headers().firstValue("Content-Type")).hasValue("application/json");
    assertThat(answer.headers().firstValue("Cache-Control")).hasValue("no-store");
  }

  @Test
  void post_withoutTheHeader_isRefusedAndDoesNothing() {
    var answer = server.post("/do/it?what=a", "");

    assertThat(answer.statusCode()).isEqualTo(400);
    assertThat(answer.body()).contains("header X-Requested-With: none (expected: one");
    assertThat(done).isEmpty();
  }

  @Test
  void get_ofAnAction_doesNothing() {
    assertThat(server.get("/do/it?what=a", "X-Requested-With", "test").statusCode())
        .isGreaterThanOrEqualTo(400);
    assertThat(done).isEmpty();
  }

  @Test
  void post_wrongParameters_areTheActionsOwnWords() {
    var answer = server.post("/do/wrong", "", HEADER);

    assertThat(answer.statusCode()).isEqualTo(400);
    assertThat(answer.body()).contains("what: none (expected: one)");
  }
}
