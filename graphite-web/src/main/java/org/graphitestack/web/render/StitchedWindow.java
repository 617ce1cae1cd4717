// Copyright 2026 The Graphite Stack Authors
// SPDX-License-Identifier: Apache-2.0

package org.graphitestack.web.render;

import java.io.IOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import org.graphitestack.model.MetricPath;
import org.graphitestack.model.RetentionPolicy;
import org.graphitestack.model.SeriesLayout;
import org.graphitestack.storage.SeriesReader;
import org.graphitestack.storage.SeriesValues;
import org.graphitestack.storage.TimeWindow;

/// A window cut into parts, each of which the finest archive that reaches back so far has whole.
///
/// A reader takes all values of a window from the finest archive that reaches back to its start; so
/// reading each part by itself gives the finest there is. The parts meet at multiples of the
/// coarsest step, and finer values are made into one of that step as a roll-up would have done, but
/// of whatever is known: newer values need not wait for the share `xFilesFactor` of a roll-up.
///
/// @param parts newest first; one if one archive has it all
/// @param step of the coarsest of these archives
record StitchedWindow(List<TimeWindow> parts, long step) {

  StitchedWindow {
    parts = List.copyOf(parts);
  }

  static StitchedWindow of(RetentionPolicy retentions, TimeWindow window) {
    var now = window.now();
    var until = Math.min(window.until(), now);
    var from = Math.max(window.from(), now - retentions.maxSeconds());
    var archives = retentions.archives();
    var coarsest = 0;
    while (coarsest < archives.size() - 1 && archives.get(coarsest).seconds() < now - from) {
      coarsest++;
    }
    var step = archives.get(coarsest).secondsPerPoint();
    var parts = new ArrayList<TimeWindow>();
    for (var archive : archives.subList(0, coarsest)) {
      // the first multiple of the step whose values the archive still has
      var edge = Math.ceilDiv(now - archive.seconds() + 1, step) * (long) step;
      if (edge - 1 < until) {
        parts.add(new TimeWindow(edge - 1, until, now));
        until = edge - 1;
      }
    }
    if (parts.isEmpty()) {
      return new StitchedWindow(List.of(window), step);
    }
    if (from < until) {
      parts.add(new TimeWindow(from, until, now));
    }
    return new StitchedWindow(parts, step);
  }

  /// What is known of the window, in values of the coarsest step.
  ///
  /// @return empty if nothing is kept of any part
  Optional<SeriesValues> read(SeriesReader reader, MetricPath path, SeriesLayout layout)
      throws IOException {
    if (parts.size() == 1) {
      return reader.read(path, parts.getFirst());
    }
    var start = after(parts.getLast().from());
    var values = new double[(int) ((after(parts.getFirst().until()) - start) / step)];
    Arrays.fill(values, Double.NaN);
    var anything = false;
    for (var part : parts) {
      var read = reader.read(path, part);
      if (read.isPresent()) {
        anything = true;
        put(read.get(), layout, start, values);
      }
    }
    return anything
        ? Optional.of(new SeriesValues(start, Math.toIntExact(step), values))
        : Optional.empty();
  }

  private long after(long time) {
    return time - Math.floorMod(time, step) + step;
  }

  private void put(SeriesValues part, SeriesLayout layout, long start, double[] values) {
    var slots = (int) Math.max(1, step / part.step());
    var known = new double[slots];
    for (var i = 0; i < part.values().length; ) {
      var at = Math.floorDiv(part.start() + (long) i * part.step() - start, step);
      var count = 0;
      for (;
          i < part.values().length
              && Math.floorDiv(part.start() + (long) i * part.step() - start, step) == at;
          i++) {
        if (!Double.isNaN(part.values()[i]) && count < slots) {
          known[count++] = part.values()[i];
        }
      }
      if (count > 0 && at >= 0 && at < values.length) {
        values[(int) at] = layout.aggregation().aggregate(known, 0, count, slots);
      }
    }
  }
}
