// Copyright 2026 The Graphite Stack Authors
// SPDX-License-Identifier: Apache-2.0

package org.graphitestack.web.live;

import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.TimeUnit;

/// One stream: graphs that somebody follows, and what they have told and is not yet passed on. Who
/// falls behind by more than a number of messages is let go: it can come again and go on where it
/// was, or start anew.
///
/// Messages come in from the threads of graphs, and are taken by one thread.
public final class Follower implements AutoCloseable {

  private final LiveGraphs graphs;
  private final List<Feed> feeds;
  private final Deque<Told> first = new ArrayDeque<>();
  private final BlockingQueue<Told> waiting;
  private volatile boolean ended;

  /// A message, and which of the follower's graphs told it.
  ///
  /// @param whole whether the follower knows all that was told until now once it has this; else it
  ///   has to begin again where it did before
  public record Told(int graph, LiveMessage message, boolean whole) {}

  /// @param feeds in the follower's order; one may be there more than once
  Follower(LiveGraphs graphs, List<Feed> feeds, int mostWaiting) {
    this.graphs = graphs;
    this.feeds = List.copyOf(feeds);
    this.waiting = new ArrayBlockingQueue<>(mostWaiting + feeds.size());
  }

  /// What it is told first; to be called before a graph can offer it anything.
  ///
  /// @param told by each graph
  /// @param id of the last message there was of any graph
  void begin(Map<Feed, List<LiveMessage>> told, long id) {
    for (var graph = 0; graph < feeds.size(); graph++) {
      for (var message : told.getOrDefault(feeds.get(graph), List.of())) {
        first.add(new Told(graph, message, false));
      }
    }
    var last = first.pollLast();
    if (last != null) {
      var message = new LiveMessage(id, last.message().kind(), last.message().json());
      first.add(new Told(last.graph(), message, true));
    }
  }

  List<Feed> feeds() {
    return feeds;
  }

  /// Takes a message of a graph.
  ///
  /// @return whether there was room
  boolean offer(Feed feed, LiveMessage message) {
    for (var graph = 0; graph < feeds.size(); graph++) {
      if (feeds.get(graph) == feed && !waiting.offer(new Told(graph, message, true))) {
        return false;
      }
    }
    return true;
  }

  /// Nothing more will come.
  void end() {
    ended = true;
  }

  /// Whether nothing more will come: the server stops, or this follower was too slow.
  public boolean ended() {
    return ended;
  }

  /// The next message; empty if none comes in time.
  public Optional<Told> next(Duration patience) throws InterruptedException {
    if (!first.isEmpty()) {
      return Optional.of(first.remove());
    }
    return Optional.ofNullable(waiting.poll(patience.toNanos(), TimeUnit.NANOSECONDS));
  }

  @Override
  public void close() {
    graphs.leave(this);
  }
}
