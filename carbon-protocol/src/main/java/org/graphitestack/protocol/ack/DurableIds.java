// Copyright 2026 The Graphite Stack Authors
// SPDX-License-Identifier: Apache-2.0

package org.graphitestack.protocol.ack;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.OptionalLong;
import java.util.UUID;

/// The last durable batch of each session, of as many sessions as there can reasonably be: the one
/// not heard of for longest is forgotten, which costs its sender no more than sending again what it
/// has no receipt for. Lives in memory. Thread-safe.
public final class DurableIds {

  private static final int MAX_SESSIONS = 4096;

  private final Map<UUID, Long> ids =
      new LinkedHashMap<>(16, 0.75f, true) {
        @Override
        protected boolean removeEldestEntry(Map.Entry<UUID, Long> eldest) {
          return size() > MAX_SESSIONS;
        }
      };

  /// The last durable batch of a session, if it is known.
  public synchronized OptionalLong get(UUID session) {
    var id = ids.get(session);
    return id == null ? OptionalLong.empty() : OptionalLong.of(id);
  }

  /// Remembers a batch as durable, unless a later one is.
  public synchronized void put(UUID session, long id) {
    ids.merge(session, id, Math::max);
  }
}
