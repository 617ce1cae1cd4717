// Copyright 2026 The Graphite Stack Authors
// SPDX-License-Identifier: Apache-2.0

package org.graphitestack.protocol;

/// Where parsed points go: a cache or a relay.
///
/// Called on event loops, from several threads at once; an implementation returns soon and keeps
/// nothing of the batch, which is cleared and filled again afterwards.
@FunctionalInterface
public interface PointSink {

  /// Takes all points of one read.
  void accept(ReceivedPoints points);

  /// Runs something once all points that this thread has handed to [#accept] so far would survive
  /// the end of the process; at once if the sink makes no difference. Called after `accept`, on the
  /// same thread; `then` may run on any.
  default void whenDurable(Runnable then) {
    then.run();
  }

  /// An empty batch of the kind this sink takes.
  default ReceivedPoints newBatch() {
    return new ReceivedPoints();
  }
}
