// Copyright 2026 The Graphite Stack Authors
// SPDX-License-Identifier: Apache-2.0

package org.graphitestack.web.live;

import static java.lang.System.Logger.Level.WARNING;

import java.lang.System.Logger;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;
import java.util.concurrent.Semaphore;
import java.util.concurrent.atomic.LongAdder;
import java.util.concurrent.locks.LockSupport;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.LongSupplier;
import org.graphitestack.web.format.PythonJson;
import org.graphitestack.web.format.SeriesSnapshot;
import org.jspecify.annotations.Nullable;

/// All graphs that are followed now. Each has a virtual thread of its own while somebody follows
/// it; equal ones are one. Thread-safe.
///
/// A graph is evaluated again when points have come in since the last time, or after a step of its
/// series at the latest (where arrivals cannot be seen, then alone); never sooner than its interval
/// after the last time, nor than ten times as long as that took, so that the graphs of a busy page
/// cannot take a processor for themselves.
///
/// Nothing here is asked of those who receive points: it is this that looks at a number they count
/// anyway, a few times a second, while somebody follows something.
public final class LiveGraphs implements AutoCloseable {

  private static final Logger LOG = System.getLogger(LiveGraphs.class.getName());

  private static final long LOOK_NANOS = Duration.ofMillis(100).toNanos();

  /// Points are counted a moment before they can be read.
  private static final long SETTLE_NANOS = Duration.ofMillis(20).toNanos();

  /// How long a graph waits for followers to come back.
  private static final long LINGER_NANOS = Duration.ofSeconds(30).toNanos();

  /// A graph that cannot be shown is tried again after this time.
  private static final long RETRY_NANOS = Duration.ofSeconds(10).toNanos();

  /// Series of a finer step need not be looked at sooner, if nothing comes in.
  private static final long SHORTEST_POLL_SECONDS = 1;

  private static final long LONGEST_POLL_SECONDS = 60;
  private static final int COST_SHARE = 10;

  /// Messages that may wait for a follower.
  private static final int MOST_WAITING = 64;

  private volatile LiveConfig config;
  private final Arrivals arrivals;
  private final String incarnation;
  private final LongSupplier nanoTime;
  private final int mostWaiting;
  private final Semaphore evaluating;
  private final ReentrantLock lock = new ReentrantLock();
  private final Map<Object, Feed> feeds = new HashMap<>();
  private final Set<Follower> followers = new HashSet<>();
  private final LongAdder evaluations = new LongAdder();
  private final LongAdder messages = new LongAdder();
  private final LongAdder dropped = new LongAdder();
  private final LongAdder refused = new LongAdder();
  private long lastId;
  private volatile boolean closed;

  /// @param arrivals whether points have come in
  /// @param threads graphs that are evaluated at once
  /// @param incarnation names this process among all that were and will be; letters and digits
  /// @param nanoTime elapsed time in nanoseconds
  public LiveGraphs(
      LiveConfig config,
      Arrivals arrivals,
      int threads,
      String incarnation,
      LongSupplier nanoTime) {
    this(config, arrivals, threads, incarnation, MOST_WAITING, nanoTime);
  }

  /// @param mostWaiting messages that may wait for a follower
  LiveGraphs(
      LiveConfig config,
      Arrivals arrivals,
      int threads,
      String incarnation,
      int mostWaiting,
      LongSupplier nanoTime) {
    this.config = config;
    this.arrivals = arrivals;
    this.incarnation = incarnation;
    this.nanoTime = nanoTime;
    this.mostWaiting = mostWaiting;
    this.evaluating = new Semaphore(threads, true);
  }

  public LiveConfig config() {
    return config;
  }

  /// Puts other limits in force for streams to come.
  public void adjust(LiveConfig changed) {
    config = changed;
  }

  /// What a client sends to go on after a message.
  public String eventId(LiveMessage message) {
    return incarnation + "-" + message.id();
  }

  /// Follows graphs: each tells at once what it shows, or, to one who was here before, what is new
  /// since then.
  ///
  /// @param lastEventId of the last message that was seen, if any
  /// @return empty if there are too many streams or graphs
  public Optional<Follower> follow(List<LiveGraph> graphs, Optional<String> lastEventId) {
    lock.lock();
    try {
      if (closed || followers.size() >= config.maxConnections() || !haveRoomFor(graphs)) {
        refused.increment();
        return Optional.empty();
      }
      var joined = graphs.stream().map(this::feed).toList();
      var follower = new Follower(this, joined, mostWaiting);
      followers.add(follower);
      var seen = lastEventId.map(this::idOf).orElse(OptionalLong.empty());
      var told = new HashMap<Feed, List<LiveMessage>>();
      for (var feed : new HashSet<>(joined)) {
        told.put(feed, feed.since(seen.orElse(-1)));
        feed.add(follower);
      }
      follower.begin(told, lastId);
      return Optional.of(follower);
    } finally {
      lock.unlock();
    }
  }

  private boolean haveRoomFor(List<LiveGraph> graphs) {
    var more = graphs.stream().map(LiveGraph::key).distinct().filter(k -> !feeds.containsKey(k));
    return feeds.size() + more.count() <= config.maxGraphs();
  }

  private Feed feed(LiveGraph graph) {
    return feeds.computeIfAbsent(
        graph.key(),
        _ -> {
          var feed = new Feed(graph, lastId);
          Thread.ofVirtual().name("live-graph").start(() -> run(feed));
          return feed;
        });
  }

