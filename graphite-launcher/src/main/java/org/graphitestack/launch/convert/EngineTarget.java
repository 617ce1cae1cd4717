// Copyright 2026 The Graphite Stack Authors
// SPDX-License-Identifier: Apache-2.0

package org.graphitestack.launch.convert;

import java.io.IOException;
import org.graphitestack.model.MetricPath;
import org.graphitestack.model.PointBatch;
import org.graphitestack.storage.StorageEngine;

/// Any storage, by what every engine can do: create, write and read. Also completes series that are
/// there and go on being written to.
///
/// The finest archive is written first and rolls up as usual. What a coarser one then lacks, or has
/// otherwise, is written to it alone: an engine takes a point for the finest archive that reaches
/// back to it, so the write is dated at a time at which that is the coarser one. Where archives lie
/// end to end, none is written to where a finer one reaches: that would hide the finer points.
final class EngineTarget implements SeriesTarget {

  private final StorageEngine engine;
  private final boolean endToEnd;

  /// @param endToEnd whether archives lie end to end instead of overlapping in time
  EngineTarget(StorageEngine engine, boolean endToEnd) {
    this.engine = engine;
    this.endToEnd = endToEnd;
  }

  @Override
  public void create(MetricPath path, StagedSeries series) throws IOException {
    engine.writer().create(path, series.layout());
    for (var stage = 0; stage < series.stages().size(); stage++) {
      var missing = differences(path, series, stage, true);
      write(path, series, stage, missing);
    }
  }

  /// Fills the holes of a series that is there: in the finest archive what it knows itself counts;
  /// in coarser ones what the source knows, since of the intervals in which the target began it
  /// knows a part only. An interval that is not over is left to the target.
  ///
  /// @throws IOException if its layout is another one
  void complete(MetricPath path, StagedSeries series) throws IOException {
    var layout = engine.reader().layout(path);
    if (layout.isPresent() && !layout.get().retentions().equals(series.layout().retentions())) {
      throw new IOException(
          "the target has archives "
              + layout.get().retentions().archives()
              + " (expected: those of the source, "
              + series.layout().retentions().archives()
              + ")");
    }
    for (var stage = 0; stage < series.stages().size(); stage++) {
      write(path, series, stage, differences(path, series, stage, false));
    }
  }

  private PointBatch differences(MetricPath path, StagedSeries series, int stage, boolean fresh)
      throws IOException {
    var found = StagedSeries.readStage(engine.reader(), path, series.archive(stage), series.now());
    var step = series.archive(stage).secondsPerPoint();
    var oldest = endToEnd ? series.oldest(stage) : Long.MIN_VALUE;
    var until = endToEnd && stage > 0 ? series.oldest(stage - 1) : Long.MAX_VALUE;
    return series.points(
        stage,
        (time, value) -> {
          if (time < oldest || time >= until) {
            return false;
          }
          var there = StagedSeries.at(found, time);
          if (fresh) {
            return there != value;
          }
          return Double.isNaN(there)
              || (stage > 0 && there != value && time + step <= series.now());
        });
  }

  private void write(MetricPath path, StagedSeries series, int stage, PointBatch points)
      throws IOException {
    var finer = stage == 0 ? -1 : series.archive(stage - 1).seconds();
    var reach = series.archive(stage).seconds();
    for (var end = points.size(); end > 0; ) {
      var latest = points.timestamp(end - 1);
      var at = Math.max(series.now(), latest + finer + 1);
      var begin = end - 1;
      while (begin > 0 && at - points.timestamp(begin - 1) <= reach) {
        begin--;
      }
      var leftOut = engine.writer().write(path, part(points, begin, end), at);
      if (leftOut > 0) {
        throw new IOException(
            leftOut + " points of the archive of " + reach + " s had no place (expected: none)");
      }
      end = begin;
    }
  }

  private static PointBatch part(PointBatch points, int begin, int end) {
    var times = new long[end - begin];
    var values = new double[times.length];
    for (var i = 0; i < times.length; i++) {
      times[i] = points.timestamp(begin + i);
      values[i] = points.value(begin + i);
    }
    return PointBatch.wrap(times, values, times.length);
  }
}
