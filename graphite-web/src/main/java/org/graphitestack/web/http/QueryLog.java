// Copyright 2026 The Graphite Stack Authors
// SPDX-License-Identifier: Apache-2.0

package org.graphitestack.web.http;

import io.javalin.http.Context;
import java.time.Duration;
import java.time.InstantSource;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;
import java.util.function.LongSupplier;
import org.graphitestack.web.render.RenderCost;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JsonGenerator;

/// Requests for series and names: those that are being answered, the latest slow ones, and the
/// targets that took most time of all since the start. Renders answered from the cache are not
/// among them. Thread-safe.
public final class QueryLog implements JsonReport {

  private static final int TARGETS_KEPT = 1_000;
  private static final int TARGETS_TOLD = 50;
  private static final int LONGEST = 2_000;

  private final InstantSource clock;
  private final LongSupplier nanoTime;
  private final SlowQueries slow;
  private final Set<Running> running = ConcurrentHashMap.newKeySet();

  /// Under its own lock.
  private final Map<Asked, Total> totals = new HashMap<>();

  /// What is asked for.
  public enum Kind {
    /// Series, as numbers or pictures.
    RENDER,
    /// Names.
    FIND;

    String text() {
      return name().toLowerCase(Locale.ROOT);
    }
  }

  private record Asked(Kind kind, String targets) {}

  private static final class Total {
    private long requests;
    private long nanos;
  }

  /// @param slowAfter requests that take so long are slow
  /// @param clock tells when a slow request ended
  /// @param nanoTime elapsed time in nanoseconds
  public QueryLog(Duration slowAfter, InstantSource clock, LongSupplier nanoTime) {
    this.slow = new SlowQueries(slowAfter);
    this.clock = clock;
    this.nanoTime = nanoTime;
  }

  /// Calls other requests slow from now on.
  void adjust(Duration slowAfter) {
    slow.adjust(slowAfter);
  }

  /// Slow requests of a kind so far.
  public long slow(Kind kind) {
    return slow.count(kind);
  }

  /// A request that is being answered, until it is closed.
  final class Running implements AutoCloseable {

    private final long began = nanoTime.getAsLong();
    private final String client;
    private final String user;
    private final String query;
    private final Asked asked;
    private volatile boolean computing;

    private Running(Context context, Asked asked, String query) {
      this.client = context.req().getRemoteAddr();
      this.user = Viewers.of(context).user().orElse("");
      this.query = cut(query);
      this.asked = asked;
    }

    /// It has its turn.
    void computes() {
      computing = true;
    }

    /// Its series were computed.
    void rendered(RenderCost cost) {
      answered(cost.time(), cost);
    }

    /// Its names were found.
    void found() {
      answered(Duration.ofNanos(nanos()), null);
    }

    private void answered(Duration time, @Nullable RenderCost cost) {
      if (slow.isSlow(time)) {
        slow.add(
            new SlowQueries.Slow(clock.instant(), asked.kind(), client, user, query, time, cost));
      }
    }

    private long nanos() {
      return nanoTime.getAsLong() - began;
    }

    @Override
    public void close() {
      running.remove(this);
      count(asked, nanos());
    }
  }

  Running render(Context context, Parameters parameters) {
    return begin(context, Kind.RENDER, RenderOptions.targets(parameters), parameters);
  }

  /// @param patterns what names are looked for
  Running find(Context context, List<String> patterns, Parameters parameters) {
    return begin(context, Kind.FIND, patterns, parameters);
  }

  private Running begin(Context context, Kind kind, List<String> targets, Parameters parameters) {
    var asked = new Asked(kind, cut(String.join(" ", targets)));
    var begun = new Running(context, asked, parameters.toString());
    running.add(begun);
    return begun;
  }

  /// When too many are known, the half that took least is forgotten.
  private void count(Asked asked, long nanos) {
    synchronized (totals) {
      var total = totals.computeIfAbsent(asked, _ -> new Total());
      total.requests++;
      total.nanos += nanos;
      if (totals.size() > TARGETS_KEPT) {
        var kept = costliest(TARGETS_KEPT / 2).stream().map(Map.Entry::getKey).toList();
        totals.keySet().retainAll(Set.copyOf(kept));
      }
    }
  }

  private List<Map.Entry<Asked, Total>> costliest(int most) {
    return totals.entrySet().stream()
        .sorted(
            Comparator.comparingLong((Map.Entry<Asked, Total> entry) -> entry.getValue().nanos)
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
      json.writeStringProperty("kind", one.asked.kind().text());
      json.writeStringProperty("state", one.computing ? "computing" : "waiting for its turn");
      json.writeStringProperty("client", one.client);
      json.writeStringProperty("user", one.user);
      json.writeStringProperty("query", one.query);
      json.writeEndObject();
    }
    json.writeEndArray();
    json.writeName("slow");
    slow.writeTo(json);
    json.writeArrayPropertyStart("costliest");
    synchronized (totals) {
      for (var entry : costliest(TARGETS_TOLD)) {
        json.writeStartObject();
        json.writeNumberProperty("requests", entry.getValue().requests);
        json.writeNumberProperty("millis", TimeUnit.NANOSECONDS.toMillis(entry.getValue().nanos));
        json.writeStringProperty("kind", entry.getKey().kind().text());
        json.writeStringProperty("targets", entry.getKey().targets());
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
