// Copyright 2026 The Graphite Stack Authors
// SPDX-License-Identifier: Apache-2.0

package org.graphitestack.web.function;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.TreeMap;
import java.util.regex.Pattern;
import org.graphitestack.web.series.TimeSeries;

/// `timeShiftByMetric`: lays series of several versions over each other. Series of marks, whose
/// last node is `MAJOR_MINOR`, say by their last known value when a version came; series that have
/// that version as a node are moved by the time between their mark and that of the newest version.
final class TimeShiftByMetric implements SeriesFunction {

  private static final Pattern VERSION = Pattern.compile("(\\d{1,9})_(\\d{1,9})");

  /// When a version came.
  ///
  /// @param text its node
  /// @param time of its last mark, epoch seconds
  private record Mark(String text, int major, int minor, long time) {

    /// Whether a node names it: whole, or by its major version only.
    boolean isNamedBy(String node) {
      return text.equals(node) || node.equals(String.valueOf(major));
    }
  }

  @Override
  public Signature signature() {
    return Signature.of(
            FunctionGroup.TRANSFORM,
            "timeShiftByMetric",
            Parameter.seriesList(),
            Parameter.required("markSource", ParameterType.SERIES_LIST),
            Parameter.required("versionRankIndex", ParameterType.INTEGER))
        .addition()
        .describe(
            "Lays series of several versions over each other. The series of markSource end in a"
                + " node such as 65_4 and have a value when that version came; of each major"
                + " version the highest minor one counts. Series whose node versionRankIndex names"
                + " such a version, or its major part, are moved to where the newest version came;"
                + " the others are left out.")
        .example(
            "timeShiftByMetric(group(time(\"load.64\"),time(\"load.65\")),"
                + "group(time(\"64_1\"),time(\"65_0\")),1)");
  }

  @Override
  public List<TimeSeries> apply(Invocation in) {
    var marks = marks(in);
    if (marks.isEmpty()) {
      return List.of();
    }
    var newest = marks.getFirst();
    var rank = in.whole("versionRankIndex");
    var moved = new ArrayList<TimeSeries>();
    for (var series : in.series()) {
      var nodes = series.tags().getOrDefault("name", series.name()).split("\\.", -1);
      if (rank < 0 || rank >= nodes.length) {
        continue;
      }
      marks.stream()
          .filter(mark -> mark.isNamedBy(nodes[rank]))
          .findFirst()
          .ifPresent(mark -> moved.add(moved(series, newest.time() - mark.time())));
    }
    return moved;
  }

  private static TimeSeries moved(TimeSeries series, long seconds) {
    return series
        .change()
        .name("timeShiftByMetric(" + series.name() + ")")
        .start(series.start() + seconds)
        .end(series.end() + seconds)
        .make();
  }

  /// Of each major version the highest minor one that has a mark; the newest first.
  private static List<Mark> marks(Invocation in) {
    var byMajor = new TreeMap<Integer, Mark>(Comparator.reverseOrder());
    for (var series : in.series("markSource")) {
      var name = series.tags().getOrDefault("name", series.name());
      var node = name.substring(name.lastIndexOf('.') + 1);
      var version = VERSION.matcher(node);
      var last = lastKnown(series.values());
      if (version.matches() && last >= 0) {
        var mark =
            new Mark(
                node,
                Integer.parseInt(version.group(1)),
                Integer.parseInt(version.group(2)),
                series.start() + last * series.step());
        byMajor.merge(mark.major(), mark, (a, b) -> a.minor() >= b.minor() ? a : b);
      }
    }
    return List.copyOf(byMajor.values());
  }

  private static int lastKnown(double[] values) {
    for (var i = values.length - 1; i >= 0; i--) {
      if (!Double.isNaN(values[i])) {
        return i;
      }
    }
    return -1;
  }
}
