// Copyright 2026 The Graphite Stack Authors
// SPDX-License-Identifier: Apache-2.0

package org.graphitestack.storage.whisper;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.graphitestack.model.MetricPath;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class WhisperTreeScanTest {

  /// Far in the future, so that what happens during a test counts as settled.
  private static final Instant LATER = Instant.parse("2100-01-01T00:00:00Z");

  /// Far in the past, so that every folder counts as just changed.
  private static final Instant EARLIER = Instant.parse("2000-01-01T00:00:00Z");

  @TempDir private Path root;
  private EngineFixture tree;
  private WhisperTreeScan scan;
  private final List<String> added = new ArrayList<>();
  private final List<String> removed = new ArrayList<>();

  @BeforeEach
  void open() throws IOException {
    tree = new EngineFixture(root, 0, EARLIER);
    scan = tree.engine.newScan();
  }

  @AfterEach
  void close() {
    tree.close();
  }

  private void run() throws IOException {
    added.clear();
    removed.clear();
    scan.run(path -> added.add(path.text()), path -> removed.add(path.text()));
  }

  @Test
  void run_first_reportsAll() throws IOException {
    tree.create("a.b", "a.b.c", "x", "é;t=1");

    run();

    assertThat(added)
        .containsExactlyInAnyOrder(
            "a.b", "a.b.c", "x", SeriesNames.storedName(new MetricPath("é;t=1")));
    assertThat(removed).isEmpty();
  }

  @Test
  void run_again_reportsWhatChanged() throws IOException {
    tree.create("a.b", "a.c", "x");
    run();
    tree.create("a.d", "new.folder.y");
    tree.engine.admin().delete(new MetricPath("a.b"));

    run();

    assertThat(added).containsExactlyInAnyOrder("a.d", "new.folder.y");
    assertThat(removed).containsExactly("a.b");
    run();
    assertThat(added).isEmpty();
    assertThat(removed).isEmpty();
  }

  @Test
  void run_folderVanished_reportsAllThatWasInIt() throws IOException {
    tree.create("a.b.c", "a.b.d", "x");
    run();
    for (var gone : List.of("a/b/c.wsp", "a/b/d.wsp", "a/b", "a")) {
      Files.delete(tree.file(gone));
    }

    run();

    assertThat(removed).containsExactlyInAnyOrder("a.b.c", "a.b.d");
    assertThat(added).isEmpty();
  }

  @Test
  void run_folderReplacedByAFile_reportsAllThatWasInIt() throws IOException {
    tree.create("a.b");
    run();
    Files.delete(tree.file("a/b.wsp"));
    Files.delete(tree.file("a"));
    Files.createFile(tree.file("a"));

    run();

    assertThat(removed).containsExactly("a.b");
  }

  @Test
  void run_settledFolder_isNotListedAgain() throws IOException {
    try (var later = new EngineFixture(root, 0, LATER)) {
      scan = later.engine.newScan();
      tree.create("a.b");
      run();
      var time = Files.getLastModifiedTime(tree.file("a"));
      tree.create("a.c");
      Files.setLastModifiedTime(tree.file("a"), time);

      run();

      assertThat(added).as("the time of the folder says that nothing changed").isEmpty();
    }
  }

  @Test
  void run_folderChangedJustBefore_isListedAgainWhateverItsTime() throws IOException {
    tree.create("a.b");
    run();
    var time = Files.getLastModifiedTime(tree.file("a"));
    tree.create("a.c");
    Files.setLastModifiedTime(tree.file("a"), time);

    run();

    assertThat(added).containsExactly("a.c");
  }

  @Test
  void run_linksInCircles_ends() throws IOException {
    tree.create("a.b");
    Files.createSymbolicLink(tree.file("a/loop"), root);
    Files.createSymbolicLink(tree.file("alias"), tree.file("a"));

    run();

    assertThat(added).containsExactlyInAnyOrder("a.b", "alias.b");
  }
}
