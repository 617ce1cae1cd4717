// Copyright 2026 The Graphite Stack Authors
// SPDX-License-Identifier: Apache-2.0

package org.graphitestack.storage.whisper;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import org.graphitestack.model.AggregationMethod;
import org.graphitestack.model.Retention;
import org.graphitestack.storage.SeriesValues;
import org.graphitestack.storage.whisper.Fixtures.Sidecar;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.FieldSource;
import org.junit.jupiter.params.provider.MethodSource;
import tools.jackson.databind.JsonNode;

/// What Python's whisper did is done again, and leaves the same bytes and answers.
class WhisperFileReplayTest {

  static final List<Sidecar> SIDECARS = Fixtures.sidecars();
  static final List<Sidecar> WITH_SLOTS =
      SIDECARS.stream().filter(sidecar -> sidecar.json().has("slots")).toList();
  static final List<Sidecar> REPLAYABLE = Fixtures.replayable();

  @TempDir private Path folder;

  @ParameterizedTest
  @FieldSource("REPLAYABLE")
  void operations_ofPython_leaveTheSameBytes(Sidecar sidecar) throws IOException {
    var file = folder.resolve("replayed.wsp");

    for (var operation : Fixtures.elements(sidecar.json().get("ops")).toList()) {
      if (operation.has("error")) {
        assertThatThrownBy(() -> replay(operation, file, FileAllocation.ZERO_FILLED))
            .isInstanceOf(TimestampNotCoveredException.class)
            .hasMessageContaining("expected: ");
      } else {
        replay(operation, file, FileAllocation.ZERO_FILLED);
      }
    }

    assertThat(Fixtures.sha256(file)).isEqualTo(sidecar.sha256InTimeOrder());
  }

  @ParameterizedTest
  @EnumSource
  void create_anyAllocation_leavesTheSameBytes(FileAllocation allocation) throws IOException {
    for (var sidecar : REPLAYABLE) {
      var create = sidecar.json().get("ops").get(0);
      var expected = folder.resolve("expected-" + sidecar.name());
      var file = folder.resolve("a/new/folder/" + allocation + "-" + sidecar.name());

      replay(create, expected, FileAllocation.ZERO_FILLED);
      replay(create, file, allocation);

      assertThat(file).hasSameBinaryContentAs(expected);
    }
  }

  private static void replay(JsonNode operation, Path file, FileAllocation allocation)
      throws IOException {
    if (operation.get("op").asString().equals("create")) {
      WhisperFile.create(file, Fixtures.layout(operation), allocation);
      return;
    }
    try (var whisper = WhisperFile.open(file)) {
      switch (operation.get("op").asString()) {
        case "update" ->
            whisper.update(
                Fixtures.number(operation.get("value")),
                operation.get("timestamp").asLong(),
                operation.get("now").asLong());
        case "update_many" ->
            whisper.updateMany(
                Fixtures.points(operation.get("points")), operation.get("now").asLong());
        case "set_aggregation_method" -> {
          whisper.setAggregationMethod(AggregationMethod.parse(operation.get("method").asString()));
          if (!operation.get("xff").isNull()) {
            whisper.setXFilesFactor(operation.get("xff").asDouble());
          }
        }
        case "set_xff" -> whisper.setXFilesFactor(operation.get("xff").asDouble());
        default -> throw new AssertionError(operation);
      }
    }
  }

  @ParameterizedTest
  @FieldSource("SIDECARS")
  void fetches_ofPython_getTheSameValues(Sidecar sidecar) throws IOException {
    assertFetches(sidecar, sidecar.file());
  }

  @ParameterizedTest
  @FieldSource("REPLAYABLE")
  void fetches_ofReplayedFile_getTheSameValues(Sidecar sidecar) throws IOException {
    var file = folder.resolve("replayed.wsp");
    for (var operation : Fixtures.elements(sidecar.json().get("ops")).toList()) {
      if (!operation.has("error")) {
        replay(operation, file, FileAllocation.SPARSE);
      }
    }

    assertFetches(sidecar, file);
  }

  private static void assertFetches(Sidecar sidecar, Path file) throws IOException {
    try (var whisper = WhisperFile.openForReading(file)) {
      for (var fetch : Fixtures.elements(sidecar.json().get("fetches")).toList()) {
        assertFetch(whisper, fetch);
      }
    }
  }

