// Copyright 2026 The Graphite Stack Authors
// SPDX-License-Identifier: Apache-2.0

package org.graphitestack.integration;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.StandardSocketOptions;
import java.net.URI;
import java.net.URLEncoder;
import java.nio.ByteBuffer;
import java.nio.channels.ServerSocketChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// The holes Graphite had over the years, each tried against the product as it is started: by its
/// number where it has one. None works. Requests are written by hand where a client library would
/// clean them.
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class KnownAttacksTest {

  /// What an attacker would have a browser run; any of these unescaped in a page is a hole.
  private static final String SCRIPT = "<script>alert(4730)</script>";

  private static final String IMAGE = "\"><img src=x onerror=alert(4730)>";

  @TempDir static Path folder;
  private GraphiteProcess graphite;
  private Path canary;

  @BeforeAll
  void start() throws IOException {
    canary = folder.resolve("canary");
    graphite = GraphiteProcess.run(folder.resolve("home"));
    graphite.sendLines("a.b 1 " + InstantSource.system().instant().getEpochSecond() + "\n");
    await().untilAsserted(() -> assertThat(graphite.renderJson("a.b", "-5min")).contains("[1.0, "));
  }

  @AfterEach
  void stillServesAndNothingRan() throws IOException {
    assertThat(graphite.get("/healthz").statusCode()).isEqualTo(200);
    assertThat(canary).doesNotExist();
  }

  @AfterAll
  void stop() throws IOException {
    graphite.close();
  }

  // CVE-2013-5093: code in a pickle sent to another server's renderer

  @Test
  void cve_2013_5093_pickleForTheRenderer_isNotRead() throws IOException {
    for (var path : List.of("/render/local/", "/render/local", "/render/", "/render/?pickle=1")) {
      for (var type : List.of("application/x-www-form-urlencoded", "application/octet-stream")) {
        assertThat(post(path, "line\n" + code(), type)).as(path).startsWith("HTTP/1.1 ");
      }
    }
  }

  // CVE-2013-5942: pickles from remote stores, the renderer and the whitelist

  @Test
  void cve_2013_5942_pickleInTheWhitelist_isText() throws IOException {
    post("/whitelist/add", code(), "application/octet-stream");
    graphite.sendForm("/whitelist/add", Map.of("metrics", code()));

    assertThat(graphite.get("/whitelist").statusCode()).isEqualTo(200);
    graphite.sendForm("/whitelist/remove", Map.of("metrics", code()));
  }

  @Test
  void cve_2013_5942_pickleForReceiverAndCacheQueries_closesTheConnection() throws IOException {
    for (var listener : List.of("pickle", "query")) {
      var pickle = code().getBytes(ISO_8859_1);
      var frame = ByteBuffer.allocate(4 + pickle.length).putInt(pickle.length).put(pickle).array();
      try (var socket = new Socket()) {
        socket.connect(graphite.address(listener), 5_000);
        socket.setSoTimeout(20_000);
        socket.getOutputStream().write(frame);
        socket.getOutputStream().flush();
        socket.shutdownOutput();
        socket.getInputStream().readAllBytes();
      }
    }
  }

  // CVE-2013-5943, CVE-2022-4728 to 4730, errors of find: scripts in answers

  @ParameterizedTest
  @ValueSource(
      strings = {
        "/metrics/find?query=%1$s&format=%1$s",
        "/metrics/find?query=*&from=%1$s",
        "/metrics/find?query=*&local=%1$s",
        "/metrics/find?query=*&jsonp=%1$s",
        "/metrics/find?query=%1$s&format=completer",
        "/metrics/expand?query=%1$s",
        "/metrics/expand?query=*&groupByExpr=%1$s",
        "/metrics/search?query=%1$s&max=%1$s",
        "/metrics/index.json?jsonp=%1$s",
        "/render?target=%1$s&format=json",
        "/render?target=%1$s(a.b)&format=json",
        "/render?target=alias(a.b,'%1$s')&format=json&jsonp=%1$s",
        "/render?target=a.b&from=%1$s",
        "/render?target=a.b&tz=%1$s&width=%1$s",
        "/render?target=a.b&graphType=%1$s",
        "/render?target=a.b&cacheTimeout=%1$s",
        "/render?target=alias(a.b,'%1$s')&format=svg&title=%1$s&vtitle=%1$s&from=-5min",
        "/render?target=a.b&format=dygraph&jsonp=%1$s",
        "/render/~%1$s/%1$s",
        "/functions/%1$s",
        "/functions?group=%1$s&jsonp=%1$s",
        "/tags/%1$s",
        "/tags?filter=%1$s",
        "/tags/findSeries?expr=%1$s",
        "/tags/autoComplete/values?tag=%1$s&expr=%1$s",
        "/events/?tags=%1$s",
        "/events/%1$s",
        "/events/get_data?from=%1$s&jsonp=%1$s",
        "/composer?target=%1$s",
        "/composer/mygraph?action=%1$s&graphName=x",
        "/composer/mygraph?action=delete&graphName=%1$s",
        "/browser/header?%1$s",
        "/browser/search?query=%1$s",
        "/browser/usergraph?path=%1$s&user=%1$s",
        "/account/login?nextPage=%1$s",
        "/dashboard/load/%1$s",
        "/dashboard/find?query=%1$s",
        "/no/such/page/%1$s",
      })
  void cve_2013_5943_scriptInAParameter_neverComesBackAsHtml(String attack) throws IOException {
    for (var text : List.of(SCRIPT, IMAGE, "x'-alert(4730)-'", "</title>" + SCRIPT)) {
      assertHarmless(graphite.getBytes(attack.replace("%1$s", encoded(text))), attack);
    }
  }

  @Test
  void cve_2022_4728_scriptInACookie_isIgnored() throws IOException {
    for (var page : List.of("/", "/dashboard/", "/events/", "/composer", "/dashboard/help")) {
      var answer =
          exchange(
              "GET "
                  + page
                  + " HTTP/1.1\r\nHost: x\r\nConnection: close\r\nCookie: default-from="
                  + SCRIPT
                  + "; theme=\""
                  + IMAGE
                  + "\"; graphPrefs="
                  + SCRIPT
                  + "\r\n\r\n");
      assertThat(answer).doesNotContain("alert(4730)").containsIgnoringCase("default-src 'self'");
    }
  }

  @Test
  void cve_2022_4729_scriptInATemplateName_isRefusedOrNoHtml() throws IOException {
    var state = Map.of("state", "{\"name\": \"x\", \"graphs\": []}");
    for (var text : List.of(SCRIPT, IMAGE, "');alert(4730)//", "name<b>")) {
      var name = encoded(text);
      for (var path :
          List.of(
              "/dashboard/save_template/" + name + "/k",
              "/dashboard/save_template/plain/" + name,
              "/dashboard/save/" + name)) {
        var answer = graphite.sendForm(path, state);
        assertThat(answer.statusCode()).as(path).isBetween(400, 404);
        assertThat(answer.body()).doesNotContain("<script", "<img", "<b>");
      }
      assertHarmless(graphite.getBytes("/dashboard/load_template/" + name + "/v"), text);
      assertHarmless(graphite.getBytes("/dashboard/" + name + "/" + name), text);
    }
    assertThat(graphite.get("/dashboard/find_template?query=").body()).doesNotContain("alert");
  }

  @Test
  void cve_2022_4729_scriptInAValueOfATemplate_isText() throws IOException {
    graphite.sendForm(
        "/dashboard/save_template/hosts/web01",
        Map.of(
            "state",
            "{\"name\": \"x\", \"graphs\": [[\"target=a.web01\", {\"target\": [\"a.web01\"]},"
                + " \"\"]]}"));

    assertHarmless(graphite.getBytes("/dashboard/load_template/hosts/" + encoded(SCRIPT)), "value");
    assertHarmless(graphite.getBytes("/dashboard/hosts/" + encoded(SCRIPT)), "page");
  }

  @Test
  void cve_2022_4730_scriptInAnAbsoluteRange_isNotInThePage() throws IOException {
    var range = "?from=" + encoded(IMAGE) + "&until=" + encoded("'" + SCRIPT);
    for (var page : List.of("/dashboard/", "/dashboard/x", "/composer", "/", "/events/")) {
      assertHarmless(graphite.getBytes(page + range), page);
    }
  }

  @Test
  void storedScript_inEventsDashboardsAndNames_comesBackAsDataOnly() throws IOException {
    graphite.send(
        "POST",
        "/events/",
        "{\"what\": \"" + SCRIPT + "\", \"data\": \"" + SCRIPT + "\", \"tags\": [\"<script>\"]}");
    graphite.sendForm(
        "/dashboard/save/stored",
        Map.of("state", "{\"name\": \"" + SCRIPT + "\", \"graphs\": []}"));
    graphite.sendForm(
        "/composer/mygraph",
        Map.of("action", "save", "graphName", SCRIPT, "url", "javascript:alert(4730)"));

    for (var path :
        List.of(
            "/events/",
            "/events/1",
            "/events/get_data",
            "/dashboard/stored",
            "/dashboard/load/stored",
            "/browser/mygraph",
            "/browser/usergraph?path=default",
            "/render?target=events('*')&format=svg&from=-5min&events=*")) {
      assertHarmless(graphite.getBytes(path.replace("'", "%27")), path);
    }
    var drawn = graphite.get("/render/~default/" + encoded(SCRIPT));
    assertThat(drawn.headers().firstValue("Location").orElse("")).doesNotContain("javascript:");
  }

  @Test
  void everyPage_hasAPolicyWithoutInlineScript() throws IOException {
    for (var path :
        List.of(
            "/",
            "/dashboard/",
            "/events/",
            "/dashboard/help",
            "/no/such/page",
            "/render?target=a.b",
            "/metrics/find",
            "/render?target=a.b&format=svg")) {
      var headers = graphite.getBytes(path).headers();
      assertThat(headers.firstValue("Content-Security-Policy").orElse("none"))
          .as(path)
          .contains("default-src 'self'", "object-src 'none'", "base-uri 'none'")
          .doesNotContain("unsafe");
      assertThat(headers.firstValue("X-Content-Type-Options")).hasValue("nosniff");
    }
  }

  // CVE-2017-18638: the server fetches an address it is told

  @Test
  void cve_2017_18638_addressOfAnotherServer_isNeverFetched() throws IOException {
    try (var other = ServerSocketChannel.open()) {
      other.setOption(StandardSocketOptions.SO_REUSEADDR, true);
      other.bind(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0));
      other.configureBlocking(false);
      var port = ((InetSocketAddress) other.getLocalAddress()).getPort();
      var address = encoded("http://127.0.0.1:" + port + "/steal?target=a.b");

      graphite.get("/composer/send_email?to=a@b.example&url=" + address);
      graphite.sendForm(
          "/dashboard/email",
          Map.of(
              "sender", "a@b.example",
              "recipients", "c@d.example",
              "subject", "s",
              "message", "m",
              "graph_params", "{\"target\": \"a.b\", \"url\": \"http://127.0.0.1:" + port + "\"}"));
      graphite.get("/composer/mygraph?action=save&graphName=far&url=" + address);
      graphite.get("/render/~default/far");
      graphite.get("/render?target=" + address + "&url=" + address + "&format=json");
      graphite.get("/render?target=a.b&template=" + address + "&fontName=" + address);
      graphite.get(
          "/render?target=a.b&template[url]=".replace("[", "%5B").replace("]", "%5D") + address);
      graphite.get("/s/" + address);
      graphite.get("/s/render?url=" + address);
      graphite.get("/metrics/find?query=*&local=0&server=" + address);
      graphite.get("/browser/usergraph?path=default&url=" + address);

      assertThat(other.accept()).as("somebody connected").isNull();
    }
  }

  // open redirects: short links, the page after the login, saved graphs

  @ParameterizedTest
  @ValueSource(
      strings = {
        "//evil.example/x",
        "/%2F%2Fevil.example/x",
        "/%5C%5Cevil.example/x",
        "/https://evil.example/x",
        "/http:%2F%2Fevil.example/x",
        "/%09//evil.example/x",
        "/%0d%0aSet-Cookie:%20a=b",
        "/javascript:alert(1)",
        "///evil.example/../x",
      })
  void openRedirect_ofAShortLink_staysOnThisServer(String path) throws IOException {
    var made = request("GET /s" + path + " HTTP/1.1");
    if (!made.contains("\r\n\r\n/S/")) {
      assertThat(made).containsPattern("^HTTP/1.1 (400|404)");
      return;
    }
    var key = made.substring(made.lastIndexOf("/S/")).strip();
    var followed = request("GET " + key + " HTTP/1.1");

    assertThat(followed).startsWith("HTTP/1.1 301").doesNotContainPattern("(?im)^Set-Cookie");
    var location = header(followed, "Location");
    assertThat(URI.create("http://this.example" + key).resolve(URI.create(location)).getHost())
        .as(location)
        .isEqualTo("this.example");
    assertThat(location).startsWith("../").doesNotContain("\\", "\t", " ");
  }

  @Test
  void openRedirect_afterTheLogin_staysOnThisServer() throws IOException {
    for (var page : List.of("https://evil.example/", "//evil.example/", "\\\\evil.example")) {
      for (var path : List.of("/account/login?nextPage=", "/account/logout?nextPage=")) {
        var answer = request("GET " + path + encoded(page) + " HTTP/1.1");
        assertThat(header(answer, "Location")).doesNotContain("evil");
      }
      graphite.sendForm(
          "/composer/mygraph", Map.of("action", "save", "graphName", "away", "url", page));
      assertThat(header(request("GET /render/~default/away HTTP/1.1"), "Location"))
          .doesNotContain("evil");
    }
  }

  // forged requests of other sites

  @Test
  void forgedRequest_ofAnotherSite_changesNothing() throws IOException {
    graphite.sendForm("/dashboard/save/kept", Map.of("state", "{\"graphs\": [], \"mine\": 1}"));
    var form = "application/x-www-form-urlencoded";
    var text = "text/plain";
    for (var site : List.of("cross-site", "same-site")) {
      forged("GET", "/dashboard/delete/kept", "", form, site);
      forged("POST", "/dashboard/delete/kept", "", form, site);
      forged("POST", "/dashboard/save/kept", "state=" + encoded("{\"graphs\": []}"), form, site);
      forged("POST", "/events/", "{\"what\": \"forged\"}", text, site);
      forged("GET", "/composer/mygraph?action=save&graphName=forged&url=x", "", form, site);
      forged("POST", "/whitelist/add", "metrics=forged", form, site);
      forged("GET", "/s/forged", "", form, site);
    }

    assertThat(graphite.get("/dashboard/load/kept").body()).contains("\"mine\": 1");
    assertThat(graphite.get("/events/get_data").body()).doesNotContain("forged");
    assertThat(graphite.get("/browser/mygraph").body()).doesNotContain("forged");
    assertThat(graphite.get("/whitelist").body()).doesNotContain("forged");
  }

  // path traversal

  @ParameterizedTest
  @ValueSource(
      strings = {
        "/../../../../../../etc/passwd",
        "/page/../../../../../../../etc/passwd",
        "/page/..%2f..%2f..%2f..%2fetc%2fpasswd",
        "/page/%2e%2e/%2e%2e/%2e%2e/etc/passwd",
        "/page/....//....//etc/passwd",
        "/page/..;/..;/etc/passwd",
        "/content/js/../../../../etc/passwd",
        "/page/%00/etc/passwd.js",
        "/vendor/../../org/graphitestack/web/state/0001-events.sql",
        "/page/..%5c..%5cMETA-INF/MANIFEST.MF",
        "/render?target=a.b&template=../../../../etc/passwd&fontName=../../etc/passwd",
        "/render?target=../../../../../etc/passwd&format=raw",
        "/render?target=..%2F..%2Fetc.passwd&format=raw",
        "/metrics/find?query=../../../../../../etc/*",
        "/metrics/find?query=/etc/*",
        "/metrics/expand?query=..*.passwd",
        "/dashboard/load/..%2f..%2f..%2fetc%2fpasswd",
        "/dashboard?theme=../../../../etc/passwd",
        "/whitelist?file=/etc/passwd",
      })
  void pathTraversal_inAnAddress_leadsNowhere(String path) throws IOException {
    assertThat(request("GET " + path + " HTTP/1.1"))
        .doesNotContain("root:", "CREATE TABLE", "Manifest-Version");
  }

  @Test
  void pathTraversal_inAMetricName_createsNothingOutside() throws IOException {
    var now = InstantSource.system().instant().getEpochSecond();
    for (var name :
        List.of(
            "../../../canary",
            "..%2f..%2fcanary",
            "/" + folder + "/canary",
            "a/../../../../canary",
            "x.../.../canary",
            "x;t=../../../canary",
            "..\\..\\canary")) {
      graphite.sendLines(name + " 1 " + now + "\n");
    }
    graphite.sendLines("after.attack 5 " + now + "\n");
    await()
        .atMost(Duration.ofSeconds(20))
        .untilAsserted(
            () -> assertThat(graphite.renderJson("after.attack", "-5min")).contains("[5.0, "));

    try (var files = Files.walk(folder)) {
      assertThat(files.map(file -> folder.relativize(file).toString()))
          .filteredOn(file -> file.contains("canary"))
          .allMatch(file -> file.startsWith("home/storage/whisper/"));
    }
  }

  // requests that keep a server busy, or are two

  @Test
  void catastrophicPattern_isAnsweredAtOnce() throws IOException {
    graphite.sendLines(
        "a".repeat(200) + " 1 " + InstantSource.system().instant().getEpochSecond() + "\n");
    for (var target :
        List.of("grep(*,'(a+)+$x')", "exclude(*,'(a|a)*b')", "aliasSub(*,'(a*)*c','x')")) {
      var answer = graphite.renderJson(target, "-5min");
      assertThat(answer).startsWith("[");
    }
    var nested = "absolute(".repeat(20_000) + "a.b" + ")".repeat(20_000);
    assertThat(
            graphite.sendForm("/render", Map.of("target", nested, "format", "json")).statusCode())
        .isEqualTo(400);
  }

  @Test
  void smuggledRequest_isRefused() throws IOException {
    var answer =
        exchange(
            String.join(
                "\r\n",
                "POST /render HTTP/1.1",
                "Host: x",
                "Content-Length: 6",
                "Transfer-Encoding: chunked",
                "",
                "0",
                "",
                "GET /dashboard/delete/kept HTTP/1.1",
                "Host: x",
                "",
                ""));

    assertThat(answer).startsWith("HTTP/1.1 400");
    assertThat(answer.split("HTTP/1.1 ", -1)).hasSize(2);
  }

  /// Protocol 0: os.system with a text, what every exploit of these holes sends.
  private String code() {
    return "cposix\nsystem\n(S'touch " + canary + "'\ntR.";
  }

  private void forged(String method, String path, String body, String contentType, String site)
      throws IOException {
    var answer =
        exchange(
            method
                + " "
                + path
                + " HTTP/1.1\r\nHost: x\r\nConnection: close\r\nOrigin: https://evil.example\r\n"
                + "Sec-Fetch-Site: "
                + site
                + "\r\nContent-Type: "
                + contentType
                + "\r\nContent-Length: "
                + body.length()
                + "\r\n\r\n"
                + body);
    assertThat(answer)
        .as(method + " " + path + " from " + site)
        .containsPattern("^HTTP/1.1 4\\d\\d");
  }

  private static void assertHarmless(java.net.http.HttpResponse<byte[]> answer, String attack) {
    var type = answer.headers().firstValue("Content-Type").orElse("");
    var body = new String(answer.body(), UTF_8);
    assertThat(answer.headers().firstValue("X-Content-Type-Options"))
        .as(attack)
        .hasValue("nosniff");
    assertThat(answer.headers().firstValue("Content-Security-Policy").orElse(""))
        .as(attack)
        .contains("default-src 'self'")
        .doesNotContain("unsafe");
    if (type.contains("html") || type.contains("svg") || type.contains("xml") || type.isEmpty()) {
      assertThat(body)
          .as(attack)
          .doesNotContain("<script>alert", "<img src=x", "</title><script", "'-alert(4730)-'\"");
    }
    if (type.contains("javascript")) {
      assertThat(body).as(attack).doesNotContain("alert(4730)");
    }
    assertThat(answer.statusCode()).as(attack + ": " + body).isLessThan(500).isNotEqualTo(0);
  }

  private String request(String firstLine) throws IOException {
    return exchange(firstLine + "\r\nHost: x\r\nConnection: close\r\n\r\n");
  }

  private String post(String path, String body, String contentType) throws IOException {
    return exchange(
        "POST "
            + path
            + " HTTP/1.1\r\nHost: x\r\nConnection: close\r\nContent-Type: "
            + contentType
            + "\r\nContent-Length: "
            + body.length()
            + "\r\n\r\n"
            + body);
  }

  /// Sends bytes as they are, and gives all that comes back.
  private String exchange(String bytes) throws IOException {
    try (var socket = new Socket()) {
      socket.connect(new InetSocketAddress(graphite.web().getHost(), graphite.web().getPort()));
      socket.setSoTimeout(20_000);
      socket.getOutputStream().write(bytes.getBytes(ISO_8859_1));
      socket.getOutputStream().flush();
      var answer = new ByteArrayOutputStream();
      socket.getInputStream().transferTo(answer);
      return answer.toString(ISO_8859_1);
    }
  }

  private static String header(String answer, String name) {
    return answer
        .lines()
        .filter(line -> line.regionMatches(true, 0, name + ": ", 0, name.length() + 2))
        .map(line -> line.substring(name.length() + 2))
        .findFirst()
        .orElse("");
  }

  private static String encoded(String text) {
    return URLEncoder.encode(text, UTF_8).replace("+", "%20");
  }
}
