// Copyright 2026 The Graphite Stack Authors
// SPDX-License-Identifier: Apache-2.0

package org.graphitestack.benchmarks.storage.cassandra;

import java.io.IOException;
import java.io.PrintStream;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicInteger;
import org.graphitestack.model.AggregationMethod;
import org.graphitestack.model.RetentionPolicy;
import org.graphitestack.model.SeriesLayout;
import org.graphitestack.storage.StorageEngine;
import org.graphitestack.storage.cassandra.CassandraEngine;
import org.graphitestack.storage.cassandra.CassandraOptions;
import org.graphitestack.storage.whisper.WhisperEngine;
import org.graphitestack.storage.whisper.WhisperOptions;

/// Points a second that one node stores, and the time to read 1, 100 and 1000 series of 1440
/// points: our engine, a row for each point on the same node, and whisper files. Arguments: address
/// of the node, folder for whisper, number of series. `benchmarks/cassandra-speed.py` starts a node
/// and runs it.
///
/// Client and server share the machine: figures are lower bounds, and what they say is in their
/// ratios. Every shape is warmed up before it is measured. `docs/cassandra-operations.md` has the
/// last figures.
public final class CassandraFigures {

  /// As many as the cache has for a cluster.
  private static final int WRITERS = 64;

  private static final int WARM_UP_SERIES = 300;
  private static final int SINGLE_READS = 400;
  private static final int GROUP_READS = 12;

  private static final SeriesLayout ONE_ARCHIVE = layout("60s:2d");
  private static final SeriesLayout THREE_ARCHIVES = layout("60s:2d,5min:30d,1h:2y");

  private final InetSocketAddress node;
  private final Path folder;
  private final int series;
  private final long now = InstantSource.system().instant().getEpochSecond();
  private final PrintStream out = new PrintStream(System.out, true, StandardCharsets.UTF_8);

  private CassandraFigures(InetSocketAddress node, Path folder, int series) {
    this.node = node;
    this.folder = folder;
    this.series = series;
  }

  public static void main(String[] arguments) throws IOException {
    var address = arguments[0].split(":", 2);
    new CassandraFigures(
            new InetSocketAddress(address[0], Integer.parseInt(address[1])),
            Path.of(arguments[1]),
            Integer.parseInt(arguments[2]))
        .run();
  }

  private static SeriesLayout layout(String retentions) {
    return new SeriesLayout(RetentionPolicy.parse(retentions), 0, AggregationMethod.AVERAGE);
  }

  private void run() throws IOException {
    measure("row per point, each alone, 60 a flush", RowPerPoint.open(node, false), "alone", 60, 4);
    measure("row per point, batches of 60", RowPerPoint.open(node, true), "batch", 60, 1);
    measure("ours, 60 a flush", ours(ONE_ARCHIVE), "ours", 60, 1);
    measure("ours, 10 a flush", ours(ONE_ARCHIVE), "small", 10, 1);
    measure("ours, 60 a flush, three archives", ours(THREE_ARCHIVES), "three", 60, 4);
    measure("whisper, 60 a flush", whisper(ONE_ARCHIVE, "one"), "whisper", 60, 1);
    measure("whisper, 60 a flush, three archives", whisper(THREE_ARCHIVES, "all"), "files", 60, 1);
  }

  private Shape ours(SeriesLayout layout) {
    return engine(
        CassandraEngine.open(
            CassandraOptions.of(List.of(node), InstantSource.system(), CassandraFigures::nanos)
                .withReplicationFactor(1)),
        layout);
  }

  private Shape whisper(SeriesLayout layout, String name) throws IOException {
    return engine(
        WhisperEngine.open(
            WhisperOptions.of(
                folder.resolve(name), InstantSource.system(), CassandraFigures::nanos)),
        layout);
  }

  private Shape engine(StorageEngine engine, SeriesLayout layout) {
    return new EngineShape(engine, layout, now);
  }

  /// @param share the fraction of series that are measured, for shapes that take long
  private void measure(String name, Shape shape, String prefix, int flush, int share)
      throws IOException {
    try (shape) {
      var begin = Math.floorDiv(now, DayOfPoints.STEP) * DayOfPoints.STEP - 86_400;
      var warmUp = DayOfPoints.of("warm." + prefix, WARM_UP_SERIES / share, begin);
      shape.create(warmUp.paths());
      write(shape, warmUp, flush);
      var day = DayOfPoints.of(prefix, series / share, begin);
      shape.create(day.paths());
      var seconds = write(shape, day, flush);
      out.println(
          String.format(
              Locale.ROOT, "%-38s %,12.0f points/s stored", name, day.points() / seconds));
      read(shape, day);
    }
  }

  /// Writes flush by flush, all series in turn, by several writers.
  ///
  /// @return seconds
  private static double write(Shape shape, DayOfPoints day, int flush) throws IOException {
    var begun = nanos();
    for (var from = 0; from < DayOfPoints.POINTS; from += flush) {
      var first = from;
      var next = new AtomicInteger();
      inParallel(
          () -> {
            for (var i = next.getAndIncrement();
                i < day.paths().size();
                i = next.getAndIncrement()) {
              shape.write(day.paths().get(i), day.batch(i, first, flush));
            }
            return null;
          });
    }
    return (nanos() - begun) / 1e9;
  }

  private static void inParallel(Callable<Void> writer) throws IOException {
    try (var writers = Executors.newVirtualThreadPerTaskExecutor()) {
      var running = new ArrayList<Future<Void>>();
      for (var i = 0; i < WRITERS; i++) {
        running.add(writers.submit(writer));
      }
      for (var one : running) {
        one.get();
      }
    } catch (ExecutionException failed) {
      throw new IOException("writing failed", failed);
    } catch (InterruptedException interrupted) {
      Thread.currentThread().interrupt();
      throw new IOException("interrupted", interrupted);
    }
  }

  private void read(Shape shape, DayOfPoints day) throws IOException {
    for (var count : List.of(1, 100, 1_000)) {
      if (count > day.paths().size()) {
        continue;
      }
      var times = new double[count == 1 ? SINGLE_READS : GROUP_READS];
      for (var i = 0; i < 2 * times.length; i++) { // the first half warms up
        var from = (i * 7 * count) % (day.paths().size() - count + 1);
        var paths = day.paths().subList(from, from + count);
        var begun = nanos();
        var known = shape.read(paths, day.begin() - DayOfPoints.STEP, day.end());
        times[i % times.length] = (nanos() - begun) / 1e6;
        if (known != (long) count * DayOfPoints.POINTS) {
          throw new IOException(
              "read " + known + " points (expected: " + (long) count * DayOfPoints.POINTS + ")");
        }
      }
      Arrays.sort(times);
      out.println(
          String.format(
              Locale.ROOT,
              "    read %,5d series: p50 %,9.2f ms, p95 %,9.2f ms",
              count,
              times[times.length / 2],
              times[times.length * 95 / 100]));
    }
  }

  @AllowForbidden("benchmarks take times")
  private static long nanos() {
    return System.nanoTime();
  }
}
