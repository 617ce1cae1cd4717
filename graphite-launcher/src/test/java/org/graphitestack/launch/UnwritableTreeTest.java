// Copyright 2026 The Graphite Stack Authors
// SPDX-License-Identifier: Apache-2.0

package org.graphitestack.launch;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.graphitestack.config.CassandraSettings;
import org.graphitestack.config.CeresSettings;
import org.graphitestack.config.Database;
import org.graphitestack.config.StorageSettings;
import org.graphitestack.model.MetricPath;
import org.graphitestack.storage.whisper.TreeLock;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// A start over a tree that others have made, which may not be written. Files that lead nowhere and
/// full folders stand in its way: those stop everyone, root included.
class UnwritableTreeTest {

  @TempDir private Path folder;

  @Test
  void lock_thatCannotBeMade_isNoReasonNotToStart() throws Exception {
    Files.createSymbolicLink(folder.resolve(".writers.lock"), Path.of("none/at/all"));

    try (var lock = Daemon.lockOf(folder)) {
      assertThat(lock).isNotNull();
    }
    assertThat(folder.resolve("none")).doesNotExist();
  }

  @Test
  void lock_thatAToolHolds_isAReason() throws Exception {
    try (var tool = TreeLock.alone(folder).orElseThrow()) {
      assertThat(tool).isNotNull();
      assertThatThrownBy(() -> Daemon.lockOf(folder))
          .isInstanceOf(StartFailure.class)
          .hasMessageContaining("a tool is changing its files (expected: nobody)");
    }
  }

  @Test
  void index_overATreeWhoseTagsCannotBeWritten_servesWhatIsThere() throws Exception {
    var tree = folder.resolve("whisper");
    Files.createDirectories(tree.resolve(".tagged-series.new").resolve("full"));
    var names = new StringBuilder();
    for (var i = 0; i < 10_100; i++) {
      names.append("gone;host=").append(i).append('\n');
    }
    Files.writeString(tree.resolve(".tagged-series"), names, StandardCharsets.UTF_8);
    Files.write(tree.resolve("a.wsp"), new byte[0]);
    var options = new StorageOptions();
    options.folders = List.of(tree);
    var settings =
        new StorageSettings(
            Database.WHISPER,
            Optional.empty(),
            false,
            false,
            false,
            false,
            CeresSettings.DEFAULTS,
            CassandraSettings.DEFAULTS);

    try (var index =
        IndexedTree.open(
            StorageTrees.of(new HomeFolder(folder.resolve("home")), options, settings),
            folder.resolve("web.names"))) {
      assertThatCode(index::load).doesNotThrowAnyException();
      assertThat(index.index().contains(new MetricPath("a"))).isTrue();
    }
    assertThat(tree.resolve(".tagged-series")).hasContent(names.toString());
  }
}
