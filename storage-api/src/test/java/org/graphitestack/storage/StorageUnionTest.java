// Copyright 2026 The Graphite Stack Authors
// SPDX-License-Identifier: Apache-2.0

package org.graphitestack.storage;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.io.IOException;
import java.nio.file.FileAlreadyExistsException;
import java.util.ArrayList;
import java.util.List;
import org.graphitestack.model.AggregationMethod;
import org.graphitestack.model.MetricPath;
import org.graphitestack.model.PointBatch;
import org.graphitestack.model.RetentionPolicy;
import org.graphitestack.model.SeriesLayout;
import org.junit.jupiter.api.Test;

class StorageUnionTest {

  private static final long NOW = 1_699_999_200L;
  private static final double NAN = Double.NaN;
  private static final MetricPath PATH = MetricPath.parse("a.b");

  private final MemoryEngine first = new MemoryEngine();
  private final MemoryEngine second = new MemoryEngine();
  private final StorageEngine both = StorageUnion.of(List.of(first, second));

  private static SeriesLayout layout(String retentions) {
    return new SeriesLayout(RetentionPolicy.parse(retentions), 0, AggregationMethod.SUM);
  }

  private static void write(MemoryEngine engine, long age, double value) throws IOException {
    var _ = engine.write(PATH, PointBatch.of(NOW - age, value), NOW);
  }

  private SeriesValues read(long age) throws IOException {
    return both.reader().read(PATH, new TimeWindow(NOW - age, NOW, NOW)).orElseThrow();
  }

  @Test
  void read_seriesInOnePlace_isReadFromThere() throws IOException {
    second.create(PATH, layout("60:60"));
    write(second, 0, 5);

    assertThat(read(60).values()).containsExactly(5);
    assertThat(both.reader().layout(PATH)).contains(layout("60:60"));
    assertThat(both.reader().lastWrite(PATH)).contains(NOW);
  }

  @Test
  void read_sameStepInTwoPlaces_mergesPointsAndTheFirstWins() throws IOException {
    first.create(PATH, layout("60:60"));
    second.create(PATH, layout("60:60"));
    write(first, 0, 1);
    write(second, 0, 2);
    write(second, 120, 3);

    assertThat(read(180)).isEqualTo(new SeriesValues(NOW - 120, 60, new double[] {3, NAN, 1}));
  }

  @Test
  void read_finerInOnePlace_winsAndTheCoarserFillsItsHoles() throws IOException {
    first.create(PATH, layout("300:60"));
    second.create(PATH, layout("60:60"));
    write(first, 600, 10);
    write(first, 300, 20);
    write(second, 240, 4);

    var values = read(660);

    assertThat(values.step()).isEqualTo(60);
    var at = (int) ((NOW - 600 - values.start()) / 60);
    assertThat(values.values()[at]).as("nothing finer is known there").isEqualTo(10);
    assertThat(values.values()[at + 5]).as("a finer value within its step").isNaN();
    assertThat(values.values()[at + 6]).isEqualTo(4);
  }

  @Test
  void write_goesWhereTheSeriesIs_andNewOnesToTheFirst() throws IOException {
    second.create(PATH, layout("60:60"));

    var _ = both.writer().write(PATH, PointBatch.of(NOW, 7), NOW);
    both.writer().create(MetricPath.parse("new"), layout("60:60"));

    assertThat(read(60).values()).containsExactly(7);
    assertThat(first.exists(PATH)).isFalse();
    assertThat(first.exists(MetricPath.parse("new"))).isTrue();
    assertThatExceptionOfType(FileAlreadyExistsException.class)
        .isThrownBy(() -> both.writer().create(PATH, layout("1:1")));
  }

  @Test
  void admin_changesEveryPlace() throws IOException {
    first.create(PATH, layout("60:60"));
    second.create(PATH, layout("60:60"));

    assertThat(both.admin().setAggregation(PATH, AggregationMethod.MAX))
        .isEqualTo(AggregationMethod.SUM);
    both.admin().rename(PATH, MetricPath.parse("c"));
    assertThat(second.layout(MetricPath.parse("c")).orElseThrow().aggregation())
        .isEqualTo(AggregationMethod.MAX);

    both.admin().delete(MetricPath.parse("c"));
    assertThatExceptionOfType(NoSuchSeriesException.class)
        .isThrownBy(() -> both.admin().delete(MetricPath.parse("c")));
  }

  @Test
  void names_ofTwoPlaces_areNamedOnce() throws IOException {
    first.create(PATH, layout("60:60"));
    second.create(PATH, layout("60:60"));
    second.create(MetricPath.parse("c"), layout("60:60"));

    var names = new ArrayList<MetricPath>();
    both.forEachSeries(names::add);

    assertThat(names).containsExactlyInAnyOrder(PATH, MetricPath.parse("c"));
  }

  @Test
  void scan_seriesThatStaysInOnePlace_hasNotVanished() throws IOException {
    first.create(PATH, layout("60:60"));
    second.create(PATH, layout("60:60"));
    second.create(MetricPath.parse("c"), layout("60:60"));
    var added = new ArrayList<MetricPath>();
    var removed = new ArrayList<MetricPath>();
    var scan = both.newScan();
    scan.run(added::add, removed::add);
    assertThat(added).contains(PATH, MetricPath.parse("c"));

    second.delete(PATH);
    second.delete(MetricPath.parse("c"));
    added.clear();
    scan.run(added::add, removed::add);

    assertThat(added).isEmpty();
    assertThat(removed).containsExactly(MetricPath.parse("c"));
  }
}
