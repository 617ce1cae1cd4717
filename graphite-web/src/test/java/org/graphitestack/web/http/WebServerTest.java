// Copyright 2026 The Graphite Stack Authors
// SPDX-License-Identifier: Apache-2.0

package org.graphitestack.web.http;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.net.InetAddress;
import java.net.Socket;
import java.net.http.HttpRequest.BodyPublishers;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicReference;
import java.util.zip.GZIPInputStream;
import org.junit.jupiter.api.Test;

class WebServerTest {

  private static final Routes ECHO =
      routes -> {
        routes.get("/echo", context -> context.result(Parameters.of(context).toString()));
        routes.post("/echo", context -> context.result(Parameters.of(context).toString()));
        routes.get(
            "/long", context -> context.contentType("application/json").result("a".repeat(200)));
        routes.get(
            "/short", context -> context.contentType("application/json").result("a".repeat(199)));
      };

  private static final Routes FAILING =
      routes -> {
        routes.get(
            "/bad",
            _ -> {
              throw new InvalidParametersException("Unknown day reference: <b>");
            });
        routes.get(
            "/broken",
            _ -> {
              throw new IllegalStateException("secret detail");
            });
      };

  @Test
  void get_ofAKnownPath_hasSafeHeadersAndNoBanner() throws IOException {
    try (var server = TestServer.open(ECHO)) {
      var headers = server.get("/echo").headers();
      assertThat(headers.firstValue("Content-Security-Policy"))
          .hasValueSatisfying(policy -> assertThat(policy).startsWith("default-src 'self';"))
          .hasValueSatisfying(policy -> assertThat(policy).doesNotContain("unsafe"));
      assertThat(headers.firstValue("X-Content-Type-Options")).contains("nosniff");
      assertThat(headers.firstValue("Referrer-Policy")).contains("same-origin");
      assertThat(headers.firstValue("Server")).isEmpty();
      assertThat(headers.firstValue("X-Powered-By")).isEmpty();
    }
  }

  @Test
  void get_withATrailingSlash_isTheSame() throws IOException {
    try (var server = TestServer.open(ECHO)) {
      assertThat(server.get("/echo/?a=1").body()).isEqualTo("{a=[1]}");
    }
  }

  @Test
  void post_ofAForm_hasTheParametersOfQueryAndForm() throws IOException {
    try (var server = TestServer.open(ECHO)) {
      assertThat(server.post("/echo?a=1", "a=2&b=x%20y").body()).isEqualTo("{a=[1, 2], b=[x y]}");
    }
  }

  @Test
  void post_ofAMultipartForm_hasItsParameters() throws IOException {
    var form = "--x\r\nContent-Disposition: form-data; name=\"a\"\r\n\r\n2\r\n--x--\r\n";
    try (var server = TestServer.open(ECHO)) {
      var answer =
          server.send(
              "POST",
              "/echo?a=1",
              BodyPublishers.ofString(form),
              "Content-Type",
              "multipart/form-data; boundary=x");
      assertThat(answer.body()).isEqualTo("{a=[1, 2]}");
    }
  }

  @Test
  void post_ofJson_isIgnored() throws IOException {
    try (var server = TestServer.open(ECHO)) {
      var answer =
          server.send(
              "POST",
              "/echo",
              BodyPublishers.ofString("{\"a\":1}"),
              "Content-Type",
              "application/json");
      assertThat(answer.body()).isEqualTo("{}");
    }
  }

  @Test
  void get_ofTwoHundredBytes_isCompressedForThoseWhoAcceptIt() throws IOException {
    try (var server = TestServer.open(ECHO)) {
      var answer = server.getBytes("/long", "Accept-Encoding", "gzip");
      assertThat(answer.headers().firstValue("Content-Encoding")).contains("gzip");
      assertThat(answer.headers().firstValue("Vary")).contains("Accept-Encoding");
      try (var plain = new GZIPInputStream(new ByteArrayInputStream(answer.body()))) {
        assertThat(new String(plain.readAllBytes(), StandardCharsets.UTF_8))
            .isEqualTo("a".repeat(200));
      }
      assertThat(server.get("/long").headers().firstValue("Content-Encoding")).isEmpty();
    }
  }

