// Copyright 2026 The Graphite Stack Authors
// SPDX-License-Identifier: Apache-2.0

package org.graphitestack.web.http;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import org.graphitestack.model.MetricPath;
import org.graphitestack.storage.index.NameIndex;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class SearchRoutesTest {

  private final NameIndex index = new NameIndex();
  private TestServer server;

  @BeforeEach
  void open() throws IOException {
    index.add(new MetricPath("servers.web01.cpu.user"));
    index.add(new MetricPath("servers.web01.cpu.idle"));
    index.add(new MetricPath("servers.db01.cpu.user"));
    server = TestServer.open(new SearchRoutes(index::search, index, () -> 0));
  }

  @AfterEach
  void close() {
    server.close();
  }

  @Test
  void search_words_answersNodesWithTheNumberOfTheirSeries() {
    assertThat(server.get("/metrics/search?query=web+cpu").body())
        .isEqualTo(
            "{\"results\":[{\"path\":\"servers.web01.cpu\",\"is_leaf\":false,\"series\":2}],"
                + "\"found\":1,\"fuzzy\":false,\"complete\":true}");
  }

  @Test
  void search_max_boundsTheHitsOnly() {
    assertThat(server.get("/metrics/search?query=user&max=1").body())
        .containsOnlyOnce("\"path\"")
        .contains("\"found\":2");
  }

  @Test
  void search_withoutQuery_is400() {
    assertThat(server.get("/metrics/search").statusCode()).isEqualTo(400);
  }

  @Test
  void search_maxOutOfRange_is400ThatNamesTheRange() {
    var answer = server.get("/metrics/search?query=a&max=0");
    assertThat(answer.statusCode()).isEqualTo(400);
    assertThat(answer.body()).contains("max: 0 (expected: 1 to 1000)");
  }
}
