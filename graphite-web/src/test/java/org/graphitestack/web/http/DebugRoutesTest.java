// Copyright 2026 The Graphite Stack Authors
// SPDX-License-Identifier: Apache-2.0

package org.graphitestack.web.http;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import org.graphitestack.web.login.LoginSettings.Method;
import org.graphitestack.web.login.LoginSettings.Mode;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class DebugRoutesTest {

  private static final String HTML = "text/html,*/*";

  static final DebugRoutes SAMPLE =
      new DebugRoutes(
          List.of(
              new DebugRoutes.Page(
                  "sample",
                  "Sample <1>",
                  "What a report looks like.",
                  (json, parameters) -> {
                    json.writeStartObject();
                    json.writeStringProperty("asked", parameters.last("x", "nothing"));
                    json.writeArrayPropertyStart("threads");
                    json.writeStartObject();
                    json.writeStringProperty("name", "<script>alert(1)</script>");
                    json.writeArrayPropertyStart("stack");
                    json.writeString("a.b(C.java:1)");
                    json.writeEndArray();
                    json.writeEndObject();
                    json.writeEndArray();
                    json.writeArrayPropertyStart("none");
                    json.writeEndArray();
                    json.writeEndObject();
                  })));

  @TempDir private Path folder;

  @Test
  void page_forABrowser_isHtmlWithoutAnythingOfTheReportAsMarkup() throws IOException {
    try (var server = TestServer.open(SAMPLE)) {
      var page = server.get("/debug/sample?x=%3Cb%3E", "Accept", HTML);

      assertThat(page.statusCode()).isEqualTo(200);
      assertThat(page.headers().firstValue("Content-Type"))
          .hasValueSatisfying(type -> assertThat(type).startsWith("text/html"));
      assertThat(page.headers().firstValue("Cache-Control")).contains("no-store");
      assertThat(page.body())
          .contains("<h1>Sample &lt;1&gt;</h1>")
          .contains("<dt>asked</dt><dd>&lt;b&gt;</dd>")
          .contains("<th scope=\"col\">name</th><th scope=\"col\">stack</th>")
          .contains("<td>&lt;script&gt;alert(1)&lt;/script&gt;</td>")
          .contains("<pre>a.b(C.java:1)\n</pre>")
          .contains("<h2>none</h2>\n<p>None.</p>")
          .doesNotContain("<script>alert", "{body}", "{root}");
      assertThat(server.get("/debug", "Accept", HTML).body())
          .contains("<a href=\"debug/sample\">Sample &lt;1&gt;</a>: What a report looks like.");
      assertThat(server.get("/debug/report.css", "Via", "1.1 proxy").body())
          .contains("color-scheme");
    }
  }

  @Test
  void page_forAProgram_isJson() throws IOException {
    try (var server = TestServer.open(SAMPLE)) {
      var expected =
          "{\"asked\":\"1\",\"threads\":[{\"name\":\"<script>alert(1)</script>\","
              + "\"stack\":[\"a.b(C.java:1)\"]}],\"none\":[]}";

      assertThat(server.get("/debug/sample?x=1").body()).isEqualTo(expected);
      assertThat(server.get("/debug/sample.json?x=1", "Accept", HTML).body()).isEqualTo(expected);
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"/debug", "/debug/sample", "/debug/sample.json"})
  void proxyOnThisMachine_withoutALogin_isRefused(String path) throws IOException {
    try (var server = TestServer.open(SAMPLE)) {
      assertThat(server.get(path).statusCode()).isEqualTo(200);
      for (var header : List.of("X-Forwarded-For", "Forwarded", "Via", "X-Real-IP")) {
        var refused = server.get(path, header, "203.0.113.9");
        assertThat(refused.statusCode()).as(header).isEqualTo(403);
        assertThat(refused.body()).contains("expected: this machine");
      }
    }
  }

  @ParameterizedTest
  @CsvSource({
    "127.0.0.1, true",
    "127.8.9.1, true",
    "::1, true",
    "0:0:0:0:0:0:0:1, true",
    "192.168.1.1, false",
    "203.0.113.9, false",
    "fe80::1, false",
    "localhost.evil.example, false"
  })
  void client_isNearOnly_atALoopbackAddress(String address, boolean near) {
    assertThat(NearbyOnly.isLoopback(address)).isEqualTo(near);
  }

  @ParameterizedTest
  @CsvSource({
    "127.0.0.1:8080, true",
    "localhost, true",
    "LOCALHOST:8080, true",
    "[::1]:8080, true",
    "10.0.0.5:80, true",
    "evil.example, false",
    "evil.example:8080, false",
    "localhost.evil.example:8080, false",
    "127.0.0.1.evil.example, false"
  })
  void host_thatIsANameOfOthers_isRefused(String host, boolean own) {
    assertThat(NearbyOnly.isOfThisMachine(host)).isEqualTo(own);
  }

  @Test
  void whereOneLogsIn_onlyAnAdministratorWhoSeesEverythingMayLook() throws IOException {
    try (var web = new WebOfUsers(folder, WebOfUsers.required());
        var server = TestServer.open(web.gate, SAMPLE)) {
      assertThat(server.get("/debug/sample").statusCode()).isEqualTo(401);
      assertThat(server.get("/debug/sample", web.as("editor")).statusCode()).isEqualTo(403);
      assertThat(server.get("/debug/sample", web.as("admin")).statusCode()).isEqualTo(200);
      assertThat(
              server
                  .get("/debug/sample", web.as("admin", "X-Forwarded-For", "203.0.113.9"))
                  .statusCode())
          .as("a login counts from anywhere")
          .isEqualTo(200);

      web.gate.adjust(WebOfUsers.settings(Mode.OPTIONAL, Method.TOKEN), WebOfUsers.RULES);
      assertThat(server.get("/debug/sample").statusCode()).isEqualTo(401);
    }
  }

  @Test
  void pageOfThisServer_withASession_isShown() throws IOException {
    try (var web = new WebOfUsers(folder, WebOfUsers.required());
        var server = TestServer.open(web.gate, SAMPLE)) {
      var cookie = WebOfUsers.cookie(web.logIn("admin", WebOfUsers.PASSWORD));

      // An address that was typed: the browser says of no site that it asks.
      var typed = server.get("/debug", "Cookie", cookie, "Sec-Fetch-Site", "none", "Accept", HTML);

      assertThat(typed.statusCode()).isEqualTo(200);
    }
  }
}
