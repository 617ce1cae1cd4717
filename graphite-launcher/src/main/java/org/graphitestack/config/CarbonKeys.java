// Copyright 2026 The Graphite Stack Authors
// SPDX-License-Identifier: Apache-2.0

package org.graphitestack.config;

import java.util.List;
import java.util.Set;

/// The keys of carbon.conf, so that a misspelt one is noticed.
final class CarbonKeys {

  /// Programs that have a section.
  static final List<String> SECTIONS = List.of("cache", "relay", "aggregator", "aggregator-cache");

  /// Keys that the cache obeys; the last two are ours.
  static final Set<String> USED =
      KnownKeys.with(
          ReceiverKeys.ALL,
          "MAX_CACHE_SIZE",
          "MAX_UPDATES_PER_SECOND",
          "MAX_UPDATES_PER_SECOND_ON_SHUTDOWN",
          "MAX_CREATES_PER_MINUTE",
          "MIN_TIMESTAMP_LAG",
          "CACHE_WRITE_STRATEGY",
          "CACHE_QUERY_INTERFACE",
          "CACHE_QUERY_PORT",
          "MAX_CACHE_BYTES",
          "WRITERS");

  /// Keys that carbon's cache knows and ours passes over for now.
  static final Set<String> NOT_YET =
      Set.of(
          "USER",
          "STORAGE_DIR",
          "LOCAL_DATA_DIR",
          "WHITELISTS_DIR",
          "CONF_DIR",
          "LOG_DIR",
          "PID_DIR",
          "PROTOBUF_RECEIVER_INTERFACE",
          "PROTOBUF_RECEIVER_PORT",
          "USE_INSECURE_UNPICKLER",
          "USE_WHITELIST",
          "ENABLE_LOGROTATION",
          "LOG_LISTENER_CONN_SUCCESS",
          "LOG_LISTENER_CONN_LOST",
          "ENABLE_MANHOLE",
          "MANHOLE_INTERFACE",
          "MANHOLE_PORT",
          "MANHOLE_USER",
          "MANHOLE_PUBLIC_KEY",
          "MANHOLE_HOST_KEY_DIR",
          "ENABLE_AMQP",
          "AMQP_HOST",
          "AMQP_PORT",
          "AMQP_USER",
          "AMQP_PASSWORD",
          "AMQP_VHOST",
          "AMQP_EXCHANGE",
          "AMQP_VERBOSE",
          "AMQP_METRIC_NAME_IN_BODY",
          "AMQP_SPEC",
          "BIND_PATTERNS",
          "RAVEN_DSN",
          "CACHE_METRIC_NAMES_MAX",
          "CACHE_METRIC_NAMES_TTL",
          "GRAPHITE_URL",
          "DATABASE",
          "LOG_UPDATES",
          "LOG_CREATES",
          "LOG_CACHE_HITS",
          "LOG_CACHE_QUEUE_SORTS",
          "WHISPER_AUTOFLUSH",
          "WHISPER_SPARSE_CREATE",
          "WHISPER_FALLOCATE_CREATE",
          "WHISPER_LOCK_WRITES",
          "WHISPER_FADVISE_RANDOM",
          "CERES_MAX_SLICE_GAP",
          "CERES_NODE_CACHING_BEHAVIOR",
          "CERES_SLICE_CACHING_BEHAVIOR",
          "CERES_LOCK_WRITES",
          "RELAY_CACHE_METRICS",
          "RELAY_METHOD",
          "DESTINATIONS",
          "ENABLE_TAGS",
          "SKIP_TAGS_FOR_NONTAGGED",
          "TAG_UPDATE_INTERVAL",
          "TAG_BATCH_SIZE",
          "TAG_QUEUE_SIZE",
          "TAG_HASH_FILENAMES");

  private CarbonKeys() {}
}
