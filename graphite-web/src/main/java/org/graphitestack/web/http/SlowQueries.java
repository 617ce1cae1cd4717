// Copyright 2026 The Graphite Stack Authors
// SPDX-License-Identifier: Apache-2.0

package org.graphitestack.web.http;

import static java.lang.System.Logger.Level.WARNING;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.LongAdder;
import org.graphitestack.web.render.RenderCost;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JsonGenerator;

/// Requests that took long: logs each, a line, and keeps the latest. Thread-safe.
final class SlowQueries {

  private static final System.Logger log = System.getLogger(SlowQueries.class.getName());
  private static final int KEPT = 100;

  private final LongAdder renders = new LongAdder();
  private final LongAdder finds = new LongAdder();
  private volatile Duration threshold;

  /// Under its own lock.
  private final ArrayDeque<Slow> latest = new ArrayDeque<>();

  SlowQueries(Duration threshold) {
    this.threshold = threshold;
  }

  /// A request and what it took.
  ///
  /// @param at when it had its answer
  /// @param client its address
  /// @param user who it says it is; empty if nobody
  /// @param cost what it fetched; null of a find
  record Slow(
      Instant at,
      QueryLog.Kind kind,
      String client,
      String user,
      String query,
      Duration time,
      @Nullable RenderCost cost) {

    /// Nothing that a client sends makes a second line.
    String line() {
      var fetched =
          cost == null
              ? ""
              : ", "
                  + cost.series()
                  + " series, "
                  + cost.points()
                  + " points, "
                  + cost.bytes()
                  + " bytes";
      return "slow "
          + kind.text()
          + ": "
          + time.toMillis()
          + " ms"
          + fetched
          + ", from "
          + client
          + ": "
          + query.replaceAll("\\p{Cntrl}", " ");
    }

    private void writeTo(JsonGenerator json) {
      json.writeStartObject();
      json.writeStringProperty("at", at.toString());
      json.writeStringProperty("kind", kind.text());
      json.writeNumberProperty("millis", time.toMillis());
      if (cost != null) {
        json.writeNumberProperty("series", cost.series());
        json.writeNumberProperty("points", cost.points());
        json.writeNumberProperty("bytes", cost.bytes());
      }
      json.writeStringProperty("client", client);
      json.writeStringProperty("user", user);
      json.writeStringProperty("query", query);
      json.writeEndObject();
    }
  }

  void adjust(Duration changed) {
    threshold = changed;
  }

  /// Whether so much is slow.
  boolean isSlow(Duration time) {
    return time.compareTo(threshold) >= 0;
  }

  void add(Slow one) {
    of(one.kind()).increment();
    log.log(WARNING, one.line());
    synchronized (latest) {
      latest.addFirst(one);
      if (latest.size() > KEPT) {
        latest.removeLast();
      }
    }
  }

  /// Slow requests of a kind so far.
  long count(QueryLog.Kind kind) {
    return of(kind).sum();
  }

  private LongAdder of(QueryLog.Kind kind) {
    return switch (kind) {
      case RENDER -> renders;
      case FIND -> finds;
    };
  }

  /// Writes the latest as an array, the last one first.
  void writeTo(JsonGenerator json) {
    List<Slow> told;
    synchronized (latest) {
      told = new ArrayList<>(latest);
    }
    json.writeStartArray();
    told.forEach(one -> one.writeTo(json));
    json.writeEndArray();
  }
}
