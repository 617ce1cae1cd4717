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

  /// Whether batches have to keep every point's line.
  default boolean wantsLines() {
    return false;
  }
}
