// Copyright 2026 The Graphite Stack Authors
// SPDX-License-Identifier: Apache-2.0

package org.graphitestack.storage.whisper;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.FileTime;
import java.time.Duration;
import java.util.stream.IntStream;
import org.graphitestack.model.AggregationMethod;
import org.graphitestack.model.MetricPath;
import org.graphitestack.storage.CorruptSeriesException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// The set of mapped files, seen through the engine.
class HotSetTest {

  private static final long NOW = EngineFixture.NOW;

  @TempDir private Path root;

  private static String[] series(int count) {
    return IntStream.range(0, count).mapToObj(i -> "s" + i).toArray(String[]::new);
  }

  @Test
  void limitOfThisMachine_isAQuarterOfTheKernels() {
    assertThat(WhisperOptions.mappedFilesOfThisMachine())
        .as("Linux allows 65530 mappings unless told otherwise")
        .isBetween(1_024, 16_384);
  }

  @Test
  void file_usedTwice_isMapped() throws IOException {
    try (var tree = new EngineFixture(root, 10)) {
      tree.create("x");

      tree.write("x", NOW, 1);
      assertThat(tree.statistics().mappedFiles()).isZero();
      tree.write("x", NOW, 2);
      assertThat(tree.statistics().mappedFiles()).isEqualTo(1);
      assertThat(tree.statistics().mapHits()).isZero();

      assertThat(tree.read("x")).isEqualTo(2);
      tree.write("x", NOW, 3);
      assertThat(tree.read("x")).isEqualTo(3);
      assertThat(tree.statistics().mapHits()).isEqualTo(3);
    }
  }

  @Test
  void mapping_showsWhatOthersWrite() throws IOException {
    try (var tree = new EngineFixture(root, 10)) {
      tree.create("x");
      IntStream.range(0, 3).forEach(_ -> readQuietly(tree, "x"));

      try (var other = WhisperFile.open(tree.file("x.wsp"))) {
        other.update(5, NOW, NOW);
      }
      assertThat(tree.read("x")).isEqualTo(5);

      tree.write("x", NOW, 6);
      try (var other = WhisperFile.openForReading(tree.file("x.wsp"))) {
        assertThat(other.fetch(NOW - 60, NOW, NOW).orElseThrow().values()).containsExactly(6);
      }
    }
  }

  private static void readQuietly(EngineFixture tree, String path) {
    try {
      tree.read(path);
    } catch (IOException e) {
      throw new AssertionError(e);
    }
  }

  @Test
  void limit_isNeverPassed_howeverManyFilesAreHot() throws IOException {
    try (var tree = new EngineFixture(root, 16)) {
      var series = series(100);
      tree.create(series);
      for (var round = 0; round < 20; round++) {
        for (var path : series) {
          tree.write(path, NOW, round);
          assertThat(tree.statistics().mappedFiles()).isLessThanOrEqualTo(16);
        }
      }
      for (var path : series) {
        assertThat(tree.read(path)).isEqualTo(19);
      }
    }
  }

  @Test
  void fullSet_filesWrittenInTurn_keepsItsFilesAndTheirHits() throws IOException {
    try (var tree = new EngineFixture(root, 80)) {
      var series = series(100);
      tree.create(series);
      for (var round = 0; round < 30; round++) {
        for (var path : series) {
          tree.write(path, NOW, round);
        }
      }

      assertThat(tree.statistics().mapHits())
          .as("80 of 100 files in 28 rounds; an LRU would have no hit at all")
          .isGreaterThan(28 * 80 * 9 / 10);
    }
  }

  @Test
  void fullSet_hotterFiles_pushColdOnesOut() throws IOException {
    try (var tree = new EngineFixture(root, 16)) {
      var series = series(32);
      tree.create(series);
      for (var i = 0; i < 16; i++) {
        tree.read(series[i]);
        tree.read(series[i]);
      }
      assertThat(tree.statistics().mappedFiles()).isEqualTo(16);

      for (var round = 0; round < 60; round++) {
        for (var i = 16; i < 32; i++) {
          tree.read(series[i]);
        }
      }

      var before = tree.statistics().mapHits();
      for (var i = 16; i < 32; i++) {
        tree.read(series[i]);
      }
      assertThat(tree.statistics().mapHits() - before).isGreaterThanOrEqualTo(14);
      assertThat(tree.statistics().mapsEvicted()).isPositive();
      assertThat(tree.statistics().mappedFiles()).isLessThanOrEqualTo(16);
    }
  }

