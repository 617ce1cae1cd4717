// Copyright 2026 The Graphite Stack Authors
// SPDX-License-Identifier: Apache-2.0

package org.graphitestack.cache.memory;

import org.graphitestack.protocol.ReceivedPoints;

/// Takes the points that storage cannot hold.
@FunctionalInterface
public interface SetAside {

  /// Nobody does: such points are dropped.
  SetAside NOWHERE = _ -> false;

  /// Sets points aside. Called on the thread that received them, or on a writer.
  ///
  /// @param points a batch that keeps lines; not to be kept
  /// @return whether they are safe now; false drops them
  boolean add(ReceivedPoints points);
}
