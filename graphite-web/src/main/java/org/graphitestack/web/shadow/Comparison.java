// Copyright 2026 The Graphite Stack Authors
// SPDX-License-Identifier: Apache-2.0

package org.graphitestack.web.shadow;

import java.util.EnumMap;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/// Compares series by their names; of a name that is there more than once, in their order. Points
/// count by their times, up to a time.
final class Comparison {

  private final double tolerance;
  private final long until;
  private final Map<DifferenceKind, String> found = new EnumMap<>(DifferenceKind.class);

  private Comparison(double tolerance, long until) {
    this.tolerance = tolerance;
    this.until = until;
  }

  /// What differs: each kind with the first place where it does.
  ///
  /// @param until points after it are not compared, in epoch seconds
  static Map<DifferenceKind, String> of(
      List<ShadowSeries> here, List<ShadowSeries> there, double tolerance, long until) {
    var comparison = new Comparison(tolerance, until);
    comparison.compare(byName(here), byName(there));
    return comparison.found;
  }

  private static Map<String, ShadowSeries> byName(List<ShadowSeries> series) {
    var seen = new HashMap<String, Integer>();
    var byName = new LinkedHashMap<String, ShadowSeries>();
    for (var one : series) {
      var count = seen.merge(one.name(), 1, Integer::sum);
      byName.put(count == 1 ? one.name() : one.name() + " (" + count + ")", one);
    }
    return byName;
  }

  private void compare(Map<String, ShadowSeries> here, Map<String, ShadowSeries> there) {
    for (var entry : there.entrySet()) {
      var ours = here.get(entry.getKey());
      if (ours != null) {
        compare(entry.getKey(), ours, entry.getValue());
      } else if (hasValues(entry.getValue())) {
        note(DifferenceKind.SERIES_MISSING, entry.getKey());
      }
    }
    for (var entry : here.entrySet()) {
      if (!there.containsKey(entry.getKey()) && hasValues(entry.getValue())) {
        note(DifferenceKind.SERIES_ADDITIONAL, entry.getKey());
      }
    }
  }

  /// A series without a value may be left out of an answer or not.
  private boolean hasValues(ShadowSeries series) {
    for (var i = 0; i < series.times().length; i++) {
      if (series.times()[i] <= until && !Double.isNaN(series.values()[i])) {
        return true;
      }
    }
    return false;
  }

  private void compare(String name, ShadowSeries here, ShadowSeries there) {
    var a = 0;
    var b = 0;
    while (a < here.times().length && b < there.times().length) {
      var time = here.times()[a];
      var other = there.times()[b];
      if (Math.max(time, other) > until) {
        return;
      }
      if (time == other) {
        compareValues(name, time, here.values()[a++], there.values()[b++]);
      } else if (time < other) {
        noteTime(name, time, here.values()[a++], "here");
      } else {
        noteTime(name, other, there.values()[b++], "there");
      }
    }
  }

  /// A point at a time the other does not have; one without a value is none.
  private void noteTime(String name, long time, double value, String where) {
    if (!Double.isNaN(value)) {
      note(DifferenceKind.OTHER_TIMES, name + " at " + time + ": only " + where);
    }
  }

  private void compareValues(String name, long time, double here, double there) {
    if (Double.compare(here, there) == 0) {
      return;
    }
    var place = name + " at " + time + ": ";
    if (Double.isNaN(here)) {
      note(DifferenceKind.NULL_HERE, place + "none here, " + there + " there");
    } else if (Double.isNaN(there)) {
      note(DifferenceKind.NULL_THERE, place + here + " here, none there");
    } else if (!isNear(here, there)) {
      note(DifferenceKind.OTHER_VALUES, place + here + " here, " + there + " there");
    }
  }

  private boolean isNear(double here, double there) {
    return Double.isFinite(here)
        && Double.isFinite(there)
        && Math.abs(here - there) <= tolerance * Math.max(Math.abs(here), Math.abs(there));
  }

  private void note(DifferenceKind kind, String detail) {
    found.putIfAbsent(kind, detail);
  }
}
