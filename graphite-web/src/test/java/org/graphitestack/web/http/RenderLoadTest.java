// Copyright 2026 The Graphite Stack Authors
// SPDX-License-Identifier: Apache-2.0

package org.graphitestack.web.http;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.InetAddress;
import java.net.Socket;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.locks.LockSupport;
import java.util.function.BooleanSupplier;
import java.util.function.LongSupplier;
import org.graphitestack.web.function.FunctionRegistry;
import org.graphitestack.web.render.RenderBudget;
import org.graphitestack.web.render.RenderEngine;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/// What happens when there is more to do than can be done: who waits, who is turned away, what is
/// left undone, and what is kept.
final class RenderLoadTest {

  private static final long NOW = 1_750_000_020;

  private final BlockingSeries storage = new BlockingSeries();
  private final List<AutoCloseable> open = new ArrayList<>();
  private final AtomicLong nanos = new AtomicLong();
  private RenderEngine engine = engine(RenderEngine.Settings.DEFAULT, System::nanoTime);

  @AfterEach
  void close() throws Exception {
    storage.letGo();
    for (var one : open.reversed()) {
      one.close();
    }
  }

  @Test
  void render_moreThanMayWait_isTurnedAwayWithRetryAfter() throws IOException {
    var routes = routes(RenderConfig.DEFAULT.withAdmission(1, 1, Duration.ofSeconds(30)));
    var server = serving(routes);
    var working = async(server, "/render?format=raw&target=slow.a");
    until(() -> storage.reads() == 1);
    var waiting = async(server, "/render?format=raw&target=b");
    until(() -> routes.waiting() == 1);

    var refused = server.get("/render?format=raw&target=c");

    assertThat(refused.statusCode()).isEqualTo(503);
    assertThat(refused.headers().firstValue("Retry-After")).hasValue("1");
    assertThat(refused.body())
        .isEqualTo("too many requests at once: more than 1 requests are waiting\n");
    assertThat(routes.turnedAway()).isEqualTo(1);
    storage.letGo();
    assertThat(working.join().statusCode()).isEqualTo(200);
    assertThat(waiting.join().statusCode()).isEqualTo(200);
  }

  @Test
  void render_noTurnInTime_isTurnedAway() throws IOException {
    var server = serving(routes(RenderConfig.DEFAULT.withAdmission(1, 5, Duration.ofMillis(50))));
    var working = async(server, "/render?format=raw&target=slow.a");
    until(() -> storage.reads() == 1);

    assertThat(server.get("/render?format=raw&target=b").statusCode()).isEqualTo(503);

    storage.letGo();
    assertThat(working.join().statusCode()).isEqualTo(200);
  }

  @Test
  void render_clientThatGoesAway_isNotWorkedForAnyMore() throws IOException {
    var server = serving(routes(RenderConfig.DEFAULT));
    try (var client = new Socket(InetAddress.getLoopbackAddress(), port(server))) {
      client.getOutputStream().write(request("slow.a"));
      until(() -> storage.reads() == 1);
    }

    until(() -> engine.statistics().abandoned() == 1);

    assertThat(engine.statistics().bytesInFlight()).isZero();
  }

  @Test
  void render_clientThatGoesAwayWhileItIsWrittenTo_isNoFailure() throws IOException {
    var server = serving(routes(RenderConfig.DEFAULT));
    try (var client = new Socket(InetAddress.getLoopbackAddress(), port(server))) {
      client.getOutputStream().write(request("time(%22x%22,1)&from=-100d"));
      assertThat(client.getInputStream().read()).isEqualTo('H');
      client.setSoLinger(true, 0);
    }

    until(() -> engine.statistics().bytesInFlight() == 0);

    assertThat(server.server().failures()).isZero();
    assertThat(server.get("/render?format=raw&target=b").statusCode()).isEqualTo(200);
  }

