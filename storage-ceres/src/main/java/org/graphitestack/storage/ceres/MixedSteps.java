// Copyright 2026 The Graphite Stack Authors
// SPDX-License-Identifier: Apache-2.0

package org.graphitestack.storage.ceres;

import java.io.IOException;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.TreeSet;

/// The values of a node at one step, from slices of that step and of finer ones.
///
/// Steps are gone through from the finest up. A coarse value is what its finer values aggregate to,
/// if enough of them are known (xFilesFactor), else what is stored for it. Values are grouped by
/// their times, so a group is the same wherever a reader's window or a slice begins. Of slices of
/// one step that overlap, the newer says what it knows, the older the rest.
///
/// Maintenance writes what this reads, so a roll-up changes no answer.
final class MixedSteps {

  /// Values of consecutive steps.
  private record Level(int step, long start, double[] values) {

    long end() {
      return start + (long) step * values.length;
    }
  }

  private static final double[] NOWHERE = {};

  private final Path folder;
  private final NodeMetadata metadata;
  private final List<SliceName> slices;

  MixedSteps(Path folder, NodeMetadata metadata, List<SliceName> slices) {
    this.folder = folder;
    this.metadata = metadata;
    this.slices = slices;
  }

  /// The step at which a window can be shown: the one wanted, or a coarser one if only slices of
  /// that know something inside the window.
  ///
  /// @param from values that begin before it do not count
  /// @param until exclusive
  int stepFor(int wanted, long from, long until) throws IOException {
    var step = wanted;
    for (var slice : slices) {
      if (slice.step() > step
          && slice.start() < until
          && overlay(slice, from, until, NOWHERE, true)) {
        step = slice.step();
      }
    }
    return step;
  }

  /// The values from `start` to before `end`.
  ///
  /// @param start a multiple of the step
  double[] values(int step, long start, long end) throws IOException {
    var result = missing((end - start + step - 1) / step);
    Level finer = null;
    for (var levelStep : stepsUpTo(step, end)) {
      var begin = Math.max(start, floor(oldestUpTo(levelStep), step));
      if (begin >= end) {
        continue;
      }
      var first = levelStep == step ? start : floor(begin, levelStep);
      var level =
          levelStep == step
              ? new Level(step, start, result)
              : new Level(levelStep, first, missing((end - first + levelStep - 1) / levelStep));
      store(level);
      if (finer != null) {
        rollUp(finer, level);
      }
      finer = level;
    }
    return result;
  }

  /// Those of the archives, and those of slices, ascending.
  private Iterable<Integer> stepsUpTo(int step, long end) {
    var steps = new TreeSet<Integer>();
    for (var slice : slices) {
      if (slice.step() <= step && slice.start() < end) {
        steps.add(slice.step());
      }
    }
    if (!steps.isEmpty()) {
      for (var archive : metadata.archives()) {
        if (archive.step() <= step) {
          steps.add(archive.step());
        }
      }
    }
    return steps;
  }

  private long oldestUpTo(int step) {
    return slices.stream()
        .filter(slice -> slice.step() <= step)
        .mapToLong(SliceName::start)
        .min()
        .orElse(Long.MAX_VALUE);
  }

  /// Puts what is stored for a step into its level, older slices first.
  private void store(Level level) throws IOException {
    for (var i = slices.size() - 1; i >= 0; i--) {
      var slice = slices.get(i);
      if (slice.step() == level.step && slice.start() < level.end()) {
        overlay(slice, level.start, level.end(), level.values, false);
      }
    }
  }

  /// Puts the known values of a slice over others.
  ///
  /// @param look only to see whether there is one
  /// @return whether there is one
  private boolean overlay(SliceName slice, long start, long end, double[] target, boolean look)
      throws IOException {
    try (var file = SliceFile.openForReading(folder, slice)) {
      var first = Math.max(0, slice.indexNotBefore(start));
      var last = Math.min(file.values(), slice.indexNotBefore(end));
      if (first >= last) {
        return false;
      }
      var values = file.read(first, Math.toIntExact(last - first));
      var any = false;
      for (var i = 0; i < values.length; i++) {
        if (!Double.isNaN(values[i])) {
          any = true;
          if (look) {
            return true;
          }
          target[(int) ((slice.end(first + i) - start) / slice.step())] = values[i];
        }
      }
      return any;
    } catch (NoSuchFileException _) {
      // Removed by others since the folder was listed.
      return false;
    }
  }

  private void rollUp(Level finer, Level coarse) {
    var slots = (coarse.step + finer.step - 1) / finer.step;
    var known = new double[slots];
    var needed = (float) metadata.xFilesFactor();
    var method = metadata.aggregation();
    var at = 0;
    for (var i = 0; i < coarse.values.length; i++) {
      var from = coarse.start + (long) i * coarse.step;
      var until = from + coarse.step;
      if (until <= finer.start) {
        continue;
      }
      var count = 0;
      for (; at < finer.values.length && finer.start + (long) at * finer.step < until; at++) {
        var value = finer.values[at];
        if (!Double.isNaN(value) && finer.start + (long) at * finer.step >= from) {
          known[count++] = value;
        }
      }
      if (count > 0 && (double) count / slots >= needed) {
        coarse.values[i] = method.aggregate(known, 0, count, slots);
      }
    }
  }

  private static double[] missing(long count) {
    var values = new double[Math.toIntExact(Math.max(0, count))];
    Arrays.fill(values, Double.NaN);
    return values;
  }

  static long floor(long time, int step) {
    return time - Math.floorMod(time, (long) step);
  }
}
