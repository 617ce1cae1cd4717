// Copyright 2026 The Graphite Stack Authors
// SPDX-License-Identifier: Apache-2.0

package org.graphitestack.web.http;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.http.HttpRequest;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(120)
class RecordingRoutesTest {

  @Test
  void recording_oneAtATime_endsByItselfAndIsAFile() throws IOException {
    var recording = new RecordingRoutes();
    try (var server = TestServer.open(recording, new DebugRoutes(List.of(recording.page())))) {
      assertThat(server.get("/debug/recording.jfr").statusCode()).isEqualTo(404);
      assertThat(server.get("/debug/recording").body()).isEqualTo("{\"state\":\"none\"}");

      var begun = server.post("/debug/recording?seconds=3", "");

      assertThat(begun.statusCode()).as(begun.body()).isEqualTo(202);
      assertThat(server.post("/debug/recording?seconds=1", "").statusCode()).isEqualTo(409);
      assertThat(server.get("/debug/recording.jfr").statusCode()).isEqualTo(409);
      while (server.get("/debug/recording").body().contains("running")) {
        Thread.onSpinWait();
      }
      assertThat(server.get("/debug/recording").body())
          .isEqualTo("{\"state\":\"done\",\"seconds\":3}");
      var file = server.getBytes("/debug/recording.jfr");
      assertThat(file.headers().firstValue("Content-Disposition"))
          .contains("attachment; filename=\"graphite.jfr\"");
      assertThat(file.body()).startsWith('F', 'L', 'R', 0);
    }
  }

  @Test
  void recording_lengthOutOfBounds_orAskedThroughAProxy_isRefused() throws IOException {
    try (var server = TestServer.open(new RecordingRoutes())) {
      assertThat(server.post("/debug/recording?seconds=601", "").body())
          .contains("seconds: 601 (expected: 1 to 600)");
      assertThat(server.post("/debug/recording?seconds=0", "").statusCode()).isEqualTo(400);
      assertThat(begin(server, "Via", "1.1 proxy")).isEqualTo(403);
      assertThat(begin(server, "Sec-Fetch-Site", "cross-site"))
          .as("a page of another site")
          .isEqualTo(400);
      assertThat(server.get("/debug/recording.jfr").statusCode()).as("none began").isEqualTo(404);
    }
  }

  private static int begin(TestServer server, String header, String value) {
    return server
        .send("POST", "/debug/recording", HttpRequest.BodyPublishers.noBody(), header, value)
        .statusCode();
  }
}
