// Copyright 2026 The Graphite Stack Authors
// SPDX-License-Identifier: Apache-2.0

package org.graphitestack.launch.convert;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.Arrays;
import java.util.Random;
import java.util.stream.IntStream;
import org.graphitestack.model.AggregationMethod;
import org.graphitestack.model.MetricPath;
import org.graphitestack.model.RetentionPolicy;
import org.graphitestack.model.SeriesLayout;
import org.graphitestack.storage.SeriesValues;
import org.graphitestack.storage.StorageEngine;
import org.graphitestack.storage.ceres.CeresEngine;
import org.graphitestack.storage.ceres.CeresOptions;
import org.graphitestack.storage.whisper.WhisperEngine;
import org.graphitestack.storage.whisper.WhisperOptions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// Storage that is written to by what every engine can do.
class EngineTargetTest {

  private static final long NOW = 1_699_999_230L;
  private static final MetricPath PATH = MetricPath.parse("a.b");

  @TempDir private Path folder;

  /// Archives that know more, and other values, than what rolls up: as after a change of the
  /// aggregation method, or after lost points.
  private static StagedSeries independentStages(long seed) {
    var random = new Random(seed);
    var layout =
        new SeriesLayout(
            RetentionPolicy.parse("60:60,300:48,3600:240"), 0.5, AggregationMethod.AVERAGE);
    var stages =
        layout.retentions().archives().stream()
            .map(
                archive -> {
                  var step = archive.secondsPerPoint();
                  var start = Math.floorDiv(NOW - archive.seconds(), step) * step + step;
                  var values = new double[archive.points()];
                  Arrays.setAll(values, _ -> random.nextInt(1_000));
                  return new SeriesValues(start, step, values);
                })
            .toList();
    return new StagedSeries(layout, stages, NOW);
  }

  private static void assertHolds(StorageEngine engine, StagedSeries expected, int from)
      throws IOException {
    var found = StagedSeries.read(engine.reader(), PATH, expected.layout(), NOW);
    for (var stage = from; stage < expected.stages().size(); stage++) {
      assertThat(found.stages().get(stage))
          .as("stage %s", stage)
          .isEqualTo(expected.stages().get(stage));
    }
  }

  private WhisperEngine whisper() throws IOException {
    return WhisperEngine.open(WhisperOptions.of(folder, InstantSource.system(), System::nanoTime));
  }

  @Test
  void create_ofStagesThatDoNotRollUp_holdsEachAsItWas() throws IOException {
    var series = independentStages(1);
    try (var engine = whisper()) {
      new EngineTarget(engine, false).create(PATH, series);

      assertHolds(engine, series, 0);
    }
  }

  @Test
  void create_inCeres_holdsWhatNoFinerStageHas() throws IOException {
    var series = independentStages(2);
    try (var engine =
        CeresEngine.open(CeresOptions.of(folder, InstantSource.system(), System::nanoTime))) {
      new EngineTarget(engine, true).create(PATH, series);

      var found = StagedSeries.read(engine.reader(), PATH, series.layout(), NOW);
      assertThat(Comparison.of(series, found, true, false).differing()).isZero();
      assertThat(Comparison.of(series, found, true, false).compared()).isGreaterThan(250);
    }
  }

  @Test
  void complete_ofClosedIntervals_takesThoseOfTheSource() throws IOException {
    var series = independentStages(3);
    try (var engine = whisper()) {
      var target = new EngineTarget(engine, false);
      target.create(PATH, independentStages(4));

      target.complete(PATH, series);

      var found = StagedSeries.read(engine.reader(), PATH, series.layout(), NOW);
      assertThat(found.stages().getFirst()).isEqualTo(independentStages(4).stages().getFirst());
      for (var stage = 1; stage < 3; stage++) {
        var values = found.stages().get(stage);
        var last = values.values().length - 1;
        assertThat(IntStream.range(0, last).mapToDouble(i -> values.values()[i]))
            .containsExactly(
                Arrays.stream(series.stages().get(stage).values(), 0, last)
                    .boxed()
                    .toArray(Double[]::new));
        assertThat(values.values()[last])
            .as("not over yet")
            .isNotEqualTo(series.stages().get(stage).values()[last]);
      }
    }
  }
}
