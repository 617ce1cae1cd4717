// Copyright 2026 The Graphite Stack Authors
// SPDX-License-Identifier: Apache-2.0

package org.graphitestack.web.cluster;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Base64;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.LongSupplier;
import java.util.stream.IntStream;
import org.graphitestack.storage.SeriesValues;
import org.graphitestack.storage.TimeWindow;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(60)
class ClusterTest {

  private static final TimeWindow WINDOW = new TimeWindow(1000, 1300, 1300);
  private static final double[] KNOWN = {1, 2, 3, 4, 5};

  private final List<AutoCloseable> open = new ArrayList<>();
  private final AtomicLong nanos = new AtomicLong(1);

  @AfterEach
  void close() throws Exception {
    for (var closeable : open.reversed()) {
      closeable.close();
    }
  }

  @Test
  void begin_severalPatterns_areOneRequestThatKeepsToTheServer() throws Exception {
    var server = server().hasSeries("a.b", 1020, 60, KNOWN);

    var found = fetch(cluster(config(server)), "a.*", "c.{d,e}");

    assertThat(found.whole()).isTrue();
    assertThat(Gathered.all(found))
        .containsExactly(new RemoteSeries("a.b", "a.*", new SeriesValues(1020, 60, KNOWN), ""));
    assertThat(server.asked())
        .singleElement()
        .asString()
        .startsWith(
            "GET /render/?format=msgpack&local=1&noCache=1&from=1000&until=1300&now=1300&target=")
        .contains("target=a.*")
        .contains("target=c.{d,e}");
  }

  @Test
  void begin_aLongRequest_isAForm() throws Exception {
    var server = server();
    var patterns = IntStream.range(0, 500).mapToObj(i -> "servers.number" + i + ".*");

    fetch(cluster(config(server)), patterns.toArray(String[]::new));

    assertThat(server.asked()).singleElement().asString().startsWith("POST /render/?format=");
  }

  @Test
  void begin_oneReplicaGone_isWhole() throws Exception {
    var server = server().hasSeries("a.b", 1020, 60, KNOWN);
    var gone = gone();

    var found = fetch(cluster(config(gone, server).replicas(2)), "a.*");

    assertThat(found.whole()).isTrue();
    assertThat(Gathered.all(found)).hasSize(1);
    assertThat(found.missing()).singleElement().matches(m -> m.server().equals(gone.address()));
  }

  @Test
  void begin_oneServerGone_isNotWholeAndSaysWhich() throws Exception {
    var server = server().hasSeries("a.b", 1020, 60, KNOWN);
    var gone = gone();

    var found = fetch(cluster(config(gone, server)), "a.*");

    assertThat(found.whole()).isFalse();
    assertThat(found.unknown()).isFalse();
    assertThat(Gathered.all(found)).hasSize(1);
    var missing = new MissingServers();
    missing.note(found);
    assertThat(missing.line()).startsWith(gone.address() + " (").isPrintable();
  }

  @Test
  void begin_allGone_isUnknownNotEmpty() throws Exception {
    var one = gone();

    var found = fetch(cluster(config(one, gone()).replicas(2)), "a.*");

    assertThat(found.unknown()).isTrue();
    assertThat(found.unreachable()).hasMessageStartingWith("no answer from ");
    assertThat(found.unreachable()).hasMessageContaining(one.address());
  }

  @Test
  void begin_oneServerGoneButOnlyWholeAnswersWanted_isAnError() throws Exception {
    var config = config(gone(), server()).failOnError();

    assertThatThrownBy(() -> fetch(cluster(config), "a.*"))
        .isInstanceOf(ExecutionException.class)
        .hasCauseInstanceOf(UnreachableException.class);
  }

  @Test
  void begin_slowReplica_isNotWaitedFor() throws Exception {
    var slow = server().holds();
    var server = server().hasSeries("a.b", 1020, 60, KNOWN);

    var cluster = Cluster.open(config(slow, server).replicas(2).build(), (_, _) -> {}, time());
    open.add(cluster);
    var found = fetch(cluster, "a.*");

    assertThat(found.whole()).isTrue();
    assertThat(Gathered.all(found)).hasSize(1);
    assertThat(cluster.figures().getFirst().late()).isEqualTo(1);
  }

