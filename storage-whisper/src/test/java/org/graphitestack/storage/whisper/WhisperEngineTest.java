// Copyright 2026 The Graphite Stack Authors
// SPDX-License-Identifier: Apache-2.0

package org.graphitestack.storage.whisper;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import org.graphitestack.model.AggregationMethod;
import org.graphitestack.model.MetricPath;
import org.graphitestack.model.PointBatch;
import org.graphitestack.model.RetentionPolicy;
import org.graphitestack.model.SeriesLayout;
import org.graphitestack.storage.CorruptSeriesException;
import org.graphitestack.storage.NoSuchSeriesException;
import org.graphitestack.storage.ReadSource;
import org.graphitestack.storage.StorageNodes;
import org.graphitestack.storage.TimeWindow;
import org.graphitestack.storage.UnstorablePathException;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class WhisperEngineTest {

  private static final long NOW = EngineFixture.NOW;

  @TempDir private Path root;
  private EngineFixture tree;

  @BeforeEach
  void open() throws IOException {
    tree = new EngineFixture(root, 0);
  }

  @AfterEach
  void close() {
    tree.close();
  }

  @Test
  void create_series_leavesNothingButItsFile() throws IOException {
    tree.create("a.b.c");

    try (var files = Files.walk(root)) {
      assertThat(files.filter(Files::isRegularFile)).containsExactly(tree.file("a/b/c.wsp"));
    }
    assertThat(tree.file("a/b/c.wsp")).hasSize(16 + 2 * 12 + 12 * (60 + 48));
    assertThat(tree.statistics().creates()).isEqualTo(1);
  }

  @Test
  void create_nodeOfGreatestLength_hasRoomForTheTemporaryName() throws IOException {
    var path = "x".repeat(251);
    tree.create(path);
    tree.write(path, NOW, 1);

    assertThat(tree.read(path)).isEqualTo(1);
  }

  @Test
  void unstorableName_cannotBeWrittenAndReadsAsNothing() throws IOException {
    var path = new MetricPath("x".repeat(300));

    assertThatExceptionOfType(UnstorablePathException.class)
        .isThrownBy(() -> tree.engine.writer().create(path, EngineFixture.LAYOUT));
    assertThatExceptionOfType(UnstorablePathException.class)
        .isThrownBy(() -> tree.engine.writer().write(path, PointBatch.of(NOW, 1), NOW));
    assertThat(tree.engine.writer().exists(path)).isFalse();
    assertThat(tree.engine.reader().layout(path)).isEmpty();
    assertThat(tree.engine.reader().lastWrite(path)).isEmpty();
  }

  @Test
  void create_twoEnginesOverOneTree_doNotMeet() throws IOException {
    try (var other = new EngineFixture(root, 0)) {
      for (var i = 0; i < 20; i++) {
        tree.create("a" + i);
        other.create("b" + i);
      }
      assertThat(tree.series()).hasSize(40);
    }
  }

  @Test
  void layout_ofArchivesThatNobodyCreates_isCorrupt() throws IOException {
    Files.copy(Fixtures.FOLDER.resolve("corrupt/zero-points.wsp"), tree.file("odd.wsp"));

    assertThatExceptionOfType(CorruptSeriesException.class)
        .isThrownBy(() -> tree.engine.reader().layout(new MetricPath("odd")))
        .withMessageStartingWith(tree.file("odd.wsp") + ": at byte 16: ");
  }

  @Test
  void create_layoutBeyondTheFormat_isRefused() {
    var layout = new SeriesLayout(RetentionPolicy.parse("1h:1000y"), 0, AggregationMethod.AVERAGE);

    assertThatExceptionOfType(IllegalArgumentException.class)
        .isThrownBy(() -> tree.engine.writer().create(new MetricPath("x"), layout))
        .withMessageContaining("expected: <= 4294967295");
  }

  @Test
  void write_countsWhatItStoresAndDropsByReason() throws IOException {
    tree.create("x");

    var dropped =
        tree.engine
            .writer()
            .write(
                new MetricPath("x"),
                PointBatch.of(
                    new long[] {NOW, NOW - 60, NOW - 20_000, -1, 5_000_000_000L}, new double[5]),
                NOW);

    assertThat(dropped).isEqualTo(3);
    assertThat(tree.statistics().updates()).isEqualTo(1);
    assertThat(tree.statistics().pointsWritten()).isEqualTo(2);
    assertThat(tree.statistics().pointsTooOld()).isEqualTo(1);
    assertThat(tree.statistics().pointsUnrepresentable()).isEqualTo(2);
  }

  @Test
  void write_pathThroughAFile_isNoSuchSeries() throws IOException {
    Files.createFile(tree.file("plain"));

    assertThatExceptionOfType(NoSuchSeriesException.class)
        .isThrownBy(() -> tree.write("plain.x", NOW, 1));
    assertThat(tree.engine.reader().layout(new MetricPath("plain.x"))).isEmpty();
  }

  // Corrupt files.

  @Test
  void corruptFile_isRefusedForAWhileWithoutReadingIt() throws IOException {
    tree.create("bad", "good");
    tree.write("good", NOW, 1);
    Files.write(tree.file("bad.wsp"), new byte[20]);

    assertThatExceptionOfType(CorruptSeriesException.class)
        .isThrownBy(() -> tree.read("bad"))
        .withMessage(tree.file("bad.wsp") + ": at byte 0: aggregation method 0 (expected: 1 to 8)");
    Files.delete(tree.file("bad.wsp"));
    assertThatExceptionOfType(CorruptSeriesException.class).isThrownBy(() -> tree.read("bad"));

    assertThat(tree.read("good")).isEqualTo(1);
    assertThat(tree.statistics().corruptFiles()).isEqualTo(1);
    assertThat(tree.statistics().quarantinedReads()).isEqualTo(1);
  }

  @Test
  void corruptFile_mendedByOthers_isReadAfterQuarantine() throws IOException {
    tree.create("bad", "good");
    tree.write("good", NOW, 1);
    var good = Files.readAllBytes(tree.file("good.wsp"));
    Files.write(tree.file("bad.wsp"), new byte[0]);
    assertThatExceptionOfType(CorruptSeriesException.class).isThrownBy(() -> tree.read("bad"));
    Files.write(tree.file("bad.wsp"), good);

    tree.pass(Duration.ofSeconds(59));
    assertThatExceptionOfType(CorruptSeriesException.class).isThrownBy(() -> tree.read("bad"));
    tree.pass(Duration.ofSeconds(1));

    assertThat(tree.read("bad")).isEqualTo(1);
  }

  @Test
  void corruptFile_deletedAndCreatedHere_isReadAtOnce() throws IOException {
    tree.create("bad");
    Files.write(tree.file("bad.wsp"), new byte[0]);
    assertThatExceptionOfType(CorruptSeriesException.class).isThrownBy(() -> tree.read("bad"));

    tree.engine.admin().delete(new MetricPath("bad"));
    tree.create("bad");

    assertThat(tree.read("bad")).isNaN();
  }

  @Test
  void compressedFile_isRefusedByItsName() throws IOException {
    Files.copy(Fixtures.FOLDER.resolve("corrupt/cwhisper-magic.wsp"), tree.file("compressed.wsp"));

    assertThatExceptionOfType(CorruptSeriesException.class)
        .isThrownBy(() -> tree.read("compressed"))
        .withMessageContaining("compressed file of go-carbon");
  }

  // The tree.

  @Test
  void forEachSeries_namesEveryFileThatAPathLeadsTo() throws IOException {
    tree.create("a.b", "a.b.c", "with space.(x), é", "host;dc=1");
    Files.createFile(tree.file("notes.txt"));
    Files.createFile(tree.file("a/x.wsp.bak"));
    Files.createFile(tree.file("a/.hidden.wsp"));
    Files.createDirectories(tree.file(".git/x"));
    Files.createFile(tree.file(".git/x/y.wsp"));
    Files.createDirectories(tree.file("dotted.folder"));
    Files.createFile(tree.file("dotted.folder/x.wsp"));
    Files.createFile(tree.file("a/dotted.file.wsp"));

    assertThat(tree.series())
        .containsExactlyInAnyOrder(
            "a.b",
            "a.b.c",
            "with space.(x), é",
            SeriesNames.storedName(new MetricPath("host;dc=1")));
    assertThat(tree.statistics().unaddressableNames()).isEqualTo(1);
  }

  @Test
  void forEachSeries_symbolicLinks_areFollowedOnce() throws IOException {
    tree.create("real.x");
    Files.createSymbolicLink(tree.file("alias"), tree.file("real"));
    Files.createSymbolicLink(tree.file("real/loop"), root);
    Files.createSymbolicLink(tree.file("dangling"), tree.file("nowhere"));
    Files.createSymbolicLink(tree.file("linked.wsp"), tree.file("real/x.wsp"));

    assertThat(tree.series()).containsExactlyInAnyOrder("real.x", "alias.x", "linked");
  }

  @Test
  void forEachSeries_abandonedCreation_isRemovedAfterAnHour() throws IOException {
    tree.create("a.x");
    var fresh = Files.createFile(tree.file("a/.creating-1-1"));
    var abandoned = Files.createFile(tree.file("a/.creating-1-2"));
    Files.setLastModifiedTime(fresh, FileTime.from(Instant.ofEpochSecond(NOW - 3_500)));
    Files.setLastModifiedTime(abandoned, FileTime.from(Instant.ofEpochSecond(NOW - 3_700)));

    assertThat(tree.series()).containsExactly("a.x");

    assertThat(fresh).exists();
    assertThat(abandoned).doesNotExist();
  }

  @Test
  void delete_lastSeriesOfAFolder_removesEmptyFolders() throws IOException {
    tree.create("a.b.c.d", "a.x");

    tree.engine.admin().delete(new MetricPath("a.b.c.d"));

    assertThat(tree.file("a/b")).doesNotExist();
    assertThat(tree.file("a/x.wsp")).exists();
    tree.engine.admin().delete(new MetricPath("a.x"));
    assertThat(root).isEmptyDirectory();
  }

  @Test
  void delete_behindASymbolicLink_leavesTheLink(@TempDir Path elsewhere) throws IOException {
    Files.createSymbolicLink(tree.file("linked"), elsewhere);
    tree.create("linked.x");

    tree.engine.admin().delete(new MetricPath("linked.x"));

    assertThat(tree.file("linked")).isSymbolicLink();
    assertThat(elsewhere).isEmptyDirectory();
  }

  @Test
  void source_ofASeries_namesItsFileAndArchive(@TempDir Path folder) throws IOException {
    var clock = InstantSource.fixed(Instant.ofEpochSecond(NOW));
    try (var engine = WhisperEngine.open(WhisperOptions.of(folder, clock, () -> 0L))) {
      var path = MetricPath.parse("a.b");
      engine
          .writer()
          .create(
              path,
              new SeriesLayout(
                  RetentionPolicy.parse("60:60,300:48"), 0.5, AggregationMethod.AVERAGE));

      assertThat(engine.reader().source(path, new TimeWindow(NOW - 7200, NOW, NOW)))
          .hasValue(
              new ReadSource(
                  "whisper", folder.resolve("a/b.wsp").toString(), 300, 14_400, 24, 288, 0));
    }
  }

  @Test
  void read_taggedSeriesStoredUnderItsName_isFoundThere(@TempDir Path folder) throws IOException {
    var path = MetricPath.parse("disk.used;host=a");
    var stored = StorageNodes.readablePath(path);
    var clock = InstantSource.fixed(Instant.ofEpochSecond(NOW));
    try (var engine = WhisperEngine.open(WhisperOptions.of(folder, clock, () -> 0L))) {
      engine
          .writer()
          .create(
              stored,
              new SeriesLayout(RetentionPolicy.parse("60:60"), 0.5, AggregationMethod.AVERAGE));
      engine.writer().write(stored, PointBatch.of(NOW - 60, 7), NOW);

      var values = engine.reader().read(path, new TimeWindow(NOW - 120, NOW, NOW)).orElseThrow();

      assertThat(values.values()).contains(7);
      assertThat(engine.reader().layout(path)).isPresent();
      assertThat(engine.reader().lastWrite(path)).isPresent();
    }
  }
}
