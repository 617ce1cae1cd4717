// Copyright 2026 The Graphite Stack Authors
// SPDX-License-Identifier: Apache-2.0

package org.graphitestack.storage;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.io.IOException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicBoolean;
import org.graphitestack.model.AggregationMethod;
import org.graphitestack.model.MetricPath;
import org.graphitestack.model.PointBatch;
import org.graphitestack.model.RetentionPolicy;
import org.graphitestack.model.SeriesLayout;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

/// What every storage engine must do. An engine's test extends this class and says how it is
/// opened.
public abstract class StorageEngineContract {

  /// A multiple of the coarsest step used here, so that tests can count in steps from it.
  protected static final long NOW = 1_699_999_200L;

  private static final double NAN = Double.NaN;
  private static final MetricPath PATH = MetricPath.parse("servers.web01.load");

  /// An hour of minutes, four hours of five minutes, a day of hours.
  private static final SeriesLayout LAYOUT = layout("60:60,300:48,3600:24", 0.5, "average");

  @TempDir private Path folder;
  private StorageEngine engine = new MemoryEngine();

  /// Opens the engine over a folder, empty or left by an engine closed before.
  protected abstract StorageEngine open(Path folder) throws IOException;

  /// Whether archives are rings; else they keep all that is written.
  protected boolean archivesAreRings() {
    return true;
  }

  /// Whether archives roll up when they are read, not when points are written. As a rule, rings do
  /// not and others do.
  protected boolean rollsUpWhenRead() {
    return !archivesAreRings();
  }

  @BeforeEach
  final void openEngine() throws IOException {
    engine = open(folder);
  }

  @AfterEach
  final void closeEngine() throws IOException {
    engine.close();
  }

  @Test
  final void source_ofAWindow_saysWhatAReadOfItGives() throws IOException {
    engine.writer().create(PATH, LAYOUT);
    engine.writer().write(PATH, points(NOW - 60, 1), NOW);

    for (var age : new long[] {600, 2 * 3600, 20 * 3600}) {
      var window = new TimeWindow(NOW - age, NOW, NOW);
      var values = engine.reader().read(PATH, window).orElseThrow();
      var source = engine.reader().source(PATH, window);
      if (source.isPresent()) {
        assertThat(source.get().step()).isEqualTo(values.step());
        assertThat(source.get().points()).isEqualTo(values.values().length);
        assertThat(source.get().retention()).isGreaterThanOrEqualTo(age);
        assertThat(source.get().store()).isNotBlank();
        assertThat(source.get().unstored()).isZero();
      }
    }
    var missing = engine.reader().source(path("no.such.series"), new TimeWindow(0, 1, NOW));
    assertThat(missing).isEmpty();
  }

  private static SeriesLayout layout(String retentions, double xFilesFactor, String aggregation) {
    return new SeriesLayout(
        RetentionPolicy.parse(retentions), xFilesFactor, AggregationMethod.parse(aggregation));
  }

  private static MetricPath path(String text) {
    return MetricPath.parse(text);
  }

  /// Points of timestamp, value, timestamp, value.
  private static PointBatch points(double... pairs) {
    var timestamps = new long[pairs.length / 2];
    var values = new double[pairs.length / 2];
    for (var i = 0; i < timestamps.length; i++) {
      timestamps[i] = (long) pairs[2 * i];
      values[i] = pairs[2 * i + 1];
    }
    return PointBatch.of(timestamps, values);
  }

  private int write(MetricPath path, double... pairs) throws IOException {
    return engine.writer().write(path, points(pairs), NOW);
  }

  private SeriesValues read(MetricPath path, long from, long until) throws IOException {
    return engine.reader().read(path, new TimeWindow(from, until, NOW)).orElseThrow();
  }

  private List<MetricPath> allSeries() throws IOException {
    var all = new ArrayList<MetricPath>();
    engine.forEachSeries(all::add);
    return all;
  }

