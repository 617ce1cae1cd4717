// Copyright 2026 The Graphite Stack Authors
// SPDX-License-Identifier: Apache-2.0

package org.graphitestack.integration;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.Random;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import org.graphitestack.model.AggregationMethod;
import org.graphitestack.model.MetricPath;
import org.graphitestack.model.PointBatch;
import org.graphitestack.model.RetentionPolicy;
import org.graphitestack.model.SeriesLayout;
import org.graphitestack.storage.TimeWindow;
import org.graphitestack.storage.whisper.WhisperEngine;
import org.graphitestack.storage.whisper.WhisperFile;
import org.graphitestack.storage.whisper.WhisperOptions;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// Our files under Python's whisper and its files under ours, with random content. The seed is in
/// every message.
@Tag("peers")
class WhisperInteropTest {

  private static final long NOW = 1_700_000_000L;
  private static final int SERIES = 24;
  private static final List<String> RETENTIONS =
      List.of("60:60,300:48,3600:24", "1:120,60:60", "10:60,60:60,300:48,3600:30", "60:50");

  @TempDir private Path root;
  private WhisperEngine engine;
  private WhisperPeer python;

  @BeforeEach
  void open() throws Exception {
    engine = WhisperEngine.open(options());
    python = new WhisperPeer();
  }

  @AfterEach
  void close() throws Exception {
    python.close();
    engine.close();
  }

  private WhisperOptions options() {
    return WhisperOptions.of(root, InstantSource.system(), () -> 0);
  }

  private static SeriesLayout layout(Random random) {
    var methods = AggregationMethod.values();
    return new SeriesLayout(
        RetentionPolicy.parse(RETENTIONS.get(random.nextInt(RETENTIONS.size()))),
        random.nextInt(11) / 10.0,
        methods[random.nextInt(methods.length)]);
  }

  private static PointBatch batch(Random random, SeriesLayout layout, long now) {
    var timestamps = new long[1 + random.nextInt(60)];
    var values = new double[timestamps.length];
    var reach =
        layout
            .retentions()
            .archives()
            .get(random.nextInt(layout.retentions().archives().size()))
            .seconds();
    for (var i = 0; i < timestamps.length; i++) {
      timestamps[i] = random.nextBoolean() ? now - i : now - random.nextLong(reach);
      values[i] = random.nextDouble() * 2_000 - 1_000;
    }
    return PointBatch.of(timestamps, values);
  }

  private static TimeWindow window(Random random, SeriesLayout layout, long now) {
    var age = random.nextLong(layout.retentions().maxSeconds() + 100);
    return new TimeWindow(now - age, now - random.nextLong(age + 1), now);
  }

  private static MetricPath path(int series) {
    return new MetricPath("interop.s" + series);
  }

  private Path file(int series) {
    return root.resolve("interop").resolve("s" + series + ".wsp");
  }

  @ParameterizedTest
  @ValueSource(longs = {1, 2, 3})
  void filesOfOurs_readByPython_haveTheSameValues(long seed) throws Exception {
    var random = new Random(seed);
    for (var series = 0; series < SERIES; series++) {
      var layout = layout(random);
      engine.writer().create(path(series), layout);
      var now = NOW;
      for (var step = 0; step < 15; step++) {
        now += random.nextInt(500);
        engine.writer().write(path(series), batch(random, layout, now), now);
        var window = window(random, layout, now);
        assertThat(python.fetch(file(series), window))
            .as("seed %s, series %s, step %s: %s of %s", seed, series, step, window, layout)
            .isEqualTo(engine.reader().read(path(series), window));
      }
    }
  }

  @ParameterizedTest
  @ValueSource(longs = {1, 2, 3})
  void filesOfPython_readByOurs_haveTheSameValues(long seed) throws Exception {
    var random = new Random(seed);
    Files.createDirectories(root.resolve("interop"));
    for (var series = 0; series < SERIES; series++) {
      var layout = layout(random);
      python.create(file(series), layout);
      assertThat(engine.reader().layout(path(series)).orElseThrow().retentions())
          .isEqualTo(layout.retentions());
      var now = NOW;
      for (var step = 0; step < 15; step++) {
        now += random.nextInt(500);
        python.updateMany(file(series), batch(random, layout, now), now);
        var window = window(random, layout, now);
        assertThat(engine.reader().read(path(series), window))
            .as("seed %s, series %s, step %s: %s of %s", seed, series, step, window, layout)
            .isEqualTo(python.fetch(file(series), window));
      }
    }
  }

  @ParameterizedTest
  @ValueSource(longs = {1, 2, 3})
  void sameWrites_byBoth_leaveTheSameBytes(long seed) throws Exception {
    var random = new Random(seed);
    for (var series = 0; series < SERIES; series++) {
      var layout = layout(random);
      var twin = root.resolve("twin" + series + ".wsp");
      engine.writer().create(path(series), layout);
      python.create(twin, layout);
      assertThat(file(series)).hasSameBinaryContentAs(twin);

      var now = NOW;
      for (var step = 0; step < 40; step++) {
        now += random.nextInt(100);
        var batch =
            allArchivesBegun(twin) ? batch(random, layout, now) : narrow(random, layout, now);
        engine.writer().write(path(series), batch, now);
        python.updateMany(twin, batch, now);
        assertThat(file(series))
            .as("seed %s, series %s, step %s: %s at %s", seed, series, step, batch, now)
            .hasSameBinaryContentAs(twin);
      }
    }
  }

  /// Which interval comes first into an empty archive is the one thing that Python decides by a
  /// hash; from then on there is only one way.
  private static boolean allArchivesBegun(Path file) throws IOException {
    try (var whisper = WhisperFile.openForReading(file)) {
      for (var archive = 0; archive < whisper.header().archives().size(); archive++) {
        if (whisper.slots(archive).timestamp(0) == 0) {
          return false;
        }
      }
      return true;
    }
  }

  /// Points of one interval of every coarser archive.
  private static PointBatch narrow(Random random, SeriesLayout layout, long now) {
    var archives = layout.retentions().archives();
    var step = archives.get(Math.min(1, archives.size() - 1)).secondsPerPoint();
    var timestamps = new long[1 + random.nextInt(60)];
    var values = new double[timestamps.length];
    for (var i = 0; i < timestamps.length; i++) {
      timestamps[i] = now - random.nextLong(now % step + 1);
      values[i] = random.nextDouble() * 2_000 - 1_000;
    }
    return PointBatch.of(timestamps, values);
  }

  @Test
  void lockHeldByPython_makesOurWriteWait() throws Exception {
    try (var locking = WhisperEngine.open(options().withLock(true));
        var threads = Executors.newSingleThreadExecutor()) {
      locking
          .writer()
          .create(
              path(0), new SeriesLayout(RetentionPolicy.parse("60:60"), 0, AggregationMethod.SUM));
      python.lock(file(0));

      var write = threads.submit(() -> locking.writer().write(path(0), PointBatch.of(NOW, 7), NOW));
      await()
          .atMost(Duration.ofSeconds(20))
          .until(() -> Files.readString(Path.of("/proc/locks")).contains("-> FLOCK"));

      var window = new TimeWindow(NOW - 60, NOW, NOW);
      assertThat(write.isDone()).isFalse();
      assertThat(python.fetch(file(0), window).orElseThrow().values()).containsExactly(Double.NaN);
      python.unlock();
      assertThat(write.get(20, TimeUnit.SECONDS)).isZero();
      assertThat(python.fetch(file(0), window).orElseThrow().values()).containsExactly(7);
    }
  }
}
