// Copyright 2026 The Graphite Stack Authors
// SPDX-License-Identifier: Apache-2.0

package org.graphitestack.web.cluster;

import java.io.IOException;
import java.net.http.HttpTimeoutException;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.Deque;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Future;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.function.LongSupplier;
import org.graphitestack.web.cluster.Gathered.Answer;
import org.graphitestack.web.cluster.Gathered.Missing;
import org.jspecify.annotations.Nullable;

/// Asks servers one question at the same time and decides for whom to wait.
///
/// With `S` servers of which each series is on `N`, any `S - N + 1` have every series: that many
/// answers are *needed*, and the answer is whole. Two ways to come to them:
///
/// - merging: all servers are asked, as each may have points that another one missed. Once those
///   needed have answered, the rest is waited for no longer than a server may lag behind.
/// - not merging: only as many are asked as are needed, the quickest of late; for one that fails,
///   or takes longer than it should, another one is asked besides, and the first to answer wins.
///
/// Used by one thread, once.
final class Gathering<T> {

  /// Between two looks at whether anybody still waits.
  private static final long POLL_NANOS = TimeUnit.MILLISECONDS.toNanos(50);

  private final ExecutorService asking;
  private final Question<T> question;
  private final Runnable check;
  private final LongSupplier nanoTime;
  private final boolean merging;
  private final int needed;
  private final LinkedBlockingQueue<Outcome<T>> outcomes = new LinkedBlockingQueue<>();
  private final Map<RemoteServer, Asked> pending = new LinkedHashMap<>();
  private final Deque<RemoteServer> spares = new ArrayDeque<>();
  private final List<Answer<T>> answers = new ArrayList<>();
  private final List<Missing> missing = new ArrayList<>();
  private List<String> order = List.of();
  private long enoughAt;

  /// @param check run every now and then; what it throws ends the gathering
  Gathering(
      ExecutorService asking,
      ClusterConfig config,
      Question<T> question,
      Runnable check,
      LongSupplier nanoTime) {
    this.asking = asking;
    this.question = question;
    this.check = check;
    this.nanoTime = nanoTime;
    this.merging = config.mergeReplicas();
    this.needed = config.needed();
  }

  /// Asks one server; whatever it throws but [IOException] ends the gathering.
  @FunctionalInterface
  interface Question<T> {

    T ask(RemoteServer server) throws IOException, InterruptedException;
  }

  private record Outcome<T>(
      RemoteServer server, long nanos, @Nullable T value, @Nullable Throwable failure) {}

  /// A question that is on its way.
  private static final class Asked {
    private final Future<?> work;
    private final long at;
    private boolean helped;

    Asked(Future<?> work, long at) {
      this.work = work;
      this.at = at;
    }
  }

  /// Asks, and waits until the answer is whole or nobody is left to wait for.
  ///
  /// @param deadline nanosecond at which nobody is waited for any longer
  Gathered<T> from(List<RemoteServer> servers, long deadline) throws InterruptedException {
    order = servers.stream().map(RemoteServer::name).toList();
    choose(servers);
    try {
      while (!done()) {
        check.run();
        var now = nanoTime.getAsLong();
        if (now - deadline >= 0) {
          giveUp();
          break;
        }
        helpLateOnes(now);
        var wait = Math.min(Math.min(deadline - now, nextEvent(now)), POLL_NANOS);
        var outcome = outcomes.poll(Math.max(1, wait), TimeUnit.NANOSECONDS);
        if (outcome != null) {
          took(outcome);
        }
      }
      return gathered();
    } finally {
      leave();
    }
  }

  private void choose(List<RemoteServer> servers) {
    enoughAt = nanoTime.getAsLong();
    var able = new ArrayList<RemoteServer>();
    var unable = new ArrayList<RemoteServer>();
    var quickestFirst =
        merging
            ? servers
            : servers.stream().sorted(Comparator.comparingLong(RemoteServer::usualNanos)).toList();
    for (var server : quickestFirst) {
      // a spare one that failed is not tried again by this question
      var wanted = merging || able.size() < needed || !server.leftAlone();
      (wanted && server.permits() ? able : unable).add(server);
    }
    unable.forEach(server -> missing.add(new Missing(server.name(), server.whyLeftAlone())));
    for (var server : able) {
      if (merging || pending.size() < needed) {
        start(server);
      } else {
        spares.add(server);
      }
    }
  }