  // Series as a whole.

  @Test
  public void create_newSeries_isThereAndEmpty() throws IOException {
    assertThat(engine.writer().exists(PATH)).isFalse();

    engine.writer().create(PATH, LAYOUT);

    assertThat(engine.writer().exists(PATH)).isTrue();
    assertThat(engine.reader().layout(PATH)).contains(LAYOUT);
    assertThat(engine.reader().lastWrite(PATH)).isPresent();
    assertThat(allSeries()).containsExactly(PATH);
    assertThat(read(PATH, NOW - 180, NOW))
        .isEqualTo(new SeriesValues(NOW - 120, 60, new double[] {NAN, NAN, NAN}));
  }

  @Test
  public void create_existingSeries_isRefusedAndChangesNothing() throws IOException {
    engine.writer().create(PATH, LAYOUT);
    write(PATH, NOW, 1);

    assertThatExceptionOfType(FileAlreadyExistsException.class)
        .isThrownBy(() -> engine.writer().create(PATH, layout("1:10", 0, "sum")));

    assertThat(engine.reader().layout(PATH)).contains(LAYOUT);
    assertThat(read(PATH, NOW - 60, NOW).values()).containsExactly(1);
  }

  @ParameterizedTest
  @EnumSource
  public void layout_anyAggregation_isKept(AggregationMethod method) throws IOException {
    var layout = new SeriesLayout(RetentionPolicy.parse("1s:1h,1m:1d"), 0.25, method);

    engine.writer().create(PATH, layout);

    assertThat(engine.reader().layout(PATH)).contains(layout);
  }

  @Test
  public void unknownSeries_readsAsNothing() throws IOException {
    engine.writer().create(path("a.b"), LAYOUT);

    for (var unknown : List.of("x", "a", "a.b.c", "a.x")) {
      assertThat(engine.writer().exists(path(unknown))).isFalse();
      assertThat(engine.reader().read(path(unknown), new TimeWindow(NOW - 60, NOW, NOW))).isEmpty();
      assertThat(engine.reader().layout(path(unknown))).isEmpty();
      assertThat(engine.reader().lastWrite(path(unknown))).isEmpty();
    }
  }

