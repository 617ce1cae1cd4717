// Copyright 2026 The Graphite Stack Authors
// SPDX-License-Identifier: Apache-2.0

package org.graphitestack.launch;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.graphitestack.config.CassandraSettings;
import org.graphitestack.config.CeresSettings;
import org.graphitestack.config.Database;
import org.graphitestack.config.StorageSettings;
import org.graphitestack.model.AggregationMethod;
import org.graphitestack.model.MetricPath;
import org.graphitestack.model.PointBatch;
import org.graphitestack.model.RetentionPolicy;
import org.graphitestack.model.SeriesLayout;
import org.graphitestack.storage.TimeWindow;
import org.graphitestack.storage.ceres.CeresTree;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// Which trees a daemon opens, and with which engines.
class CeresStorageTest {

  private static final long NOW = 1_699_999_200L;
  private static final SeriesLayout LAYOUT =
      new SeriesLayout(RetentionPolicy.parse("60:60"), 0, AggregationMethod.SUM);
  private static final StorageSettings CERES =
      new StorageSettings(
          Database.CERES,
          Optional.empty(),
          false,
          false,
          false,
          false,
          CeresSettings.DEFAULTS,
          CassandraSettings.DEFAULTS);

  @TempDir private Path folder;
  private final StorageOptions options = new StorageOptions();

  private HomeFolder home() {
    return new HomeFolder(folder.resolve("home"));
  }

  @BeforeEach
  void makeHome() {
    home().create();
  }

  @Test
  void databaseCeres_withoutFolder_isBelowTheHomeAndMaintained() throws IOException {
    var trees = StorageTrees.of(home(), options, CERES);

    assertThat(trees.roots()).containsExactly(home().ceres());
    assertThat(trees.upkeep()).isPresent();
    try (var engine = trees.engine()) {
      engine.writer().create(MetricPath.parse("a.b"), LAYOUT);
    }
    assertThat(home().ceres().resolve("a/b/.ceres-node")).exists();
  }

  @Test
  void databaseFlag_winsOverTheFile() throws IOException {
    options.database = Database.WHISPER;
    var trees = StorageTrees.of(home(), options, CERES);

    assertThat(trees.roots()).containsExactly(home().whisper());
    assertThat(trees.upkeep()).isEmpty();
    trees.engine().close();
  }

  @Test
  void severalFolders_ofBothKinds_areReadTogether() throws Exception {
    var whisper = folder.resolve("whisper");
    var ceres = folder.resolve("ceres");
    Files.createDirectories(ceres);
    CeresTree.create(ceres, Map.of());
    options.folders = List.of(whisper, ceres);
    var path = MetricPath.parse("a.b");
    var only = StorageTrees.of(home(), onlyFolder(ceres), StorageSettings.DEFAULTS).engine();
    only.writer().create(path, LAYOUT);
    var _ = only.writer().write(path, PointBatch.of(NOW, 1), NOW);
    only.close();

    try (var tree =
        IndexedTree.open(
            StorageTrees.of(home(), options, StorageSettings.DEFAULTS),
            folder.resolve("web.names"))) {
      tree.engine().writer().create(MetricPath.parse("new"), LAYOUT);
      tree.load();

      assertThat(tree.index().size()).isEqualTo(2);
      assertThat(whisper.resolve("new.wsp")).exists();
      assertThat(
              tree.engine()
                  .reader()
                  .read(path, new TimeWindow(NOW - 60, NOW, NOW))
                  .orElseThrow()
                  .values())
          .containsExactly(1);
    }
  }

  private static StorageOptions onlyFolder(Path folder) {
    var options = new StorageOptions();
    options.folders = List.of(folder);
    return options;
  }
}
