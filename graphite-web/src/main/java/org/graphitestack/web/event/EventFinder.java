// Copyright 2026 The Graphite Stack Authors
// SPDX-License-Identifier: Apache-2.0

package org.graphitestack.web.event;

import java.util.List;

/// Finds events. Thread-safe.
@FunctionalInterface
public interface EventFinder {

  /// One that knows none.
  EventFinder NONE = _ -> List.of();

  /// Events by their start.
  ///
  /// @throws org.graphitestack.web.state.StateException if they cannot be looked up
  List<Event> find(EventQuery query);
}