  @Test
  void begin_withoutMerging_asksOneAndAnotherWhenItIsSlow() throws Exception {
    var slow = server().holds();
    var server = server().hasSeries("a.b", 1020, 60, KNOWN);

    var cluster =
        Cluster.open(config(slow, server).replicas(2).one().build(), (_, _) -> {}, time());
    open.add(cluster);
    var found = fetch(cluster, "a.*");

    assertThat(found.whole()).isTrue();
    assertThat(found.answers()).singleElement().matches(a -> a.server().equals(server.address()));
    assertThat(slow.asked()).hasSize(1);
    assertThat(cluster.figures().getFirst().late()).isEqualTo(1);
  }

  @Test
  void begin_withoutMerging_asksNobodyBesidesOneThatAnswers() throws Exception {
    var first = server().hasSeries("a.b", 1020, 60, KNOWN);
    var second = server().hasSeries("a.b", 1020, 60, KNOWN);

    var found = fetch(cluster(config(first, second).replicas(2).one()), "a.*");

    assertThat(found.whole()).isTrue();
    assertThat(first.asked()).hasSize(1);
    assertThat(second.asked()).isEmpty();
  }

  @Test
  void begin_withoutMerging_asksAnotherForOneThatFails() throws Exception {
    var second = server().hasSeries("a.b", 1020, 60, KNOWN);

    var found = fetch(cluster(config(gone(), second).replicas(2).one()), "a.*");

    assertThat(found.whole()).isTrue();
    assertThat(Gathered.all(found)).hasSize(1);
  }

  @Test
  void begin_noAnswerInTime_endsAndCountsAsFailure() throws Exception {
    var slow = server().holds();
    var cluster = Cluster.open(config(slow).fetchTimeout(100).build(), (_, _) -> {}, time());
    open.add(cluster);

    var found = fetch(cluster, "a.*");

    assertThat(found.unknown()).isTrue();
    assertThat(found.missing().getFirst().reason()).isEqualTo("no answer in time");
    assertThat(cluster.figures().getFirst().failures()).isEqualTo(1);
  }

  @Test
  void begin_afterFailures_leavesAServerAloneUntilItIsTriedAgain() throws Exception {
    var server = server().answers(500, "text/plain", "broken".getBytes(StandardCharsets.UTF_8));
    var cluster = cluster(config(server).tries(1).failures(2));
    fetch(cluster, "a.*");
    assertThat(cluster.figures().getFirst().leftAlone()).isFalse();
    fetch(cluster, "a.*");

    var third = fetch(cluster, "a.*");

    assertThat(server.asked()).hasSize(2);
    assertThat(third.unknown()).isTrue();
    assertThat(third.missing().getFirst().reason())
        .isEqualTo("left alone after failures, the last: status 500: broken");
    assertThat(cluster.figures().getFirst())
        .isEqualTo(new ServerFigures(server.address(), 2, 2, 0, 1, 0, true));

    nanos.addAndGet(TimeUnit.SECONDS.toNanos(10));
    fetch(cluster, "a.*");
    assertThat(server.asked()).as("one is let through").hasSize(3);
    fetch(cluster, "a.*");
    assertThat(server.asked()).as("it failed").hasSize(3);

    nanos.addAndGet(TimeUnit.SECONDS.toNanos(10));
    server.hasSeries("a.b", 1020, 60, KNOWN);
    assertThat(fetch(cluster, "a.*").whole()).isTrue();
    assertThat(cluster.figures().getFirst().leftAlone()).isFalse();
  }

  @Test
  void begin_aFailureThatPasses_isTriedAgain() throws Exception {
    var server = server();
    var times = new AtomicInteger();
    server.answers(
        (exchange, query) -> {
          if (times.incrementAndGet() == 1) {
            exchange.sendResponseHeaders(503, -1);
          } else {
            server.hasSeries("a.b", 1020, 60, KNOWN);
            exchange.sendResponseHeaders(404, -1);
          }
        });

    assertThat(fetch(cluster(config(server)), "a.*").whole()).isTrue();
    assertThat(server.asked()).hasSize(2);
  }

