// Copyright 2026 The Graphite Stack Authors
// SPDX-License-Identifier: Apache-2.0

package org.graphitestack.storage.whisper;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.graphitestack.model.AggregationMethod;
import org.graphitestack.model.PointBatch;
import org.graphitestack.model.RetentionPolicy;
import org.graphitestack.model.SeriesLayout;
import org.graphitestack.storage.whisper.tool.UnlikeArchivesException;
import org.graphitestack.storage.whisper.tool.WhisperDiff;
import org.graphitestack.storage.whisper.tool.WhisperFill;
import org.graphitestack.storage.whisper.tool.WhisperMerge;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.json.JsonMapper;

/// Resize, merge, fill and diff against files that Python's tools left.
class ToolFixturesTest {

  private static final long NOW = 1_700_000_000;

  @TempDir Path folder;

  @Test
  void merge_ofTwoFiles_isPythons() throws IOException {
    try (var source = fixture("tool-src");
        var target = copyOf("tool-dst")) {
      WhisperMerge.merge(source, target, 0, NOW, NOW);

      assertThat(slots(target)).isEqualTo(slots(fixture("tool-merged")));
    }
  }

  @Test
  void fill_ofHoles_isPythons() throws IOException {
    try (var source = fixture("tool-src");
        var target = copyOf("tool-dst")) {
      WhisperFill.fill(source, target, NOW);

      assertThat(slots(target)).isEqualTo(slots(fixture("tool-filled")));
    }
  }

  @Test
  void conversion_toOtherArchives_isPythons() throws IOException {
    try (var source = fixture("tool-src");
        var target = created(source, "60:120,600:72")) {
      LayoutConversion.write(LayoutConversion.kept(source, NOW), target, NOW);

      assertThat(slots(target)).isEqualTo(slots(fixture("tool-resized")));
    }
  }

  @Test
  void conversion_aggregated_isPythons() throws IOException {
    try (var source = fixture("tool-src");
        var target = created(source, "120:60,600:72")) {
      LayoutConversion.writeAggregated(
          LayoutConversion.kept(source, NOW), target, AggregationMethod.AVERAGE, 0, NOW);

      assertThat(slots(target)).isEqualTo(slots(fixture("tool-resized-aggregate")));
    }
  }

  @Test
  void diff_ofTwoFiles_isPythons() throws IOException {
    var expected = JsonMapper.shared().readTree(Fixtures.FOLDER.resolve("tool-diff.json"));
    try (var one = fixture("tool-src");
        var other = fixture("tool-dst")) {
      var diff = WhisperDiff.of(one, other, false, NOW, NOW);

      assertThat(diff.archives()).hasSize(expected.get("result").size());
      for (var archive : diff.archives()) {
        var json = expected.get("result").get(archive.number());
        assertThat(archive.compared()).isEqualTo(json.get(2).asInt());
        assertThat(archive.differences())
            .isEqualTo(
                Fixtures.elements(json.get(1))
                    .map(
                        row ->
                            new WhisperDiff.Difference(
                                row.get(0).asLong(),
                                row.get(1).isNull() ? null : row.get(1).asDouble(),
                                row.get(2).isNull() ? null : row.get(2).asDouble()))
                    .toList());
      }
    }
  }

  @Test
  void diff_ofAFileWithItself_isEmpty() throws IOException {
    try (var one = fixture("gaps");
        var other = copyOf("gaps")) {
      assertThat(WhisperDiff.of(one, other, false, NOW, NOW).isEmpty()).isTrue();
    }
  }

  @Test
  void diff_ofOtherArchives_isRefused() throws IOException {
    try (var one = fixture("tool-src");
        var other = fixture("tool-resized")) {
      assertThatThrownBy(() -> WhisperDiff.of(one, other, false, NOW, NOW))
          .isInstanceOf(UnlikeArchivesException.class)
          .hasMessageContaining("resize one of them first");
    }
  }

  @Test
  void knownPoints_ofWrittenNaN_differFromUnwrittenSlots() throws IOException {
    try (var file = copyOf("empty")) {
      file.updateMany(PointBatch.of(NOW - 120, Double.NaN), NOW);
      var points = file.fetchKnown(NOW - 600, NOW, NOW).orElseThrow().points();

      assertThat(points.size()).isEqualTo(1);
      assertThat(points.value(0)).isNaN();
    }
  }

  private static WhisperFile fixture(String name) throws IOException {
    return WhisperFile.openForReading(Fixtures.FOLDER.resolve(name + ".wsp"));
  }

  private WhisperFile copyOf(String name) throws IOException {
    var copy = folder.resolve(name + ".wsp");
    Files.copy(Fixtures.FOLDER.resolve(name + ".wsp"), copy);
    return WhisperFile.open(copy);
  }

  private WhisperFile created(WhisperFile like, String retentions) throws IOException {
    var path = folder.resolve("new.wsp");
    WhisperFile.create(
        path,
        new SeriesLayout(
            RetentionPolicy.parse(retentions),
            like.header().xFilesFactor(),
            like.header().aggregation()),
        FileAllocation.ZERO_FILLED);
    return WhisperFile.open(path);
  }

  /// The written slots of each archive, wherever they stand in their ring.
  private static List<Map<Long, Double>> slots(WhisperFile file) throws IOException {
    var all = new ArrayList<Map<Long, Double>>();
    for (var i = 0; i < file.header().archives().size(); i++) {
      var written = new TreeMap<Long, Double>();
      var slots = file.slots(i);
      for (var slot = 0; slot < slots.size(); slot++) {
        if (slots.timestamp(slot) != 0) {
          written.put(slots.timestamp(slot), slots.value(slot));
        }
      }
      all.add(written);
    }
    return all;
  }
}
