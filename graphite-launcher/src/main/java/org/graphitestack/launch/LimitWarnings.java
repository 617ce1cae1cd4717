// Copyright 2026 The Graphite Stack Authors
// SPDX-License-Identifier: Apache-2.0

package org.graphitestack.launch;

import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.util.HashMap;
import java.util.Map;
import org.graphitestack.storage.limit.LimitBook;
import org.graphitestack.storage.limit.LimitUse;
import org.graphitestack.storage.limit.Measure;

/// Tells in the log who is over a limit: a line for each limit and measure, at most. Of one thread.
final class LimitWarnings {

  private static final Logger LOG = System.getLogger(LimitWarnings.class.getName());

  /// What was told of each limit and measure, as counted then.
  private final Map<String, Long> told = new HashMap<>();

  /// Says who was over a limit since the last time, which was a minute ago.
  void tell(LimitBook book) {
    for (var limit : book.uses()) {
      for (var measure : limit.rule().bounds().keySet()) {
        var use = limit.of(measure);
        var name = "limit [" + limit.name() + "], " + measure.words() + ": ";
        var refused = since(limit.name() + " refused " + measure, use.refused());
        var over = since(limit.name() + " over " + measure, use.overSoft());
        var used = " (" + text(use.usedAsBound()) + " used)";
        if (refused > 0) {
          LOG.log(
              Level.WARNING,
              name
                  + refused
                  + " refused in the last minute, over "
                  + text(use.bound().hard())
                  + used
                  + example(limit, measure));
        } else if (over > 0) {
          LOG.log(
              Level.WARNING,
              name + over + " in the last minute over " + text(use.bound().soft()) + used);
        }
      }
    }
  }

  private long since(String what, long count) {
    var before = told.put(what, count);
    return before == null ? count : count - before;
  }

  private static String text(double number) {
    return number == Math.rint(number) && Math.abs(number) < Long.MAX_VALUE
        ? String.valueOf((long) number)
        : String.valueOf(number);
  }

  private static String example(LimitUse limit, Measure measure) {
    var name = lastRefused(limit, measure);
    return name.isEmpty() ? "" : ", such as " + name;
  }

  /// The name that a limit refused last, if a measure is one of those that keep names out; else
  /// empty.
  static String lastRefused(LimitUse limit, Measure measure) {
    return switch (measure) {
      case NEW_SERIES, SERIES, STORED_BYTES -> limit.lastRefused();
      case POINTS, QUERIES -> "";
    };
  }
}
