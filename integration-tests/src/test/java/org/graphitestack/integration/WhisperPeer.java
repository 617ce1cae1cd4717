// Copyright 2026 The Graphite Stack Authors
// SPDX-License-Identifier: Apache-2.0

package org.graphitestack.integration;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.io.Writer;
import java.net.URISyntaxException;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.IntStream;
import org.graphitestack.model.PointBatch;
import org.graphitestack.model.SeriesLayout;
import org.graphitestack.storage.SeriesValues;
import org.graphitestack.storage.TimeWindow;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/// Debian's python3-whisper in a process of its own.
final class WhisperPeer implements AutoCloseable {

  private static final JsonMapper JSON = JsonMapper.shared();

  private final Process process;
  private final Writer orders;
  private final BufferedReader answers;

  WhisperPeer() throws IOException, URISyntaxException {
    var script = WhisperPeer.class.getResource("/whisper-peer.py");
    if (script == null) {
      throw new IllegalStateException("whisper-peer.py: not among the test resources");
    }
    process =
        new ProcessBuilder("/usr/bin/python3", Path.of(script.toURI()).toString())
            .redirectError(ProcessBuilder.Redirect.INHERIT)
            .start();
    orders = process.outputWriter();
    answers = process.inputReader();
  }

  void create(Path file, SeriesLayout layout) {
    var archives =
        layout.retentions().archives().stream()
            .map(archive -> List.of(archive.secondsPerPoint(), archive.points()))
            .toList();
    tell(
        Map.of(
            "do", "create",
            "path", file.toString(),
            "archives", archives,
            "xff", layout.xFilesFactor(),
            "method", layout.aggregation().text()));
  }

  void update(Path file, double value, long timestamp, long now) {
    tell(
        Map.of(
            "do",
            "update",
            "path",
            file.toString(),
            "value",
            Double.toString(value),
            "timestamp",
            timestamp,
            "now",
            now));
  }

  void updateMany(Path file, PointBatch batch, long now) {
    var points =
        IntStream.range(0, batch.size())
            .mapToObj(i -> List.of(batch.timestamp(i), Double.toString(batch.value(i))))
            .toList();
    tell(Map.of("do", "update_many", "path", file.toString(), "points", points, "now", now));
  }

  Optional<SeriesValues> fetch(Path file, TimeWindow window) {
    var answer =
        tell(
            Map.of(
                "do", "fetch",
                "path", file.toString(),
                "from", window.from(),
                "until", window.until(),
                "now", window.now()));
    if (answer.isNull()) {
      return Optional.empty();
    }
    var values = new double[answer.get(3).size()];
    Arrays.setAll(
        values,
        i -> {
          var value = answer.get(3).get(i);
          return value.isNull() ? Double.NaN : Double.parseDouble(value.asString());
        });
    return Optional.of(new SeriesValues(answer.get(0).asLong(), answer.get(2).asInt(), values));
  }

  /// Takes the flock of a file and holds it.
  void lock(Path file) {
    tell(Map.of("do", "lock", "path", file.toString()));
  }

  void unlock() {
    tell(Map.of("do", "unlock"));
  }

  private JsonNode tell(Map<String, Object> order) {
    try {
      orders.write(JSON.writeValueAsString(order) + "\n");
      orders.flush();
      var answer = answers.readLine();
      if (answer == null) {
        throw new IllegalStateException("the peer ended at " + order);
      }
      return JSON.readTree(answer);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  @Override
  public void close() throws IOException {
    orders.close();
    process.destroy();
  }
}
