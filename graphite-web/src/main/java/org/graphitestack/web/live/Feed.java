// Copyright 2026 The Graphite Stack Authors
// SPDX-License-Identifier: Apache-2.0

package org.graphitestack.web.live;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.graphitestack.web.format.SeriesSnapshot;
import org.jspecify.annotations.Nullable;

/// One graph, whoever follows it, and what it told last. Guarded by the lock of [LiveGraphs], but
/// for what its own thread alone uses.
final class Feed {

  /// Messages that are kept for followers who come again.
  private static final int KEPT = 32;

  private final LiveGraph graph;
  private final Set<Follower> followers = new LinkedHashSet<>();
  private final Deque<LiveMessage> kept = new ArrayDeque<>();
  private volatile int following;

  /// What all messages that were not kept came before.
  private long complete;

  private @Nullable LiveMessage whole;
  private long emptySince;

  /// @param id of the last message there was, of any graph
  Feed(LiveGraph graph, long id) {
    this.graph = graph;
    this.complete = id;
  }

  LiveGraph graph() {
    return graph;
  }

  /// Whether nobody follows it; may be asked without the lock.
  boolean isDeserted() {
    return following == 0;
  }

  /// When the last follower left, in nanoseconds.
  long emptySince() {
    return emptySince;
  }

  void add(Follower follower) {
    followers.add(follower);
    following = followers.size();
  }

  void remove(Follower follower, long now) {
    if (followers.remove(follower) && followers.isEmpty()) {
      emptySince = now;
    }
    following = followers.size();
  }

  /// Notes a message, and passes it on.
  ///
  /// @param snapshot what it left the graph at; null if it failed
  /// @return followers who had no room for it
  List<Follower> tell(LiveMessage message, @Nullable SeriesSnapshot snapshot) {
    whole =
        snapshot == null
            ? message
            : new LiveMessage(message.id(), LiveMessage.Kind.SERIES, () -> wholeOf(snapshot));
    kept.add(message);
    if (kept.size() > KEPT) {
      complete = kept.remove().id();
    }
    var slow = new ArrayList<Follower>();
    for (var follower : followers) {
      if (!follower.offer(this, message)) {
        slow.add(follower);
      }
    }
    return slow;
  }

  static String wholeOf(SeriesSnapshot snapshot) {
    return "\"series\": " + snapshot.whole();
  }

  /// What a follower has to be told that saw all messages up to an id: those since then, or the
  /// graph as it is.
  List<LiveMessage> since(long id) {
    if (id >= complete) {
      return kept.stream().filter(message -> message.id() > id).toList();
    }
    return Optional.ofNullable(whole).stream().toList();
  }
}
