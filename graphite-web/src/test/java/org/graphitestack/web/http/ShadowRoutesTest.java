// Copyright 2026 The Graphite Stack Authors
// SPDX-License-Identifier: Apache-2.0

package org.graphitestack.web.http;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.function.Predicate;
import org.graphitestack.web.event.EventFinder;
import org.graphitestack.web.function.FunctionRegistry;
import org.graphitestack.web.render.RenderEngine;
import org.graphitestack.web.render.SampleSeries;
import org.graphitestack.web.shadow.DifferenceKind;
import org.graphitestack.web.shadow.Shadow;
import org.graphitestack.web.shadow.ShadowConfig;
import org.graphitestack.web.shadow.ShadowFigures;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/// Two servers: the incumbent answers what a test wants it to.
@Timeout(60)
final class ShadowRoutesTest {

  private static final String QUERY = "/render?target=servers.web1.load&from=-3min&format=json";
  private static final String EQUAL =
      "[{\"target\": \"servers.web1.load\", \"tags\": {}, \"datapoints\": [[13.0, 1749999900],"
          + " [14.0, 1749999960], [15.0, 1750000020]]}]";

  private final BlockingQueue<String> asked = new LinkedBlockingQueue<>();
  private volatile String answer = EQUAL;
  private volatile int status = 200;
  private volatile CountDownLatch gate = new CountDownLatch(0);
  private double chance;
  private TestServer incumbent;
  private RenderEngine engine;
  private Shadow shadow;
  private TestServer server;

  @BeforeEach
  void open() throws IOException {
    incumbent =
        TestServer.open(
            routes ->
                routes.post(
                    "/below/render",
                    context -> {
                      asked.add(context.body());
                      gate.await();
                      context.status(status).result(answer);
                    }));
    var samples = new SampleSeries();
    engine =
        RenderEngine.open(
            samples,
            samples,
            FunctionRegistry.create(),
            RenderEngine.Settings.DEFAULT,
            System::nanoTime);
    open(ShadowConfig.of(incumbent.uri("/below/")));
  }

  private void open(ShadowConfig config) throws IOException {
    if (shadow != null) {
      server.close();
      shadow.close();
    }
    InstantSource clock = () -> Instant.ofEpochSecond(SampleSeries.NOW);
    shadow = new Shadow(config, clock, System::nanoTime, () -> chance);
    server =
        TestServer.open(
            new RenderRoutes(
                engine,
                new DescribedGraphs(),
                EventFinder.NONE,
                shadow,
                RenderConfig.DEFAULT,
                clock,
                System::nanoTime),
            new ShadowRoutes(shadow));
  }

  @AfterEach
  void close() {
    gate.countDown();
    server.close();
    shadow.close();
    engine.close();
    incumbent.close();
  }

  @Test
  void equalAnswers_areCounted() throws InterruptedException {
    assertThat(server.get(QUERY).statusCode()).isEqualTo(200);
    server.post("/render?from=-3min&_salt=1", "target=servers.web1.load&format=png&width=300");

    var figures = await(f -> f.compared() == 2 && f.equal() == 2);
    assertThat(figures.seen()).isEqualTo(2);
    assertThat(shadow.examples()).isEmpty();
    for (var i = 0; i < 2; i++) {
      assertThat(asked.poll(20, TimeUnit.SECONDS))
          .isEqualTo(
              "target=servers.web1.load&from=1749999840&until=1750000020&now=1750000020"
                  + "&format=json&noCache=1");
    }
  }

  @Test
  void differences_areToldWithTheirPlace() {
    answer = EQUAL.replace("13.0", "12.5").replace("servers.web1.load", "servers.web1.load");
    server.get(QUERY);

    await(f -> f.differences().getOrDefault(DifferenceKind.OTHER_VALUES, 0L) == 1);
    var report = server.get("/shadow/report.json").body();
    assertThat(report)
        .contains("\"compared\": 1, \"equal\": 0, \"dropped\": 0")
        .contains("{\"kind\": \"other_values\", \"meaning\": \"values differ by more")
        .contains("servers.web1.load at 1749999900: 13.0 here, 12.5 there")
        .contains("\"query\": \"target=servers.web1.load&from=1749999840");
    assertThat(server.get("/shadow").body()).contains("page/shadow-main.js");
  }

  @Test
  void failuresOfTheOtherServer_areKindsOfTheirOwn() {
    status = 500;
    answer = "no <b>way</b>";
    server.get(QUERY);
    await(f -> f.differences().getOrDefault(DifferenceKind.REFUSED, 0L) == 1);

    status = 302;
    server.get(QUERY);
    await(f -> f.differences().getOrDefault(DifferenceKind.REFUSED, 0L) == 2);

    status = 200;
    for (var wrong : List.of("{}", "<html>", "[1]", "[{\"target\": \"a\", \"datapoints\": [1]}]")) {
      answer = wrong;
      server.get(QUERY);
    }
    await(f -> f.differences().getOrDefault(DifferenceKind.UNREADABLE, 0L) == 4);

    incumbent.close();
    server.get(QUERY);
    await(f -> f.differences().getOrDefault(DifferenceKind.UNREACHABLE, 0L) == 1);
    assertThat(shadow.figures().equal()).isZero();
  }

  @Test
  void slowServer_holdsNobodyUp_andWhatIsTooMuchIsDropped() throws IOException {
    open(config(1, 1, 1, 500_000));
    gate = new CountDownLatch(1);
    for (var i = 0; i < 5; i++) {
      assertThat(server.get(QUERY).statusCode()).isEqualTo(200);
    }

    var figures = await(f -> f.dropped() >= 3);
    assertThat(figures.waiting()).isLessThanOrEqualTo(1);
    gate.countDown();
    await(f -> f.compared() + f.dropped() == 5);
  }

  @Test
  void largeAnswers_areDropped() throws IOException {
    open(config(1, 10, 1, 2));
    server.get(QUERY);

    assertThat(await(f -> f.dropped() == 1).compared()).isZero();
  }

  @Test
  void onlyTheShare_isRepeated() throws IOException {
    open(config(0.5, 10, 2, 500_000));
    chance = 0.5;
    server.get(QUERY);
    chance = 0.4;
    server.get(QUERY);

    assertThat(await(f -> f.compared() == 1).seen()).isEqualTo(2);
    assertThat(shadow.figures().dropped()).isZero();
  }

  @Test
  void withoutAnAddress_nothingIsLookedAt() throws IOException {
    open(ShadowConfig.OFF);
    server.get(QUERY);

    assertThat(shadow.figures().seen()).isZero();
    assertThat(server.get("/shadow/report.json").body()).startsWith("{\"url\": \"\", \"seen\": 0");
  }

  @Test
  void report_ofAnAddressWithAPassword_hidesIt() {
    shadow.adjust(ShadowConfig.of(URI.create("http://me:secret@127.0.0.1:1/")));

    assertThat(server.get("/shadow/report.json").body())
        .contains("http://127.0.0.1:1/")
        .doesNotContain("secret");
  }

  private ShadowConfig config(double share, int queue, int running, int points) {
    return new ShadowConfig(
        Optional.of(incumbent.uri("/below")),
        share,
        1000,
        queue,
        running,
        Duration.ofSeconds(30),
        points,
        1e-9,
        Duration.ofSeconds(60));
  }

  private ShadowFigures await(Predicate<ShadowFigures> reached) {
    var figures = shadow.figures();
    while (!reached.test(figures)) {
      Thread.onSpinWait();
      figures = shadow.figures();
    }
    return figures;
  }
}
