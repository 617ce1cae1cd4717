// Copyright 2026 The Graphite Stack Authors
// SPDX-License-Identifier: Apache-2.0

package org.graphitestack.storage.cassandra;

import com.datastax.oss.driver.api.core.ConsistencyLevel;
import com.datastax.oss.driver.api.core.CqlSession;
import com.datastax.oss.driver.api.core.DefaultConsistencyLevel;
import com.datastax.oss.driver.api.core.config.DefaultDriverOption;
import com.datastax.oss.driver.api.core.config.DriverConfigLoader;
import com.datastax.oss.driver.api.core.cql.AsyncResultSet;
import com.datastax.oss.driver.api.core.cql.BatchStatement;
import com.datastax.oss.driver.api.core.cql.BoundStatement;
import com.datastax.oss.driver.api.core.cql.PreparedStatement;
import com.datastax.oss.driver.api.core.cql.ResultSet;
import com.datastax.oss.driver.api.core.metrics.DefaultSessionMetric;
import com.datastax.oss.driver.internal.core.loadbalancing.DcInferringLoadBalancingPolicy;
import com.datastax.oss.driver.internal.core.session.throttling.ConcurrencyLimitingRequestThrottler;
import com.datastax.oss.driver.internal.core.ssl.DefaultSslEngineFactory;
import java.io.IOException;
import java.lang.System.Logger.Level;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletionException;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import org.graphitestack.storage.StorageUnreachableException;
import org.jspecify.annotations.Nullable;

/// The way to a cluster: connects in the background until it succeeds, and says what is wrong while
/// it has not. Thread-safe.
final class ClusterConnection implements AutoCloseable {

  private static final System.Logger LOG = System.getLogger(ClusterConnection.class.getName());
  private static final Duration MOST_PAUSE = Duration.ofSeconds(30);
  private static final int MOST_WAITING = 100_000;

  /// What is done with a new session before anybody else has it.
  interface Preparation {
    void on(CqlSession session) throws IOException;
  }

  private final CassandraOptions options;
  private final CassandraStatistics statistics;
  private final ClusterFaults faults;
  private final Preparation preparation;
  private final ConcurrentHashMap<String, PreparedStatement> prepared = new ConcurrentHashMap<>();
  private final CountDownLatch first = new CountDownLatch(1);
  private final ScheduledThreadPoolExecutor connector =
      new ScheduledThreadPoolExecutor(
          1, Thread.ofPlatform().daemon().name("cassandra-connect").factory());
  private volatile @Nullable CqlSession session;
  private volatile String reason = "not connected yet";
  private boolean closed;

  private ClusterConnection(
      CassandraOptions options, CassandraStatistics statistics, Preparation preparation) {
    this.options = options;
    this.statistics = statistics;
    this.faults = new ClusterFaults(name(options), statistics);
    this.preparation = preparation;
  }

  /// Begins to connect, and waits for the first attempt to end well or badly, but no longer than
  /// the options say.
  static ClusterConnection open(
      CassandraOptions options, CassandraStatistics statistics, Preparation preparation) {
    var connection = new ClusterConnection(options, statistics, preparation);
    connection.connector.execute(() -> connection.connect(Duration.ofSeconds(1)));
    try {
      var _ = connection.first.await(options.connectTimeout().toNanos() * 3, TimeUnit.NANOSECONDS);
    } catch (InterruptedException _) {
      Thread.currentThread().interrupt();
    }
    return connection;
  }

  /// The cluster as messages name it.
  static String name(CassandraOptions options) {
    return options.contactPoints().stream()
        .map(point -> point.getHostString() + ":" + point.getPort())
        .collect(Collectors.joining(",", "cassandra ", ""));
  }

  ClusterFaults faults() {
    return faults;
  }

