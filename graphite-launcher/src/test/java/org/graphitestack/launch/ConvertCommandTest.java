// Copyright 2026 The Graphite Stack Authors
// SPDX-License-Identifier: Apache-2.0

package org.graphitestack.launch;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.graphitestack.model.AggregationMethod;
import org.graphitestack.model.MetricPath;
import org.graphitestack.model.PointBatch;
import org.graphitestack.model.RetentionPolicy;
import org.graphitestack.model.SeriesLayout;
import org.graphitestack.storage.StorageEngine;
import org.graphitestack.storage.TimeWindow;
import org.graphitestack.storage.ceres.CeresEngine;
import org.graphitestack.storage.ceres.CeresOptions;
import org.graphitestack.storage.whisper.WhisperEngine;
import org.graphitestack.storage.whisper.WhisperOptions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ConvertCommandTest {

  private static final long NOW = 1_699_999_200L;
  private static final MetricPath A = MetricPath.parse("servers.a.load");
  private static final MetricPath B = MetricPath.parse("servers.b.load");
  private static final MetricPath TAGGED = MetricPath.parse("cpu;host=a;rack=b");

  @TempDir private Path folder;

  private String whisperPlace(String name) {
    return "whisper:" + folder.resolve(name);
  }

  private String ceresPlace() {
    return "ceres:" + folder.resolve("tree");
  }

  private static CommandRun convert(String from, String to, String... more) {
    var arguments =
        new ArrayList<>(
            List.of("convert", "--now", Long.toString(NOW), "--from", from, "--to", to));
    arguments.addAll(List.of(more));
    return CommandRun.of(arguments);
  }

  private static String ok(CommandRun run) {
    assertThat(run.err()).isEmpty();
    assertThat(run.status()).isZero();
    return run.out();
  }

  private CeresEngine ceres() throws IOException {
    return CeresEngine.open(
        CeresOptions.of(folder.resolve("tree"), InstantSource.system(), () -> 0));
  }

  private WhisperEngine whisper(String name) throws IOException {
    return WhisperEngine.open(
        WhisperOptions.of(folder.resolve(name), InstantSource.system(), () -> 0));
  }

  private static SeriesLayout layout(String retentions) {
    return new SeriesLayout(RetentionPolicy.parse(retentions), 0.5, AggregationMethod.SUM);
  }

  /// A value a minute for a time before now, each written at its own time.
  private static void write(StorageEngine engine, MetricPath path, long from, long until)
      throws IOException {
    if (!engine.writer().exists(path)) {
      engine.writer().create(path, layout("60:60,300:48,3600:24"));
    }
    var random = new Random(path.text().hashCode());
    for (var at = NOW - 80_000; at <= NOW; at += 60) {
      var value = random.nextInt(100);
      if (at >= from && at <= until) {
        var _ = engine.writer().write(path, PointBatch.of(at, value), at);
      }
    }
  }

  private static void write(StorageEngine engine, MetricPath path) throws IOException {
    write(engine, path, 0, NOW);
  }

  private static void assertSame(StorageEngine expected, StorageEngine found, MetricPath path)
      throws IOException {
    for (var seconds : new long[] {3_000, 3_300, 14_100, 82_800}) {
      var window = new TimeWindow(NOW - seconds, NOW, NOW);
      assertThat(found.reader().read(path, window))
          .as("%s of %s", seconds, path)
          .isEqualTo(expected.reader().read(path, window));
    }
  }

  @Test
  void convert_thereAndBack_answersTheSame() throws IOException {
    var paths = List.of(A, MetricPath.parse("servers.a.load.deep"), TAGGED);
    try (var source = whisper("source")) {
      for (var path : paths) {
        write(source, path);
      }
    }

    var there = ok(convert(whisperPlace("source"), ceresPlace()));
    var again = ok(convert(whisperPlace("source"), ceresPlace()));
    var back = ok(convert(ceresPlace(), whisperPlace("back")));

    assertThat(there.lines())
        .containsExactly(
            "3 series: 3 converted, 0 were there, 0 failed",
            "3 series compared: 342 values, 0 differ");
    assertThat(again).isEqualTo("3 series: 0 converted, 3 were there, 0 failed\n");
    assertThat(back).contains("3 converted", "0 differ");
    try (var original = whisper("source");
        var ceres = ceres();
        var returned = whisper("back")) {
      for (var path : paths) {
        assertThat(ceres.reader().layout(path)).isEqualTo(original.reader().layout(path));
        assertSame(original, ceres, path);
        assertSame(original, returned, path);
      }
    }
  }

  @Test
  void convert_withOverwrite_makesThemAnew() throws IOException {
    try (var source = whisper("source");
        var engine = ceres()) {
      write(source, A);
      engine.writer().create(A, layout("1:60"));
    }

    var run = ok(convert(whisperPlace("source"), ceresPlace(), "--overwrite", "--no-verify"));

    assertThat(run).isEqualTo("1 series: 1 converted, 0 were there, 0 failed\n");
    try (var engine = ceres()) {
      assertThat(engine.reader().layout(A)).contains(layout("60:60,300:48,3600:24"));
    }
  }

  @Test
  void convert_withMerge_completesWhatACacheHasBegun() throws IOException {
    try (var source = whisper("source");
        var target = whisper("target")) {
      write(source, A);
      write(source, B);
      // since the middle of an interval of the coarser archives both get the points
      write(target, A, NOW - 2_000, NOW);
      assertThat(target.reader().read(A, new TimeWindow(NOW - 14_100, NOW, NOW)))
          .isNotEqualTo(source.reader().read(A, new TimeWindow(NOW - 14_100, NOW, NOW)));
    }

    var run = ok(convert(whisperPlace("source"), whisperPlace("target"), "--merge"));

    assertThat(run.lines())
        .containsExactly(
            "2 series: 1 converted, 1 completed, 0 were there, 0 failed",
            "2 series compared: 260 values, 0 differ");
    try (var source = whisper("source");
        var target = whisper("target")) {
      assertSame(source, target, A);
      assertSame(source, target, B);
    }
  }

  @Test
  void convert_withMerge_keepsThePointsOfTheTarget() throws IOException {
    try (var source = whisper("source");
        var target = ceres()) {
      write(source, A);
      target.writer().create(A, layout("60:60,300:48,3600:24"));
      var _ = target.writer().write(A, PointBatch.of(NOW - 600, 4711), NOW);
    }

    var _ = ok(convert(whisperPlace("source"), ceresPlace(), "--merge"));

    try (var target = ceres()) {
      var values = target.reader().read(A, new TimeWindow(NOW - 660, NOW - 540, NOW)).orElseThrow();
      assertThat(values.values()[0]).isEqualTo(4711);
      assertThat(values.values()[1]).isNotNaN();
    }
  }

  @Test
  void convert_withMergeOfAnotherLayout_failsForThatSeriesAndSaysBoth() throws IOException {
    try (var source = whisper("source");
        var target = ceres()) {
      write(source, A);
      write(source, B);
      target.writer().create(A, layout("60:60"));
    }

    var run = convert(whisperPlace("source"), ceresPlace(), "--merge");

    assertThat(run.status()).isEqualTo(1);
    assertThat(run.err())
        .contains("servers.a.load: the target has archives", "(expected: those of the source");
    assertThat(run.out()).contains("2 series: 1 converted, 0 were there, 1 failed");
  }

  @Test
  void compare_ofStoragesThatDiffer_saysWhereAndFails() throws IOException {
    try (var source = whisper("source");
        var target = whisper("target")) {
      write(source, A);
      write(source, B);
      write(target, A);
      var _ = target.writer().write(A, PointBatch.of(NOW - 600, 4711), NOW);
    }

    var run = convert(whisperPlace("source"), whisperPlace("target"), "--compare");

    assertThat(run.status()).isEqualTo(1);
    assertThat(run.err())
        .contains("servers.a.load: 3 of 130 values differ, the first in the archive of 60 s at")
        .contains("4711.0 (expected: ")
        .contains("servers.b.load: not in the target (expected: there)");
    try (var target = whisper("target")) {
      assertThat(target.writer().exists(B)).isFalse();
    }
  }

  @Test
  void state_ofAnEndedConversion_letsTheNextGoOn() throws IOException {
    try (var source = whisper("source")) {
      write(source, A);
      write(source, B);
    }
    var state = folder.resolve("state");
    var places = new String[] {whisperPlace("source"), ceresPlace()};
    var _ = ok(convert(places[0], places[1], "--state", state.toString()));
    var lines = Files.readAllLines(state);
    assertThat(lines).contains("servers.a.load", "servers.b.load");

    // as if it had been killed while it wrote the second name
    Files.writeString(state, lines.getFirst() + "\n~servers.a.load\nservers.a.load\nservers.b.lo");
    var run = ok(convert(places[0], places[1], "--merge", "--state", state.toString()));

    assertThat(run).contains("2 series: 0 converted, 1 completed, 1 were there, 0 failed");
    assertThat(Files.readAllLines(state)).endsWith("servers.a.load", "servers.b.load");
    var other = convert(places[0], whisperPlace("other"), "--state", state.toString());
    assertThat(other.status()).isEqualTo(1);
    assertThat(other.err()).contains("give each conversion a file of its own");
  }

  @Test
  void convert_ofTags_takesTheirNamesAlong() throws IOException {
    try (var source = whisper("source")) {
      write(source, TAGGED);
    }
    Files.writeString(folder.resolve("source/.tagged-series"), TAGGED + "\n");

    var _ = ok(convert(whisperPlace("source"), ceresPlace()));

    assertThat(folder.resolve("tree/.tagged-series")).hasContent(TAGGED.text());
  }

  @Test
  void wrongPlaces_areOneLineAndStatus2() throws IOException {
    ceres().close();
    var kind = convert(ceresPlace(), "rrd:x");
    assertThat(kind.status()).isEqualTo(2);
    assertThat(kind.err()).contains("--to: rrd:x (expected: whisper:DIR, ceres:DIR or cassandra:");
    var nowhere =
        convert(ceresPlace(), "cassandra:127.0.0.1:1", "--set", "cassandra.CONNECT_TIMEOUT=1");
    assertThat(nowhere.status()).isEqualTo(1);
    assertThat(nowhere.err()).contains("127.0.0.1:1");
    var same = convert(ceresPlace(), ceresPlace());
    assertThat(same.status()).isEqualTo(2);
    assertThat(same.err()).contains("another storage");
    var missing = convert(whisperPlace("none"), ceresPlace());
    assertThat(missing.status()).isEqualTo(1);
    assertThat(missing.err()).contains("none");
    var both = convert(whisperPlace("a"), ceresPlace(), "--merge", "--overwrite");
    assertThat(both.status()).isEqualTo(2);
  }
}
