// Copyright 2026 The Graphite Stack Authors
// SPDX-License-Identifier: Apache-2.0

package org.graphitestack.web.http;

import static org.assertj.core.api.Assertions.assertThat;
import static org.graphitestack.web.render.SampleSeries.NOW;

import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.graphitestack.model.MetricPath;
import org.graphitestack.storage.index.NameIndex;
import org.graphitestack.web.cluster.Cluster;
import org.graphitestack.web.cluster.ClusterConfig;
import org.graphitestack.web.cluster.FakeServer;
import org.graphitestack.web.cluster.ServerTrust;
import org.graphitestack.web.cluster.TestAuthority;
import org.graphitestack.web.cluster.TestConfig;
import org.graphitestack.web.find.MetricSearch;
import org.graphitestack.web.function.FunctionRegistry;
import org.graphitestack.web.graph.GraphRenderer;
import org.graphitestack.web.render.RenderEngine;
import org.graphitestack.web.render.SampleSeries;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// Requests to a server that asks another one besides.
class ClusterRoutesTest {

  private static final String WINDOW = "&from=" + (NOW - 180) + "&until=" + NOW + "&now=" + NOW;
  private static final long START = NOW - NOW % 60 - 120;

  @TempDir private Path folder;

  private final List<AutoCloseable> open = new ArrayList<>();
  private FakeServer other;
  private TestServer server;

  @BeforeEach
  void open() throws Exception {
    other = FakeServer.open();
    open.add(other);
    server = server(other);
  }

  private TestServer server(FakeServer... others) throws Exception {
    return server(config(others).build());
  }

  private static TestConfig config(FakeServer... others) {
    return new TestConfig(Arrays.stream(others).map(FakeServer::address).toList());
  }

  private TestServer server(ClusterConfig config) throws Exception {
    var cluster = Cluster.open(config, (_, _) -> {}, System::nanoTime);
    open.add(cluster);
    return server(cluster);
  }

  private TestServer server(Cluster cluster) throws Exception {
    var samples = new SampleSeries();
    var clock = InstantSource.fixed(Instant.ofEpochSecond(NOW));
    var engine =
        RenderEngine.open(
            samples,
            samples,
            samples,
            cluster,
            FunctionRegistry.create(),
            RenderEngine.Settings.DEFAULT,
            System::nanoTime);
    open.add(engine);
    var index = new NameIndex();
    index.add(new MetricPath("servers.web1.load"));
    index.enter(MetricPath.parse("disk;dc=a"));
    var local = new MetricSearch(index, index::forEachLeaf, samples, clock);
    var opened =
        TestServer.open(
            new RenderRoutes(
                engine, GraphRenderer.create(), RenderConfig.DEFAULT, clock, System::nanoTime),
            new MetricsRoutes(
                local.with(cluster),
                local,
                FindConfig.DEFAULT,
                () -> "",
                TestMetrics.queries(),
                System::nanoTime),
            new TagsRoutes(index, cluster, index));
    open.add(opened);
    return opened;
  }

  @AfterEach
  void close() throws Exception {
    for (var closeable : open.reversed()) {
      closeable.close();
    }
  }

  @Test
  void render_aSeriesThatOnlyAnotherServerHas_isThere() {
    other.hasSeries("servers.web9.load", START, 60, 7, 8);

    var answer = server.get("/render?format=raw&target=servers.web9.*" + WINDOW);

    assertThat(answer.body())
        .isEqualTo("servers.web9.load," + START + "," + (START + 120) + ",60|7.0,8.0\n");
    assertThat(answer.headers().firstValue("X-Graphite-Partial")).isEmpty();
  }

  @Test
  void render_aSeriesOfBoth_isOneWithTheGapsFilled() {
    // 1 750 000 020 is minute 29 166 667: the fifth minutes are unknown here
    other.hasSeries("servers.web2.load", START - 60, 60, 1, 2, 3, 4);
    var here = server.get("/render?format=raw&local=1&target=servers.web2.load" + WINDOW).body();

    var both = server.get("/render?format=raw&target=servers.web2.load" + WINDOW).body();

    assertThat(here).contains("None");
    assertThat(both).doesNotContain("None").isNotEqualTo(here);
    assertThat(both.lines()).hasSize(1);
  }

