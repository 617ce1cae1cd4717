// Copyright 2026 The Graphite Stack Authors
// SPDX-License-Identifier: Apache-2.0

package org.graphitestack.launch.convert;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import org.graphitestack.model.MetricPath;
import org.graphitestack.model.PointBatch;
import org.graphitestack.model.Retention;
import org.graphitestack.model.SeriesLayout;
import org.graphitestack.storage.SeriesReader;
import org.graphitestack.storage.SeriesValues;
import org.graphitestack.storage.TimeWindow;

/// What a storage answers for one series at one moment, archive by archive.
///
/// @param layout with as many archives as there are stages
/// @param stages the whole reach of each archive, finest first; all of one archive's reach, since
///   archives overlap in time
/// @param now epoch seconds
record StagedSeries(SeriesLayout layout, List<SeriesValues> stages, long now) {

  StagedSeries {
    stages = List.copyOf(stages);
  }

  /// Reads each archive as who asks for just its reach would see it.
  ///
  /// @param layout whose archives to read; the series may have others
  static StagedSeries read(SeriesReader reader, MetricPath path, SeriesLayout layout, long now)
      throws IOException {
    var stages = new ArrayList<SeriesValues>();
    for (var archive : layout.retentions().archives()) {
      stages.add(readStage(reader, path, archive, now));
    }
    return new StagedSeries(layout, stages, now);
  }

  /// Reads one archive; no values if the series keeps nothing of its reach.
  static SeriesValues readStage(SeriesReader reader, MetricPath path, Retention archive, long now)
      throws IOException {
    var oldest = now - archive.seconds();
    var values =
        reader.read(path, new TimeWindow(oldest, now, now)).orElseGet(() -> nothing(archive, now));
    if (Math.floorMod(oldest, archive.secondsPerPoint()) != 0
        || values.step() != archive.secondsPerPoint()
        || values.start() != oldest + values.step()) {
      return values;
    }
    // a window begins behind its start: the value that is just as old as the archive reaches
    var first = reader.read(path, new TimeWindow(oldest - 1, oldest, now - 1));
    if (first.isEmpty() || first.get().start() != oldest || first.get().step() != values.step()) {
      return values;
    }
    var all = new double[values.values().length + 1];
    all[0] = first.get().values()[0];
    System.arraycopy(values.values(), 0, all, 1, values.values().length);
    return new SeriesValues(oldest, values.step(), all);
  }

  private static SeriesValues nothing(Retention archive, long now) {
    return new SeriesValues(
        now - Math.floorMod(now, (long) archive.secondsPerPoint()),
        archive.secondsPerPoint(),
        new double[0]);
  }

  Retention archive(int stage) {
    return layout.retentions().archives().get(stage);
  }

  /// Slots of all stages.
  int slots() {
    return stages.stream().mapToInt(stage -> stage.values().length).sum();
  }

  /// Which slots of a stage to take.
  interface Choice {
    boolean takes(long time, double value);
  }

  /// The known values of a stage that are wanted, each at the beginning of the archive's interval
  /// it lies in, ascending.
  PointBatch points(int stage, Choice choice) {
    var from = stages.get(stage);
    var step = archive(stage).secondsPerPoint();
    var times = new long[from.values().length];
    var known = new double[times.length];
    var count = 0;
    for (var i = 0; i < times.length; i++) {
      var time = from.start() + (long) i * from.step();
      if (!Double.isNaN(from.values()[i]) && choice.takes(time, from.values()[i])) {
        times[count] = time - Math.floorMod(time, (long) step);
        known[count++] = from.values()[i];
      }
    }
    return PointBatch.wrap(times, known, count);
  }

  /// All known values of a stage.
  PointBatch points(int stage) {
    return points(stage, (_, _) -> true);
  }

  /// From where on a stage is the finest that knows anything: the first whole interval of the next
  /// coarser archive inside its reach. Before it, that archive says what is.
  long oldest(int stage) {
    var start = stages.get(stage).start();
    if (stage + 1 == stages.size()) {
      return start;
    }
    var coarser = (long) archive(stage + 1).secondsPerPoint();
    return -Math.floorDiv(-start, coarser) * coarser;
  }

  /// The value at a time; NaN if there is no slot for it.
  static double at(SeriesValues values, long time) {
    var index = Math.floorDiv(time - values.start(), (long) values.step());
    return index < 0 || index >= values.values().length ? Double.NaN : values.values()[(int) index];
  }
}