  @Test
  void get_ofLessThanTwoHundredBytes_isNotCompressed() throws IOException {
    try (var server = TestServer.open(ECHO)) {
      var answer = server.getBytes("/short", "Accept-Encoding", "gzip");
      assertThat(answer.headers().firstValue("Content-Encoding")).isEmpty();
    }
  }

  @Test
  void invalidParameters_areA400WithTheMessageEscaped() throws IOException {
    try (var server = TestServer.open(FAILING)) {
      var answer = server.get("/bad");
      assertThat(answer.statusCode()).isEqualTo(400);
      assertThat(answer.headers().firstValue("Content-Type")).contains("text/html;charset=utf-8");
      assertThat(answer.body()).isEqualTo("Invalid parameters (Unknown day reference: &lt;b&gt;)");
    }
  }

  @Test
  void anyOtherFailure_isA500WithAnIdAndNoDetail() throws IOException {
    try (var server = TestServer.open(FAILING)) {
      var answer = server.get("/broken");
      assertThat(answer.statusCode()).isEqualTo(500);
      assertThat(answer.body()).startsWith("<body").contains("00000001");
      assertThat(answer.body()).doesNotContain("secret", "Exception", "at org.");
      assertThat(server.get("/broken").body()).contains("00000002");
      assertThat(server.server().failures()).isEqualTo(2);
    }
  }

  @Test
  void get_ofAnUnknownPath_isASmallPage() throws IOException {
    try (var server = TestServer.open(ECHO)) {
      var answer = server.get("/nosuch/<script>".replace("<", "%3C").replace(">", "%3E"));
      assertThat(answer.statusCode()).isEqualTo(404);
      assertThat(answer.headers().firstValue("Content-Type")).contains("text/html;charset=utf-8");
      assertThat(answer.body()).contains("Not Found").doesNotContain("script");
    }
  }

  @Test
  void anotherMethod_isA405() throws IOException {
    try (var server = TestServer.open(ECHO)) {
      assertThat(server.send("DELETE", "/echo", BodyPublishers.noBody()).statusCode())
          .isEqualTo(405);
      assertThat(server.send("DELETE", "/nosuch", BodyPublishers.noBody()).statusCode())
          .isEqualTo(404);
    }
  }

  @Test
  void head_ofAKnownPath_hasNoBody() throws IOException {
    try (var server = TestServer.open(ECHO)) {
      var answer = server.send("HEAD", "/long", BodyPublishers.noBody());
      assertThat(answer.statusCode()).isEqualTo(200);
      assertThat(answer.body()).isEmpty();
    }
  }

  @Test
  void query_ofAMebibyte_isRead_andALongerOneIsA414() throws IOException {
    try (var server = TestServer.open(ECHO)) {
      var most = WebConfig.defaults().maxQueryBytes();
      assertThat(server.get("/echo?a=" + "x".repeat(most - 2)).statusCode()).isEqualTo(200);
      assertThat(server.get("/echo?a=" + "x".repeat(most - 1)).statusCode()).isEqualTo(414);
    }
  }

  @Test
  void headers_beyondTheirLimit_areA431() throws IOException {
    try (var server = TestServer.open(ECHO)) {
      assertThat(server.get("/echo", "X-Long", "x".repeat(70_000)).statusCode()).isEqualTo(431);
    }
  }

  @Test
  void form_beyondItsLimit_isA413() throws IOException {
    try (var server = TestServer.open(ECHO)) {
      var most = WebConfig.defaults().maxFormBytes();
      assertThat(server.post("/echo", "a=" + "x".repeat(most)).statusCode()).isEqualTo(413);
    }
  }