  @Test
  void render_local_asksNobodyElse() {
    server.get("/render?format=raw&local=1&target=servers.web1.load" + WINDOW);
    server.get("/metrics/find?local=1&query=servers.*");
    server.get("/metrics/index.json?local=1");
    server.get("/metrics/expand?local=1&query=servers.*");
    server.get("/tags/findSeries?local=1&expr=dc=a");

    assertThat(other.asked()).isEmpty();
  }

  @Test
  void render_withoutTheOtherServer_isMarkedAndNotKept() {
    other.close();

    var answer = server.get("/render?format=raw&cacheTimeout=60&target=servers.web1.load" + WINDOW);

    assertThat(answer.statusCode()).isEqualTo(200);
    assertThat(answer.body()).startsWith("servers.web1.load,");
    assertThat(answer.headers().firstValue("X-Graphite-Partial").orElseThrow())
        .startsWith(other.address() + " (");
    assertThat(answer.headers().firstValue("Cache-Control").orElseThrow()).contains("no-store");
  }

  @Test
  void render_nothingHereAndNobodyToAsk_isAnErrorNotEmpty() {
    other.close();

    for (var format : List.of("json", "png")) {
      var answer = server.get("/render?format=" + format + "&target=servers.web9.load" + WINDOW);
      assertThat(answer.statusCode()).isEqualTo(503);
      assertThat(answer.body()).startsWith("no answer from " + other.address());
    }
    assertThat(server.get("/metrics/find?query=nosuch.*").statusCode()).isEqualTo(503);
    assertThat(server.get("/tags/findSeries?expr=dc=b").statusCode()).isEqualTo(503);
  }

  @Test
  void render_overHttps_trustsTheAuthorityOfTheSettingsAndShowsTheCertificate() throws Exception {
    var authority = TestAuthority.create(folder);
    var secure = secure(authority).hasSeries("servers.web9.load", START, 60, 7, 8);
    var front = server(config(secure).trust(authority.trust()).build());

    var answer = front.get("/render?format=raw&target=servers.web9.*" + WINDOW);

    assertThat(answer.body()).startsWith("servers.web9.load,").endsWith("|7.0,8.0\n");
    assertThat(answer.headers().firstValue("X-Graphite-Partial")).isEmpty();
  }

  @Test
  void render_overHttpsFromAServerNobodyVouchesFor_saysSoAndReadsNothing() throws Exception {
    var stranger = secure(TestAuthority.create(folder)).hasSeries("a.b", START, 60, 7);
    var authority = TestAuthority.create(folder);

    for (var trust : List.of(authority.trust(), ServerTrust.USUAL)) {
      var front = server(config(stranger).trust(trust).build());
      var partial = front.get("/render?format=raw&target=servers.web1.load" + WINDOW);
      var nothing = front.get("/render?format=raw&target=a.b" + WINDOW);

      assertThat(partial.statusCode()).isEqualTo(200);
      assertThat(partial.headers().firstValue("X-Graphite-Partial").orElseThrow())
          .startsWith(stranger.name() + " (TLS: ")
          .contains("PKIX path");
      assertThat(nothing.statusCode()).isEqualTo(503);
      assertThat(nothing.body()).startsWith("no answer from " + stranger.name() + " (TLS: ");
    }
    assertThat(stranger.asked()).isEmpty();
  }

  @Test
  void render_overHttpsWithoutTheCertificateTheServerWants_saysSo() throws Exception {
    var authority = TestAuthority.create(folder);
    var secure = secure(authority).hasSeries("a.b", START, 60, 7);
    var front = server(config(secure).trust(authority.anonymous()).build());

    var answer = front.get("/render?format=raw&target=a.b" + WINDOW);

    assertThat(answer.statusCode()).isEqualTo(503);
    assertThat(answer.body()).startsWith("no answer from " + secure.name() + " (");
    assertThat(secure.asked()).isEmpty();
  }