  @Test
  void begin_aServerWithoutMessagePack_isAskedForPickles() throws Exception {
    var server = server();
    var png = "a picture".getBytes(StandardCharsets.UTF_8);
    server.answers(
        (exchange, query) -> {
          if (query.contains("format=msgpack")) {
            exchange.getResponseHeaders().set("Content-Type", "image/png");
            exchange.sendResponseHeaders(200, png.length);
            exchange.getResponseBody().write(png);
          } else {
            exchange.getResponseHeaders().set("Content-Type", "application/pickle");
            var pickle =
                "(l(dS'name'\nS'a.b'\nsS'start'\nI1020\nsS'step'\nI60\nsS'values'\n(lF1.5\naNasa.";
            var bytes = pickle.getBytes(StandardCharsets.UTF_8);
            exchange.sendResponseHeaders(200, bytes.length);
            exchange.getResponseBody().write(bytes);
          }
        });
    var cluster = cluster(config(server));

    var first = Gathered.all(fetch(cluster, "a.*"));
    fetch(cluster, "a.*");

    assertThat(first)
        .containsExactly(
            new RemoteSeries(
                "a.b", "a.*", new SeriesValues(1020, 60, new double[] {1.5, Double.NaN}), ""));
    assertThat(server.asked()).hasSize(3);
    assertThat(server.asked().getLast()).contains("format=pickle");
  }

  @Test
  void begin_notFound_isEmpty() throws Exception {
    var server = server().answers(404, "text/plain", new byte[] {'x'});

    var found = fetch(cluster(config(server)), "a.*");

    assertThat(found.whole()).isTrue();
    assertThat(Gathered.all(found)).isEmpty();
  }

  @Test
  void begin_aRefusal_isThatOfTheRequestAndNoFailure() throws Exception {
    var server =
        server()
            .answers(400, "text/html", "<b>too many series</b>".getBytes(StandardCharsets.UTF_8));
    var cluster = cluster(config(server));

    assertThatThrownBy(() -> fetch(cluster, "a.*"))
        .cause()
        .isInstanceOf(RefusedByServerException.class)
        .hasMessage(server.address() + ": too many series");
    assertThat(cluster.figures().getFirst().failures()).isZero();
  }

  @Test
  void begin_aRedirect_isNotFollowed() throws Exception {
    var other = server();
    var server = server();
    server.answers(
        (exchange, _) -> {
          exchange.getResponseHeaders().set("Location", "http://" + other.address() + "/");
          exchange.sendResponseHeaders(302, -1);
        });

    assertThat(fetch(cluster(config(server).tries(1)), "a.*").unknown()).isTrue();
    assertThat(other.asked()).isEmpty();
  }

  @Test
  void begin_anAnswerThatIsTooLong_isAFailure() throws Exception {
    var server = server().hasSeries("a.b", 1020, 1, new double[10_000]);

    var found = fetch(cluster(config(server).answerBytes(1000).tries(1)), "a.*");

    assertThat(found.missing().getFirst().reason()).contains("more than 1000 bytes");
  }

  @Test
  void begin_anAnswerThatMakesNoSense_isAFailureThatSaysWhy() throws Exception {
    var server = server().answers(200, "application/x-msgpack", new byte[] {1, 2, 3});

    var found = fetch(cluster(config(server).tries(1)), "a.*");

    assertThat(found.missing().getFirst().reason())
        .isEqualTo("msgpack: 0x1 before byte 1 (expected: a list)");
  }

  @Test
  void begin_valuesOutsideOfTheWindow_areLeftOut() throws Exception {
    var server = server().hasSeries("a.b", -600_000, 60, new double[20_000]);

    var values = Gathered.all(fetch(cluster(config(server)), "a.*")).getFirst().values();

    assertThat(values.start()).isEqualTo(960);
    assertThat(values.end()).isEqualTo(1380);
  }

  @Test
  void begin_overTheAllowance_endsWithItsException() throws Exception {
    var server = server().hasSeries("a.b", 1020, 60, KNOWN);
    var allowance =
        new Allowance() {
          @Override
          public void series(String pattern) {
            // any number
          }

          @Override
          public void points(int count, String series) {
            throw new IllegalStateException(count + " points of " + series);
          }

          @Override
          public void check() {
            // any time
          }
        };

    assertThatThrownBy(() -> fetch(cluster(config(server)), allowance, "a.*"))
        .cause()
        .hasMessage("5 points of a.b");
  }

