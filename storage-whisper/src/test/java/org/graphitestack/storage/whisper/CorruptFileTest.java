// Copyright 2026 The Graphite Stack Authors
// SPDX-License-Identifier: Apache-2.0

package org.graphitestack.storage.whisper;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.graphitestack.model.PointBatch;
import org.graphitestack.storage.CorruptSeriesException;
import org.graphitestack.storage.SeriesValues;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import tools.jackson.databind.JsonNode;

/// Damaged files give the kind of outcome that Python's whisper gives: the same data, or a refusal
/// that names the file, the place, what was found and what was expected.
class CorruptFileTest {

  private static final long NOW = 1_700_000_000L;

  /// Python writes into these and damages them further; here they are refused. See
  /// docs/whisper-format.md.
  private static final Set<String> REFUSED_FOR_WRITING =
      Set.of("archives-unsorted", "truncated-first-archive");

  @TempDir private Path folder;

  static List<JsonNode> cases() {
    return Fixtures.elements(Fixtures.corrupt().get("cases")).toList();
  }

  private static JsonNode outcome(JsonNode damaged, String operation) {
    return (damaged.has("both") ? damaged.get("both") : damaged.get("1.2.0")).get(operation);
  }

  private Path copyOf(JsonNode damaged) throws IOException {
    return Files.copy(
        Fixtures.FOLDER.resolve(damaged.get("file").asString()), folder.resolve("damaged.wsp"));
  }

  private static String nameOf(JsonNode damaged) {
    return damaged.get("file").asString().replaceAll("corrupt/|\\.wsp", "");
  }

  @ParameterizedTest
  @MethodSource("cases")
  void header_ofDamagedFile_isReadOrRefusedAsByPython(JsonNode damaged) throws IOException {
    var file = copyOf(damaged);
    var expected = outcome(damaged, "info");

    if (expected.has("error")) {
      assertRefused(file, () -> WhisperFile.openForReading(file).close());
    } else {
      try (var whisper = WhisperFile.openForReading(file)) {
        WhisperFileReplayTest.assertInfo(whisper, expected);
      }
    }
  }

  @ParameterizedTest
  @MethodSource("cases")
  void fetch_ofDamagedFile_answersOrRefusesAsPython(JsonNode damaged) throws IOException {
    var file = copyOf(damaged);

    assertFetch(file, NOW - 3_600, outcome(damaged, "fetch_last_hour"));
    assertFetch(file, NOW - 86_400, outcome(damaged, "fetch_last_day"));
  }

  private static void assertFetch(Path file, long from, JsonNode expected) throws IOException {
    if (expected.has("error")) {
      assertRefused(file, () -> fetch(file, from));
      return;
    }
    var series = fetch(file, from);
    var known = Arrays.stream(series.values()).filter(value -> !Double.isNaN(value)).toArray();
    assertThat(series.start()).isEqualTo(expected.get("start").asLong());
    assertThat(series.end()).isEqualTo(expected.get("end").asLong());
    assertThat(series.step()).isEqualTo(expected.get("step").asInt());
    assertThat(series.values()).hasSize(expected.get("total").asInt());
    assertThat(known).hasSize(expected.get("known").asInt());
    assertThat(Arrays.stream(known).sum()).isEqualTo(expected.get("sum").asDouble());
  }

  private static SeriesValues fetch(Path file, long from) throws IOException {
    try (var whisper = WhisperFile.openForReading(file)) {
      return whisper.fetch(from, NOW, NOW).orElseThrow();
    }
  }

  @ParameterizedTest
  @MethodSource("cases")
  void update_ofDamagedFile_writesOrRefusesAsPython(JsonNode damaged) throws IOException {
    var file = copyOf(damaged);
    var expected = outcome(damaged, "update").asString();

    if (expected.startsWith("TimestampNotCovered")) {
      assertThatExceptionOfType(TimestampNotCoveredException.class).isThrownBy(() -> update(file));
    } else if (expected.startsWith("accepted") && !REFUSED_FOR_WRITING.contains(nameOf(damaged))) {
      update(file);
    } else {
      assertRefused(file, () -> update(file));
    }
    assertThat(file).hasSize(damaged.get("size").asLong());
  }

  private static void update(Path file) throws IOException {
    try (var whisper = WhisperFile.open(file)) {
      whisper.update(1.5, NOW - 60, NOW);
    }
  }

  @ParameterizedTest
  @MethodSource("cases")
  void updateMany_ofDamagedFile_writesOrRefusesAsPython(JsonNode damaged) throws IOException {
    var file = copyOf(damaged);
    var expected = outcome(damaged, "update_many").asString();

    if (expected.startsWith("accepted") && !REFUSED_FOR_WRITING.contains(nameOf(damaged))) {
      updateMany(file);
    } else {
      assertRefused(file, () -> updateMany(file));
    }
    assertThat(file).hasSize(damaged.get("size").asLong());
  }

  private static void updateMany(Path file) throws IOException {
    var points = PointBatch.of(new long[] {NOW - 60, NOW - 120, NOW - 5_000}, new double[3]);
    try (var whisper = WhisperFile.open(file)) {
      assertThat(whisper.updateMany(points, NOW).dropped()).isZero();
    }
  }

  private static void assertRefused(Path file, ThrowingCallable action) {
    assertThatExceptionOfType(CorruptSeriesException.class)
        .isThrownBy(action)
        .withMessageStartingWith(file + ": at byte ")
        .withMessageContaining("expected: ");
  }
}
