// Copyright 2026 The Graphite Stack Authors
// SPDX-License-Identifier: Apache-2.0

package org.graphitestack.storage.ceres;

import java.io.IOException;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import org.graphitestack.model.AggregationMethod;

/// Reads a node as Python's library does, for its tools. Slices are visited newest first, each up
/// to where the one before it began; the first that has something sets the step, coarser ones
/// reduce what was collected. Values are reduced in groups from the start of each piece, wherever
/// that lies. The engine reads by better rules: see [MixedSteps].
///
/// Bytes at the end that make no whole value are not read, where Python's library fails.
final class PythonRead {

  private final Path folder;
  private final int timeStep;
  private final AggregationMethod method;

  private int step;
  private double[] collected = {};
  private long collectedFrom;

  PythonRead(Path folder, NodeMetadata metadata) {
    this.folder = folder;
    this.timeStep = metadata.timeStep();
    this.method = metadata.aggregation();
  }

  NodeValues read(List<SliceName> slices, long fromTime, long untilTime) throws IOException {
    var from = floor(fromTime, timeStep);
    var until = floor(untilTime, timeStep);
    step = timeStep;
    var limit = until;
    var any = false;
    for (var slice : slices) {
      var reachesFurther = from < slice.start();
      if (reachesFurther && until < slice.start()) {
        continue;
      }
      var piece = piece(slice, Math.max(from, slice.start()), Math.max(limit, slice.start()));
      if (piece.length > 0) {
        var pieceFrom = slice.start() + slice.indexOf(Math.max(from, slice.start())) * slice.step();
        take(piece, pieceFrom, slice.step(), limit);
        any = true;
        limit = pieceFrom;
      }
      if (!reachesFurther) {
        break;
      }
    }
    return any
        ? new NodeValues(from, until, step, withMissing(from))
        : new NodeValues(from, until, timeStep, missing((until - from) / timeStep));
  }

  /// The values of a slice in an interval; none if there are none.
  private double[] piece(SliceName slice, long from, long until) throws IOException {
    try (var file = SliceFile.openForReading(folder, slice)) {
      var first = slice.indexOf(from);
      var end = Math.min(file.values(), slice.indexNotBefore(until));
      return first >= end ? new double[0] : file.read(first, Math.toIntExact(end - first));
    } catch (NoSuchFileException _) {
      return new double[0];
    }
  }

  /// Puts a piece before what is collected, reducing whichever is finer.
  ///
  /// @param end where what is collected begins, or the end of all if nothing is
  private void take(double[] piece, long from, int pieceStep, long end) {
    if (collected.length == 0) {
      step = pieceStep;
    } else if (pieceStep > step) {
      collected = reduce(collected, step, pieceStep);
      step = pieceStep;
    }
    var pieceEnd = from + (long) pieceStep * piece.length;
    var reduced = pieceStep < step ? reduce(piece, pieceStep, step) : piece;
    var between = Math.max(0, (end - pieceEnd) / step);
    var joined = missing(reduced.length + between + collected.length);
    System.arraycopy(reduced, 0, joined, 0, reduced.length);
    System.arraycopy(collected, 0, joined, joined.length - collected.length, collected.length);
    collected = joined;
    collectedFrom = from;
  }

  private double[] reduce(double[] values, int fine, int coarse) {
    var group = Math.max(1, coarse / fine);
    var reduced = new double[(values.length + group - 1) / group];
    var known = new double[group];
    for (var i = 0; i < reduced.length; i++) {
      var count = 0;
      var end = Math.min(values.length, (i + 1) * group);
      for (var at = i * group; at < end; at++) {
        if (!Double.isNaN(values[at])) {
          known[count++] = values[at];
        }
      }
      reduced[i] = count == 0 ? Double.NaN : method.aggregate(known, 0, count, end - i * group);
    }
    return reduced;
  }

  private double[] withMissing(long from) {
    var before = Math.max(0, (collectedFrom - from) / step);
    var all = missing(before + collected.length);
    System.arraycopy(collected, 0, all, (int) before, collected.length);
    return all;
  }

  private static double[] missing(long count) {
    var values = new double[Math.toIntExact(Math.max(0, count))];
    Arrays.fill(values, Double.NaN);
    return values;
  }

  private static long floor(long time, int step) {
    return time - Math.floorMod(time, (long) step);
  }
}
