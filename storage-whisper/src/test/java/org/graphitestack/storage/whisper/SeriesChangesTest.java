// Copyright 2026 The Graphite Stack Authors
// SPDX-License-Identifier: Apache-2.0

package org.graphitestack.storage.whisper;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.graphitestack.model.AggregationMethod;
import org.graphitestack.model.MetricPath;
import org.graphitestack.model.PointBatch;
import org.graphitestack.model.RetentionPolicy;
import org.graphitestack.model.SeriesLayout;
import org.graphitestack.storage.NoSuchSeriesException;
import org.graphitestack.storage.TimeWindow;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SeriesChangesTest {

  private static final long NOW = 1_700_000_000 - 1_700_000_000 % 3600;
  private static final MetricPath A = new MetricPath("servers.a.cpu");
  private static final MetricPath B = new MetricPath("servers.b.cpu");

  @TempDir Path root;

  private WhisperEngine engine;
  private Trash trash;
  private final List<String> changed = new ArrayList<>();
  private final SeriesChanges.Changed noting =
      new SeriesChanges.Changed() {
        @Override
        public void came(MetricPath path) {
          changed.add("+" + path);
        }

        @Override
        public void went(MetricPath path) {
          changed.add("-" + path);
        }
      };

  @BeforeEach
  void open() throws IOException {
    var clock = InstantSource.fixed(Instant.ofEpochSecond(NOW));
    engine = WhisperEngine.open(WhisperOptions.of(root, clock, () -> 0));
    trash = engine.trash();
  }

  @AfterEach
  void close() {
    engine.close();
  }

  @Test
  void delete_thenUndo_bringsTheSeriesBack() throws IOException {
    create(A, "60:60");
    write(A, 60, 1.5);
    var batch = trash.begin("delete");

    engine.changes().delete(A, batch);
    assertThat(engine.writer().exists(A)).isFalse();
    assertThat(root.resolve("servers")).doesNotExist();

    assertThat(engine.changes().undo(batch, NOW, noting)).isEqualTo(1);
    assertThat(valueAt(A, 60)).isEqualTo(1.5);
    assertThat(changed).containsExactly("+servers.a.cpu");
    assertThat(trash.batches()).isEmpty();
  }

  @Test
  void undoOfDelete_seriesWasBegunAnew_keepsItsPoints() throws IOException {
    create(A, "60:60");
    write(A, 120, 1);
    var batch = trash.begin("delete");
    engine.changes().delete(A, batch);
    create(A, "60:60");
    write(A, 60, 2);

    engine.changes().undo(batch, NOW, noting);

    assertThat(valueAt(A, 120)).isEqualTo(1);
    assertThat(valueAt(A, 60)).isEqualTo(2);
  }

  @Test
  void delete_ofWhatIsNotThere_isRefused() throws IOException {
    var batch = trash.begin("delete");

    assertThatThrownBy(() -> engine.changes().delete(A, batch))
        .isInstanceOf(NoSuchSeriesException.class);
  }

  @Test
  void rename_thenUndo_movesThereAndBack() throws IOException {
    create(A, "60:60");
    write(A, 60, 1);
    var batch = trash.begin("rename");

    engine.changes().rename(A, B, batch);
    assertThat(valueAt(B, 60)).isEqualTo(1);
    assertThat(engine.writer().exists(A)).isFalse();

    engine.changes().undo(batch, NOW, noting);
    assertThat(valueAt(A, 60)).isEqualTo(1);
    assertThat(engine.writer().exists(B)).isFalse();
    assertThat(changed).containsExactly("+servers.a.cpu", "-servers.b.cpu");
  }

  @Test
  void rename_ontoAnother_isRefused() throws IOException {
    create(A, "60:60");
    create(B, "60:60");
    var batch = trash.begin("rename");

    assertThatThrownBy(() -> engine.changes().rename(A, B, batch))
        .isInstanceOf(FileAlreadyExistsException.class);
  }

  @Test
  void merge_fillsHolesAndOverwritesNothing() throws IOException {
    create(A, "60:60");
    create(B, "60:60");
    write(A, 180, 1);
    write(A, 120, 2);
    write(B, 120, 20);
    write(B, 60, 30);
    var batch = trash.begin("merge");

    engine.changes().merge(A, B, batch, NOW);

    assertThat(valueAt(B, 180)).isEqualTo(1);
    assertThat(valueAt(B, 120)).isEqualTo(20);
    assertThat(valueAt(B, 60)).isEqualTo(30);
    assertThat(engine.writer().exists(A)).isFalse();
  }

  @Test
  void undoOfMerge_separatesAgain() throws IOException {
    create(A, "60:60");
    create(B, "60:60,300:60");
    write(A, 180, 1);
    write(B, 60, 30);
    var batch = trash.begin("merge");
    engine.changes().merge(A, B, batch, NOW);

    engine.changes().undo(batch, NOW, noting);

    assertThat(valueAt(A, 180)).isEqualTo(1);
    assertThat(valueAt(B, 180)).isNaN();
    assertThat(valueAt(B, 60)).isEqualTo(30);
  }

  @Test
  void convert_toAnotherLayout_keepsValuesThroughTheMapping() throws IOException {
    create(A, "60:60");
    for (var read = 0; read < 3; read++) {
      write(A, 60, 1); // hot: mapped from now on
      valueAt(A, 60);
    }
    var batch = trash.begin("retention");

    assertThat(convert(A, "60:120,600:100", batch)).isTrue();
    assertThat(convert(A, "60:120,600:100", batch)).isFalse();
    write(A, 120, 2);

    assertThat(valueAt(A, 60)).isEqualTo(1);
    assertThat(valueAt(A, 120)).isEqualTo(2);
    assertThat(engine.changes().header(A).archives()).hasSize(2);
  }

  @Test
  void undoOfConvert_keepsNewPointsAndOldDetail() throws IOException {
    create(A, "60:60");
    write(A, 240, 1);
    write(A, 180, 2);
    var batch = trash.begin("retention");
    convert(A, "300:60", batch);
    engine.writer().write(A, PointBatch.of(NOW + 300, 9), NOW + 310);

    engine.changes().undo(batch, NOW + 310, noting);

    assertThat(engine.changes().header(A).archives()).hasSize(1);
    assertThat(valueAt(A, 240)).isEqualTo(1);
    assertThat(valueAt(A, 180)).isEqualTo(2);
    assertThat(valueAt(A, -300)).isEqualTo(9);
  }

  @Test
  void scrub_ofACutFile_mendsItAndKeepsTheOldOne() throws IOException {
    create(A, "60:60");
    write(A, 60, 1);
    var file = engine.changes().file(A);
    Files.write(file, Arrays.copyOf(Files.readAllBytes(file), 400));
    var reported = new ArrayList<FileCheck.Damage>();

    var found = engine.changes().scrub(A, () -> trash.begin("scrub"), reported::addAll);

    assertThat(found).isEqualTo(SeriesChanges.Scrubbed.MENDED);
    assertThat(reported).hasSize(1);
    assertThat(valueAt(A, 60)).isEqualTo(1);
    assertThat(trash.batches().getFirst().changes()).hasSize(1);
  }

  @Test
  void scrub_ofNonsense_setsItAside() throws IOException {
    create(A, "60:60");
    Files.writeString(engine.changes().file(A), "nonsense");

    var found = engine.changes().scrub(A, () -> trash.begin("scrub"), _ -> {});

    assertThat(found).isEqualTo(SeriesChanges.Scrubbed.SET_ASIDE);
    assertThat(engine.writer().exists(A)).isFalse();
  }

  @Test
  void trash_olderThanThePeriod_isPurged() throws IOException {
    create(A, "60:60");
    engine.changes().delete(A, trash.begin("delete"));
    var later = Trash.of(root, InstantSource.fixed(Instant.ofEpochSecond(NOW + 7200)));

    assertThat(later.purge(Duration.ofHours(3))).isZero();
    assertThat(later.purge(Duration.ofHours(1))).isEqualTo(1);
    assertThat(trash.batches()).isEmpty();
  }

  @Test
  void trash_isNoPartOfTheTree() throws IOException {
    create(A, "60:60");
    engine.changes().delete(A, trash.begin("delete"));
    var seen = new ArrayList<MetricPath>();

    engine.forEachSeries(seen::add);
    engine.newScan().run(seen::add, _ -> {});

    assertThat(seen).isEmpty();
  }

  @Test
  void treeLock_heldByACache_keepsToolsAway() throws IOException {
    try (var cache = TreeLock.shared(root).orElseThrow()) {
      assertThat(cache).isNotNull();
      assertThat(TreeLock.alone(root)).isEmpty();
    }
    try (var tool = TreeLock.alone(root).orElseThrow()) {
      assertThat(tool).isNotNull();
      assertThat(TreeLock.shared(root)).isEmpty();
    }
  }

  private static SeriesLayout layout(String retentions) {
    return new SeriesLayout(RetentionPolicy.parse(retentions), 0, AggregationMethod.AVERAGE);
  }

  private void create(MetricPath path, String retentions) throws IOException {
    engine.writer().create(path, layout(retentions));
  }

  private boolean convert(MetricPath path, String retentions, Trash.Batch batch)
      throws IOException {
    return engine
        .changes()
        .convert(path, layout(retentions), batch, FileAllocation.ZERO_FILLED, NOW);
  }

  private void write(MetricPath path, long age, double value) throws IOException {
    engine.writer().write(path, PointBatch.of(NOW - age, value), NOW);
  }

  private double valueAt(MetricPath path, long age) throws IOException {
    var at = NOW - age;
    var now = Math.max(NOW, at + 10);
    return engine
        .reader()
        .read(path, new TimeWindow(at - 60, at - 1, now))
        .map(values -> values.values()[0])
        .orElse(Double.NaN);
  }
}