  @Test
  public void unknownSeries_changed_isAnError() {
    assertThatExceptionOfType(NoSuchSeriesException.class).isThrownBy(() -> write(PATH, NOW, 1));
    assertThatExceptionOfType(NoSuchSeriesException.class)
        .isThrownBy(() -> engine.admin().delete(PATH));
    assertThatExceptionOfType(NoSuchSeriesException.class)
        .isThrownBy(() -> engine.admin().rename(PATH, path("other")));
    assertThatExceptionOfType(NoSuchSeriesException.class)
        .isThrownBy(() -> engine.admin().setAggregation(PATH, AggregationMethod.MAX));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "one",
        "a.b.c.d.e.f.g.h",
        "with space.and (parentheses), commas",
        "café.größe.日本",
        "percent%20.star*.question?.[brackets]",
        "disk.used;datacenter=dc1;rack=a1;server=web01",
        "name;path=/var/lib;file=..",
        "_tagged.a.b",
        "-dash.~tilde.$dollar"
      })
  public void name_anyThatIsValid_canBeStored(String name) throws IOException {
    var path = new MetricPath(name);

    engine.writer().create(path, LAYOUT);
    write(path, NOW, 42);

    assertThat(read(path, NOW - 60, NOW).values()).containsExactly(42);
    assertThat(allSeries())
        .singleElement()
        .satisfies(
            found ->
                assertThat(read(found, NOW - 60, NOW).values())
                    .as("what is named can be read")
                    .containsExactly(42));
  }

  @Test
  public void name_leafAndBranchAtOnce_areTwoSeries() throws IOException {
    engine.writer().create(path("a.b"), LAYOUT);
    engine.writer().create(path("a.b.c"), LAYOUT);
    write(path("a.b"), NOW, 1);
    write(path("a.b.c"), NOW, 2);

    assertThat(read(path("a.b"), NOW - 60, NOW).values()).containsExactly(1);
    assertThat(read(path("a.b.c"), NOW - 60, NOW).values()).containsExactly(2);
    assertThat(allSeries()).containsExactlyInAnyOrder(path("a.b"), path("a.b.c"));
  }

  @Test
  public void delete_oneSeries_leavesTheOthers() throws IOException {
    for (var name : List.of("a.b", "a.b.c", "a.d", "x")) {
      engine.writer().create(path(name), LAYOUT);
    }

    engine.admin().delete(path("a.b.c"));

    assertThat(engine.writer().exists(path("a.b.c"))).isFalse();
    assertThat(allSeries()).containsExactlyInAnyOrder(path("a.b"), path("a.d"), path("x"));
  }

  @Test
  public void delete_thenCreate_startsEmpty() throws IOException {
    engine.writer().create(PATH, LAYOUT);
    write(PATH, NOW, 1);

    engine.admin().delete(PATH);
    engine.writer().create(PATH, layout("60:10", 0, "sum"));

    assertThat(read(PATH, NOW - 60, NOW).values()).containsExactly(NAN);
    assertThat(engine.reader().layout(PATH)).contains(layout("60:10", 0, "sum"));
  }

  @Test
  public void rename_series_takesItsPointsAlong() throws IOException {
    engine.writer().create(PATH, LAYOUT);
    write(PATH, NOW, 7);

    engine.admin().rename(PATH, path("quite.another.name"));

    assertThat(engine.writer().exists(PATH)).isFalse();
    assertThat(read(path("quite.another.name"), NOW - 60, NOW).values()).containsExactly(7);
    assertThat(allSeries()).containsExactly(path("quite.another.name"));
  }

  @Test
  public void rename_toExistingSeries_isRefusedAndChangesNothing() throws IOException {
    engine.writer().create(PATH, LAYOUT);
    engine.writer().create(path("other"), LAYOUT);
    write(PATH, NOW, 1);
    write(path("other"), NOW, 2);

    assertThatExceptionOfType(FileAlreadyExistsException.class)
        .isThrownBy(() -> engine.admin().rename(PATH, path("other")));

    assertThat(read(PATH, NOW - 60, NOW).values()).containsExactly(1);
    assertThat(read(path("other"), NOW - 60, NOW).values()).containsExactly(2);
  }

  @Test
  public void setAggregation_series_rollsUpSoFromThenOn() throws IOException {
    engine.writer().create(PATH, LAYOUT);

    assertThat(engine.admin().setAggregation(PATH, AggregationMethod.MAX))
        .isEqualTo(AggregationMethod.AVERAGE);
    assertThat(engine.admin().setAggregation(PATH, AggregationMethod.SUM))
        .isEqualTo(AggregationMethod.MAX);

    assertThat(engine.reader().layout(PATH)).contains(layout("60:60,300:48,3600:24", 0.5, "sum"));
    write(PATH, NOW - 300, 1, NOW - 240, 2, NOW - 180, 3, NOW - 120, 4, NOW - 60, 5);
    // two hours take the archive of five minutes, whose last step but one is that of the points
    assertThat(read(PATH, NOW - 7200, NOW).values()[22]).isEqualTo(15);
  }

  @Test
  public void engine_openedAgain_hasEverything() throws IOException {
    engine.writer().create(PATH, LAYOUT);
    write(PATH, NOW, 3);
    engine.close();

    engine = open(folder);

    assertThat(allSeries()).containsExactly(PATH);
    assertThat(read(PATH, NOW - 60, NOW).values()).containsExactly(3);
  }

  // Windows.

  @Test
  public void window_excludesItsStartAndIncludesItsEnd() throws IOException {
    engine.writer().create(PATH, LAYOUT);
    write(PATH, NOW - 120, 1, NOW - 60, 2, NOW, 3);

    assertThat(read(PATH, NOW - 120, NOW))
        .isEqualTo(new SeriesValues(NOW - 60, 60, new double[] {2, 3}));
    assertThat(read(PATH, NOW - 121, NOW - 1))
        .isEqualTo(new SeriesValues(NOW - 120, 60, new double[] {1, 2}));
  }

  @Test
  public void window_ofNoLength_holdsTheNextValue() throws IOException {
    engine.writer().create(PATH, LAYOUT);
    write(PATH, NOW - 60, 2);

    assertThat(read(PATH, NOW - 90, NOW - 90))
        .isEqualTo(new SeriesValues(NOW - 60, 60, new double[] {2}));
  }

  @Test
  public void window_partlyOutsideOfWhatIsKept_isCut() throws IOException {
    engine.writer().create(PATH, LAYOUT);

    var values = read(PATH, NOW - 10 * 86_400, NOW + 3_600);

    assertThat(values.start()).isEqualTo(NOW - 86_400 + 3_600);
    assertThat(values.end()).isEqualTo(NOW + 3_600);
    assertThat(values.step()).isEqualTo(3_600);
  }

  @Test
  public void window_whollyOutsideOfWhatIsKept_isEmpty() throws IOException {
    engine.writer().create(PATH, LAYOUT);

    assertThat(engine.reader().read(PATH, new TimeWindow(NOW + 1, NOW + 60, NOW))).isEmpty();
    assertThat(engine.reader().read(PATH, new TimeWindow(0, NOW - 86_401, NOW))).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(ints = {3_600, 3_601, 14_400, 14_401, 86_400})
  public void window_isAnsweredFromTheFinestArchiveThatReachesBack(int age) throws IOException {
    engine.writer().create(PATH, LAYOUT);

    var step = age <= 3_600 ? 60 : age <= 14_400 ? 300 : 3_600;

    assertThat(read(PATH, NOW - age, NOW - age + 60).step()).isEqualTo(step);
  }

  // Points.

  @Test
  public void write_noPoints_isNothing() throws IOException {
    engine.writer().create(PATH, LAYOUT);

    assertThat(write(PATH)).isZero();
  }

  @Test
  public void write_timestampWithinAStep_belongsToTheStep() throws IOException {
    engine.writer().create(PATH, LAYOUT);
    write(PATH, NOW - 1, 5);

    assertThat(read(PATH, NOW - 120, NOW).values()).containsExactly(5, NAN);
  }

  @Test
  public void write_sameTimestampTwice_keepsTheFirst() throws IOException {
    engine.writer().create(PATH, LAYOUT);
    write(PATH, NOW, 1, NOW, 2, NOW - 60, 3, NOW, 4);

    assertThat(read(PATH, NOW - 120, NOW).values()).containsExactly(3, 1);
  }

  @Test
  public void write_twoTimestampsOfAStep_keepsTheLater() throws IOException {
    engine.writer().create(PATH, LAYOUT);
    write(PATH, NOW - 10, 1, NOW - 40, 2);

    assertThat(read(PATH, NOW - 120, NOW - 60).values()).containsExactly(1);
  }

  @Test
  public void write_again_overwrites() throws IOException {
    engine.writer().create(PATH, LAYOUT);
    write(PATH, NOW, 1);
    write(PATH, NOW, 2);

    assertThat(read(PATH, NOW - 60, NOW).values()).containsExactly(2);
  }

  @Test
  public void write_outOfOrder_landsWhereItBelongs() throws IOException {
    engine.writer().create(PATH, LAYOUT);
    write(PATH, NOW - 60, 2, NOW - 180, 0, NOW, 3, NOW - 120, 1);

    assertThat(read(PATH, NOW - 240, NOW).values()).containsExactly(0, 1, 2, 3);
  }

  @Test
  public void write_pointsNobodyKeeps_areCountedAndTheOthersStored() throws IOException {
    engine.writer().create(PATH, LAYOUT);

    var dropped =
        write(PATH, NOW - 86_401, 1, NOW, 2, -5, 3, 4_294_967_296.0, 4, NOW - 60, 5, -1e15, 6);

    assertThat(dropped).isEqualTo(4);
    assertThat(read(PATH, NOW - 120, NOW).values()).containsExactly(5, 2);
  }

  @Test
  public void write_pointOfTheFuture_isThereWhenItsTimeComes() throws IOException {
    engine.writer().create(PATH, LAYOUT);
    write(PATH, NOW + 120, 9);

    var window = new TimeWindow(NOW + 60, NOW + 120, NOW + 120);

    assertThat(engine.reader().read(PATH, window).orElseThrow().values()).containsExactly(9);
  }

  @Test
  public void write_oldPoint_goesStraightToTheArchiveThatReachesBack() throws IOException {
    engine.writer().create(PATH, layout("60:60,300:48,3600:24", 0, "sum"));
    write(PATH, NOW - 3_600, 1, NOW - 3_900, 10, NOW - 18_000, 100);

    assertThat(read(PATH, NOW - 4_200, NOW - 3_900).values()).containsExactly(10);
    assertThat(read(PATH, NOW - 21_600, NOW - 18_000).values()).containsExactly(100);
  }

  @Test
  public void write_longerThanTheRetention_keepsTheNewest() throws IOException {
    engine.writer().create(PATH, layout("60:10", 0, "average"));
    for (var i = 0; i < 25; i++) {
      engine.writer().write(PATH, PointBatch.of(NOW + 60L * i, i), NOW + 60L * i);
    }

    var now = NOW + 60 * 24;
    var values = engine.reader().read(PATH, new TimeWindow(now - 600, now, now)).orElseThrow();

    assertThat(values)
        .isEqualTo(
            new SeriesValues(now - 540, 60, new double[] {15, 16, 17, 18, 19, 20, 21, 22, 23, 24}));
  }

  @Test
  public void write_batchAcrossTheEndOfTheRing_isWhole() throws IOException {
    engine.writer().create(PATH, layout("60:10", 0, "average"));
    write(PATH, NOW - 240, 100);
    write(PATH, NOW - 540, 0, NOW - 480, 1, NOW - 420, 2, NOW - 120, 7, NOW - 60, 8, NOW, 9);

    assertThat(read(PATH, NOW - 600, NOW).values())
        .containsExactly(0, 1, 2, NAN, NAN, 100, NAN, 7, 8, 9);
  }

  @Test
  public void write_otherSeries_isNotTouched() throws IOException {
    engine.writer().create(PATH, LAYOUT);
    engine.writer().create(path("other"), LAYOUT);
    write(PATH, NOW, 1);

    assertThat(read(path("other"), NOW - 60, NOW).values()).containsExactly(NAN);
  }

  @Test
  public void write_specialValues_comeBackAsTheyWere() throws IOException {
    engine.writer().create(PATH, layout("60:60", 0, "last"));
    write(
        PATH,
        NOW - 300,
        Double.POSITIVE_INFINITY,
        NOW - 240,
        Double.NEGATIVE_INFINITY,
        NOW - 180,
        -0.0,
        NOW - 120,
        Double.MIN_VALUE,
        NOW - 60,
        Double.MAX_VALUE,
        NOW,
        0.1);

    assertThat(read(PATH, NOW - 360, NOW).values())
        .containsExactly(
            Double.POSITIVE_INFINITY,
            Double.NEGATIVE_INFINITY,
            -0.0,
            Double.MIN_VALUE,
            Double.MAX_VALUE,
            0.1);
  }

  // Rolling up.

  @ParameterizedTest
  @EnumSource
  public void rollUp_enoughKnown_aggregatesThem(AggregationMethod method) throws IOException {
    engine
        .writer()
        .create(PATH, new SeriesLayout(RetentionPolicy.parse("60:5,300:10"), 0.5, method));
    write(PATH, NOW - 300, 4, NOW - 240, -5, NOW - 180, 1);

    var expected = method.aggregate(new double[] {4, -5, 1}, 0, 3, 5);

    assertThat(read(PATH, NOW - 600, NOW - 300).values()).containsExactly(expected);
  }

  @Test
  public void rollUp_belowXFilesFactor_writesNothing() throws IOException {
    engine.writer().create(PATH, layout("60:5,300:10", 0.5, "sum"));
    write(PATH, NOW - 300, 4, NOW - 240, 5);
    assertThat(read(PATH, NOW - 600, NOW - 300).values()).containsExactly(NAN);

    write(PATH, NOW - 180, 6);
    assertThat(read(PATH, NOW - 600, NOW - 300).values()).containsExactly(15);
  }

  @Test
  public void rollUp_nothingWritten_stopsThere() throws IOException {
    engine.writer().create(PATH, layout("60:10,300:12,600:20", 0.5, "sum"));
    write(PATH, NOW - 600, 1, NOW - 540, 1);

    assertThat(read(PATH, NOW - 3_660, NOW - 3_000).values()).containsOnly(NAN);
    assertThat(read(PATH, NOW - 4_200, NOW).values()).containsOnly(NAN);
  }

  @Test
  public void rollUp_latePoint_correctsWhatWasRolledUp() throws IOException {
    engine.writer().create(PATH, layout("60:20,300:12,600:20", 0, "sum"));
    write(PATH, NOW - 600, 1, NOW - 540, 2);
    write(PATH, NOW - 360, 4);
    write(PATH, NOW - 300, 8);

    assertThat(read(PATH, NOW - 3_000, NOW - 300).values()).endsWith(7, 8);
    assertThat(read(PATH, NOW - 9_000, NOW - 600).values()).endsWith(15);
  }

  @Test
  public void rollUp_shareAtTheFactorsEdge_isComparedInTheFactorsPrecision() throws IOException {
    // 0.3 as a 32-bit number is a little more than three of ten.
    engine.writer().create(PATH, layout("60:60,600:10", 0.3, "sum"));
    write(PATH, NOW - 600, 1, NOW - 540, 1, NOW - 480, 1);
    assertThat(read(PATH, NOW - 4_200, NOW - 600).values()).containsOnly(NAN);

    write(PATH, NOW - 420, 1);
    assertThat(read(PATH, NOW - 4_200, NOW - 600).values()).endsWith(4);
  }

  // Together.

  @Test
  public void readersAndWriters_atOnce_seeWholeBatches() throws Exception {
    engine.writer().create(PATH, layout("1:600,60:60", 0, "max"));
    var writing = new AtomicBoolean(true);
    try (var threads = Executors.newFixedThreadPool(4)) {
      Callable<Integer> readWhileWritten =
          () -> {
            var reads = 0;
            do {
              var values = read(PATH, NOW - 300, NOW).values();
              assertThat(Arrays.stream(values).distinct().count())
                  .as("a batch writes one value everywhere: %s", values)
                  .isEqualTo(1);
              reads++;
            } while (writing.get());
            return reads;
          };
      var readers = List.of(threads.submit(readWhileWritten), threads.submit(readWhileWritten));
      Callable<Integer> write =
          () -> {
            var timestamps = new long[300];
            Arrays.setAll(timestamps, i -> NOW - i);
            for (var round = 0; round < 200; round++) {
              var values = new double[300];
              Arrays.fill(values, round);
              engine.writer().write(PATH, PointBatch.of(timestamps, values), NOW);
            }
            return 200;
          };
      try {
        for (var writer : List.of(threads.submit(write), threads.submit(write))) {
          writer.get();
        }
      } finally {
        writing.set(false);
      }
      for (var reader : readers) {
        assertThat(reader.get()).isPositive();
      }
    }
    assertThat(read(PATH, NOW - 300, NOW).values()).containsOnly(199);
  }

  @Test
  public void creators_atOnce_onlyOneSucceeds() throws InterruptedException, ExecutionException {
    try (var threads = Executors.newFixedThreadPool(4)) {
      for (var round = 0; round < 20; round++) {
        var path = path("raced." + round);
        Callable<Boolean> create =
            () -> {
              try {
                engine.writer().create(path, LAYOUT);
                return true;
              } catch (FileAlreadyExistsException _) {
                return false;
              }
            };
        var created = 0;
        for (var result : threads.invokeAll(List.of(create, create, create, create))) {
          created += result.get() ? 1 : 0;
        }
        assertThat(created).isEqualTo(1);
      }
    }
  }

  @ParameterizedTest
  @ValueSource(longs = {1, 2, 3, 4})
  public void randomWrites_fixedSeed_readAsTheModelSays(long seed) throws IOException {
    compareWithModel(seed);
  }

  @Test
  public void randomWrites_freshSeed_readAsTheModelSays() throws IOException {
    compareWithModel(new Random().nextLong());
  }

  private void compareWithModel(long seed) throws IOException {
    var random = new Random(seed);
    var retentions =
        List.of("60:60,300:48,3600:24", "1:60,60:60", "10:6,60:5,300:12,3600:30", "7:13,21:9");
    for (var series = 0; series < 6; series++) {
      var methods = AggregationMethod.values();
      var layout =
          new SeriesLayout(
              RetentionPolicy.parse(retentions.get(random.nextInt(retentions.size()))),
              List.of(0.0, 0.3, 0.5, 1.0).get(random.nextInt(4)),
              methods[random.nextInt(methods.length)]);
      var path = path("random." + series);
      engine.writer().create(path, layout);
      var model = new ModelSeries(layout, archivesAreRings(), rollsUpWhenRead());
      var now = NOW + random.nextInt(10_000);
      for (var step = 0; step < 60; step++) {
        now += random.nextInt(4) == 0 ? random.nextInt(20_000) : random.nextInt(120);
        var batch = randomBatch(random, layout, now);
        assertThat(engine.writer().write(path, batch, now))
            .as("seed %s, series %s, step %s: points dropped", seed, series, step)
            .isEqualTo(model.write(batch, now));
        var age = random.nextLong(layout.retentions().maxSeconds() + 100);
        var window = new TimeWindow(now - age, now - random.nextLong(age + 1), now);
        assertThat(engine.reader().read(path, window))
            .as("seed %s, series %s, step %s: %s of %s", seed, series, step, window, layout)
            .isEqualTo(model.read(window));
      }
      for (var retention : layout.retentions().archives()) {
        var window = new TimeWindow(now - retention.seconds(), now, now);
        assertThat(engine.reader().read(path, window))
            .as("seed %s, series %s, at the end: %s", seed, series, retention)
            .isEqualTo(model.read(window));
      }
    }
  }

  private static PointBatch randomBatch(Random random, SeriesLayout layout, long now) {
    var timestamps = new long[1 + random.nextInt(random.nextInt(80) + 1)];
    var values = new double[timestamps.length];
    var reach =
        random.nextBoolean()
            ? layout.retentions().finest().seconds()
            : layout.retentions().maxSeconds() + 200;
    for (var i = 0; i < timestamps.length; i++) {
      timestamps[i] =
          switch (random.nextInt(6)) {
            case 0 -> now + random.nextInt(100);
            case 1 -> i > 0 ? timestamps[i - 1] : now;
            case 2, 3 -> now - i;
            default -> now - random.nextLong(reach);
          };
      values[i] = random.nextInt(50) == 0 ? -0.0 : (random.nextInt(2_000) - 1_000) / 8.0;
    }
    return PointBatch.of(timestamps, values);
  }
}