  @Test
  void file_replacedByOthers_isNoticedAfterTheRecheckTime() throws IOException {
    try (var tree = new EngineFixture(root, 10)) {
      tree.create("x", "other");
      tree.write("other", NOW, 9);
      for (var i = 0; i < 3; i++) {
        tree.write("x", NOW, 1);
      }
      Files.move(tree.file("other.wsp"), tree.file("x.wsp"), StandardCopyOption.REPLACE_EXISTING);

      tree.pass(Duration.ofSeconds(1));

      assertThat(tree.read("x")).isEqualTo(9);
      assertThat(tree.statistics().mapsReplaced()).isEqualTo(1);
    }
  }

  @Test
  void file_deletedByOthers_isNoticedAfterTheRecheckTime() throws IOException {
    try (var tree = new EngineFixture(root, 10)) {
      tree.create("x");
      for (var i = 0; i < 3; i++) {
        tree.write("x", NOW, 1);
      }
      Files.delete(tree.file("x.wsp"));

      tree.pass(Duration.ofSeconds(1));

      assertThat(tree.engine.reader().layout(new MetricPath("x"))).isEmpty();
    }
  }

  @Test
  void header_changedByOthers_isNoticedAfterTheRecheckTime() throws IOException {
    try (var tree = new EngineFixture(root, 10)) {
      tree.create("x");
      for (var i = 0; i < 3; i++) {
        tree.write("x", NOW, 1);
      }
      try (var other = WhisperFile.open(tree.file("x.wsp"))) {
        other.setAggregationMethod(AggregationMethod.MAX);
      }

      tree.pass(Duration.ofSeconds(1));

      assertThat(tree.engine.reader().layout(new MetricPath("x")).orElseThrow().aggregation())
          .isEqualTo(AggregationMethod.MAX);
    }
  }

  @Test
  void file_cutUnderItsMapping_isACorruptSeriesAndNothingWorse() throws IOException {
    try (var tree = new EngineFixture(root, 10)) {
      tree.create("x", "y");
      for (var i = 0; i < 3; i++) {
        tree.write("x", NOW, 1);
      }
      try (var channel = FileChannel.open(tree.file("x.wsp"), StandardOpenOption.WRITE)) {
        channel.truncate(0);
      }

      assertThat(faultOf(() -> tree.read("x"))).hasMessageContaining("at byte 0");

      assertThat(tree.statistics().mapFaults()).isEqualTo(1);
      tree.write("y", NOW, 2);
      assertThat(tree.read("y")).isEqualTo(2);
    }
  }

  @Test
  void filesCutUnderTheirMappings_whenAllIsCompiled_areCorruptSeriesToo() throws IOException {
    try (var tree = new EngineFixture(root, 2_000)) {
      var series = series(200);
      tree.create(series);
      for (var round = 0; round < 100; round++) {
        for (var path : series) {
          tree.write(path, NOW, round);
          tree.read(path);
        }
      }
      for (var path : series) {
        try (var channel = FileChannel.open(tree.file(path + ".wsp"), StandardOpenOption.WRITE)) {
          channel.truncate(0);
        }
      }

      for (var path : series) {
        assertThat(faultOf(() -> tree.write(path, NOW, 1))).hasMessageContaining("at byte 0");
        assertThat(faultOf(() -> tree.read(path))).hasMessageContaining("at byte 0");
      }
      assertThat(tree.statistics().mapFaults()).isEqualTo(200);
    }
  }

  private interface Action {
    void run() throws IOException;
  }

  private static CorruptSeriesException faultOf(Action action) throws IOException {
    try {
      action.run();
    } catch (CorruptSeriesException e) {
      return e;
    }
    throw new AssertionError("no fault");
  }

  @Test
  void file_deletedAndCreatedHere_isTheNewOneAtOnce() throws IOException {
    try (var tree = new EngineFixture(root, 10)) {
      tree.create("x");
      for (var i = 0; i < 3; i++) {
        tree.write("x", NOW, 1);
      }

      tree.engine.admin().delete(new MetricPath("x"));
      tree.create("x");

      assertThat(tree.read("x")).isNaN();
    }
  }

  @Test
  void close_unmapsAll() throws IOException {
    var tree = new EngineFixture(root, 10);
    tree.create("x");
    for (var i = 0; i < 3; i++) {
      tree.write("x", NOW, 1);
    }

    tree.close();

    assertThat(tree.statistics().mappedFiles()).isZero();
  }

  @Test
  void lastWrite_throughAMapping_isKnownAtOnce() throws IOException {
    try (var tree = new EngineFixture(root, 10)) {
      tree.create("x");
      for (var i = 0; i < 2; i++) {
        tree.write("x", NOW, 1);
      }
      Files.setLastModifiedTime(tree.file("x.wsp"), FileTime.fromMillis(1_000));

      tree.write("x", NOW, 2);

      assertThat(tree.engine.reader().lastWrite(new MetricPath("x")).orElseThrow())
          .isGreaterThanOrEqualTo(NOW);
    }
  }
}