  private void start(RemoteServer server) {
    var began = nanoTime.getAsLong();
    var work =
        asking.submit(
            () -> {
              @Nullable T value = null;
              @Nullable Throwable failure = null;
              try {
                value = question.ask(server);
              } catch (IOException | InterruptedException | RuntimeException | Error failed) {
                failure = failed;
              }
              outcomes.add(new Outcome<>(server, nanoTime.getAsLong() - began, value, failure));
            });
    pending.put(server, new Asked(work, began));
  }

  private boolean done() {
    if (pending.isEmpty()) {
      return true;
    }
    if (answers.size() < needed) {
      return false;
    }
    return !merging || nanoTime.getAsLong() - enoughAt >= patience();
  }

  /// How long those are waited for that nobody needs.
  private long patience() {
    return pending.keySet().stream().mapToLong(RemoteServer::lateNanos).max().orElse(0);
  }

  /// Asks another server for each one that takes too long.
  private void helpLateOnes(long now) {
    for (var entry : List.copyOf(pending.entrySet())) {
      var asked = entry.getValue();
      if (!spares.isEmpty() && !asked.helped && now - asked.at >= entry.getKey().hedgeNanos()) {
        asked.helped = true;
        start(spares.removeFirst());
      }
    }
  }

  private long nextEvent(long now) {
    if (merging) {
      return answers.size() < needed ? Long.MAX_VALUE : patience() - (now - enoughAt);
    }
    return pending.entrySet().stream()
        .filter(entry -> !spares.isEmpty() && !entry.getValue().helped)
        .mapToLong(entry -> entry.getKey().hedgeNanos() - (now - entry.getValue().at))
        .min()
        .orElse(Long.MAX_VALUE);
  }

  private void took(Outcome<T> outcome) {
    var server = outcome.server();
    var asked = pending.remove(server);
    var value = outcome.value();
    switch (outcome.failure()) {
      case null -> {
        server.succeeded(outcome.nanos());
        answers.add(new Answer<>(server.name(), outcome.nanos(), Objects.requireNonNull(value)));
        if (answers.size() == needed) {
          enoughAt = nanoTime.getAsLong();
        }
      }
      case IOException failed -> {
        failed(server, failed);
        if (!spares.isEmpty() && (asked == null || !asked.helped)) {
          start(spares.removeFirst());
        }
      }
      case InterruptedException _ -> server.abandoned();
      case RuntimeException ended -> {
        server.abandoned();
        throw ended;
      }
      case Error ended -> throw ended;
      case Throwable other -> throw new IllegalStateException(other);
    }
  }

  private void failed(RemoteServer server, IOException failure) {
    var reason = failure instanceof HttpTimeoutException ? "no answer in time" : text(failure);
    server.failed(reason);
    missing.add(new Missing(server.name(), reason));
  }

  private static String text(IOException failure) {
    var message = failure.getMessage();
    return message == null ? failure.getClass().getSimpleName() : message;
  }

  /// The time is over for all.
  private void giveUp() {
    pending.forEach(
        (server, asked) -> {
          asked.work.cancel(true);
          server.failed("no answer in time");
          missing.add(new Missing(server.name(), "no answer in time"));
        });
    pending.clear();
  }

  private Gathered<T> gathered() {
    // not in the order they came: who is believed first must not depend on who is quicker
    answers.sort(Comparator.comparingInt(answer -> order.indexOf(answer.server())));
    return new Gathered<>(answers, missing, answers.size() >= needed);
  }

  /// Breaks off what nobody waits for any more. Where the answer is whole without it, the server
  /// was slow; else the whole question was given up.
  private void leave() {
    var whole = answers.size() >= needed;
    pending.forEach(
        (server, asked) -> {
          asked.work.cancel(true);
          var waited = nanoTime.getAsLong() - asked.at;
          if (whole && waited >= (merging ? server.lateNanos() : server.hedgeNanos())) {
            server.wasLate(waited);
          } else {
            server.abandoned();
          }
        });
  }
}