  @Test
  void begin_aServerThatKnowsNoTags_isAskedForNames() throws Exception {
    var server = server().hasSeries("disk;a=b", 1020, 60, KNOWN);
    var config = config(server).suffix("?noTags=1");

    var found = fetch(cluster(config), "seriesByTag('a=b')");

    assertThat(server.asked().getFirst()).endsWith("&target=disk;a=b");
    assertThat(Gathered.all(found))
        .extracting(RemoteSeries::pattern)
        .containsExactly("seriesByTag('a=b')");
  }

  @Test
  void begin_aServerThatWantsAToken_getsIt() throws Exception {
    var server = server();
    var admitted = new AtomicInteger();
    server.answers(
        (exchange, _) -> {
          if ("Bearer s3cret".equals(exchange.getRequestHeaders().getFirst("Authorization"))) {
            admitted.incrementAndGet();
          }
          exchange.sendResponseHeaders(404, -1);
        });

    fetch(cluster(config(server).suffix("?token=s3cret")), "a.*");

    assertThat(admitted).hasValue(1);
    assertThat(server.asked().getFirst()).doesNotContain("s3cret");
    assertThat(ServerAddress.parse("a:1?token=s3cret", false).toString()).doesNotContain("s3cret");
  }

  @Test
  void begin_aPathWithACommaInIt_isSentWithABackslash() throws Exception {
    var server = server().hasSeries("a.b,c", 1020, 60, KNOWN);

    var found = fetch(cluster(config(server)), "a.b,c");
    fetch(cluster(config(server)), "a.{b,c}");

    assertThat(server.asked().getFirst()).endsWith("&target=a.b\\,c");
    assertThat(server.asked().getLast()).endsWith("&target=a.{b,c}");
    assertThat(Gathered.all(found)).extracting(RemoteSeries::pattern).containsExactly("a.b,c");
  }

  @Test
  void begin_merging_waitsForAReplicaThatIsALittleSlower() throws Exception {
    var first = server().hasSeries("a.b", 1020, 60, KNOWN);
    var second = server();
    second.answers(
        (exchange, query) -> {
          // later than the first one's answer, which is the only one that there was
          while (first.asked().isEmpty()) {
            Thread.onSpinWait();
          }
          exchange.sendResponseHeaders(404, -1);
        });
    var config = config(first, second).replicas(2).hedgeAfter(30_000);

    var found = fetch(cluster(config), "a.*");

    assertThat(found.answers()).hasSize(2);
  }

  @Test
  void cancel_whileAServerIsSlow_breaksTheQuestionOff() throws Exception {
    var slow = server().holds();
    var cluster = cluster(config(slow));
    var left = new CountDownLatch(1);
    var allowance =
        new Allowance() {
          @Override
          public void series(String pattern) {
            // any number
          }

          @Override
          public void points(int count, String series) {
            // any number
          }

          @Override
          public void check() {
            left.countDown();
          }
        };
    var work = cluster.begin(question(allowance, "a.*"));
    left.await();

    work.cancel(true);

    assertThat(work.isCancelled()).isTrue();
    assertThat(cluster.figures().getFirst().failures()).isZero();
  }

  @Test
  void find_aPickleOfObjects_hasItsNodes() throws Exception {
    // what graphite-web 1.1.8 answers: a leaf with intervals, and a branch
    var pickle =
        "gAJdcQAofXEBKFgEAAAAcGF0aHECWAMAAABhLmJxA1gHAAAAaXNfbGVhZnEEiFgJAAAAaW50ZXJ2YWxzcQVjZ3Jh"
            + "cGhpdGUuaW50ZXJ2YWxzCkludGVydmFsU2V0CnEGKYFxB31xCChoBV1xCShjZ3JhcGhpdGUuaW50ZXJ2YWxz"
            + "CkludGVydmFsCnEKKYFxC31xDChYBQAAAHN0YXJ0cQ1HP/AAAAAAAABYAwAAAGVuZHEOR0AAAAAAAAAAWAUA"
            + "AAB0dXBsZXEPRz/wAAAAAAAAR0AAAAAAAAAAhnEQWAQAAABzaXplcRFHP/AAAAAAAAB1YmgKKYFxEn1xEyho"
            + "DUsFaA5LCWgPSwVLCYZxFGgRSwR1YmVoEUdAFAAAAAAAAHVidX1xFShoAlgDAAAAYS5jcRZoBIl1ZS4=";
    var server = server().answers(200, "application/pickle", Base64.getDecoder().decode(pickle));

    var found = find(cluster(config(server)), false);

    assertThat(Gathered.all(found))
        .containsExactly(
            new RemoteNode("a.b", true, List.of()), new RemoteNode("a.c", false, List.of()));
  }

