// Copyright 2026 The Graphite Stack Authors
// SPDX-License-Identifier: Apache-2.0

package org.graphitestack.launch.bulk;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileAlreadyExistsException;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Consumer;
import java.util.function.Supplier;
import org.graphitestack.cache.schema.SchemaRules;
import org.graphitestack.model.InvalidMetricPathException;
import org.graphitestack.model.MetricPath;
import org.graphitestack.model.PointBatch;
import org.graphitestack.protocol.ReceivedPoints;
import org.graphitestack.protocol.line.LineParser;
import org.graphitestack.storage.CorruptSeriesException;
import org.graphitestack.storage.SeriesReader;
import org.graphitestack.storage.StorageEngine;
import org.graphitestack.storage.TimeWindow;
import org.graphitestack.web.http.BulkRoutes;

/// Takes points past the live cache: sorted by series, each series written at once, on a thread or
/// two of its own. What live points go through, journal and memory, is not touched; the engine's
/// locks are the same, so that a series can be written from both sides.
///
/// Thread-safe; those who bring points take turns.
public final class BulkLane implements BulkRoutes.Lane {

  private final StorageEngine engine;
  private final Supplier<SchemaRules> schemas;
  private final Consumer<MetricPath> came;
  private final InstantSource clock;
  private final int threads;

  /// @param schemas what new series are created with
  /// @param came told of each series created
  /// @param threads that write
  public BulkLane(
      StorageEngine engine,
      Supplier<SchemaRules> schemas,
      Consumer<MetricPath> came,
      InstantSource clock,
      int threads) {
    this.engine = engine;
    this.schemas = schemas;
    this.came = came;
    this.clock = clock;
    this.threads = threads;
  }

  @Override
  public synchronized Taken take(byte[] lines, boolean fill) throws IOException {
    var work = new Work(fill);
    work.parse(lines);
    work.write();
    return work.taken();
  }

  /// The points of one series, in the order they came.
  private static final class Column {

    private long[] timestamps = new long[8];
    private double[] values = new double[8];
    private int size;

    void add(long timestamp, double value) {
      if (size == timestamps.length) {
        timestamps = Arrays.copyOf(timestamps, 2 * size);
        values = Arrays.copyOf(values, 2 * size);
      }
      timestamps[size] = timestamp;
      values[size++] = value;
    }

    /// Of equal times the last counts here, the first in storage.
    PointBatch reversed() {
      var times = new long[size];
      var numbers = new double[size];
      for (var i = 0; i < size; i++) {
        times[i] = timestamps[size - 1 - i];
        numbers[i] = values[size - 1 - i];
      }
      return PointBatch.wrap(times, numbers, size);
    }
  }

  private final class Work {

    private final boolean fill;
    private final Map<String, Column> columns = new HashMap<>();
    private final AtomicLong stored = new AtomicLong();
    private final AtomicLong created = new AtomicLong();
    private final AtomicLong there = new AtomicLong();
    private final AtomicLong tooOld = new AtomicLong();
    private final AtomicLong rejected = new AtomicLong();
    private final AtomicLong failed = new AtomicLong();
    private final ConcurrentLinkedQueue<String> faults = new ConcurrentLinkedQueue<>();

    Work(boolean fill) {
      this.fill = fill;
    }

    Taken taken() {
      return new Taken(
          stored.get(),
          created.get(),
          there.get(),
          tooOld.get(),
          rejected.get(),
          failed.get(),
          faults.stream().limit(Taken.MOST_FAULTS).toList());
    }

    void parse(byte[] lines) {
      var points = new ReceivedPoints();
      var parser =
          new LineParser(
              clock,
              (reason, bytes, offset, length) -> {
                rejected.incrementAndGet();
                fault(
                    "'"
                        + new String(bytes, offset, Math.min(length, 100), StandardCharsets.UTF_8)
                        + "': "
                        + reason);
              });
      parser.parse(lines, 0, lines.length, points);
      if (lines.length > 0 && lines[lines.length - 1] != '\n') {
        parser.parse(new byte[] {'\n'}, 0, 1, points);
      }
      for (var i = 0; i < points.size(); i++) {
        var name =
            new String(
                points.bytes(), points.nameOffset(i), points.nameLength(i), StandardCharsets.UTF_8);
        columns.computeIfAbsent(name, _ -> new Column()).add(points.timestamp(i), points.value(i));
      }
    }

    void write() throws IOException {
      var names = new ArrayList<>(columns.keySet());
      var next = new AtomicInteger();
      var workers = new ArrayList<Thread>();
      for (var i = 0; i < threads; i++) {
        workers.add(
            Thread.ofPlatform()
                .daemon()
                .name("bulk-" + i)
                .start(
                    () -> {
                      for (var at = next.getAndIncrement();
                          at < names.size();
                          at = next.getAndIncrement()) {
                        write(names.get(at));
                      }
                    }));
      }
      for (var worker : workers) {
        try {
          worker.join();
        } catch (InterruptedException e) {
          Thread.currentThread().interrupt();
          throw new IOException("the import was interrupted", e);
        }
      }
    }

    private void write(String name) {
      var column = columns.get(name);
      if (column == null) {
        return;
      }
      var points = column.reversed();
      try {
        write(MetricPath.parse(name), points);
      } catch (InvalidMetricPathException e) {
        rejected.addAndGet(points.size());
        fault(String.valueOf(e.getMessage()));
      } catch (IOException | RuntimeException e) {
        failed.addAndGet(points.size());
        fault(name + ": " + e.getMessage());
      }
    }

    private void write(MetricPath path, PointBatch points) throws IOException {
      var writer = engine.writer();
      var exists = writer.exists(path);
      if (!exists) {
        try {
          writer.create(path, schemas.get().layoutFor(path));
          created.incrementAndGet();
        } catch (FileAlreadyExistsException _) {
          // the live cache was faster
        }
        came.accept(path);
      }
      var now = clock.instant().getEpochSecond();
      var wanted = fill && exists ? lacking(path, points, now) : points;
      if (!wanted.isEmpty()) {
        var old = writer.write(path, wanted, now);
        tooOld.addAndGet(old);
        stored.addAndGet(wanted.size() - (long) old);
      }
    }

    /// Those of the points whose slot is empty in the archive that reaches back to each.
    private PointBatch lacking(MetricPath path, PointBatch points, long now) throws IOException {
      var layout = engine.reader().layout(path);
      if (layout.isEmpty()) {
        return points;
      }
      var left = new Column();
      for (var i = 0; i < points.size(); i++) {
        var age = now - points.timestamp(i);
        if (age >= layout.get().retentions().maxSeconds() || isEmpty(path, points, i, now)) {
          left.add(points.timestamp(i), points.value(i));
        } else {
          there.incrementAndGet();
        }
      }
      return PointBatch.wrap(left.timestamps, left.values, left.size);
    }

    private boolean isEmpty(MetricPath path, PointBatch points, int i, long now)
        throws IOException {
      SeriesReader reader = engine.reader();
      var at = points.timestamp(i);
      try {
        var values = reader.read(path, new TimeWindow(at - 1, at, now));
        if (values.isEmpty()) {
          return true;
        }
        var index = Math.floorDiv(at - values.get().start(), (long) values.get().step());
        return index < 0
            || index >= values.get().values().length
            || Double.isNaN(values.get().values()[(int) index]);
      } catch (CorruptSeriesException e) {
        throw new IOException(e.getMessage(), e);
      }
    }

    private void fault(String text) {
      if (faults.size() < Taken.MOST_FAULTS) {
        faults.add(text);
      }
    }
  }
}
