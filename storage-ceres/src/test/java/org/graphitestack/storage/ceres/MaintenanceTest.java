// Copyright 2026 The Graphite Stack Authors
// SPDX-License-Identifier: Apache-2.0

package org.graphitestack.storage.ceres;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicBoolean;
import org.graphitestack.model.AggregationMethod;
import org.graphitestack.model.MetricPath;
import org.graphitestack.model.PointBatch;
import org.graphitestack.model.RetentionPolicy;
import org.graphitestack.model.SeriesLayout;
import org.graphitestack.storage.CorruptSeriesException;
import org.graphitestack.storage.SeriesValues;
import org.graphitestack.storage.TimeWindow;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class MaintenanceTest {

  private static final long NOW = 1_699_999_200L;
  private static final MetricPath PATH = MetricPath.parse("servers.web01.load");
  private static final MaintenanceOptions AT_ONCE = MaintenanceOptions.DEFAULTS.withSlack(0);

  @TempDir private Path folder;
  private CeresEngine engine;

  @BeforeEach
  void open() throws IOException {
    engine = CeresEngine.open(CeresOptions.of(folder, InstantSource.system(), () -> 0));
  }

  @AfterEach
  void close() {
    engine.close();
  }

  private void create(String retentions, double xFilesFactor, String method) throws IOException {
    engine
        .writer()
        .create(
            PATH,
            new SeriesLayout(
                RetentionPolicy.parse(retentions), xFilesFactor, AggregationMethod.parse(method)));
  }

  /// Writes a point a step, valued by its place, each at its own time.
  private void write(long from, long until, int step) throws IOException {
    var count = (int) ((until - from) / step);
    var timestamps = new long[count];
    var values = new double[count];
    for (var i = 0; i < count; i++) {
      timestamps[i] = from + (long) i * step;
      values[i] = i;
    }
    var _ = engine.writer().write(PATH, PointBatch.wrap(timestamps, values, count), from);
  }

  private MaintenanceWork maintain(MaintenanceOptions options, long now) throws IOException {
    return engine.maintenance(options).maintain(PATH, now);
  }

  private List<String> slices() throws IOException {
    return SliceList.read(folder.resolve("servers/web01/load")).stream()
        .map(SliceName::fileName)
        .toList();
  }

  private Path node() {
    return folder.resolve("servers/web01/load");
  }

  private Path slice(String name) {
    return node().resolve(name);
  }

  private SeriesValues read(long from, long until, long now) throws IOException {
    return engine.reader().read(PATH, new TimeWindow(from, until, now)).orElseThrow();
  }

  @Test
  void rollUp_pastTheFinestArchive_leavesTwoSlicesEndToEnd() throws IOException {
    create("60:60,300:48,3600:24", 0.5, "sum");
    write(NOW - 7_200, NOW, 60);

    var work = maintain(AT_ONCE, NOW);

    // An hour is kept in minutes; the hour before it became twelve sums of five.
    assertThat(slices()).containsExactly((NOW - 3_600) + "@60.slice", (NOW - 7_200) + "@300.slice");
    assertThat(Files.size(slice((NOW - 7_200) + "@300.slice"))).isEqualTo(12 * 8);
    assertThat(Files.size(slice((NOW - 3_600) + "@60.slice"))).isEqualTo(60 * 8);
    assertThat(work.pointsRolledUp()).isEqualTo(12);
    assertThat(work.slicesCut()).isEqualTo(1);
    assertThat(read(NOW - 7_500, NOW - 6_900, NOW).values())
        .containsExactly(0 + 1 + 2 + 3 + 4, 5 + 6 + 7 + 8 + 9);
  }

  @Test
  void rollUp_endToEnd_secondArchiveHoldsWhatTheFirstNoLongerDoes() throws IOException {
    create("60:60,300:48,3600:24", 0.5, "average");
    write(NOW - 24 * 3_600, NOW, 60);

    var _ = maintain(AT_ONCE, NOW);

    assertThat(slices())
        .containsExactly(
            (NOW - 3_600) + "@60.slice",
            (NOW - 5 * 3_600) + "@300.slice",
            (NOW - 24 * 3_600) + "@3600.slice");
  }

  @Test
  void rollUp_tooFewKnown_leavesNothing() throws IOException {
    create("60:60,300:48", 0.5, "sum");
    for (var at = NOW - 7_200; at < NOW - 3_600; at += 300) {
      var _ = engine.writer().write(PATH, PointBatch.of(at, 1), at);
    }

    var work = maintain(AT_ONCE, NOW);

    assertThat(work.pointsRolledUp()).isZero();
    assertThat(slices()).isEmpty();
  }

  @Test
  void rollUp_withSlack_waitsUntilThereIsEnough() throws IOException {
    create("60:60,300:48", 0.5, "sum");
    write(NOW - 3_600 - 300, NOW, 60);

    assertThat(maintain(MaintenanceOptions.DEFAULTS, NOW)).isEqualTo(MaintenanceWork.NONE);
    assertThat(maintain(MaintenanceOptions.DEFAULTS, NOW + 600).pointsRolledUp()).isPositive();
  }

  @Test
  void delete_pastAllArchives_removesAndCuts() throws IOException {
    create("60:60,300:48", 0.5, "sum");
    var total = 3_600L + 48L * 300;
    engine.maintenance(AT_ONCE);
    write(NOW - total - 3_000, NOW - total + 3_000, 60);

    var _ = maintain(AT_ONCE, NOW);

    assertThat(slices()).containsExactly((NOW - total) + "@300.slice");
    var gone = NOW + 10 * total;
    assertThat(maintain(AT_ONCE, gone).slicesDeleted()).isPositive();
    assertThat(slices()).isEmpty();
    assertThat(engine.writer().exists(PATH)).as("the series stays").isTrue();
  }

  @Test
  void delete_nodeWithoutRetentions_keepsEverything() throws IOException {
    var node = folder.resolve("servers/web01/load");
    MetadataFile.create(node, NodeMetadata.of(60), false);
    var _ = engine.writer().write(PATH, PointBatch.of(600, 1), NOW);

    assertThat(maintain(AT_ONCE, NOW)).isEqualTo(MaintenanceWork.NONE);
    assertThat(read(0, 1_200, NOW).values()).contains(1);
  }

  @Test
  void orphans_finerThanTheFinestArchive_rollUpIntoIt() throws IOException {
    create("60:60,300:48", 0, "sum");
    var node = new CeresNode(node(), 80, SliceCaching.NONE, null, InstantSource.system());
    var times = new long[12];
    Arrays.setAll(times, i -> NOW - 120 + 10L * i);
    var ones = new double[12];
    Arrays.fill(ones, 1);
    var _ = node.write(new StepPoints(10, times, ones, 12));
    var options = new MaintenanceOptions(true, true, true, true, 512, 10, 0);

    assertThat(read(NOW - 180, NOW - 60, NOW).values()).as("before").containsExactly(6, 6);
    var _ = maintain(options, NOW);

    assertThat(slices()).containsExactly((NOW - 120) + "@60.slice");
    assertThat(read(NOW - 180, NOW - 60, NOW).values()).as("after").containsExactly(6, 6);
  }

  @Test
  void merge_neighboursWithLittleBetween_becomeOne() throws IOException {
    create("60:10080", 0.5, "sum");
    for (var i = 0; i < 5; i++) {
      var at = NOW + i * 6_000L;
      var _ = engine.writer().write(PATH, PointBatch.of(at, i), at);
    }
    assertThat(slices()).hasSize(5);

    var work = maintain(AT_ONCE, NOW + 30_000);

    assertThat(work.slicesMerged()).isEqualTo(4);
    assertThat(slices()).containsExactly(NOW + "@60.slice");
    assertThat(Files.size(slice(NOW + "@60.slice"))).isEqualTo(401 * 8);
    for (var i = 0; i < 5; i++) {
      var at = NOW + i * 6_000L;
      assertThat(read(at - 60, at, NOW + 30_000).values()).containsExactly(i);
    }
  }

  @Test
  void merge_tooManyFarApart_keepsTheCountBounded() throws IOException {
    create("60:1000000", 0.5, "sum");
    for (var i = 0; i < 30; i++) {
      var at = NOW + (long) i * (2_000L + 10L * i) * 60L;
      var _ = engine.writer().write(PATH, PointBatch.of(at, i), at);
    }
    assertThat(slices()).hasSize(30);

    var _ = maintain(AT_ONCE, NOW + 86_400 * 365);

    assertThat(slices()).hasSize(10);
    for (var i = 0; i < 30; i++) {
      var at = NOW + (long) i * (2_000L + 10L * i) * 60L;
      assertThat(read(at - 60, at, NOW + 86_400 * 365).values()).containsExactly(i);
    }
  }

  @Test
  void merge_overlap_newerSaysWhatItKnows() throws IOException {
    create("60:10080", 0.5, "sum");
    var node = node();
    try (var older = SliceFile.create(node, new SliceName(NOW, 60));
        var newer = SliceFile.create(node, new SliceName(NOW + 120, 60))) {
      older.write(0, new double[] {0, 1, 2, 3, 4}, 0, 5);
      newer.write(0, new double[] {20, Double.NaN, 40, 50}, 0, 4);
    }
    var before = read(NOW - 60, NOW + 300, NOW + 600);

    var _ = maintain(AT_ONCE, NOW + 600);

    assertThat(slices()).containsExactly(NOW + "@60.slice");
    assertThat(before.values()).containsExactly(0, 1, 20, 3, 40, 50);
    assertThat(read(NOW - 60, NOW + 300, NOW + 600)).isEqualTo(before);
  }

  @Test
  void merge_emptySlice_goesWhenNobodyCanBeAboutToFillIt() throws IOException {
    create("60:10080", 0.5, "sum");
    var empty = slice(NOW + "@60.slice");
    Files.createFile(empty);
    Files.setLastModifiedTime(empty, FileTime.from(Instant.ofEpochSecond(NOW)));

    var _ = maintain(AT_ONCE, NOW + 30);
    assertThat(slices()).hasSize(1);

    var _ = maintain(AT_ONCE, NOW + 90);
    assertThat(slices()).isEmpty();
  }

  @Test
  void abandonedFiles_areRemovedAfterAnHour() throws IOException {
    create("60:10080", 0.5, "sum");
    var left = slice(MetadataFile.TEMPORARY_PREFIX + "1");
    Files.createFile(left);
    Files.setLastModifiedTime(left, FileTime.from(Instant.ofEpochSecond(NOW)));

    var _ = maintain(AT_ONCE, NOW + 3_599);
    assertThat(left).exists();

    var _ = maintain(AT_ONCE, NOW + 3_601);
    assertThat(left).doesNotExist();
  }

  @ParameterizedTest
  @ValueSource(longs = {1, 2, 3, 4, 5, 6})
  void answers_beforeAndAfterMaintenance_areTheSame(long seed) throws IOException {
    compareAroundMaintenance(seed);
  }

  @Test
  void answers_freshSeed_areTheSame() throws IOException {
    compareAroundMaintenance(new Random().nextLong());
  }

  /// Late points, points of the future, holes: whatever was written.
  private void compareAroundMaintenance(long seed) throws IOException {
    var random = new Random(seed);
    var methods = AggregationMethod.values();
    var retentions = List.of("60:60,300:48,3600:24", "10:6,60:5,300:12,3600:30", "7:13,21:9");
    create(
        retentions.get(random.nextInt(retentions.size())),
        random.nextInt(3) / 2.0,
        methods[random.nextInt(methods.length)].text());
    var policy = engine.reader().layout(PATH).orElseThrow().retentions();
    var now = NOW;
    for (var round = 0; round < 80; round++) {
      now += random.nextInt(4) == 0 ? random.nextInt(20_000) : random.nextInt(400);
      var timestamps = new long[1 + random.nextInt(60)];
      var values = new double[timestamps.length];
      for (var i = 0; i < timestamps.length; i++) {
        timestamps[i] =
            random.nextInt(5) == 0
                ? now - random.nextLong(policy.maxSeconds())
                : now - (long) i * policy.finest().secondsPerPoint();
        values[i] = random.nextInt(1_000) / 8.0;
      }
      var _ = engine.writer().write(PATH, PointBatch.of(timestamps, values), now);
      if (random.nextInt(3) == 0) {
        var before = windows(policy, now);
        var _ = maintain(random.nextBoolean() ? AT_ONCE : MaintenanceOptions.DEFAULTS, now);
        assertThat(windows(policy, now)).as("seed %s, round %s", seed, round).isEqualTo(before);
      }
    }
    var _ = maintain(AT_ONCE, now);
    assertThat(slices()).as("seed %s", seed).hasSizeLessThanOrEqualTo(10);
  }

  private List<SeriesValues> windows(RetentionPolicy policy, long now) throws IOException {
    var windows = new ArrayList<SeriesValues>();
    for (var archive : policy.archives()) {
      windows.add(read(now - archive.seconds(), now, now));
      windows.add(read(now - archive.seconds() / 2, now, now));
    }
    return windows;
  }

  /// As if the process was killed after the rest was written and before the whole was removed.
  @Test
  void killed_beforeAnOldSliceGoes_answersStayAndTheNextRoundEndsIt() throws IOException {
    create("60:60,300:48,3600:24", 0.5, "sum");
    var policy = engine.reader().layout(PATH).orElseThrow().retentions();
    write(NOW - 20 * 3_600, NOW, 60);
    var before = windows(policy, NOW);
    var old = SliceList.read(node()).getFirst().fileName();
    var bytes = Files.readAllBytes(slice(old));
    var _ = maintain(AT_ONCE, NOW);
    var after = slices();

    Files.write(slice(old), bytes);
    assertThat(windows(policy, NOW)).isEqualTo(before);
    var _ = maintain(AT_ONCE, NOW);

    assertThat(slices()).isEqualTo(after);
    assertThat(windows(policy, NOW)).isEqualTo(before);
  }

  @Test
  void killed_beforeAMergedSliceGoes_answersStayAndTheNextRoundEndsIt() throws IOException {
    create("60:10080", 0.5, "sum");
    var policy = engine.reader().layout(PATH).orElseThrow().retentions();
    for (var at : new long[] {NOW, NOW + 6_000, NOW + 12_000}) {
      var _ = engine.writer().write(PATH, PointBatch.of(at, (double) at), at);
    }
    var newest = slice((NOW + 12_000) + "@60.slice");
    var bytes = Files.readAllBytes(newest);
    var _ = maintain(AT_ONCE, NOW + 12_000);
    var before = windows(policy, NOW + 12_000);

    Files.write(newest, bytes);
    assertThat(windows(policy, NOW + 12_000)).isEqualTo(before);
    var _ = maintain(AT_ONCE, NOW + 12_000);

    assertThat(slices()).containsExactly(NOW + "@60.slice");
    assertThat(windows(policy, NOW + 12_000)).isEqualTo(before);
  }

  @Test
  void corruptNode_inATree_isPassedOver() throws IOException {
    create("60:60,300:48", 0.5, "sum");
    var bad = MetricPath.parse("servers.bad");
    engine.writer().create(bad, engine.reader().layout(PATH).orElseThrow());
    Files.writeString(folder.resolve("servers/bad/.ceres-node"), "{\"timeStep\": 60, ");

    var result = engine.maintenance(AT_ONCE).run(NOW, 0);

    assertThat(result.nodes()).isEqualTo(2);
    assertThat(result.failed()).isEqualTo(1);
    assertThatExceptionOfType(CorruptSeriesException.class)
        .isThrownBy(() -> engine.reader().layout(bad))
        .withMessageContaining("servers/bad/.ceres-node");
  }

  @Test
  void writersReadersAndMaintenance_atOnce_loseNothing() throws Exception {
    create("1:60,10:600", 0, "max");
    var running = new AtomicBoolean(true);
    try (var threads = Executors.newFixedThreadPool(3)) {
      Callable<Long> maintaining =
          () -> {
            long merged = 0;
            for (var now = NOW; running.get(); now += 7) {
              merged += maintain(AT_ONCE, Math.min(now, NOW + 100)).slicesCut();
            }
            return merged;
          };
      Callable<Integer> reading =
          () -> {
            var reads = 0;
            while (running.get()) {
              var values = read(NOW - 60, NOW + 100, NOW + 100).values();
              assertThat(values).isNotEmpty();
              reads++;
            }
            return reads;
          };
      var upkeep = threads.submit(maintaining);
      var reads = threads.submit(reading);
      try {
        for (var i = 0; i < 1_000; i++) {
          var at = NOW - 900 + i;
          var _ = engine.writer().write(PATH, PointBatch.of(at, i), at);
        }
      } finally {
        running.set(false);
      }
      upkeep.get();
      assertThat(reads.get()).isPositive();
    }
    var values = read(NOW - 890, NOW + 99, NOW + 99);
    assertThat(values.step()).isEqualTo(10);
    for (var i = 0; i < values.values().length; i++) {
      assertThat(values.values()[i])
          .isEqualTo((double) (values.start() + 10L * i + 9 - (NOW - 900)));
    }
  }
}
