// Copyright 2026 The Graphite Stack Authors
// SPDX-License-Identifier: Apache-2.0

package org.graphitestack.storage.whisper;

import java.io.IOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import org.graphitestack.model.AggregationMethod;
import org.graphitestack.model.PointBatch;

/// Brings what one file keeps into an empty file of another layout, with the result of Python's
/// `whisper-resize`.
///
/// Points are read archive by archive, coarsest first, before anything is written, so that the same
/// points of a finer archive come later and win.
public final class LayoutConversion {

  private LayoutConversion() {}

  /// What an old file keeps, coarsest archive first.
  ///
  /// @param now epoch seconds: what is older than each archive reaches is not kept any more
  public static List<KnownPoints> kept(WhisperFile file, long now) throws IOException {
    var all = new ArrayList<KnownPoints>();
    var coarsestFirst = Comparator.comparingLong(WhisperArchive::secondsPerPoint).reversed();
    for (var archive : file.header().archives().stream().sorted(coarsestFirst).toList()) {
      var from = now - archive.retention() + archive.secondsPerPoint();
      file.fetchKnown(from, now, now).ifPresent(all::add);
    }
    return all;
  }

  /// Writes what was kept into a new file, each point into the finest archive that reaches back to
  /// it.
  public static void write(List<KnownPoints> kept, WhisperFile target, long now)
      throws IOException {
    for (var stretch : kept) {
      target.updateMany(stretch.points(), now);
    }
  }

  /// Writes what was kept into a new file, aggregated anew to each archive's step: what Python's
  /// `--aggregate` does. Where archives overlap the finest counts.
  ///
  /// @param xFilesFactor share of the old slots within a new one that have to be known
  public static void writeAggregated(
      List<KnownPoints> kept,
      WhisperFile target,
      AggregationMethod method,
      double xFilesFactor,
      long now)
      throws IOException {
    var line = TimeLine.of(kept);
    for (var archive : target.header().archives()) {
      target.updateMany(line.aggregated(archive, method, xFilesFactor, now), now);
    }
  }

  /// The old slots in one row, each stretch of time by its finest archive: timestamps, and whether
  /// and what is known.
  private record TimeLine(long[] timestamps, boolean[] known, double[] values) {

    static TimeLine of(List<KnownPoints> kept) {
      var size = 0;
      for (var stretch : kept) {
        size += stretch.intervals();
      }
      var timestamps = new long[size];
      var known = new boolean[size];
      var values = new double[size];
      var at = 0;
      for (var i = 0; i < kept.size(); i++) {
        var stretch = kept.get(i);
        var end = stretch.end();
        for (var finer : kept.subList(i + 1, kept.size())) {
          end = Math.min(end, finer.start());
        }
        var next = 0;
        for (var time = stretch.start(); time < end; time += stretch.step()) {
          timestamps[at] = time;
          known[at] = next < stretch.points().size() && stretch.points().timestamp(next) == time;
          values[at] = known[at] ? stretch.points().value(next++) : 0;
          at++;
        }
      }
      return new TimeLine(
          Arrays.copyOf(timestamps, at), Arrays.copyOf(known, at), Arrays.copyOf(values, at));
    }

    PointBatch aggregated(
        WhisperArchive archive, AggregationMethod method, double xFilesFactor, long now) {
      var step = archive.secondsPerPoint();
      var first = now - archive.retention() + now % step;
      var end = now + now % step + step;
      var timestamps = new long[(int) Math.max(0, (end - first) / step + 1)];
      var results = new double[timestamps.length];
      var size = 0;
      for (var bucket = first; bucket + step < end; bucket += step) {
        var left = lowerBound(bucket, 0);
        var right = lowerBound(bucket + step, left);
        var inside = new double[right - left];
        var count = 0;
        for (var i = left; i < right; i++) {
          if (known[i]) {
            inside[count++] = values[i];
          }
        }
        if (count > 0 && (double) count / (right - left) >= xFilesFactor) {
          timestamps[size] = bucket;
          results[size++] = method.aggregate(inside, 0, count, right - left);
        }
      }
      return PointBatch.wrap(timestamps, results, size);
    }

    /// The first slot not before a timestamp.
    private int lowerBound(long timestamp, int from) {
      var low = from;
      var high = timestamps.length;
      while (low < high) {
        var middle = (low + high) >>> 1;
        if (timestamps[middle] < timestamp) {
          low = middle + 1;
        } else {
          high = middle;
        }
      }
      return low;
    }
  }
}
