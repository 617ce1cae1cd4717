// Copyright 2026 The Graphite Stack Authors
// SPDX-License-Identifier: Apache-2.0

package org.graphitestack.storage.ceres;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Random;
import org.graphitestack.storage.CorruptSeriesException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// Metadata and names of slices come from other programs.
class CeresFuzzTest {

  private static final byte[] METADATA =
      ("{\"retentions\": [[60, 1440], [300, 8640]], \"timeStep\": 60, \"xFilesFactor\": 0.5,"
              + " \"aggregationMethod\": \"sum\", \"more\": {\"a\": [null, true]}}")
          .getBytes(StandardCharsets.UTF_8);

  @TempDir private Path folder;

  @Test
  void metadata_anyBytes_areReadOrCorrupt() throws IOException {
    var seed = new Random().nextLong();
    var random = new Random(seed);
    var corrupt = 0;
    for (var round = 0; round < 3_000; round++) {
      var bytes = METADATA.clone();
      for (var change = random.nextInt(3); change >= 0; change--) {
        bytes[random.nextInt(bytes.length)] = (byte) random.nextInt(256);
      }
      corrupt += readOrCorrupt(bytes, "seed " + seed + ", round " + round);
    }
    assertThat(corrupt).isPositive();
  }

  @Test
  void metadata_cutAnywhere_isCorrupt() throws IOException {
    for (var length = 0; length < METADATA.length; length++) {
      var bytes = Arrays.copyOf(METADATA, length);
      assertThat(readOrCorrupt(bytes, "length " + length)).isEqualTo(1);
    }
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "[]",
        "{}",
        "{\"timeStep\": 0}",
        "{\"timeStep\": \"60\"}",
        "{\"timeStep\": 1e99}",
        "{\"timeStep\": 60, \"retentions\": [[60]]}",
        "{\"timeStep\": 60, \"retentions\": [60, 1440]}",
        "{\"timeStep\": 60, \"retentions\": [[0, 1]]}"
      })
  void metadata_withoutSense_isCorrupt(String text) throws IOException {
    assertThat(readOrCorrupt(text.getBytes(StandardCharsets.UTF_8), text)).isEqualTo(1);
  }

  @Test
  void metadata_nestedBeyondReason_isCorrupt() throws IOException {
    var text = "{\"timeStep\": 60, \"a\": " + "[".repeat(100_000);
    assertThat(readOrCorrupt(text.getBytes(StandardCharsets.UTF_8), "nested")).isEqualTo(1);
  }

  /// Returns 1 if it is corrupt.
  private int readOrCorrupt(byte[] bytes, String what) throws IOException {
    Files.write(MetadataFile.of(folder), bytes);
    try {
      var metadata = MetadataFile.read(folder);
      assertThat(metadata.timeStep()).as(what).isPositive();
      assertThat(metadata.layout().retentions().maxSeconds()).as(what).isPositive();
      return 0;
    } catch (CorruptSeriesException e) {
      assertThat(e).hasMessageContaining(folder.toString());
      return 1;
    }
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "notes.slice",
        "@60.slice",
        "1@.slice",
        "1@0.slice",
        "-1@60.slice",
        "1@60",
        "1@60.slice~",
        "1@2@3.slice",
        "999999999999999999999@60.slice",
        "1@99999999999.slice",
        "१@60.slice"
      })
  void sliceName_ofAnythingElse_isNone(String name) {
    assertThat(SliceName.parse(name)).isNull();
  }

  @Test
  void sliceName_writtenAndRead_isTheSame() {
    var name = new SliceName(1_699_920_000L, 60);

    assertThat(name.fileName()).isEqualTo("1699920000@60.slice");
    assertThat(SliceName.parse(name.fileName())).isEqualTo(name);
  }
}
