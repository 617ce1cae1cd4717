// Copyright 2026 The Graphite Stack Authors
// SPDX-License-Identifier: Apache-2.0

package org.graphitestack.web.graph;

import java.awt.Color;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;

/// The names below the plot area, in columns.
final class LegendLayout {

  private static final double GAP = 5;

  /// Left entries and right entries get edges of their own only with this much room between.
  private static final double MIDDLE = 50;

  /// @param onRight whether it belongs to the right axis
  record Item(String name, Color color, boolean onRight) {}

  private final GraphSettings settings;
  private final TextMetrics metrics;
  private final List<Item> items;
  private final double box;
  private final double rowHeight;
  private final double columnWidth;

  LegendLayout(GraphSettings settings, TextMetrics metrics, List<Item> items) {
    this.settings = settings;
    this.metrics = metrics;
    this.items = List.copyOf(items);
    double lineHeight = metrics.lineHeight(font());
    this.box = lineHeight - 1;
    this.rowHeight = lineHeight + 1;
    this.columnWidth = longestNameWidth() + 2 * (box + GAP);
  }

  /// The series that have an entry.
  static List<Item> items(List<PlottedSeries> series, GraphSettings.LegendChoice choice) {
    var seen = new HashSet<String>();
    var items = new ArrayList<Item>();
    for (PlottedSeries one : series) {
      String name = one.series().name();
      boolean wanted =
          !name.isEmpty()
              && !(choice.withoutNullSeries() && isAllNull(one.series().values()))
              && !(choice.unique() && !seen.add(name));
      if (wanted) {
        items.add(new Item(name, one.color(), one.onRight()));
      }
    }
    return List.copyOf(items);
  }

  private static boolean isAllNull(double[] values) {
    for (double value : values) {
      if (!Double.isNaN(value)) {
        return false;
      }
    }
    return true;
  }

  private GraphFont font() {
    return settings.template().font();
  }

  /// Of the name with the most characters, which is not always the widest.
  private double longestNameWidth() {
    String longest = "";
    for (Item one : items) {
      if (one.name().length() > longest.length()) {
        longest = one.name();
      }
    }
    return metrics.width(longest, font());
  }

  /// Pixels it takes from the plot area.
  double height(double left) {
    if (items.isEmpty()) {
      return 0;
    }
    int rows = hasTwoSides() ? twoSidedRows(left) : Math.ceilDiv(items.size(), columns());
    return rows * rowHeight + GAP;
  }

  /// The entries.
  ///
  /// @param left where columns start
  /// @param right where columns of the right axis end
  /// @param top of the first row
  List<LegendEntry> entries(double left, double right, double top) {
    var entries = new ArrayList<LegendEntry>();
    int columns = hasTwoSides() ? twoSidedColumns(left) : columns();
    int leftCount = 0;
    int rightCount = 0;
    for (Item one : items) {
      boolean fromRight = hasTwoSides() && one.onRight();
      int index = fromRight ? rightCount++ : leftCount++;
      int row = index / columns;
      double offset = index % columns * columnWidth;
      double y = top + row * rowHeight;
      if (fromRight) {
        entries.add(entryEndingAt(right - offset, y, one));
      } else if (one.onRight()) {
        double end = left + offset + metrics.width(one.name(), font()) + GAP + box;
        entries.add(entryEndingAt(end, y, one));
      } else {
        entries.add(entryStartingAt(left + offset, y, one));
      }
    }
    return List.copyOf(entries);
  }

  private int columns() {
    return Math.max(1, (int) (settings.width() / columnWidth));
  }

  private boolean hasTwoSides() {
    return items.stream().anyMatch(Item::onRight) && 2 * columnWidth + MIDDLE <= settings.width();
  }

  private int twoSidedColumns(double left) {
    return Math.max(1, (int) ((settings.width() - left) / columnWidth) / 2);
  }

  private int twoSidedRows(double left) {
    int onRight = (int) items.stream().filter(Item::onRight).count();
    int fullerSide = Math.max(onRight, items.size() - onRight);
    return Math.ceilDiv(fullerSide, twoSidedColumns(left));
  }

  private LegendEntry entryStartingAt(double x, double y, Item one) {
    return entry(x, y, x + box + GAP, TextLine.Alignment.LEFT, one);
  }

  private LegendEntry entryEndingAt(double x, double y, Item one) {
    return entry(x - box, y, x - box - GAP, TextLine.Alignment.RIGHT, one);
  }

  private LegendEntry entry(
      double boxX, double y, double textX, TextLine.Alignment alignment, Item one) {
    var name =
        TextLine.level(
            one.name(),
            textX,
            y + metrics.ascent(font()),
            alignment,
            font(),
            settings.template().foreground());
    return new LegendEntry(one.color(), boxX, y, box, name);
  }
}
