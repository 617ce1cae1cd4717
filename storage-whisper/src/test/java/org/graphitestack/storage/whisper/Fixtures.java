// Copyright 2026 The Graphite Stack Authors
// SPDX-License-Identifier: Apache-2.0

package org.graphitestack.storage.whisper;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Comparator;
import java.util.HexFormat;
import java.util.List;
import java.util.stream.Stream;
import org.graphitestack.model.AggregationMethod;
import org.graphitestack.model.PointBatch;
import org.graphitestack.model.Retention;
import org.graphitestack.model.RetentionPolicy;
import org.graphitestack.model.SeriesLayout;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/// Files written by Python's whisper and what it answered about them.
final class Fixtures {

  static final Path FOLDER = Path.of("src/test/resources/fixtures/whisper");

  /// A file with its description.
  record Sidecar(String name, JsonNode json) {

    Path file() {
      return FOLDER.resolve(json.get("file").asString());
    }

    /// What the file becomes when coarser intervals are visited in ascending time.
    String sha256InTimeOrder() {
      return json.has("sha256_time_order")
          ? json.get("sha256_time_order").asString()
          : json.get("sha256").asString();
    }

    @Override
    public String toString() {
      return name;
    }
  }

  private Fixtures() {}

  static List<Sidecar> sidecars() {
    try (var files = Files.list(FOLDER)) {
      return files
          .filter(file -> file.toString().endsWith(".json"))
          .map(
              file ->
                  new Sidecar(
                      file.getFileName().toString().replace(".json", ""),
                      JsonMapper.shared().readTree(file)))
          .filter(sidecar -> sidecar.json.has("sha256"))
          .sorted(Comparator.comparing(Sidecar::name))
          .toList();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  static List<Sidecar> replayable() {
    return sidecars().stream().filter(sidecar -> sidecar.json().has("ops")).toList();
  }

  static JsonNode corrupt() {
    return JsonMapper.shared().readTree(FOLDER.resolve("corrupt.json"));
  }

  static Stream<JsonNode> elements(JsonNode array) {
    return array.valueStream();
  }

  static String sha256(Path file) throws IOException {
    try {
      return HexFormat.of()
          .formatHex(MessageDigest.getInstance("SHA-256").digest(Files.readAllBytes(file)));
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException(e);
    }
  }

  static SeriesLayout layout(JsonNode create) {
    return new SeriesLayout(
        new RetentionPolicy(
            elements(create.get("archives"))
                .map(archive -> new Retention(archive.get(0).asInt(), archive.get(1).asInt()))
                .toList()),
        create.path("xff").asDouble(0.5),
        AggregationMethod.parse(create.path("method").asString("average")));
  }

  static PointBatch points(JsonNode rows) {
    var timestamps = new long[rows.size()];
    var values = new double[rows.size()];
    for (var i = 0; i < rows.size(); i++) {
      timestamps[i] = rows.get(i).get(0).asLong();
      values[i] = number(rows.get(i).get(1));
    }
    return PointBatch.wrap(timestamps, values, rows.size());
  }

  /// `null` is NaN here, as the API has it for unknown values.
  static double number(JsonNode json) {
    if (json.isNull()) {
      return Double.NaN;
    }
    return json.isString() ? Double.parseDouble(json.asString()) : json.asDouble();
  }
}
