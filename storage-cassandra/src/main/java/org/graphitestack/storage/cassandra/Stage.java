// Copyright 2026 The Graphite Stack Authors
// SPDX-License-Identifier: Apache-2.0

package org.graphitestack.storage.cassandra;

import org.graphitestack.model.Retention;

/// One retention and the table that has its points, whatever series they are of.
///
/// A slot is a step of time, counted from the epoch; a bucket is 1440 slots and one partition of
/// the cluster; a page is 120 slots, which no row reaches across, so that a range of slots is a
/// range of rows.
///
/// @param step seconds of a slot
/// @param seconds how far back it reaches
record Stage(int step, long seconds) {

  /// Slots of a bucket.
  static final int BUCKET = 1440;

  /// Slots of a page.
  static final int PAGE = 120;

  private static final long LONGEST_TTL = 20L * 365 * 86_400;

  /// Rows live a bit longer than their points are wanted, for clocks that differ.
  private static final long SLACK = 3_600;

  static Stage of(Retention retention) {
    return new Stage(retention.secondsPerPoint(), retention.seconds());
  }

  /// The table's name without its keyspace.
  String table() {
    return "p_" + step + "s_" + seconds;
  }

  long slotOf(long timestamp) {
    return Math.floorDiv(timestamp, (long) step);
  }

  long timeOf(long slot) {
    return slot * step;
  }

  static int bucketOf(long slot) {
    return Math.toIntExact(Math.floorDiv(slot, (long) BUCKET));
  }

  static int placeOf(long slot) {
    return (int) Math.floorMod(slot, (long) BUCKET);
  }

  static long pageOf(long slot) {
    return Math.floorDiv(slot, (long) PAGE);
  }

  /// Seconds from now until nobody wants a page any more.
  int ttl(long page, long now) {
    var end = timeOf((page + 1) * PAGE);
    var left = end + seconds + SLACK - now;
    return (int) Math.clamp(left, 1, LONGEST_TTL);
  }

  /// The longest that a row of this table lives if nobody says otherwise.
  long defaultTtl() {
    return Math.min(LONGEST_TTL, seconds + (long) BUCKET * step + SLACK);
  }

  /// Hours that one window of the table's compaction spans.
  long windowHours() {
    return Math.clamp(seconds / 30 / 3_600, 1, 24L * 90);
  }
}