  @Test
  void request_thatIsNoHttp_isA400WithoutABanner() throws IOException {
    try (var server = TestServer.open(ECHO);
        var socket =
            new Socket(InetAddress.getLoopbackAddress(), server.server().address().getPort())) {
      socket.getOutputStream().write("GARBAGE\r\n\r\n".getBytes(StandardCharsets.UTF_8));
      var answer = new String(socket.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
      assertThat(answer).startsWith("HTTP/1.1 400").doesNotContainIgnoringCase("jetty");
    }
  }

  @Test
  void open_ofATakenPort_namesTheAddress() throws IOException {
    try (var server = TestServer.open(ECHO)) {
      var taken = WebConfig.defaults().withBind(server.server().address());
      assertThatThrownBy(() -> WebServer.open(taken, List.of(), () -> 0L))
          .isInstanceOf(IOException.class)
          .hasMessageContaining("127.0.0.1:" + server.server().address().getPort());
    }
  }

  @Test
  void close_duringARequest_letsItFinish() throws Exception {
    var begun = new CountDownLatch(1);
    var mayEnd = new CountDownLatch(1);
    Routes slow =
        routes ->
            routes.get(
                "/slow",
                context -> {
                  begun.countDown();
                  mayEnd.await(10, TimeUnit.SECONDS);
                  context.result("done");
                });
    var server = TestServer.open(slow);
    var answer = CompletableFuture.supplyAsync(() -> server.get("/slow"));
    assertThat(begun.await(10, TimeUnit.SECONDS)).isTrue();
    var closed = CompletableFuture.runAsync(() -> server.server().close());
    assertThat(closed).isNotDone();
    mayEnd.countDown();
    assertThat(answer.get(10, TimeUnit.SECONDS).body()).isEqualTo("done");
    closed.get(10, TimeUnit.SECONDS);
    assertThatThrownBy(() -> server.get("/slow")).hasCauseInstanceOf(IOException.class);
    server.close();
  }

  @Test
  void close_whileARequestHangs_waitsNoLongerThanConfigured() throws Exception {
    var begun = new CountDownLatch(1);
    var never = new CountDownLatch(1);
    Routes hanging =
        routes ->
            routes.get(
                "/hang",
                _ -> {
                  begun.countDown();
                  never.await();
                });
    var limits = WebConfig.defaults();
    var impatient =
        new WebConfig(
            limits.bind(),
            limits.frontPage(),
            limits.maxQueryBytes(),
            limits.maxHeaderBytes(),
            limits.maxFormBytes(),
            limits.minGzipBytes(),
            limits.idleTimeout(),
            Duration.ofMillis(50));
    var server = TestServer.open(impatient, hanging);
    var answer = CompletableFuture.supplyAsync(() -> server.get("/hang"));
    assertThat(begun.await(10, TimeUnit.SECONDS)).isTrue();
    CompletableFuture.runAsync(() -> server.server().close()).get(10, TimeUnit.SECONDS);
    assertThat(answer).failsWithin(Duration.ofSeconds(10));
    never.countDown();
  }

  @Test
  void readyz_untilEverythingServes_isA503WithTheReason() throws IOException {
    var reason = new AtomicReference<>(Optional.of("replaying journal"));
    try (var server = TestServer.open(new HealthRoutes(reason::get))) {
      assertThat(server.get("/healthz").statusCode()).isEqualTo(200);
      assertThat(server.get("/readyz").statusCode()).isEqualTo(503);
      assertThat(server.get("/readyz").body()).isEqualTo("not ready: replaying journal\n");
      reason.set(Optional.empty());
      assertThat(server.get("/readyz").statusCode()).isEqualTo(200);
    }
  }

  @Test
  void version_isASemanticVersionAndANewline() throws IOException {
    try (var server = TestServer.open(new VersionRoutes())) {
      assertThat(server.get("/version").body()).matches("\\d+\\.\\d+\\.\\d+\n");
      assertThat(server.get("/version/").headers().firstValue("Content-Type"))
          .contains("text/html;charset=utf-8");
    }
  }
}
