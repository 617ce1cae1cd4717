// Copyright 2026 The Graphite Stack Authors
// SPDX-License-Identifier: Apache-2.0

package org.graphitestack.golden;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeMap;
import java.util.regex.Pattern;
import org.graphitestack.model.MetricPath;
import org.graphitestack.storage.index.NameIndex;
import org.graphitestack.storage.whisper.WhisperEngine;
import org.graphitestack.storage.whisper.WhisperOptions;
import org.graphitestack.web.event.EventStore;
import org.graphitestack.web.find.MetricSearch;
import org.graphitestack.web.function.FunctionRegistry;
import org.graphitestack.web.graph.GraphRenderer;
import org.graphitestack.web.http.EventsRoutes;
import org.graphitestack.web.http.FindConfig;
import org.graphitestack.web.http.FunctionsRoutes;
import org.graphitestack.web.http.MetricsRoutes;
import org.graphitestack.web.http.RenderConfig;
import org.graphitestack.web.http.RenderRoutes;
import org.graphitestack.web.http.TagsRoutes;
import org.graphitestack.web.http.VersionRoutes;
import org.graphitestack.web.http.WebConfig;
import org.graphitestack.web.http.WebServer;
import org.graphitestack.web.render.RenderEngine;
import org.graphitestack.web.state.StateAddress;
import org.graphitestack.web.state.StateStore;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// Every case whose answer was recorded from graphite-web and that uses only what this server has
/// is answered the same, over HTTP, from the same files.
///
/// What differs on purpose stands in `differences.tsv` with the reason, and must really differ.
/// What is left out because a function, a format or an endpoint is not there yet is counted.
final class GoldenAnswersTest {

  private static final long NOW = 1_750_000_000;
  private static final List<String> FILES =
      List.of(
          "render-all-functions.dev.txt",
          "render-attime.dev.txt",
          "errors.dev.txt",
          "find.dev.txt");

  /// At least so many cases are compared; raise it when more is delivered.
  private static final int FLOOR = 976;

  private static final Pattern NOT_YET = Pattern.compile("(?x) graphType=pie | format=(svg|pdf)");
  private static final Pattern ENDPOINTS =
      Pattern.compile(
          "/(render/?\\?|render/?$|functions|metrics/(find|expand|index)|metrics/?\\?|tags|events|version).*");

  @TempDir private static Path root;
  @TempDir private static Path stateFolder;
  private static WhisperEngine storage;
  private static RenderEngine engine;
  private static StateStore state;
  private static WebServer server;
  private static final HttpClient CLIENT = HttpClient.newHttpClient();

  @BeforeAll
  static void open() throws IOException, InterruptedException {
    try (var zip = resource("whisper.zip")) {
      GoldenTree.unpack(zip, root);
    }
    var clock = InstantSource.fixed(Instant.ofEpochSecond(NOW));
    storage = WhisperEngine.open(WhisperOptions.of(root, clock, () -> 0L));
    var index = new NameIndex();
    storage.forEachSeries(index::add);
    // files of tagged series have the hash of the name for a name
    for (var name : lines("tagged.txt")) {
      index.enter(MetricPath.parse(name));
    }
    state = StateStore.at(StateAddress.of(stateFolder.resolve("state.db")));
    var events = new EventStore(state);
    var functions = FunctionRegistry.create(events);
    engine =
        RenderEngine.open(
            index, index, storage.reader(), functions, RenderEngine.Settings.DEFAULT, () -> 0L);
    var anyPort = new InetSocketAddress(InetAddress.getLoopbackAddress(), 0);
    server =
        WebServer.open(
            WebConfig.defaults().withBind(anyPort),
            List.of(
                new RenderRoutes(
                    engine, GraphRenderer.create(), RenderConfig.DEFAULT, clock, () -> 0L),
                new FunctionsRoutes(functions),
                new MetricsRoutes(
                    new MetricSearch(index, index::forEachLeaf, storage.reader(), clock),
                    FindConfig.DEFAULT,
                    () -> "",
                    System::nanoTime),
                new TagsRoutes(index, index),
                new EventsRoutes(events, clock),
                new VersionRoutes()),
            () -> 0L);
    for (var event : lines("events.jsonl")) {
      assertThat(post("/events/", event).statusCode()).isEqualTo(200);
    }
  }

