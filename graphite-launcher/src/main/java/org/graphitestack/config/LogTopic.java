// Copyright 2026 The Graphite Stack Authors
// SPDX-License-Identifier: Apache-2.0

package org.graphitestack.config;

import java.util.Arrays;
import java.util.EnumSet;
import java.util.Set;

/// What the cache's log can tell beside the usual, each turned on by a key of carbon.conf. All are
/// off by default, unlike carbon's: a line for each write, or each query, is for hunting a fault.
public enum LogTopic {
  UPDATES("LOG_UPDATES", "graphite.updates"),
  CREATES("LOG_CREATES", "graphite.creates"),
  QUERIES("LOG_CACHE_HITS", "graphite.queries"),
  SORTS("LOG_CACHE_QUEUE_SORTS", "graphite.sorts"),
  CONNECTIONS_OPENED("LOG_LISTENER_CONN_SUCCESS", "graphite.connections.opened"),
  CONNECTIONS_LOST("LOG_LISTENER_CONN_LOST", "graphite.connections.lost");

  private final String key;
  private final String logger;

  LogTopic(String key, String logger) {
    this.key = key;
    this.logger = logger;
  }

  /// The key that turns it on.
  String key() {
    return key;
  }

  /// The logger that tells, at level DEBUG.
  public String logger() {
    return logger;
  }

  /// All keys.
  static String[] keys() {
    return Arrays.stream(values()).map(LogTopic::key).toArray(String[]::new);
  }

  static Set<LogTopic> of(CarbonSettings settings) throws InvalidConfigException {
    var on = EnumSet.noneOf(LogTopic.class);
    for (var topic : values()) {
      if (settings.flag(topic.key).orElse(false)) {
        on.add(topic);
      }
    }
    return on;
  }
}
