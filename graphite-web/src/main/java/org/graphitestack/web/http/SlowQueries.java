// Copyright 2026 The Graphite Stack Authors
// SPDX-License-Identifier: Apache-2.0

package org.graphitestack.web.http;

import static java.lang.System.Logger.Level.WARNING;

import io.javalin.http.Context;
import java.time.Duration;
import java.util.concurrent.atomic.LongAdder;
import org.graphitestack.web.render.RenderCost;

/// Logs requests that took long, a line each: how long, what it cost, who asked for what.
final class SlowQueries {

  private static final System.Logger log = System.getLogger(SlowQueries.class.getName());
  private static final int LONGEST_QUERY = 2_000;

  private volatile Duration threshold;
  private final LongAdder count = new LongAdder();

  SlowQueries(Duration threshold) {
    this.threshold = threshold;
  }

  void adjust(Duration changed) {
    threshold = changed;
  }

  /// Logs a request if it was slow, and says whether it was.
  boolean look(Context context, Parameters parameters, RenderCost cost) {
    if (cost.time().compareTo(threshold) >= 0) {
      count.increment();
      log.log(WARNING, line(context.req().getRemoteAddr(), parameters, cost));
      return true;
    }
    return false;
  }

  static String line(String client, Parameters parameters, RenderCost cost) {
    var query = parameters.toString();
    return "slow query: "
        + cost.time().toMillis()
        + " ms, "
        + cost.series()
        + " series, "
        + cost.points()
        + " points, "
        + cost.bytes()
        + " bytes, from "
        + client
        + ": "
        + oneLine(query.length() > LONGEST_QUERY ? query.substring(0, LONGEST_QUERY) + "…" : query);
  }

  /// Nothing a client sends makes a second line.
  private static String oneLine(String text) {
    return text.replaceAll("\\p{Cntrl}", " ");
  }

  /// Slow requests so far.
  long count() {
    return count.sum();
  }
}