  @AfterAll
  static void close() throws IOException {
    CLIENT.close();
    server.close();
    engine.close();
    state.close();
    storage.close();
  }

  @Test
  void everyCaseOfWhatIsThere_isAnsweredAsRecorded() throws Exception {
    var recording = Recording.read(resource("answers.dev.jsonl.gz"));
    var deliberate = deliberateDifferences();
    var leftOut = new TreeMap<String, Integer>();
    var different = new TreeMap<String, String>();
    var compared = 0;
    for (var file : FILES) {
      for (var asked : GoldenCase.read(file, lines(file), NOW)) {
        var reason = whyLeftOut(asked);
        var recorded = recording.answer(asked);
        if (reason.isEmpty() && recorded.isEmpty()) {
          reason = "without a recorded answer";
        }
        if (!reason.isEmpty()) {
          leftOut.merge(reason, 1, Integer::sum);
          continue;
        }
        compared++;
        new AnswerComparison(asked)
            .difference(recorded.orElseThrow(), answer(asked))
            .ifPresent(difference -> different.put(asked.line(), difference));
      }
    }
    assertThat(without(different, deliberate.keySet())).as("differences").isEmpty();
    assertThat(different.keySet()).as("deliberate differences").containsAll(deliberate.keySet());
    assertThat(compared).as("cases compared; left out: %s", leftOut).isGreaterThanOrEqualTo(FLOOR);
  }

  private static Map<String, String> without(Map<String, String> all, Set<String> lines) {
    var rest = new TreeMap<>(all);
    rest.keySet().removeAll(lines);
    return rest;
  }

  /// Empty if the case uses only what is there.
  private static String whyLeftOut(GoldenCase asked) {
    if (asked.has("live")) {
      return "needs a running graphite-web";
    }
    var notYet = NOT_YET.matcher(asked.line());
    if (notYet.find()) {
      return "not delivered: " + notYet.group();
    }
    return ENDPOINTS.matcher(asked.path()).matches()
        ? ""
        : "not delivered: " + asked.path().replaceAll("^(/[^/?]*).*", "$1");
  }

  private static Map<String, String> deliberateDifferences() throws IOException {
    var differences = new TreeMap<String, String>();
    for (var line : lines("differences.tsv")) {
      var parts = line.split("\t", -1);
      assertThat(parts).as(line).hasSize(2);
      differences.put(parts[0], parts[1]);
    }
    return differences;
  }

  private static GoldenAnswer answer(GoldenCase asked) throws IOException, InterruptedException {
    var uri = URI.create("http://127.0.0.1:" + server.address().getPort() + asked.path());
    var request = HttpRequest.newBuilder(uri).header("Accept", "*/*");
    if (asked.body() != null) {
      request
          .header("Content-Type", "application/x-www-form-urlencoded")
          .POST(HttpRequest.BodyPublishers.ofString(asked.body()));
    }
    var answer = CLIENT.send(request.build(), HttpResponse.BodyHandlers.ofByteArray());
    var type = answer.headers().firstValue("Content-Type").orElse("");
    return GoldenAnswer.of(
        answer.statusCode(), type.split(";", 2)[0].strip().toLowerCase(Locale.ROOT), answer.body());
  }

  private static HttpResponse<byte[]> post(String path, String body)
      throws IOException, InterruptedException {
    var uri = URI.create("http://127.0.0.1:" + server.address().getPort() + path);
    var request = HttpRequest.newBuilder(uri).POST(HttpRequest.BodyPublishers.ofString(body));
    return CLIENT.send(request.build(), HttpResponse.BodyHandlers.ofByteArray());
  }

  private static List<String> lines(String name) throws IOException {
    try (var in = resource(name)) {
      return new String(in.readAllBytes(), StandardCharsets.UTF_8).lines().toList();
    }
  }

  private static InputStream resource(String name) {
    return Objects.requireNonNull(GoldenAnswersTest.class.getResourceAsStream(name), name);
  }
}
