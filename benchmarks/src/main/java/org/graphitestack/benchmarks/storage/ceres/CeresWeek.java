// Copyright 2026 The Graphite Stack Authors
// SPDX-License-Identifier: Apache-2.0

package org.graphitestack.benchmarks.storage.ceres;

import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
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
import org.graphitestack.storage.ceres.MaintenanceOptions;
import org.graphitestack.storage.whisper.WhisperEngine;
import org.graphitestack.storage.whisper.WhisperOptions;
import org.jspecify.annotations.Nullable;

/// A week of series with holes, simulated, into a ceres tree with maintenance every six hours, into
/// one without, and into whisper files: slices, bytes, CPU time of writing and reading. Arguments:
/// folder, number of series. `benchmarks/ceres-week.py` runs it on memory.
///
/// Of the series four fifths send a point a minute, the rest one in five minutes; an hour in fifty
/// is missing, an hour in 400 begins an outage of up to twelve; one in twenty lives for a day.
public final class CeresWeek {

  private static final long BEGIN = 1_699_920_000L;
  private static final int HOURS = 7 * 24;
  private static final int READS = 5_000;
  private static final SeriesLayout LAYOUT =
      new SeriesLayout(
          RetentionPolicy.parse("60s:1d,5min:7d,1h:90d"), 0, AggregationMethod.AVERAGE);

  private final List<MetricPath> paths = new ArrayList<>();

  private CeresWeek(int series) {
    for (var i = 0; i < series; i++) {
      paths.add(MetricPath.parse("week.rack" + i / 500 + ".host" + i / 10 + ".metric" + i));
    }
  }

  public static void main(String[] arguments) throws IOException {
    var folder = Path.of(arguments[0]);
    var week = new CeresWeek(Integer.parseInt(arguments[1]));
    var clock = InstantSource.system();
    try (var kept = CeresEngine.open(CeresOptions.of(folder.resolve("ceres"), clock, () -> 0));
        var left = CeresEngine.open(CeresOptions.of(folder.resolve("left"), clock, () -> 0));
        var whisper =
            WhisperEngine.open(WhisperOptions.of(folder.resolve("whisper"), clock, () -> 0))) {
      week.run("ceres, maintained", kept, kept, folder.resolve("ceres"));
      week.run("ceres, left alone", left, null, folder.resolve("left"));
      week.run("whisper", whisper, null, folder.resolve("whisper"));
    }
  }

  private void run(String name, StorageEngine engine, @Nullable CeresEngine maintained, Path folder)
      throws IOException {
    var random = new Random(7);
    var downUntil = new int[paths.size()];
    long points = 0;
    long writing = 0;
    long upkeep = 0;
    for (var path : paths) {
      engine.writer().create(path, LAYOUT);
    }
    for (var hour = 0; hour < HOURS; hour++) {
      var begun = cpuNanos();
      for (var i = 0; i < paths.size(); i++) {
        points += hour(engine, i, hour, downUntil, random);
      }
      writing += cpuNanos() - begun;
      if (maintained != null && hour % 6 == 5) {
        begun = cpuNanos();
        var result =
            maintained.maintenance(MaintenanceOptions.DEFAULTS).run(BEGIN + (hour + 1) * 3_600L, 0);
        if (result.failed() > 0) {
          throw new IllegalStateException("nodes passed over: " + result.failed());
        }
        upkeep += cpuNanos() - begun;
      }
    }
    print(
        "%-18s %d points, writing %.2f us of CPU a point, maintenance %.0f us a node and round",
        name, points, writing / 1e3 / points, upkeep / 1e3 / paths.size() / (HOURS / 6));
    printFiles(folder);
    printReads(engine, "last hour", 3_600, random);
    printReads(engine, "last day", 86_400, random);
    printReads(engine, "last week", 7 * 86_400, random);
  }

  /// Writes what a series sends in an hour; returns how many points.
  private int hour(StorageEngine engine, int series, int hour, int[] downUntil, Random random)
      throws IOException {
    var chance = random.nextInt(400);
    var outage = random.nextInt(12);
    if (series % 20 == 3 && hour / 24 != series / 20 % 7) {
      return 0;
    }
    if (chance == 0) {
      downUntil[series] = hour + 1 + outage;
    }
    if (hour < downUntil[series] || chance % 50 == 1) {
      return 0;
    }
    var step = series % 5 == 4 ? 300 : 60;
    var size = 3_600 / step;
    var timestamps = new long[size];
    var values = new double[size];
    for (var i = 0; i < size; i++) {
      timestamps[i] = BEGIN + hour * 3_600L + (long) i * step;
      values[i] = series + i;
    }
    var dropped =
        engine
            .writer()
            .write(
                paths.get(series), PointBatch.wrap(timestamps, values, size), timestamps[size - 1]);
    if (dropped > 0) {
      throw new IllegalStateException("points dropped: " + dropped);
    }
    return size;
  }

  private void printFiles(Path folder) throws IOException {
    long files = 0;
    long bytes = 0;
    long blocks = 0;
    long slices = 0;
    try (var walk = Files.walk(folder)) {
      for (var file : walk.filter(Files::isRegularFile).toList()) {
        var size = Files.size(file);
        files++;
        bytes += size;
        blocks += (size + 4_095) / 4_096 * 4_096;
        slices += file.toString().endsWith(".slice") ? 1 : 0;
      }
    }
    print(
        "  %d files, %.2f slices a node, %.1f kB a series, %.1f kB in blocks of 4 kB",
        files,
        slices / (double) paths.size(),
        bytes / 1e3 / paths.size(),
        blocks / 1e3 / paths.size());
  }

  private void printReads(StorageEngine engine, String what, long seconds, Random random)
      throws IOException {
    var now = BEGIN + HOURS * 3_600L;
    var read = cpuNanos();
    for (var round = 0; round < 2; round++) {
      read = cpuNanos();
      for (var i = 0; i < READS; i++) {
        var path = paths.get(random.nextInt(paths.size()));
        var values = engine.reader().read(path, new TimeWindow(now - seconds, now, now));
        if (values.isEmpty()) {
          throw new IllegalStateException("nothing kept: " + path);
        }
      }
    }
    print("  %s: %.1f us of CPU a read", what, (cpuNanos() - read) / 1e3 / READS);
  }

  private static long cpuNanos() {
    return ManagementFactory.getThreadMXBean().getCurrentThreadCpuTime();
  }

  @SuppressWarnings("AnnotateFormatMethod")
  private static void print(String format, Object... values) {
    System.out.println(String.format(Locale.ROOT, format, values));
  }
}
