// Copyright 2026 The Graphite Stack Authors
// SPDX-License-Identifier: Apache-2.0

package org.graphitestack.golden;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.regex.Pattern;

/// The recorded cases, asked of a server and compared: what differs on purpose stands in a file
/// with the reason, and must really differ; what is left out because a function, a format or an
/// endpoint is not there yet is counted.
final class RecordedCases {

  private static final List<String> FILES =
      List.of(
          "render-all-functions.dev.txt",
          "render-attime.dev.txt",
          "errors.dev.txt",
          "find.dev.txt");

  /// At least so many cases are compared.
  private static final int FLOOR = 1059;

  private static final Pattern ENDPOINTS =
      Pattern.compile(
          "/(render/?\\?|render/?$|functions|metrics/(find|expand|index)|metrics/?\\?|tags|events|version).*");

  private RecordedCases() {}

  /// Asserts that every case is answered as recorded.
  ///
  /// @param differences files of what differs on purpose
  static void assertAnsweredBy(HttpClient client, URI base, String... differences)
      throws Exception {
    assertAnsweredBy(client, base, 1, differences);
  }

  /// Asserts that cases are answered as recorded.
  ///
  /// @param every 1 for all cases; 3 for a third, and those that change what others find
  /// @param differences files of what differs on purpose
  static void assertAnsweredBy(HttpClient client, URI base, int every, String... differences)
      throws Exception {
    var recording = Recording.read(GoldenServer.resource("answers.dev.jsonl.gz"));
    var deliberate = deliberateDifferences(differences);
    var leftOut = new TreeMap<String, Integer>();
    var different = new TreeMap<String, String>();
    var compared = 0;
    var seen = 0;
    var passedOver = new TreeSet<String>();
    for (var file : FILES) {
      for (var asked : GoldenCase.read(file, GoldenServer.lines(file), GoldenServer.NOW)) {
        var reason = whyLeftOut(asked);
        var recorded = recording.answer(asked);
        if (reason.isEmpty() && recorded.isEmpty()) {
          reason = "without a recorded answer";
        }
        if (!reason.isEmpty()) {
          leftOut.merge(reason, 1, Integer::sum);
          continue;
        }
        if (seen++ % every != 0 && !asked.has("serial")) {
          passedOver.add(asked.line());
          continue;
        }
        compared++;
        new AnswerComparison(asked)
            .difference(recorded.orElseThrow(), GoldenServer.ask(client, base, asked))
            .ifPresent(difference -> different.put(asked.line(), difference));
      }
    }
    assertThat(without(different, deliberate.keySet())).as("differences").isEmpty();
    var same = new TreeSet<>(deliberate.keySet());
    same.removeAll(different.keySet());
    same.removeAll(passedOver);
    assertThat(same).as("deliberate differences that are none").isEmpty();
    assertThat(compared)
        .as("cases compared; left out: %s", leftOut)
        .isGreaterThanOrEqualTo(FLOOR / every);
  }

  private static Map<String, String> without(Map<String, String> all, Set<String> lines) {
    var rest = new TreeMap<>(all);
    rest.keySet().removeAll(lines);
    return rest;
  }

  /// Empty if the case is compared: pages, and what depends on dashboards and accounts, is not.
  private static String whyLeftOut(GoldenCase asked) {
    if (asked.has("live")) {
      return "needs a running graphite-web";
    }
    return ENDPOINTS.matcher(asked.path()).matches()
        ? ""
        : "not compared: " + asked.path().replaceAll("^(/[^/?]*).*", "$1");
  }

  private static Map<String, String> deliberateDifferences(String... files) throws IOException {
    var differences = new TreeMap<String, String>();
    for (var file : files) {
      for (var line : GoldenServer.lines(file)) {
        var parts = line.split("\t", -1);
        assertThat(parts).as(line).hasSize(2);
        differences.put(parts[0], parts[1]);
      }
    }
    return differences;
  }
}
