// Copyright 2026 The Graphite Stack Authors
// SPDX-License-Identifier: Apache-2.0

package org.graphitestack.web.http;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.InstantSource;
import java.util.HexFormat;
import org.graphitestack.web.function.FunctionRegistry;
import org.graphitestack.web.render.RenderEngine;
import org.graphitestack.web.render.SampleSeries;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// What carbonapi asks of its backends in either protocol, byte by byte. The bytes are made by hand
/// from the protocols' definitions: GETs with a message as their body are what it sends.
final class CarbonapiRoutesTest {

  /// `servers.web1.load` of two minutes, without the tag and length before it.
  private static final String TARGET =
      "0a11736572766572732e776562312e6c6f616410d8c2bbc2061894c3bbc2062a0178";

  /// `servers.a`: Average, a day of minutes, half of them known.
  private static final String INFO =
      "0a09736572766572732e611207417665726167651880a305250000003f2a05083c10a00b";

  private static final String V3 = "application/x-carbonapi-v3-pb";

  private static RenderEngine engine;
  private static TestServer server;

  @BeforeAll
  static void open() throws IOException {
    var samples = new SampleSeries();
    engine =
        RenderEngine.open(
            samples, samples, FunctionRegistry.create(), RenderEngine.Settings.DEFAULT, () -> 0L);
    var clock = InstantSource.fixed(Instant.ofEpochSecond(SampleSeries.NOW));
    server =
        TestServer.open(
            new RenderRoutes(engine, new DescribedGraphs(), RenderConfig.DEFAULT, clock, () -> 0L),
            new TestMetrics("servers.a", "servers.b.cpu").routes(),
            new InfoRoutes(TestMetrics.reader()),
            new VersionRoutes());
  }

  @AfterAll
  static void close() {
    server.close();
    engine.close();
  }

  @Test
  void fetchV3_ofTwoTimes_isOneAnswerWithEachQuestionsExpressionAndTimes() {
    var question =
        "0a350a11736572766572732e776562312e6c6f6164109cc2bbc2061894c3bbc2062a11"
            + "736572766572732e7765622a2e6c6f61643880050a250a11736572766572732e776562"
            + "312e6c6f616410d8c2bbc2061894c3bbc2062a0178388005";

    var answer = ask("/render/?format=carbonapi_v3_pb", question);

    assertThat(answer.statusCode()).isEqualTo(200);
    assertThat(answer.headers().firstValue("Content-Type")).hasValue(V3);
    assertThat(hex(answer))
        .isEqualTo(
            "0a5b0a11736572766572732e776562312e6c6f61641211736572766572732e7765622a"
                + "2e6c6f61641a076176657261676520d8c2bbc20628d0c3bbc206303c4a100000000000"
                + "002c400000000000002e40589cc2bbc2066094c3bbc2060a430a11736572766572732e"
                + "776562312e6c6f61641201781a07617665726167652094c3bbc20628d0c3bbc206303c"
                + "4a080000000000002e4058d8c2bbc2066094c3bbc206");
  }

  @Test
  void fetchV2_byParameters_saysWhatIsAbsent() {
    for (var format : new String[] {"protobuf", "protobuf3", "carbonapi_v2_pb"}) {
      var answer =
          server.getBytes(
              "/render/?target=servers.web1.load&from=1749999900&until=1750000020&format="
                  + format);

      assertThat(answer.headers().firstValue("Content-Type")).hasValue("application/x-protobuf");
      assertThat(hex(answer))
          .isEqualTo(
              "0a370a11736572766572732e776562312e6c6f616410d8c2bbc20618d0c3bbc206203c"
                  + "2a100000000000002c400000000000002e4032020000");
    }
  }

  @Test
  void findV3_severalPatterns_leavesOutThoseWithoutANode() {
    var question = "0a09736572766572732e2a0a096e6f7468696e672e2a10011802";

    var answer = ask("/metrics/find/?format=carbonapi_v3_pb", question);

    assertThat(answer.headers().firstValue("Content-Type")).hasValue(V3);
    assertThat(hex(answer))
        .isEqualTo(
            "0a270a09736572766572732e2a120d0a09736572766572732e611001120b0a09736572"
                + "766572732e62");
  }

  @Test
  void findV2_byParameter_answersPathsAndWhetherTheyAreLeaves() {
    var answer = server.getBytes("/metrics/find/?format=protobuf&query=servers.*");

    assertThat(answer.headers().firstValue("Content-Type")).hasValue("application/x-protobuf");
    assertThat(hex(answer))
        .isEqualTo(
            "0a09736572766572732e2a120d0a09736572766572732e611001120b0a097365727665" + "72732e62");
  }