  @Test
  void render_nextRequestSentEarly_isAnsweredInItsTurn() throws IOException {
    var server = serving(routes(RenderConfig.DEFAULT));
    try (var client = new Socket(InetAddress.getLoopbackAddress(), port(server))) {
      client.setSoTimeout(20_000);
      client.getOutputStream().write(request("slow.a"));
      until(() -> storage.reads() == 1);
      client.getOutputStream().write(request("b"));
      // several looks at the connection, which now has something to be read
      LockSupport.parkNanos(150_000_000);
      storage.letGo();

      var text = new StringBuilder();
      var buffer = new byte[4096];
      while (!text.toString().contains("b,")) {
        var count = client.getInputStream().read(buffer);
        assertThat(count).isPositive();
        text.append(new String(buffer, 0, count, StandardCharsets.US_ASCII));
      }

      assertThat(text.toString()).contains("slow.a,");
    }
  }

  @Test
  void render_sameRequestLater_seesWhatCameMeanwhile() throws IOException {
    engine = engine(RenderEngine.Settings.DEFAULT, nanos::get);
    var server = serving(routes(RenderConfig.DEFAULT));
    var query = "/render?format=raw&target=slow.a";
    var first = async(server, query);
    until(() -> storage.reads() == 1);
    nanos.addAndGet(Duration.ofMillis(60).toNanos());

    var second = async(server, query);
    until(() -> storage.reads() == 2);
    storage.letGo();

    assertThat(first.join().statusCode()).isEqualTo(200);
    assertThat(second.join().statusCode()).isEqualTo(200);
    assertThat(engine.statistics().joined()).isZero();
  }

  @Test
  void render_sameRequestAtTheSameTime_isComputedOnce() throws IOException {
    engine = engine(RenderEngine.Settings.DEFAULT, nanos::get);
    var server = serving(routes(RenderConfig.DEFAULT));
    var query = "/render?format=raw&target=slow.a";

    var first = async(server, query);
    until(() -> storage.reads() == 1);
    var second = async(server, query);
    until(() -> engine.statistics().joined() == 1);
    storage.letGo();

    assertThat(first.join().body()).isEqualTo(second.join().body()).startsWith("slow.a,");
    assertThat(storage.reads()).isEqualTo(1);
    assertThat(engine.statistics().joined()).isEqualTo(1);
  }

  @Test
  void render_sumOfRequestsOverTheMemory_isRefusedNamingTheLimit() throws IOException {
    engine = engine(RenderEngine.Settings.DEFAULT.withMaxBytes(4), System::nanoTime);
    var server = serving(routes(RenderConfig.DEFAULT));

    var answer = server.get("/render?format=raw&target=a");

    assertThat(answer.statusCode()).isEqualTo(400);
    assertThat(answer.body())
        .startsWith(
            "Invalid parameters (bytes of all requests in flight: 8 (expected: &lt;= 4) in a)");
    assertThat(engine.statistics().bytesInFlight()).isZero();
  }

  @Test
  void render_longerThanItsTime_isRefusedWhileStorageStillReads() throws IOException {
    engine =
        engine(
            RenderEngine.Settings.DEFAULT.withBudget(
                new RenderBudget(10, 10, 10, Duration.ofMillis(100))),
            System::nanoTime);
    var server = serving(routes(RenderConfig.DEFAULT));

    var answer = server.get("/render?format=raw&target=slow.a");

    assertThat(answer.statusCode()).isEqualTo(400);
    assertThat(answer.body()).startsWith("Invalid parameters (time: ").contains(" in computing");
  }

  @Test
  void render_windowThatReachesIntoNow_isNeverKept() throws IOException {
    var server = serving(routes(RenderConfig.DEFAULT));
    var query = "/render?format=raw&target=a&from=-2min";

    server.get(query);
    storage.setValue(2);

    assertThat(server.get(query).body()).contains("|2.0");
  }

  @Test
  void render_windowOfThePast_isKeptUnlessToldOtherwise() throws IOException {
    var routes = routes(RenderConfig.DEFAULT);
    var server = serving(routes);
    var query = "/render?format=raw&target=a&from=-4min&until=-2min";

    server.get(query);
    storage.setValue(2);

    assertThat(server.get(query).body()).contains("|1.0");
    assertThat(routes.cacheFigures().hits()).isEqualTo(1);
    assertThat(server.get(query + "&noCache=1").body()).contains("|2.0");
    assertThat(server.get(query + "&cacheTimeout=0").body()).contains("|2.0");
  }

