// Copyright 2026 The Graphite Stack Authors
// SPDX-License-Identifier: Apache-2.0

package org.graphitestack.storage.index;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.assertj.core.api.SoftAssertions;
import org.graphitestack.model.MetricPath;
import org.junit.jupiter.api.Test;

/// What graphite-web 1.1.8 answered to these patterns on a whisper tree with the names of
/// `find/names.txt`: `find/answers.tsv` has a line per pattern, then the paths found, branches with
/// ` (B)` behind them. Left out are patterns with two `**`, and groups whose alternatives overlap:
/// it answers them one way in one process and another way in the next.
class RecordedFindTest {

  /// Patterns we answer otherwise, each for its reason; they stand in docs/differences.md.
  private static final Map<String, List<String>> DIFFERENT =
      Map.ofEntries(
          // an escaped character stands for itself
          Map.entry("x.\\{q\\}", List.of("x.{q}")),
          Map.entry("x.\\[k\\]", List.of("x.[k]")),
          Map.entry("x.{a\\,b}", List.of("x.a,b")),
          // an empty alternative is no node
          Map.entry("a.{}", List.of()),
          Map.entry("a.{b,}", List.of("a.b (B)", "a.b")));

  @Test
  void find_ofEachRecordedPattern_isWhatGraphiteWebFound() throws IOException {
    var index = new NameIndex();
    lines("names.txt").forEach(name -> index.add(new MetricPath(name)));
    var softly = new SoftAssertions();
    for (var line : lines("answers.tsv")) {
      var fields = Arrays.asList(line.split("\t", -1));
      var pattern = fields.getFirst();
      var expected = DIFFERENT.getOrDefault(pattern, fields.subList(1, fields.size()));
      softly.assertThat(describe(index, pattern)).as(pattern).isEqualTo(expected);
    }
    softly.assertAll();
    assertThat(lines("answers.tsv")).hasSizeGreaterThan(1000);
  }

  private static List<String> describe(NameIndex index, String pattern) {
    return index.find(pattern).stream()
        .map(node -> node.leaf() ? node.path() : node.path() + " (B)")
        .toList();
  }

  private static List<String> lines(String name) throws IOException {
    try (var stream =
            Objects.requireNonNull(RecordedFindTest.class.getResourceAsStream("/find/" + name));
        var reader = new BufferedReader(new InputStreamReader(stream, StandardCharsets.UTF_8))) {
      return new ArrayList<>(reader.lines().toList());
    }
  }
}