  private void connect(Duration pause) {
    CqlSession opened = null;
    try {
      opened =
          CqlSession.builder()
              .addContactPoints(options.contactPoints())
              .withConfigLoader(config())
              .build();
      preparation.on(opened);
      publish(opened);
      LOG.log(Level.INFO, () -> name(options) + ": connected");
    } catch (IOException | RuntimeException failure) {
      if (opened != null) {
        opened.close();
      }
      var said = String.valueOf(faults.of(failure).getMessage());
      reason = said.substring(said.indexOf(": ") + 2);
      LOG.log(
          Level.WARNING,
          "{0}: not reached ({1}); trying again in {2,number,#} s",
          name(options),
          reason,
          pause.toSeconds());
      again(pause);
    } finally {
      first.countDown();
    }
  }

  private synchronized void publish(CqlSession opened) {
    if (closed) {
      opened.close();
      return;
    }
    statistics.connected(opened);
    session = opened;
  }

  private synchronized void again(Duration pause) {
    if (!closed) {
      var longer =
          pause.multipliedBy(2).compareTo(MOST_PAUSE) > 0 ? MOST_PAUSE : pause.multipliedBy(2);
      var _ = connector.schedule(() -> connect(longer), pause.toMillis(), TimeUnit.MILLISECONDS);
    }
  }

  private DriverConfigLoader config() {
    var config =
        DriverConfigLoader.programmaticBuilder()
            .withString(DefaultDriverOption.SESSION_NAME, "graphite")
            .withDuration(DefaultDriverOption.CONNECTION_CONNECT_TIMEOUT, options.connectTimeout())
            .withDuration(
                DefaultDriverOption.CONNECTION_INIT_QUERY_TIMEOUT, options.connectTimeout())
            .withDuration(DefaultDriverOption.CONTROL_CONNECTION_TIMEOUT, options.connectTimeout())
            .withDuration(DefaultDriverOption.REQUEST_TIMEOUT, options.requestTimeout())
            .withDuration(
                DefaultDriverOption.METADATA_SCHEMA_REQUEST_TIMEOUT, options.requestTimeout())
            .withDuration(DefaultDriverOption.RECONNECTION_BASE_DELAY, Duration.ofSeconds(1))
            .withDuration(DefaultDriverOption.RECONNECTION_MAX_DELAY, MOST_PAUSE)
            .withString(
                DefaultDriverOption.REQUEST_CONSISTENCY, options.writeConsistency().level().name())
            .withString(
                DefaultDriverOption.REQUEST_SERIAL_CONSISTENCY,
                DefaultConsistencyLevel.LOCAL_SERIAL.name())
            // the other clock needs a native library, and every statement here has a time of its
            // own
            .withBoolean(DefaultDriverOption.TIMESTAMP_GENERATOR_FORCE_JAVA_CLOCK, true)
            .withBoolean(DefaultDriverOption.REQUEST_DEFAULT_IDEMPOTENCE, true)
            .withClass(
                DefaultDriverOption.REQUEST_THROTTLER_CLASS,
                ConcurrencyLimitingRequestThrottler.class)
            .withInt(
                DefaultDriverOption.REQUEST_THROTTLER_MAX_CONCURRENT_REQUESTS,
                options.requestsInFlight())
            .withInt(DefaultDriverOption.REQUEST_THROTTLER_MAX_QUEUE_SIZE, MOST_WAITING)
            .withDuration(
                DefaultDriverOption.METRICS_SESSION_CQL_REQUESTS_INTERVAL, Duration.ofSeconds(15))
            .withInt(DefaultDriverOption.NETTY_IO_SHUTDOWN_QUIET_PERIOD, 0)
            .withInt(DefaultDriverOption.NETTY_ADMIN_SHUTDOWN_QUIET_PERIOD, 0)
            .withStringList(
                DefaultDriverOption.METRICS_SESSION_ENABLED,
                List.of(
                    DefaultSessionMetric.CONNECTED_NODES.getPath(),
                    DefaultSessionMetric.THROTTLING_QUEUE_SIZE.getPath(),
                    DefaultSessionMetric.CQL_REQUESTS.getPath(),
                    DefaultSessionMetric.CQL_CLIENT_TIMEOUTS.getPath(),
                    DefaultSessionMetric.BYTES_SENT.getPath(),
                    DefaultSessionMetric.BYTES_RECEIVED.getPath()));
    if (options.datacenter().isPresent()) {
      config.withString(
          DefaultDriverOption.LOAD_BALANCING_LOCAL_DATACENTER, options.datacenter().get());
    } else {
      config.withClass(
          DefaultDriverOption.LOAD_BALANCING_POLICY_CLASS, DcInferringLoadBalancingPolicy.class);
    }
    options
        .login()
        .ifPresent(
            login ->
                config
                    .withString(DefaultDriverOption.AUTH_PROVIDER_CLASS, "PlainTextAuthProvider")
                    .withString(DefaultDriverOption.AUTH_PROVIDER_USER_NAME, login.user())
                    .withString(DefaultDriverOption.AUTH_PROVIDER_PASSWORD, login.password()));
    options
        .tls()
        .ifPresent(
            tls -> {
              config
                  .withClass(
                      DefaultDriverOption.SSL_ENGINE_FACTORY_CLASS, DefaultSslEngineFactory.class)
                  .withBoolean(DefaultDriverOption.SSL_HOSTNAME_VALIDATION, tls.hostNames());
              tls.trustStore()
                  .ifPresent(
                      file ->
                          config
                              .withString(DefaultDriverOption.SSL_TRUSTSTORE_PATH, file.toString())
                              .withString(
                                  DefaultDriverOption.SSL_TRUSTSTORE_PASSWORD,
                                  tls.trustStorePassword()));
              tls.keyStore()
                  .ifPresent(
                      file ->
                          config
                              .withString(DefaultDriverOption.SSL_KEYSTORE_PATH, file.toString())
                              .withString(
                                  DefaultDriverOption.SSL_KEYSTORE_PASSWORD,
                                  tls.keyStorePassword()));
            });
    return config.build();
  }