  @Test
  void render_cacheTimeoutOfTheRequest_isTakenAtItsWord() throws IOException {
    var server = serving(routes(RenderConfig.DEFAULT));
    var query = "/render?target=a&from=-2min&cacheTimeout=30&format=";

    server.get(query + "raw");
    storage.setValue(2);

    assertThat(server.get(query + "raw&_salt=1").body()).contains("|1.0");
    assertThat(server.get(query + "csv").body())
        .as("another format of the series fetched before")
        .contains(",1.0");
    assertThat(engine.cacheFigures().hits()).isEqualTo(1);
  }

  @Test
  void render_whateverChangesTheAnswer_isPartOfTheKey() throws IOException {
    var routes = routes(RenderConfig.DEFAULT);
    var server = serving(routes);
    var query = "/render?target=a&target=b&from=-2min&cacheTimeout=30&format=json";

    for (var more :
        List.of(
            "",
            "&local=1",
            "&tz=Asia/Tokyo",
            "&maxDataPoints=1",
            "&template[x]=1",
            "&pretty=1",
            "&now=1750000000",
            "&width=1")) {
      server.get(query + more);
    }
    server.get(query.replace("target=a&target=b", "target=b&target=a"));

    assertThat(routes.cacheFigures().hits()).isZero();
    assertThat(routes.cacheFigures().entries()).isEqualTo(9);
  }

  @Test
  void render_cachePolicy_decidesByTheLengthOfTheWindow() throws IOException {
    var policy =
        List.of(
            new RenderConfig.CachePolicy(Duration.ofHours(1), Duration.ofSeconds(10)),
            new RenderConfig.CachePolicy(Duration.ofDays(1), Duration.ofSeconds(100)));
    var server = serving(routes(RenderConfig.DEFAULT.withCachePolicy(policy)));

    assertThat(cacheControl(server, "-30min")).startsWith("max-age=0");
    assertThat(cacheControl(server, "-2h")).isEqualTo("max-age=10");
    assertThat(cacheControl(server, "-2d")).isEqualTo("max-age=100");
  }

  @Test
  void render_slowerThanTheThreshold_isCounted() throws IOException {
    var routes = routes(RenderConfig.DEFAULT.withSlowAfter(Duration.ZERO));
    var server = serving(routes);

    server.get("/render?format=raw&target=a");

    assertThat(routes.queries().slow(QueryLog.Kind.RENDER)).isEqualTo(1);
  }

  private static String cacheControl(TestServer server, String from) {
    return server
        .get("/render?format=raw&target=a&from=" + from)
        .headers()
        .firstValue("Cache-Control")
        .orElseThrow();
  }

  private static int port(TestServer server) {
    return server.server().address().getPort();
  }

  private static byte[] request(String target) {
    var text = "GET /render?format=raw&target=" + target + " HTTP/1.1\r\nHost: localhost\r\n\r\n";
    return text.getBytes(StandardCharsets.US_ASCII);
  }

  private RenderEngine engine(RenderEngine.Settings settings, LongSupplier nanoTime) {
    var opened = RenderEngine.open(storage, storage, FunctionRegistry.create(), settings, nanoTime);
    open.add(opened);
    return opened;
  }

  private RenderRoutes routes(RenderConfig config) {
    var clock = InstantSource.fixed(Instant.ofEpochSecond(NOW));
    return new RenderRoutes(engine, new DescribedGraphs(), config, clock, System::nanoTime);
  }

  private TestServer serving(RenderRoutes routes) throws IOException {
    var server = TestServer.open(routes);
    open.add(server);
    return server;
  }

  private static CompletableFuture<HttpResponse<String>> async(TestServer server, String query) {
    return CompletableFuture.supplyAsync(() -> server.get(query), Thread::startVirtualThread);
  }

  private static void until(BooleanSupplier condition) {
    var deadline = System.nanoTime() + Duration.ofSeconds(20).toNanos();
    while (!condition.getAsBoolean()) {
      assertThat(System.nanoTime()).as("waited too long").isLessThan(deadline);
      LockSupport.parkNanos(1_000_000);
    }
  }
}