  @Test
  void find_withinAWindow_leavesOutWhatEndedLongBefore() throws Exception {
    var ended = server().hasLeaves(0, 300, "a.old");
    var alive = server().hasLeaves(0, 500, "a.new");

    var found = find(cluster(config(ended, alive)), true);

    assertThat(Gathered.all(found)).extracting(RemoteNode::path).containsExactly("a.new");
    assertThat(ended.asked().getFirst()).contains("query=a.*&from=1000&until=1300&live=1");
  }

  @Test
  void index_ofAll_isAskedAsJson() throws Exception {
    var server = server().hasTexts("a.b", "a.c");

    var found = cluster(config(server)).index(() -> {});

    assertThat(Gathered.all(found)).containsExactly("a.b", "a.c");
    assertThat(server.asked()).containsExactly("GET /metrics/index.json?local=1");
  }

  @Test
  void adjust_otherServers_keepsWhatIsKnownOfThoseThatStay() throws Exception {
    var stays = server();
    var goes = server();
    var cluster = cluster(config(stays, goes));
    fetch(cluster, "a.*");

    cluster.adjust(config(stays).build());
    fetch(cluster, "a.*");

    assertThat(cluster.figures())
        .containsExactly(new ServerFigures(stays.address(), 2, 0, 0, 0, 2, false));
    assertThat(goes.asked()).hasSize(1);
  }

  @Test
  void parse_entries_asTheyAreWritten() {
    assertThat(ServerAddress.parse("[::1]:8080", false).base()).hasToString("http://[::1]:8080");
    assertThat(ServerAddress.parse("a", true).base()).hasToString("https://a");
    assertThat(ServerAddress.parse("http://a:1/x/?local=0", true))
        .matches(a -> a.local().equals("0") && a.base().toString().equals("http://a:1/x"));
    for (var wrong : List.of("", "a b", "http://", "ftp://a", "a:1?x=1", "a:1#x", "u@a:1")) {
      assertThatThrownBy(() -> ServerAddress.parse(wrong, false))
          .as(wrong)
          .isInstanceOf(IllegalArgumentException.class)
          .hasMessageContaining("expected: ");
    }
  }

  private FakeServer server() throws IOException {
    var server = FakeServer.open();
    open.add(server);
    return server;
  }

  /// A server that listens no longer.
  private static FakeServer gone() throws IOException {
    var server = FakeServer.open();
    server.close();
    return server;
  }

  private Cluster cluster(TestConfig config) {
    var cluster = Cluster.open(config.build(), (_, _) -> {}, nanos::get);
    open.add(cluster);
    return cluster;
  }

  private static LongSupplier time() {
    return System::nanoTime;
  }

  private static TestConfig config(FakeServer... servers) {
    return new TestConfig(Arrays.stream(servers).map(FakeServer::address).toList());
  }

  private static SeriesQuestion question(Allowance allowance, String... patterns) {
    return new SeriesQuestion(
        Set.of(patterns),
        WINDOW,
        "",
        false,
        _ -> List.of("disk;a=b"),
        Duration.ofMinutes(1).toNanos(),
        allowance);
  }

  private static Gathered<List<RemoteSeries>> fetch(Cluster cluster, String... patterns)
      throws Exception {
    return fetch(cluster, Allowance.UNLIMITED, patterns);
  }

  private static Gathered<List<RemoteSeries>> fetch(
      Cluster cluster, Allowance allowance, String... patterns) throws Exception {
    return cluster.begin(question(allowance, patterns)).get();
  }

  private static Gathered<List<RemoteNode>> find(Cluster cluster, boolean narrowed) {
    return cluster.find(new NodeQuestion("a.*", narrowed, 1000, 1300, 100, () -> {}));
  }
}