  /// Throws unless the cluster was reached, once; it may be silent now.
  void requireReached() throws StorageUnreachableException {
    var _ = session();
  }

  private CqlSession session() throws StorageUnreachableException {
    var open = session;
    if (open == null) {
      statistics.unreachable();
      throw new StorageUnreachableException(name(options), reason, null);
    }
    return open;
  }

  /// A statement with its values.
  BoundStatement bind(String cql, Object... values) throws IOException {
    var open = session();
    try {
      var statement = prepared.get(cql);
      if (statement == null) {
        statement = open.prepare(cql);
        prepared.put(cql, statement);
      }
      return statement.bind(values);
    } catch (RuntimeException failure) {
      throw faults.of(failure);
    }
  }

  /// Runs a statement at the consistency of writes.
  ResultSet execute(BoundStatement statement) throws IOException {
    try {
      return session().execute(statement);
    } catch (RuntimeException failure) {
      throw faults.of(failure);
    }
  }

  /// Runs a statement that is carried out only under a condition; it is not repeated by itself.
  ///
  /// @return whether it was carried out
  boolean applied(String cql, Object... values) throws IOException {
    return execute(bind(cql, values).setIdempotent(false)).wasApplied();
  }

  /// Begins a statement at the consistency of writes.
  CompletionStage<AsyncResultSet> executeAsync(BoundStatement statement) throws IOException {
    return session().executeAsync(statement);
  }

  /// Begins some statements on one partition, all or none of which are carried out.
  CompletionStage<AsyncResultSet> executeAsync(BatchStatement batch) throws IOException {
    return session().executeAsync(batch);
  }

  /// Begins a statement at the consistency of reads.
  CompletionStage<AsyncResultSet> read(BoundStatement statement) throws IOException {
    return session().executeAsync(statement.setConsistencyLevel(readLevel()));
  }

  private ConsistencyLevel readLevel() {
    return options.readConsistency().level();
  }

  /// Waits for what was begun.
  <T> T await(CompletionStage<T> running) throws IOException {
    try {
      return running.toCompletableFuture().join();
    } catch (CompletionException failure) {
      throw faults.of(failure);
    }
  }

  @Override
  public void close() {
    synchronized (this) {
      closed = true;
    }
    connector.shutdownNow();
    var open = session;
    if (open != null) {
      open.close();
    }
  }
}
