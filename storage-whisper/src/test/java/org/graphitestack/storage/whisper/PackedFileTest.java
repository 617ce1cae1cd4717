// Copyright 2026 The Graphite Stack Authors
// SPDX-License-Identifier: Apache-2.0

package org.graphitestack.storage.whisper;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.zip.GZIPOutputStream;
import org.graphitestack.model.MetricPath;
import org.graphitestack.storage.CorruptSeriesException;
import org.graphitestack.storage.TimeWindow;
import org.graphitestack.storage.whisper.tool.RawHeader;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class PackedFileTest {

  private static final long NOW = 1_700_000_000;
  private static final TimeWindow HOUR = new TimeWindow(NOW - 3600, NOW, NOW);

  @TempDir Path root;

  @Test
  void read_ofAPackedSeries_isThatOfThePlainOne() throws IOException {
    pack("gaps");
    Files.copy(fixture("gaps"), root.resolve("plain.wsp"));
    try (var engine = open()) {
      var packed = engine.reader().read(new MetricPath("gaps"), HOUR).orElseThrow();
      var plain = engine.reader().read(new MetricPath("plain"), HOUR).orElseThrow();

      assertThat(packed.values()).isEqualTo(plain.values());
    }
  }

  @Test
  void walk_findsPackedSeriesOnce() throws IOException {
    pack("gaps");
    Files.copy(fixture("gaps"), root.resolve("gaps.wsp"));
    pack("agg-sum");
    var seen = new ArrayList<MetricPath>();
    try (var engine = open()) {
      engine.forEachSeries(seen::add);
    }

    assertThat(seen).containsExactlyInAnyOrder(new MetricPath("gaps"), new MetricPath("agg-sum"));
  }

  @Test
  void read_ofWhatIsNoGzip_namesTheFile() throws IOException {
    Files.writeString(root.resolve("a.wsp.gz"), "nonsense");
    try (var engine = open()) {
      assertThatThrownBy(() -> engine.reader().read(new MetricPath("a"), HOUR))
          .isInstanceOf(CorruptSeriesException.class)
          .hasMessageContaining("a.wsp.gz")
          .hasMessageContaining("a gzip stream");
    }
  }

  @Test
  void tools_readPackedFiles() throws IOException {
    var packed = pack("gaps");
    try (var file = WhisperFile.openForReading(packed);
        var plain = WhisperFile.openForReading(fixture("gaps"))) {
      assertThat(file.fetchKnown(NOW - 3600, NOW, NOW))
          .isEqualTo(plain.fetchKnown(NOW - 3600, NOW, NOW));
    }
    assertThat(RawHeader.read(packed)).isEqualTo(RawHeader.read(fixture("gaps")));
  }

  private WhisperEngine open() throws IOException {
    var clock = InstantSource.fixed(Instant.ofEpochSecond(NOW));
    return WhisperEngine.open(WhisperOptions.of(root, clock, () -> 0));
  }

  private Path pack(String name) throws IOException {
    var packed = root.resolve(name + ".wsp.gz");
    try (var out = new GZIPOutputStream(Files.newOutputStream(packed))) {
      Files.copy(fixture(name), out);
    }
    return packed;
  }

  private static Path fixture(String name) {
    return Fixtures.FOLDER.resolve(name + ".wsp");
  }
}
