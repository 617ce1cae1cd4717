// Copyright 2026 The Graphite Stack Authors
// SPDX-License-Identifier: Apache-2.0

package org.graphitestack.golden;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.graphitestack.integration.GraphiteWebPeer;
import org.graphitestack.web.cluster.ClusterConfig;
import org.graphitestack.web.cluster.ServerAddress;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// The recorded cases through a cluster of two: Debian's graphite-web that has no series asks our
/// server for them, and ours asks graphite-web. The answers are those that were recorded from one
/// graphite-web with the files at hand; what differs stands with its reason in
/// `differences-…-in-front.tsv`, and must really differ. Where ours is in front it differs as well
/// where it does alone.
@Tag("peers")
final class ClusterGoldenPeerTest {

  private static final List<String> FILES =
      List.of(
          "render-all-functions.dev.txt",
          "render-attime.dev.txt",
          "errors.dev.txt",
          "find.dev.txt");

  /// Flags of cases that depend on the time of day.
  private static final Set<String> RUNNING = Set.of("live");

  /// The same, and of cases that were recorded from a newer graphite-web than Debian has.
  private static final Set<String> NEWER_OR_RUNNING = Set.of("live", "head");

  /// At least so many cases are compared.
  private static final int FLOOR = 850;

  /// Most cases are of this kind; those of tags, events and functions need no other server.
  private static final List<String> ASKED = List.of("/render", "/metrics");

  private static final HttpClient CLIENT =
      HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();

  @TempDir private Path root;
  @TempDir private Path empty;
  @TempDir private Path state;
  @TempDir private Path peerState;

  @AfterAll
  static void close() {
    CLIENT.close();
  }

  /// A third of the cases. In pickles: what MessagePack it is sent it cannot read with today's
  /// library.
  @Test
  void graphiteWebInFront_cases_areAnsweredAsRecorded() throws Exception {
    GoldenServer.unpackTree(root);
    var tagged = GoldenServer.lines("tagged.txt");
    try (var back = GoldenServer.open(root, tagged, state, ClusterConfig.NONE);
        var front = GraphiteWebPeer.start(peerState, empty, "", back.base().getAuthority())) {
      GoldenServer.postEvents(front.base());

      assertAnswered(
          front.base(), NEWER_OR_RUNNING, 3, List.of("differences-graphite-web-in-front.tsv"));
    }
  }

  /// In MessagePack all cases, in pickles a third.
  @ParameterizedTest
  @CsvSource({"'', 1", "?format=pickle, 3"})
  void oursInFront_cases_areAnsweredAsRecorded(String options, int every) throws Exception {
    GoldenServer.unpackTree(root);
    try (var back = GraphiteWebPeer.start(peerState, root, "")) {
      enterTagged(back.base());
      var address = ServerAddress.parse(back.base() + options, false);
      try (var front = GoldenServer.open(empty, List.of(), state, asking(address))) {

        assertAnswered(
            front.base(),
            RUNNING,
            every,
            List.of("differences.tsv", "differences-ours-in-front.tsv"));
      }
    }
  }

  private static ClusterConfig asking(ServerAddress server) {
    var usual = ClusterConfig.NONE;
    return new ClusterConfig(
        List.of(server),
        1,
        true,
        false,
        false,
        Duration.ofMinutes(1),
        Duration.ofMinutes(1),
        1,
        1_000_000,
        Duration.ZERO,
        Duration.ZERO,
        0,
        usual.findTolerance(),
        usual.answerBytes(),
        usual.trust());
  }

  private static void enterTagged(URI base) throws IOException, InterruptedException {
    var form =
        GoldenServer.lines("tagged.txt").stream()
            .map(name -> "path=" + URLEncoder.encode(name, StandardCharsets.UTF_8))
            .collect(Collectors.joining("&"));
    var request =
        HttpRequest.newBuilder(base.resolve("/tags/tagMultiSeries"))
            .header("Content-Type", "application/x-www-form-urlencoded")
            .POST(HttpRequest.BodyPublishers.ofString(form));
    var answer = CLIENT.send(request.build(), HttpResponse.BodyHandlers.ofString());
    assertThat(answer.statusCode()).as(answer.body()).isEqualTo(200);
  }

  private static void assertAnswered(
      URI front, Set<String> leftOut, int every, List<String> differences) throws Exception {
    var lines = new TreeSet<String>();
    var recording = Recording.read(GoldenServer.resource("answers.dev.jsonl.gz"));
    var different = new TreeMap<String, String>();
    var compared = 0;
    var seen = 0;
    for (var file : FILES) {
      for (var asked : GoldenCase.read(file, GoldenServer.lines(file), GoldenServer.NOW)) {
        var recorded = recording.answer(asked);
        if (leftOut.stream().anyMatch(asked::has)
            || recorded.isEmpty()
            || ASKED.stream().noneMatch(asked.path()::startsWith)) {
          continue;
        }
        if (seen++ % every != 0) {
          continue;
        }
        compared++;
        lines.add(asked.line());
        new AnswerComparison(asked)
            .difference(recorded.get(), GoldenServer.ask(CLIENT, front, asked))
            .ifPresent(difference -> different.put(asked.line(), difference));
      }
    }
    var known = new TreeSet<String>();
    for (var file : differences) {
      for (var line : GoldenServer.lines(file)) {
        known.add(line.split("\t", -1)[0]);
      }
    }
    known.retainAll(lines);
    var unknown = new TreeMap<>(different);
    unknown.keySet().removeAll(known);
    assertThat(unknown).as("differences").isEmpty();
    assertThat(different.keySet()).as("known differences").containsAll(known);
    assertThat(compared).as("cases compared").isGreaterThanOrEqualTo(FLOOR / every);
  }
}
