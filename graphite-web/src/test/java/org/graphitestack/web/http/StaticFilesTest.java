// Copyright 2026 The Graphite Stack Authors
// SPDX-License-Identifier: Apache-2.0

package org.graphitestack.web.http;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class StaticFilesTest {

  @Test
  void get_ofAFile_hasItsTypeAndATagAndMustBeAskedAgain() throws IOException {
    try (var server = TestServer.open()) {
      var answer = server.get("/test/script.js");
      assertThat(answer.statusCode()).isEqualTo(200);
      assertThat(answer.body()).isEqualTo("export const answer = 42;\n");
      assertThat(answer.headers().firstValue("Content-Type"))
          .contains("text/javascript; charset=utf-8");
      assertThat(answer.headers().firstValue("ETag")).get().asString().matches("\"[0-9a-f]{16}\"");
      assertThat(answer.headers().firstValue("Cache-Control")).contains("no-cache");
      assertThat(answer.headers().firstValue("Content-Security-Policy")).isPresent();
    }
  }

  @Test
  void get_ofAFileTheClientHas_isA304() throws IOException {
    try (var server = TestServer.open()) {
      var tag = server.get("/test/script.js").headers().firstValue("ETag").orElseThrow();
      var again = server.get("/test/script.js", "If-None-Match", "\"other\", W/" + tag);
      assertThat(again.statusCode()).isEqualTo(304);
      assertThat(again.body()).isEmpty();
      assertThat(server.get("/test/script.js", "If-None-Match", "\"other\"").statusCode())
          .isEqualTo(200);
    }
  }

  @Test
  void get_withTheHashInTheAddress_mayBeKeptForAYear() throws IOException {
    try (var server = TestServer.open()) {
      var tag = server.get("/test/script.js").headers().firstValue("ETag").orElseThrow();
      var hash = tag.substring(1, tag.length() - 1);
      assertThat(server.get("/test/script.js?v=" + hash).headers().firstValue("Cache-Control"))
          .contains("public, max-age=31536000, immutable");
      assertThat(server.get("/test/script.js?v=old").headers().firstValue("Cache-Control"))
          .contains("no-cache");
    }
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "/test",
        "/test/",
        "/test/noextension",
        "/test/nosuch.js",
        "/test/.script.js",
        "/test/script.js/",
        "/test//script.js",
        "/org/graphitestack/web/http/StaticFiles.class"
      })
  void get_ofAnythingElse_isA404(String path) throws IOException {
    try (var server = TestServer.open()) {
      assertThat(server.get(path).statusCode()).isEqualTo(404);
    }
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"/../web/test/script.js", "/test/..%2fscript.js", "/%2e%2e/test/script.js"})
  void get_outsideTheFolder_isRefused(String path) throws IOException {
    try (var server = TestServer.open()) {
      assertThat(server.get(path).statusCode()).isIn(400, 404);
    }
  }
}
