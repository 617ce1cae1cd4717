// Copyright 2026 The Graphite Stack Authors
// SPDX-License-Identifier: Apache-2.0

package org.graphitestack.golden;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.util.ArrayDeque;
import java.util.Base64;
import java.util.Deque;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.zip.GZIPInputStream;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/// What graphite-web answered. A request that comes more than once is answered in the order of the
/// recording; the last answer stays.
final class Recording {

  private final Map<String, Deque<GoldenAnswer>> answers;

  private Recording(Map<String, Deque<GoldenAnswer>> answers) {
    this.answers = answers;
  }

  /// Reads a recording: compressed, one JSON object a line.
  static Recording read(InputStream compressed) throws IOException {
    var mapper = JsonMapper.builder().build();
    var answers = new HashMap<String, Deque<GoldenAnswer>>();
    try (var reader =
        new BufferedReader(
            new InputStreamReader(new GZIPInputStream(compressed), StandardCharsets.UTF_8))) {
      for (var line = reader.readLine(); line != null; line = reader.readLine()) {
        var row = mapper.readTree(line);
        answers
            .computeIfAbsent(row.get("key").asString(), _ -> new ArrayDeque<>())
            .add(GoldenAnswer.of(row.get("status").asInt(), row.get("type").asString(), body(row)));
      }
    }
    return new Recording(answers);
  }

  private static byte[] body(JsonNode row) {
    return row.has("text")
        ? row.get("text").asString().getBytes(StandardCharsets.UTF_8)
        : Base64.getDecoder().decode(row.get("b64").asString());
  }

  Optional<GoldenAnswer> answer(GoldenCase asked) {
    var known = answers.getOrDefault(asked.key(), new ArrayDeque<>());
    return Optional.ofNullable(known.size() > 1 ? known.pollFirst() : known.peekFirst());
  }
}
