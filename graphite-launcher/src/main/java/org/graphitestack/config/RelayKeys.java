// Copyright 2026 The Graphite Stack Authors
// SPDX-License-Identifier: Apache-2.0

package org.graphitestack.config;

import java.util.Map;
import java.util.Set;

/// The keys of carbon.conf's `[relay]` and `[aggregator]`.
final class RelayKeys {

  private static final String NO_MEMORY_QUEUE =
      "points wait on disk; SPOOL_MAX_BYTES and SPOOL_WHEN_FULL bound the spool";
  private static final String NO_RATIO_RESET =
      "a peer that takes nothing is left after DESTINATION_WRITE_TIMEOUT, and nothing sent to it is"
          + " lost";
  private static final String STATIC_ROUTER =
      "points wait on disk for the destination they hash to";

  /// Keys of both programs; those of the last group are ours.
  private static final Set<String> SHARED =
      KnownKeys.with(
          SharedKeys.USED,
          "DESTINATIONS",
          "DESTINATION_PROTOCOL",
          "DESTINATION_TRANSPORT",
          "DESTINATION_SSL_CA",
          "DESTINATION_POOL_REPLICAS",
          "REPLICATION_FACTOR",
          "DIVERSE_REPLICAS",
          "ROUTER_HASH_TYPE",
          "MAX_DATAPOINTS_PER_MESSAGE",
          "TAG_RELAY_NORMALIZED",
          "AGGREGATION_RULES",
          "REWRITE_RULES",
          "SPOOL_DIR",
          "SPOOL_MAX_BYTES",
          "SPOOL_MAX_AGE",
          "SPOOL_WHEN_FULL",
          "SPOOL_FORCE",
          "SPOOL_MIN_FREE_BYTES",
          "SPOOL_SEGMENT_BYTES",
          "REPLAY",
          "REPLAY_RATE",
          "DESTINATION_CONNECT_TIMEOUT",
          "DESTINATION_WRITE_TIMEOUT",
          "DESTINATION_COMPRESSION",
          "DESTINATION_SSL_CERT",
          "DESTINATION_SSL_KEY",
          "CANONICAL_TAGS");

  private static final Map<String, String> NO_EFFECT =
      KnownKeys.with(
          SharedKeys.NO_EFFECT,
          Map.ofEntries(
              Map.entry("MAX_QUEUE_SIZE", NO_MEMORY_QUEUE),
              Map.entry("QUEUE_LOW_WATERMARK_PCT", NO_MEMORY_QUEUE),
              Map.entry("MAX_QUEUE_SIZE_HARD_PCT", NO_MEMORY_QUEUE),
              Map.entry(
                  "TIME_TO_DEFER_SENDING", "points are sent in the batches they were spooled in"),
              Map.entry("USE_RATIO_RESET", NO_RATIO_RESET),
              Map.entry("MIN_RESET_STAT_FLOW", NO_RATIO_RESET),
              Map.entry("MIN_RESET_RATIO", NO_RATIO_RESET),
              Map.entry("MIN_RESET_INTERVAL", NO_RATIO_RESET),
              Map.entry("DYNAMIC_ROUTER", STATIC_ROUTER),
              Map.entry("DYNAMIC_ROUTER_MAX_RETRIES", STATIC_ROUTER),
              Map.entry(
                  "DESTINATIONS_POOL_REPLICAS",
                  "carbon's sample misspells it (expected: DESTINATION_POOL_REPLICAS)"),
              Map.entry("USE_INSECURE_UNPICKLER", "pickles never name classes"),
              Map.entry("LOCAL_DATA_DIR", "a relay stores no series"),
              Map.entry("LOG_LISTENER_CONN_SUCCESS", "connections are counted, not logged"),
              Map.entry("LOG_LISTENER_CONN_LOST", "connections are counted, not logged"),
              Map.entry("LOG_AGGREGATOR_MISSES", "points without a rule are counted, not logged"),
              Map.entry("CACHE_METRIC_NAMES_MAX", "names are remembered within a fixed budget"),
              Map.entry("CACHE_METRIC_NAMES_TTL", "names are remembered within a fixed budget"),
              Map.entry("GRAPHITE_URL", "a relay indexes no tags")));

  /// Keys about routes, which are put in force when their file changes.
  static final Set<String> AT_ONCE =
      Set.of(
          "DESTINATIONS",
          "DESTINATION_PROTOCOL",
          "DESTINATION_TRANSPORT",
          "DESTINATION_SSL_CA",
          "DESTINATION_SSL_CERT",
          "DESTINATION_SSL_KEY",
          "DESTINATION_COMPRESSION",
          "DESTINATION_POOL_REPLICAS",
          "REPLICATION_FACTOR",
          "DIVERSE_REPLICAS",
          "ROUTER_HASH_TYPE",
          "TAG_RELAY_NORMALIZED",
          "CANONICAL_TAGS",
          "AGGREGATION_RULES",
          "REWRITE_RULES",
          "RELAY_METHOD",
          "RELAY_RULES",
          "USE_WHITELIST",
          "CONF_DIR",
          "FORWARD_ALL");

  static final KnownKeys RELAY =
      new KnownKeys("relay", KnownKeys.with(SHARED, "RELAY_METHOD", "RELAY_RULES"), NO_EFFECT);

  static final KnownKeys AGGREGATOR =
      new KnownKeys(
          "aggregator",
          KnownKeys.with(
              SHARED, "FORWARD_ALL", "MAX_AGGREGATION_INTERVALS", "WRITE_BACK_FREQUENCY"),
          KnownKeys.with(
              NO_EFFECT,
              Map.of(
                  "RELAY_METHOD", "an aggregator sends by consistent-hashing",
                  "RELAY_RULES", "an aggregator sends by consistent-hashing")));

  private RelayKeys() {}
}