  @Test
  void fetchV3_withFunctionsToFilterBy_saysThatItComputedNone() {
    var plain = "0a22" + TARGET;
    var filtered = "0a30" + TARGET + "320c0a056c696d69741201311200";

    assertThat(hex(ask("/render/?format=carbonapi_v3_pb", filtered)))
        .isEqualTo(hex(ask("/render/?format=carbonapi_v3_pb", plain)))
        .startsWith("0a");
  }

  @Test
  void fetchV3_withSomethingElseAsAFunction_isA400() {
    var answer = ask("/render/?format=carbonapi_v3_pb", "0a26" + TARGET + "32021801");

    assertThat(answer.statusCode()).isEqualTo(400);
    assertThat(text(answer)).contains("servers.web1.load by: field 3 (expected: name, 1");
  }

  @Test
  void info_inJson_tellsWhatSeriesWereCreatedWith() {
    var answer = server.get("/info/?target=servers.a&target=servers.gone");

    assertThat(answer.headers().firstValue("Content-Type").orElseThrow())
        .startsWith("application/json");
    assertThat(answer.body())
        .isEqualTo(
            "{\"metrics\":[{\"name\":\"servers.a\",\"consolidationFunc\":\"Average\","
                + "\"maxRetention\":86400,\"xFilesFactor\":0.5,"
                + "\"retentions\":[{\"secondsPerPoint\":60,\"numberOfPoints\":1440}]}]}");
  }

  @Test
  void infoV2_ofOneSeries_isOneMessage() {
    for (var format : new String[] {"protobuf", "protobuf3", "carbonapi_v2_pb"}) {
      var answer = server.getBytes("/info/?target=servers.a&format=" + format);

      assertThat(answer.headers().firstValue("Content-Type")).hasValue("application/x-protobuf");
      assertThat(hex(answer)).isEqualTo(INFO);
    }
    assertThat(server.get("/info?target=a&target=b&format=protobuf").statusCode()).isEqualTo(400);
  }

  @Test
  void infoV3_ofSeveralNames_leavesOutThoseThatAreNotThere() {
    var question = "0a09736572766572732e610a0c736572766572732e676f6e650a032e2e2e";

    var answer = ask("/info/?format=carbonapi_v3_pb", question);

    assertThat(answer.headers().firstValue("Content-Type")).hasValue(V3);
    assertThat(hex(answer)).isEqualTo("0a24" + INFO);
    assertThat(hex(server.getBytes("/info?format=carbonapi_v3_pb&target=servers.a")))
        .isEqualTo("0a24" + INFO);
  }

  @Test
  void info_ofNothingThatIsThere_isA404ThatSaysSo() {
    for (var name : new String[] {"servers.gone", "servers.corrupt"}) {
      var answer = server.get("/info?target=" + name);

      assertThat(answer.statusCode()).as(name).isEqualTo(404);
      assertThat(answer.body()).isEqualTo("no such series here: " + name + "\n");
    }
  }

  @Test
  void info_askedWrongly_isA400() {
    assertThat(server.get("/info").statusCode()).isEqualTo(400);
    assertThat(server.get("/info?target=servers.a&format=pickle").body())
        .contains("format: pickle (expected: json, protobuf, carbonapi_v2_pb or carbonapi_v3_pb)");
    assertThat(server.get("/info?" + "target=a&".repeat(1001)).body())
        .contains("names: 1001 (expected: at most 1000)");
    assertThat(ask("/info/?format=carbonapi_v3_pb", "0aff").statusCode()).isEqualTo(400);
  }

  @Test
  void capabilities_nameTheThirdProtocolFirst() {
    assertThat(hex(ask("/_internal/capabilities/", "")))
        .isEqualTo(
            "0a0f636172626f6e6170695f76335f70620a0f636172626f6e6170695f76325f70620a"
                + "076d73677061636b120867726170686974652801");
  }

  @ParameterizedTest
  @ValueSource(strings = {"0aff", "0a0208", "0d00", "0a01ff", "0b", "00"})
  void brokenMessage_isA400ThatSaysWhere(String body) {
    for (var path : new String[] {"/render/", "/metrics/find/"}) {
      var answer = ask(path + "?format=carbonapi_v3_pb", body);

      assertThat(answer.statusCode()).as(path).isEqualTo(400);
      assertThat(text(answer)).contains("(expected: ").contains("before byte ");
    }
  }

  private static HttpResponse<byte[]> ask(String path, String body) {
    return server.getBytes(path, BodyPublishers.ofByteArray(HexFormat.of().parseHex(body)));
  }

  private static String text(HttpResponse<byte[]> answer) {
    return new String(answer.body(), StandardCharsets.UTF_8);
  }

  private static String hex(HttpResponse<byte[]> answer) {
    return HexFormat.of().formatHex(answer.body());
  }
}
