// Copyright 2026 The Graphite Stack Authors
// SPDX-License-Identifier: Apache-2.0

package org.graphitestack.storage;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.io.IOException;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import org.graphitestack.model.AggregationMethod;
import org.graphitestack.model.MetricPath;
import org.graphitestack.model.PointBatch;
import org.graphitestack.model.RetentionPolicy;
import org.graphitestack.model.SeriesLayout;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class UnstoredPointsReaderTest {

  private static final MetricPath PATH = new MetricPath("a.b");
  private static final double GAP = Double.NaN;
  private static final SeriesLayout LAYOUT =
      new SeriesLayout(RetentionPolicy.parse("10s:2m,60s:1h"), 0.5, AggregationMethod.SUM);

  private final Storage storage = new Storage();
  private final Memory memory = new Memory();
  private final SeriesReader reader = new UnstoredPointsReader(storage, memory);

  @Test
  void read_nothingWaits_isWhatIsStored() throws IOException {
    storage.values = new SeriesValues(1000, 10, new double[] {1, 2});

    assertThat(reader.read(PATH, new TimeWindow(990, 1010, 1010))).containsSame(storage.values);
  }

  @Test
  void read_waitingPoints_replaceWhatIsStored() throws IOException {
    storage.values = new SeriesValues(1000, 10, new double[] {1, 2, GAP, 4});
    memory.points = points(1011, 20, 1020, 30);

    assertThat(read(995, 1030, 1030))
        .isEqualTo(new SeriesValues(1000, 10, new double[] {1, 20, 30, 4}));
    assertThat(storage.values.values()).containsExactly(1, 2, GAP, 4);
  }

  @Test
  void read_severalPointsOfOneFineSlot_theLaterOneStands() throws IOException {
    storage.values = new SeriesValues(1000, 10, new double[] {1, 2});
    memory.points = points(1010, 5, 1014, 6, 1019, 7);

    assertThat(read(995, 1015, 1015).values()).containsExactly(1, 7);
  }

  @Test
  void read_coarserArchive_aggregatesTheFineSlotsOfEachStep() throws IOException {
    storage.values = new SeriesValues(960, 60, new double[] {1, 2, 3});
    memory.points = points(1020, 10, 1025, 11, 1030, 20, 1079, 30, 1080, 7);

    assertThat(read(900, 1080, 1080).values()).containsExactly(1, 11 + 20 + 30, 7);
  }

  @Test
  void read_storageOutOfReach_saysWhatMemoryKnows() {
    storage.fault = new StorageUnreachableException("cluster", "asleep", null);
    memory.points = points(1000, 1, 1020, 3);

    assertThatExceptionOfType(StorageUnreachableException.class)
        .isThrownBy(() -> read(995, 1020, 1021))
        .withMessage("cluster: asleep")
        .satisfies(
            unreachable ->
                assertThat(unreachable.known())
                    .contains(new SeriesValues(1000, 10, new double[] {1, GAP, 3})));
    memory.points = points(500, 1);
    assertThatExceptionOfType(StorageUnreachableException.class)
        .isThrownBy(() -> read(995, 1020, 1021))
        .satisfies(unreachable -> assertThat(unreachable.known()).isEmpty());
  }

  @Test
  void source_countsThePointsThatWait() throws IOException {
    var window = new TimeWindow(985, 1020, 1021);
    memory.points = points(1000, 1, 1020, 3);
    storage.source = new ReadSource("whisper", "file", 10, 100, 3, 36, 0);

    assertThat(reader.source(PATH, window))
        .hasValue(new ReadSource("whisper", "file", 10, 100, 3, 36, 2));
    storage.source = null;
    storage.layout = null;
    assertThat(reader.source(PATH, window).orElseThrow())
        .satisfies(
            source -> {
              assertThat(source.store()).isEqualTo("memory");
              assertThat(source.step()).isEqualTo(10);
              assertThat(source.unstored()).isEqualTo(2);
            });
  }

  @Test
  void read_pointsOutsideTheWindow_areLeftOut() throws IOException {
    storage.values = new SeriesValues(1000, 10, new double[] {1, 2});
    memory.points = points(500, 9, 999, 9, 1020, 9, 5000, 9);

    assertThat(read(995, 1015, 1015).values()).containsExactly(1, 2);
  }

  @Test
  void read_storageEndsEarly_isExtendedToNow() throws IOException {
    storage.values = new SeriesValues(1000, 10, new double[] {1});
    memory.points = points(1030, 4);

    assertThat(read(995, 2000, 1031))
        .isEqualTo(new SeriesValues(1000, 10, new double[] {1, GAP, GAP, 4}));
  }

  @Test
  void read_seriesOnlyInMemory_isAnsweredByTheLayoutToCome() throws IOException {
    storage.layout = null;
    memory.points = points(1000, 1, 1020, 3);

    assertThat(read(985, 1020, 1021))
        .isEqualTo(new SeriesValues(990, 10, new double[] {GAP, 1, GAP, 3}));
  }

  @Test
  void read_seriesOnlyInMemoryFarBack_takesTheCoarserArchive() throws IOException {
    storage.layout = null;
    memory.points = points(1000, 1, 1010, 3);

    assertThat(read(1021 - 121, 1021, 1021))
        .isEqualTo(new SeriesValues(960, 60, new double[] {4, GAP}));
  }

  @Test
  void read_seriesOnlyInMemoryZeroLengthWindow_yieldsOneValue() throws IOException {
    storage.layout = null;
    memory.points = points(1000, 1);

    assertThat(read(1005, 1005, 1005).values()).hasSize(1);
  }

  @Test
  void read_seriesOnlyInMemoryOutsideItsRetention_isEmpty() throws IOException {
    storage.layout = null;
    memory.points = points(10_000, 1);

    assertThat(reader.read(PATH, new TimeWindow(100, 200, 10_000))).isEmpty();
    assertThat(reader.read(PATH, new TimeWindow(10_001, 10_002, 10_000))).isEmpty();
  }

  @Test
  void read_storedSeriesKeepsNothingOfTheWindow_onlyPointsMakeAnAnswer() throws IOException {
    storage.values = null;
    memory.points = points(1000, 1);

    assertThat(reader.read(PATH, new TimeWindow(1001, 1015, 1020))).isEmpty();
    assertThat(read(995, 1015, 1020).values()).containsExactly(1, GAP);
  }

  @Test
  void read_noSuchSeries_isEmpty() throws IOException {
    storage.layout = null;

    assertThat(reader.read(PATH, new TimeWindow(990, 1010, 1010))).isEmpty();
    assertThat(reader.layout(PATH)).isEmpty();
    assertThat(reader.lastWrite(PATH)).isEmpty();
  }

  @Test
  void layoutAndLastWrite_seriesOnlyInMemory_comeFromThere() throws IOException {
    storage.layout = null;
    memory.points = points(1000, 1, 1010, 2);

    assertThat(reader.layout(PATH)).contains(LAYOUT);
    assertThat(reader.lastWrite(PATH)).contains(1010L);
  }

  private SeriesValues read(long from, long until, long now) throws IOException {
    return reader.read(PATH, new TimeWindow(from, until, now)).orElseThrow();
  }

  private static PointBatch points(double... timestampsAndValues) {
    var timestamps = new long[timestampsAndValues.length / 2];
    var values = new double[timestamps.length];
    for (var i = 0; i < timestamps.length; i++) {
      timestamps[i] = (long) timestampsAndValues[2 * i];
      values[i] = timestampsAndValues[2 * i + 1];
    }
    return PointBatch.of(timestamps, values);
  }

  private static final class Storage implements SeriesReader {

    private @Nullable ReadSource source;
    private @Nullable SeriesValues values;
    private @Nullable SeriesLayout layout = LAYOUT;
    private @Nullable StorageUnreachableException fault;
    private final Map<MetricPath, Long> lastWrites = new HashMap<>();

    @Override
    public Optional<ReadSource> source(MetricPath path, TimeWindow window) {
      return Optional.ofNullable(source);
    }

    @Override
    public Optional<SeriesValues> read(MetricPath path, TimeWindow window) throws IOException {
      if (fault != null) {
        throw fault;
      }
      return Optional.ofNullable(values);
    }

    @Override
    public Optional<SeriesLayout> layout(MetricPath path) {
      return Optional.ofNullable(layout);
    }

    @Override
    public Optional<Long> lastWrite(MetricPath path) {
      return Optional.ofNullable(lastWrites.get(path));
    }
  }

  private static final class Memory implements UnstoredPoints {
    private PointBatch points = PointBatch.EMPTY;

    @Override
    public PointBatch unstored(MetricPath path) {
      return points;
    }

    @Override
    public Optional<SeriesLayout> layoutToCome(MetricPath path) {
      return points.isEmpty() ? Optional.empty() : Optional.of(LAYOUT);
    }
  }
}
