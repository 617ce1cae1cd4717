// Copyright 2026 The Graphite Stack Authors
// SPDX-License-Identifier: Apache-2.0

package org.graphitestack.web.http;

import io.javalin.http.Context;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;
import java.util.function.LongSupplier;
import org.graphitestack.web.render.RenderCost;
import tools.jackson.core.JsonGenerator;

/// Render requests: those that are being answered, the latest slow ones, and the targets that took
/// most time of all since the start. Answers from the cache are not among them. Thread-safe.
public final class QueryLog implements JsonReport {

  private static final int SLOW_KEPT = 100;
  private static final int TARGETS_KEPT = 1_000;
  private static final int TARGETS_TOLD = 50;
  private static final int LONGEST = 2_000;

  private final InstantSource clock;
  private final LongSupplier nanoTime;
  private final Set<Running> running = ConcurrentHashMap.newKeySet();

  /// Under its own lock.
  private final ArrayDeque<Slow> slow = new ArrayDeque<>();

  /// Under its own lock.
  private final Map<String, Total> totals = new HashMap<>();

  private record Slow(Instant at, String client, String user, String query, RenderCost cost) {}

  private static final class Total {
    private long requests;
    private long nanos;
  }

  /// @param clock tells when a slow request ended
  /// @param nanoTime elapsed time in nanoseconds
  QueryLog(InstantSource clock, LongSupplier nanoTime) {
    this.clock = clock;
    this.nanoTime = nanoTime;
  }

  /// A request that is being answered, until it is closed.
  final class Running implements AutoCloseable {

    private final long began = nanoTime.getAsLong();
    private final String client;
    private final String user;
    private final String query;
    private final String targets;
    private volatile boolean computing;

    private Running(Context context, Parameters parameters) {
      this.client = context.req().getRemoteAddr();
      this.user = Viewers.of(context).user().orElse("");
      this.query = cut(parameters.toString());
      this.targets = cut(String.join(" ", RenderOptions.targets(parameters)));
    }

    /// It has its turn.
    void computes() {
      computing = true;
    }

    /// It took long.
    void wasSlow(RenderCost cost) {
      synchronized (slow) {
        slow.addFirst(new Slow(clock.instant(), client, user, query, cost));
        if (slow.size() > SLOW_KEPT) {
          slow.removeLast();
        }
      }
    }

    private long nanos() {
      return nanoTime.getAsLong() - began;
    }

    @Override
    public void close() {
      running.remove(this);
      count(targets, nanos());
    }
  }

  Running begin(Context context, Parameters parameters) {
    var begun = new Running(context, parameters);
    running.add(begun);
    return begun;
  }

  /// When too many are known, the half that took least is forgotten.
  private void count(String targets, long nanos) {
    synchronized (totals) {
      var total = totals.computeIfAbsent(targets, _ -> new Total());
      total.requests++;
      total.nanos += nanos;
      if (totals.size() > TARGETS_KEPT) {
        var kept = costliest(TARGETS_KEPT / 2).stream().map(Map.Entry::getKey).toList();
        totals.keySet().retainAll(Set.copyOf(kept));
      }
    }
  }

  private List<Map.Entry<String, Total>> costliest(int most) {
    return totals.entrySet().stream()
        .sorted(
            Comparator.comparingLong((Map.Entry<String, Total> entry) -> entry.getValue().nanos)
                .reversed())
        .limit(most)
        .toList();
  }

  @Override
  public void writeTo(JsonGenerator json, Parameters parameters) {
    json.writeStartObject();
    json.writeArrayPropertyStart("running");
    for (var one :
        running.stream().sorted(Comparator.comparingLong(Running::nanos).reversed()).toList()) {
      json.writeStartObject();
      json.writeNumberProperty("millis", TimeUnit.NANOSECONDS.toMillis(one.nanos()));
      json.writeStringProperty("state", one.computing ? "computing" : "waiting for its turn");
      json.writeStringProperty("client", one.client);
      json.writeStringProperty("user", one.user);
      json.writeStringProperty("query", one.query);
      json.writeEndObject();
    }
    json.writeEndArray();
    json.writeArrayPropertyStart("slow");
    List<Slow> latest;
    synchronized (slow) {
      latest = new ArrayList<>(slow);
    }
    for (var one : latest) {
      json.writeStartObject();
      json.writeStringProperty("at", one.at().toString());
      json.writeNumberProperty("millis", one.cost().time().toMillis());
      json.writeNumberProperty("series", one.cost().series());
      json.writeNumberProperty("points", one.cost().points());
      json.writeNumberProperty("bytes", one.cost().bytes());
      json.writeStringProperty("client", one.client());
      json.writeStringProperty("user", one.user());
      json.writeStringProperty("query", one.query());
      json.writeEndObject();
    }
    json.writeEndArray();
    json.writeArrayPropertyStart("costliest");
    synchronized (totals) {
      for (var entry : costliest(TARGETS_TOLD)) {
        json.writeStartObject();
        json.writeNumberProperty("requests", entry.getValue().requests);
        json.writeNumberProperty("millis", TimeUnit.NANOSECONDS.toMillis(entry.getValue().nanos));
        json.writeStringProperty("targets", entry.getKey());
        json.writeEndObject();
      }
    }
    json.writeEndArray();
    json.writeEndObject();
  }

  private static String cut(String text) {
    return text.length() > LONGEST ? text.substring(0, LONGEST) + "…" : text;
  }
}
