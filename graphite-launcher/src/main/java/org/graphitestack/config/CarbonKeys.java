// Copyright 2026 The Graphite Stack Authors
// SPDX-License-Identifier: Apache-2.0

package org.graphitestack.config;

import java.util.List;
import java.util.Map;
import java.util.Set;

/// The keys of carbon.conf, so that a misspelt one is noticed.
final class CarbonKeys {

  /// Programs that have a section, and what else has one.
  static final List<String> SECTIONS =
      List.of("cache", "relay", "aggregator", "aggregator-cache", CassandraSettings.SECTION);

  private static final String OWN_INDEX = "tags are indexed here, as series come in";
  private static final String NO_RELAY = "the cache's own metrics go into the cache";
  private static final String NO_RULES = "the cache aggregates nothing";

  /// Keys that the cache obeys; those of the journal and some at the end are ours.
  static final Set<String> USED =
      KnownKeys.with(
          KnownKeys.with(
              KnownKeys.with(SharedKeys.USED, JournalSettings.KEYS.toArray(String[]::new)),
              UpkeepSettings.KEYS.toArray(String[]::new)),
          "MAX_CACHE_SIZE",
          "MAX_UPDATES_PER_SECOND",
          "MAX_UPDATES_PER_SECOND_ON_SHUTDOWN",
          "MAX_CREATES_PER_MINUTE",
          "MIN_TIMESTAMP_LAG",
          "CACHE_WRITE_STRATEGY",
          "CACHE_QUERY_INTERFACE",
          "CACHE_QUERY_PORT",
          "DATABASE",
          "LOCAL_DATA_DIR",
          "USE_INSECURE_UNPICKLER",
          "LOG_LISTENER_CONN_SUCCESS",
          "LOG_LISTENER_CONN_LOST",
          "LOG_UPDATES",
          "LOG_CREATES",
          "LOG_CACHE_HITS",
          "LOG_CACHE_QUEUE_SORTS",
          "WHISPER_AUTOFLUSH",
          "WHISPER_SPARSE_CREATE",
          "WHISPER_FALLOCATE_CREATE",
          "WHISPER_LOCK_WRITES",
          "CERES_MAX_SLICE_GAP",
          "CERES_NODE_CACHING_BEHAVIOR",
          "CERES_SLICE_CACHING_BEHAVIOR",
          "CERES_LOCK_WRITES",
          "CERES_MAINTENANCE",
          "CERES_MAINTENANCE_INTERVAL",
          "CERES_MAINTENANCE_NODES_PER_SECOND",
          "MAX_CACHE_BYTES",
          "STORAGE_MIN_FREE_BYTES",
          "WRITERS");

  /// Keys that are put in force when the file changes.
  static final Set<String> AT_ONCE =
      KnownKeys.with(
          KnownKeys.with(UpkeepSettings.KEYS, LogTopic.keys()),
          "USE_WHITELIST",
          "MAX_CACHE_SIZE",
          "MAX_CACHE_BYTES",
          "USE_FLOW_CONTROL",
          "MAX_UPDATES_PER_SECOND",
          "MAX_UPDATES_PER_SECOND_ON_SHUTDOWN",
          "MAX_CREATES_PER_MINUTE",
          "CACHE_WRITE_STRATEGY",
          "MIN_TIMESTAMP_LAG",
          "STORAGE_MIN_FREE_BYTES");

  /// Keys of carbon's cache that mean nothing to ours, and why.
  static final Map<String, String> NO_EFFECT =
      KnownKeys.with(
          SharedKeys.NO_EFFECT,
          Map.ofEntries(
              Map.entry("CACHE_METRIC_NAMES_MAX", NO_RULES),
              Map.entry("CACHE_METRIC_NAMES_TTL", NO_RULES),
              Map.entry(
                  "WHISPER_FADVISE_RANDOM",
                  "files are mapped, and a write touches only the pages it needs"),
              Map.entry("RELAY_CACHE_METRICS", NO_RELAY),
              Map.entry("RELAY_METHOD", NO_RELAY),
              Map.entry("DESTINATIONS", NO_RELAY),
              Map.entry("GRAPHITE_URL", OWN_INDEX),
              Map.entry("ENABLE_TAGS", OWN_INDEX),
              Map.entry("SKIP_TAGS_FOR_NONTAGGED", OWN_INDEX),
              Map.entry("TAG_UPDATE_INTERVAL", OWN_INDEX),
              Map.entry("TAG_BATCH_SIZE", OWN_INDEX),
              Map.entry("TAG_QUEUE_SIZE", OWN_INDEX),
              Map.entry(
                  "TAG_HASH_FILENAMES",
                  "tagged series get hashed file names; readable ones that are there are found")));

  private CarbonKeys() {}
}