  private OptionalLong idOf(String eventId) {
    try {
      return eventId.startsWith(incarnation + "-")
          ? OptionalLong.of(Long.parseLong(eventId.substring(incarnation.length() + 1)))
          : OptionalLong.empty();
    } catch (NumberFormatException _) {
      return OptionalLong.empty();
    }
  }

  void leave(Follower follower) {
    lock.lock();
    try {
      if (followers.remove(follower)) {
        follower.feeds().forEach(feed -> feed.remove(follower, nanoTime.getAsLong()));
      }
    } finally {
      lock.unlock();
    }
  }

  /// The life of a graph, on its own thread.
  private void run(Feed feed) {
    var state = new Evaluated(Optional.empty(), "", OptionalLong.empty(), 0, 0);
    while (!closed) {
      if (feed.isDeserted()) {
        if (isForgotten(feed)) {
          return;
        }
      } else if (isDue(feed, state)) {
        state = evaluated(feed, state);
      }
      LockSupport.parkNanos(LOOK_NANOS);
    }
  }

  /// What an evaluation gave.
  ///
  /// @param failure why it gave nothing; empty if it gave something
  /// @param arrived what had come in when it began
  /// @param began in nanoseconds
  /// @param took nanoseconds
  private record Evaluated(
      Optional<SeriesSnapshot> snapshot,
      String failure,
      OptionalLong arrived,
      long began,
      long took) {

    boolean isFirst() {
      return snapshot.isEmpty() && failure.isEmpty();
    }
  }

  private boolean isForgotten(Feed feed) {
    lock.lock();
    try {
      return feed.isDeserted()
          && nanoTime.getAsLong() - feed.emptySince() > LINGER_NANOS
          && feeds.remove(feed.graph().key(), feed);
    } finally {
      lock.unlock();
    }
  }

  private boolean isDue(Feed feed, Evaluated last) {
    if (last.isFirst()) {
      return true;
    }
    var since = nanoTime.getAsLong() - last.began();
    var interval = Math.max(feed.graph().every().toNanos(), config.interval().toNanos());
    if (since < Math.max(interval, COST_SHARE * last.took())) {
      return false;
    }
    if (!last.failure().isEmpty()) {
      return since >= RETRY_NANOS;
    }
    var count = arrivals.count();
    if (count.isPresent() && !count.equals(last.arrived())) {
      LockSupport.parkNanos(SETTLE_NANOS);
      return true;
    }
    var step = last.snapshot().map(SeriesSnapshot::step).orElse(0L);
    var poll = Math.clamp(step, SHORTEST_POLL_SECONDS, LONGEST_POLL_SECONDS);
    return since >= Duration.ofSeconds(poll).toNanos();
  }

  private Evaluated evaluated(Feed feed, Evaluated before) {
    evaluating.acquireUninterruptibly();
    try {
      var arrived = arrivals.count();
      var began = nanoTime.getAsLong();
      evaluations.increment();
      @Nullable SeriesSnapshot snapshot = null;
      var failure = "";
      try {
        snapshot = feed.graph().evaluation().now(() -> closed || feed.isDeserted());
      } catch (UnanswerableException cannot) {
        failure = String.valueOf(cannot.getMessage());
      } catch (RuntimeException bug) {
        LOG.log(WARNING, "a followed graph cannot be evaluated", bug);
        failure = "The server failed; its log has the reason.";
      }
      var took = nanoTime.getAsLong() - began;
      if (closed || feed.isDeserted()) {
        // it was given up, perhaps midway
        return before;
      }
      tell(feed, before, snapshot, failure);
      return new Evaluated(Optional.ofNullable(snapshot), failure, arrived, began, took);
    } finally {
      evaluating.release();
    }
  }

  private void tell(
      Feed feed, Evaluated before, @Nullable SeriesSnapshot snapshot, String failure) {
    if (snapshot == null) {
      if (!failure.equals(before.failure())) {
        var json = "\"error\": " + PythonJson.compact().text(failure);
        publish(feed, LiveMessage.Kind.FAILED, json, null);
      }
      return;
    }
    var changes = before.snapshot().flatMap(snapshot::changesSince);
    if (changes.isEmpty()) {
      publish(feed, LiveMessage.Kind.SERIES, Feed.wholeOf(snapshot), snapshot);
    } else if (!changes.get().isEmpty()) {
      var json = "\"from\": " + snapshot.start() + ", \"series\": " + changes.get();
      publish(feed, LiveMessage.Kind.POINTS, json, snapshot);
    }
  }

  private void publish(
      Feed feed, LiveMessage.Kind kind, String json, @Nullable SeriesSnapshot snapshot) {
    messages.increment();
    lock.lock();
    try {
      var message = new LiveMessage(++lastId, kind, () -> json);
      for (var slow : feed.tell(message, snapshot)) {
        dropped.increment();
        slow.end();
        leave(slow);
      }
    } finally {
      lock.unlock();
    }
  }

  public LiveFigures figures() {
    lock.lock();
    try {
      return new LiveFigures(
          followers.size(),
          feeds.size(),
          evaluations.sum(),
          messages.sum(),
          dropped.sum(),
          refused.sum());
    } finally {
      lock.unlock();
    }
  }

  /// Ends all streams.
  @Override
  public void close() {
    closed = true;
    lock.lock();
    try {
      new ArrayList<>(followers).forEach(Follower::end);
    } finally {
      lock.unlock();
    }
  }
}
