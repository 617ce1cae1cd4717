// Copyright 2026 The Graphite Stack Authors
// SPDX-License-Identifier: Apache-2.0

package org.graphitestack.storage.cassandra;

import java.util.List;
import java.util.UUID;
import org.graphitestack.model.AggregationMethod;
import org.graphitestack.model.RetentionPolicy;
import org.graphitestack.model.SeriesLayout;

/// A series as the table of names has it, and what this process remembers of its writes. The latter
/// is guarded by the lock of the series.
final class StoredSeries {

  /// No page was written to by this process.
  static final long NO_PAGE = Long.MIN_VALUE;

  private final UUID id;
  private final SeriesLayout layout;
  private final long readAt;
  private final List<Stage> stages;
  private final long[] pages;
  private final int[] writes;
  private volatile long seenAt = Long.MIN_VALUE;

  /// @param readAt nanoseconds, when the table was read
  StoredSeries(UUID id, SeriesLayout layout, long readAt) {
    this.id = id;
    this.layout = layout;
    this.readAt = readAt;
    this.stages = layout.retentions().archives().stream().map(Stage::of).toList();
    this.pages = new long[stages.size()];
    this.writes = new int[stages.size()];
    java.util.Arrays.fill(pages, NO_PAGE);
  }

  UUID id() {
    return id;
  }

  SeriesLayout layout() {
    return layout;
  }

  long readAt() {
    return readAt;
  }

  /// One for each archive, the finest first.
  List<Stage> stages() {
    return stages;
  }

  /// The newest page of a stage that this process wrote to.
  long page(int stage) {
    return pages[stage];
  }

  /// How often this process wrote to that page.
  int writes(int stage) {
    return writes[stage];
  }

  /// Notes a write to a page.
  void wrote(int stage, long page) {
    writes[stage] = page == pages[stage] ? writes[stage] + 1 : 1;
    pages[stage] = page;
  }

  /// Takes over what was remembered of writes.
  void remember(StoredSeries before) {
    System.arraycopy(before.pages, 0, pages, 0, pages.length);
    System.arraycopy(before.writes, 0, writes, 0, writes.length);
    seenAt = before.seenAt;
  }

  /// When this process said last that the series lives, in epoch seconds; very small if it never
  /// did.
  long seenAt() {
    return seenAt;
  }

  void seenAt(long time) {
    seenAt = time;
  }

  /// A layout as the table has it: `60:1440,3600:720 0.5 average`.
  static String textOf(SeriesLayout layout) {
    var text = new StringBuilder();
    for (var archive : layout.retentions().archives()) {
      text.append(text.isEmpty() ? "" : ",")
          .append(archive.secondsPerPoint())
          .append(':')
          .append(archive.points());
    }
    return text.append(' ')
        .append(layout.xFilesFactor())
        .append(' ')
        .append(layout.aggregation().text())
        .toString();
  }

  /// @throws IllegalArgumentException if the text is no layout
  static SeriesLayout layoutOf(String text) {
    var parts = text.split(" ", -1);
    if (parts.length != 3) {
      throw new IllegalArgumentException(
          "layout: '" + text + "' (expected: retentions, xFilesFactor and method)");
    }
    return new SeriesLayout(
        RetentionPolicy.parse(parts[0]),
        Double.parseDouble(parts[1]),
        AggregationMethod.parse(parts[2]));
  }
}