  private static void assertFetch(WhisperFile whisper, JsonNode fetch) throws IOException {
    var from = fetch.get("from").asLong();
    var until = fetch.get("until").asLong();
    var now = fetch.get("now").asLong();
    var step =
        fetch.has("archive_to_select")
            ? Retention.parse(fetch.get("archive_to_select").asString() + ":1").secondsPerPoint()
            : 0;
    var expected = fetch.get("result");
    if (expected.has("error")) {
      assertThatThrownBy(() -> fetched(whisper, from, until, now, step))
          .as("%s", fetch)
          .isInstanceOf(IllegalArgumentException.class)
          .hasMessageContaining("expected: ");
      return;
    }
    var actual = fetched(whisper, from, until, now, step);
    if (expected.isNull()) {
      assertThat(actual).as("%s", fetch).isEmpty();
      return;
    }
    var values = Fixtures.elements(expected.get("values")).mapToDouble(Fixtures::number).toArray();
    var series = actual.orElseThrow();
    assertThat(series.step()).as("%s", fetch).isEqualTo(expected.get("step").asInt());
    assertThat(series.end()).as("%s", fetch).isEqualTo(expected.get("end").asLong());
    if (expected.get("start").asLong() + (long) values.length * series.step() == series.end()) {
      assertThat(series.start()).as("%s", fetch).isEqualTo(expected.get("start").asLong());
      assertThat(series.values()).as("%s", fetch).containsExactly(values);
    } else {
      // Python claims the whole window and gives the ring's length of nothing; see RATIONALE.md.
      assertThat(series.values()).as("%s", fetch).hasSameSizeAs(values);
      assertThat(Arrays.stream(series.values())).as("%s", fetch).anyMatch(v -> !Double.isNaN(v));
    }
  }

  private static Optional<SeriesValues> fetched(
      WhisperFile whisper, long from, long until, long now, int step) throws IOException {
    return step == 0 ? whisper.fetch(from, until, now) : whisper.fetch(from, until, now, step);
  }

  @ParameterizedTest
  @FieldSource("SIDECARS")
  void header_isReadAsPythonReadsIt(Sidecar sidecar) throws IOException {
    try (var whisper = WhisperFile.openForReading(sidecar.file())) {
      assertInfo(whisper, sidecar.json().get("info"));
      assertThat(whisper.fileSize()).isEqualTo(sidecar.json().get("size").asLong());
      assertThat(whisper.header().fileSize()).isEqualTo(whisper.fileSize());
    }
  }

  static void assertInfo(WhisperFile whisper, JsonNode info) {
    var header = whisper.header();
    assertThat(header.aggregation().text()).isEqualTo(info.get("aggregationMethod").asString());
    assertThat(header.maxRetention()).isEqualTo(info.get("maxRetention").asLong());
    assertThat(info.get("xFilesFactor").asDouble()).isEqualTo(header.xFilesFactor());
    assertThat(header.archives()).hasSize(info.get("archives").size());
    for (var i = 0; i < header.archives().size(); i++) {
      var archive = header.archives().get(i);
      var expected = info.get("archives").get(i);
      assertThat(archive.offset()).isEqualTo(expected.get("offset").asLong());
      assertThat(archive.secondsPerPoint()).isEqualTo(expected.get("secondsPerPoint").asLong());
      assertThat(archive.points()).isEqualTo(expected.get("points").asLong());
      assertThat(archive.retention()).isEqualTo(expected.get("retention").asLong());
      assertThat(archive.size()).isEqualTo(expected.get("size").asLong());
    }
  }

  @ParameterizedTest
  @FieldSource("WITH_SLOTS")
  void slots_areThoseInTheFile(Sidecar sidecar) throws IOException {
    try (var whisper = WhisperFile.openForReading(sidecar.file())) {
      var archives = sidecar.json().get("slots");
      for (var archive = 0; archive < archives.size(); archive++) {
        var slots = whisper.slots(archive);
        var written = 0;
        for (var i = 0; i < slots.size(); i++) {
          written += slots.timestamp(i) == 0 ? 0 : 1;
        }
        assertThat(written).isEqualTo(archives.get(archive).size());
        for (var expected : Fixtures.elements(archives.get(archive)).toList()) {
          var index = expected.get(0).asInt();
          assertThat(slots.timestamp(index)).isEqualTo(expected.get(1).asLong());
          assertThat(slots.value(index))
              .isEqualTo(Double.valueOf(Fixtures.number(expected.get(2))));
        }
      }
    }
  }

  @ParameterizedTest
  @MethodSource("copiesToChange")
  void headerChange_givesBackWhatWasThere(Sidecar sidecar) throws IOException {
    var file = Files.copy(sidecar.file(), folder.resolve("changed.wsp"));
    var info = sidecar.json().get("info");

    try (var whisper = WhisperFile.open(file)) {
      assertThat(whisper.setAggregationMethod(AggregationMethod.ABSMIN).text())
          .isEqualTo(info.get("aggregationMethod").asString());
      assertThat(info.get("xFilesFactor").asDouble()).isEqualTo(whisper.setXFilesFactor(0.25));
    }

    try (var whisper = WhisperFile.openForReading(file)) {
      assertThat(whisper.header().aggregation()).isEqualTo(AggregationMethod.ABSMIN);
      assertThat(whisper.header().xFilesFactor()).isEqualTo(0.25f);
    }
  }

  static List<Sidecar> copiesToChange() {
    return SIDECARS.subList(0, 8);
  }
}