  @Test
  void render_overHttpsAfterFilesWereRenewed_goesByTheNewOnes() throws Exception {
    var old = TestAuthority.create(folder);
    var secure = secure(old).hasSeries("a.b", START, 60, 7);
    var config = config(secure).trust(old.trust()).build();
    var cluster = Cluster.open(config, (_, _) -> {}, System::nanoTime);
    open.add(cluster);
    var front = server(cluster);
    var url = "/render?format=raw&noCache=1&target=a.b" + WINDOW;
    assertThat(front.get(url).statusCode()).isEqualTo(200);

    TestAuthority.create(folder);
    cluster.adjust(config);

    assertThat(front.get(url).body()).contains("TLS: ");
  }

  private FakeServer secure(TestAuthority authority) throws Exception {
    var secure = authority.server();
    open.add(secure);
    return secure;
  }

  @Test
  void render_aPieWithoutTheOtherServer_isMarked() {
    other.close();

    var answer = server.get("/render?graphType=pie&target=servers.web1.load" + WINDOW);

    assertThat(answer.headers().firstValue("X-Graphite-Partial")).isPresent();
  }

  @Test
  void render_explained_namesTheServersThatWereAsked() {
    other.hasSeries("servers.web9.load", START, 60, 7, 8);
    var url = "/render?format=json&explain=1&target=servers.*.load" + WINDOW;

    assertThat(server.get(url).body())
        .contains("\"servers\": [{\"server\": \"" + other.address() + "\", \"series\": 1")
        .doesNotContain("missing");

    other.close();
    assertThat(server.get(url).body()).contains("\"missing\": [\"" + other.address());
  }

  @Test
  void render_refusedByTheOtherServer_isRefusedWithItsWords() {
    other.answers(400, "text/plain", "too much".getBytes(StandardCharsets.UTF_8));

    var answer = server.get("/render?format=json&target=servers.*.load" + WINDOW);

    assertThat(answer.statusCode()).isEqualTo(400);
    assertThat(answer.body()).contains(other.address() + ": too much");
  }

  @Test
  void find_ofBoth_isMerged() {
    other.hasLeaves(0, NOW, "servers.web1.load", "servers.web9.load");

    assertThat(server.get("/metrics/find?format=json&query=servers.*.load").body())
        .contains("servers.web1.load")
        .contains("servers.web9.load")
        .contains("\"intervals\":[{\"start\":0.0,\"end\":1.75000002E9}]");
    assertThat(server.get("/metrics/expand?query=servers.*.load").body())
        .isEqualTo("{\"results\":[\"servers.web1.load\",\"servers.web9.load\"]}");
  }

  @Test
  void find_withoutTheOtherServer_isMarked() {
    other.close();

    var answer = server.get("/metrics/find?query=servers.*");

    assertThat(answer.statusCode()).isEqualTo(200);
    assertThat(answer.headers().firstValue("X-Graphite-Partial")).isPresent();
  }

  @Test
  void index_ofBoth_isSortedWithEachNameOnce() {
    other.hasTexts("zoo", "servers.web1.load", "ant");

    assertThat(server.get("/metrics/index.json").body())
        .isEqualTo("[\"ant\",\"servers.web1.load\",\"zoo\"]");
  }

  @Test
  void tags_ofBoth_areMerged() {
    other.hasTexts("disk;dc=b", "disk;dc=a");

    assertThat(server.get("/tags/findSeries?expr=name=disk").body())
        .isEqualTo("[\"disk;dc=a\", \"disk;dc=b\"]");
    assertThat(other.asked().getLast()).isEqualTo("GET /tags/findSeries?expr=name=disk&local=1");

    other.hasTexts("a", "c");
    assertThat(server.get("/tags/autoComplete/values?tag=dc").body()).isEqualTo("[\"a\", \"c\"]");

    other.hasTexts("rack");
    assertThat(server.get("/tags/autoComplete/tags?expr=dc=a&tagPrefix=r").body())
        .isEqualTo("[\"rack\"]");
    assertThat(other.asked().getLast())
        .isEqualTo("GET /tags/autoComplete/tags?expr=dc=a&tagPrefix=r&limit=1000000&local=1");
  }
}
