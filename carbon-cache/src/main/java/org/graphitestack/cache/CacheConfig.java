// Copyright 2026 The Graphite Stack Authors
// SPDX-License-Identifier: Apache-2.0

package org.graphitestack.cache;

import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import org.graphitestack.cache.journal.JournalConfig;
import org.graphitestack.cache.write.WriteSettings;
import org.graphitestack.protocol.amqp.AmqpConfig;
import org.graphitestack.protocol.listen.ListenerConfig;
import org.graphitestack.protocol.listen.WireProtocol;
import org.graphitestack.protocol.query.CacheQueryConfig;

/// What a cache is opened with. The names in capitals are the keys of carbon.conf's `[cache]`.
///
/// @param host the machine's name in the cache's own metrics; dots become underscores
/// @param instance `--instance`, `a` as in carbon
/// @param listeners LINE_RECEIVER_INTERFACE and _PORT, UDP_RECEIVER_INTERFACE and _PORT with
///   ENABLE_UDP_LISTENER, PICKLE_RECEIVER_INTERFACE and _PORT, PICKLE_RECEIVER_MAX_LENGTH,
///   MAX_RECEIVER_CONNECTIONS, METRIC_CLIENT_IDLE_TIMEOUT, TCP_KEEPALIVE, TCP_KEEPIDLE,
///   TCP_KEEPINTVL, TCP_KEEPCNT
/// @param queries CACHE_QUERY_INTERFACE and _PORT; empty: cache queries are not answered
/// @param amqp ENABLE_AMQP and AMQP_…: a broker that points come from
/// @param names USE_WHITELIST: which names are taken
/// @param maxPoints MAX_CACHE_SIZE: points in memory, `Long.MAX_VALUE` for no limit
/// @param maxBytes MAX_CACHE_BYTES, which is ours: bytes these points may take; empty: a quarter of
///   the heap
/// @param flowControl USE_FLOW_CONTROL: at the limit senders wait; without it points are dropped
/// @param timestampResolution MIN_TIMESTAMP_RESOLUTION in seconds: timestamps are rounded down to a
///   multiple; 0 leaves them
/// @param writing MAX_UPDATES_PER_SECOND, MAX_UPDATES_PER_SECOND_ON_SHUTDOWN,
///   MAX_CREATES_PER_MINUTE, CACHE_WRITE_STRATEGY, MIN_TIMESTAMP_LAG, and WRITERS, which is ours
/// @param journal JOURNAL and the other keys of the journal; empty: what is in memory when the
///   process is killed is lost, as with carbon
/// @param metricPrefix CARBON_METRIC_PREFIX
/// @param metricInterval CARBON_METRIC_INTERVAL; zero: no metrics of our own
public record CacheConfig(
    String host,
    String instance,
    List<ListenerConfig> listeners,
    Optional<CacheQueryConfig> queries,
    Optional<AmqpConfig> amqp,
    NameFilter names,
    long maxPoints,
    OptionalLong maxBytes,
    boolean flowControl,
    int timestampResolution,
    WriteSettings writing,
    Optional<JournalConfig> journal,
    String metricPrefix,
    Duration metricInterval) {

  /// Carbon's plaintext port.
  public static final int LINE_PORT = 2003;

  /// Carbon's pickle port.
  public static final int PICKLE_PORT = 2004;

  public CacheConfig {
    listeners = List.copyOf(listeners);
    if (maxPoints < 1) {
      throw new IllegalArgumentException("maxPoints: " + maxPoints + " (expected: >= 1)");
    }
    if (maxBytes.isPresent() && maxBytes.getAsLong() < 1) {
      throw new IllegalArgumentException("maxBytes: " + maxBytes.getAsLong() + " (expected: >= 1)");
    }
    if (timestampResolution < 0) {
      throw new IllegalArgumentException(
          "timestampResolution: " + timestampResolution + " (expected: >= 0)");
    }
    if (metricInterval.isNegative()) {
      throw new IllegalArgumentException("metricInterval: " + metricInterval + " (expected: >= 0)");
    }
  }

  /// Carbon's defaults, except that it listens on the loopback interface only and writes as fast as
  /// it can. Without a journal, which needs a folder.
  public static CacheConfig defaults(String host) {
    return new CacheConfig(
        host,
        "a",
        List.of(
            ListenerConfig.of(WireProtocol.LINE, loopback(LINE_PORT)),
            ListenerConfig.of(WireProtocol.PICKLE, loopback(PICKLE_PORT))),
        Optional.of(CacheQueryConfig.defaults()),
        Optional.empty(),
        NameFilter.ALL,
        Long.MAX_VALUE,
        OptionalLong.empty(),
        true,
        0,
        WriteSettings.defaults(),
        Optional.empty(),
        "carbon",
        Duration.ofMinutes(1));
  }

  /// The same with other listeners.
  public CacheConfig withListeners(List<ListenerConfig> others) {
    return new CacheConfig(
        host,
        instance,
        others,
        queries,
        amqp,
        names,
        maxPoints,
        maxBytes,
        flowControl,
        timestampResolution,
        writing,
        journal,
        metricPrefix,
        metricInterval);
  }

  /// The same with a journal.
  public CacheConfig withJournal(JournalConfig kept) {
    return new CacheConfig(
        host,
        instance,
        listeners,
        queries,
        amqp,
        names,
        maxPoints,
        maxBytes,
        flowControl,
        timestampResolution,
        writing,
        Optional.of(kept),
        metricPrefix,
        metricInterval);
  }

  /// The same with cache queries answered elsewhere, or not at all.
  public CacheConfig withQueries(Optional<CacheQueryConfig> others) {
    return new CacheConfig(
        host,
        instance,
        listeners,
        others,
        amqp,
        names,
        maxPoints,
        maxBytes,
        flowControl,
        timestampResolution,
        writing,
        journal,
        metricPrefix,
        metricInterval);
  }

  /// The same with what a cache can change while it runs taken from another: which names it takes,
  /// limits, flow control, and how is written but for the number of writers.
  public CacheConfig adjustedLike(CacheConfig other) {
    return new CacheConfig(
        host,
        instance,
        listeners,
        queries,
        amqp,
        other.names,
        other.maxPoints,
        other.maxBytes,
        other.flowControl,
        timestampResolution,
        other.writing.withThreads(writing.threads()),
        journal,
        metricPrefix,
        metricInterval);
  }

  private static InetSocketAddress loopback(int port) {
    return new InetSocketAddress(InetAddress.getLoopbackAddress(), port);
  }
}
