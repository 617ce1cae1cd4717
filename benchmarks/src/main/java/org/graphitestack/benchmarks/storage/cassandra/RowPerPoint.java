// Copyright 2026 The Graphite Stack Authors
// SPDX-License-Identifier: Apache-2.0

package org.graphitestack.benchmarks.storage.cassandra;

import com.datastax.oss.driver.api.core.CqlSession;
import com.datastax.oss.driver.api.core.DefaultConsistencyLevel;
import com.datastax.oss.driver.api.core.config.DefaultDriverOption;
import com.datastax.oss.driver.api.core.config.DriverConfigLoader;
import com.datastax.oss.driver.api.core.cql.AsyncResultSet;
import com.datastax.oss.driver.api.core.cql.BatchStatement;
import com.datastax.oss.driver.api.core.cql.BoundStatement;
import com.datastax.oss.driver.api.core.cql.DefaultBatchType;
import com.datastax.oss.driver.api.core.cql.PreparedStatement;
import com.datastax.oss.driver.internal.core.session.throttling.ConcurrencyLimitingRequestThrottler;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.CompletionStage;
import org.graphitestack.model.MetricPath;
import org.graphitestack.model.PointBatch;

/// A row for each point, as BigGraphite's table of a first stage has it: a partition for each
/// series and 1440 steps, a clustering column for the step in it, a double.
///
/// Of BigGraphite only the shape is here, in the best light: no downsampling, no metadata, and the
/// driver and concurrency that our engine has.
final class RowPerPoint implements Shape {

  private static final int SPAN = DayOfPoints.POINTS * DayOfPoints.STEP;
  private static final int AT_ONCE = 256;

  private final CqlSession session;
  private final PreparedStatement insert;
  private final PreparedStatement select;
  private final boolean batched;

  private RowPerPoint(
      CqlSession session, PreparedStatement insert, PreparedStatement select, boolean batched) {
    this.session = session;
    this.insert = insert;
    this.select = select;
    this.batched = batched;
  }

  /// @param batched whether points of one flush are sent as one unlogged batch, not each alone
  static RowPerPoint open(InetSocketAddress node, boolean batched) {
    var session =
        CqlSession.builder()
            .addContactPoint(node)
            .withLocalDatacenter("datacenter1")
            .withConfigLoader(
                DriverConfigLoader.programmaticBuilder()
                    .withDuration(DefaultDriverOption.REQUEST_TIMEOUT, Duration.ofSeconds(20))
                    .withString(
                        DefaultDriverOption.REQUEST_CONSISTENCY,
                        DefaultConsistencyLevel.LOCAL_ONE.name())
                    .withClass(
                        DefaultDriverOption.REQUEST_THROTTLER_CLASS,
                        ConcurrencyLimitingRequestThrottler.class)
                    .withInt(DefaultDriverOption.REQUEST_THROTTLER_MAX_CONCURRENT_REQUESTS, AT_ONCE)
                    .withInt(DefaultDriverOption.REQUEST_THROTTLER_MAX_QUEUE_SIZE, 100_000)
                    .withBoolean(DefaultDriverOption.TIMESTAMP_GENERATOR_FORCE_JAVA_CLOCK, true)
                    .build())
            .build();
    session.execute(
        "CREATE KEYSPACE IF NOT EXISTS row_per_point WITH replication ="
            + " {'class': 'SimpleStrategy', 'replication_factor': 1}");
    session.execute(
        "CREATE TABLE IF NOT EXISTS row_per_point.datapoints_1440p_60s_0 (metric uuid,"
            + " time_start_ms bigint, offset smallint, value double,"
            + " PRIMARY KEY ((metric, time_start_ms), offset)) WITH CLUSTERING ORDER BY (offset"
            + " DESC) AND default_time_to_live = 87300 AND gc_grace_seconds = 86400 AND compaction"
            + " = {'class': 'TimeWindowCompactionStrategy', 'compaction_window_size': 1,"
            + " 'compaction_window_unit': 'HOURS'}");
    return new RowPerPoint(
        session,
        session.prepare(
            "INSERT INTO row_per_point.datapoints_1440p_60s_0 (metric, time_start_ms, offset,"
                + " value) VALUES (?, ?, ?, ?)"),
        session.prepare(
            "SELECT offset, value FROM row_per_point.datapoints_1440p_60s_0 WHERE metric = ? AND"
                + " time_start_ms = ? AND offset >= ? AND offset <= ?"),
        batched);
  }

  private static UUID id(MetricPath path) {
    return UUID.nameUUIDFromBytes(path.text().getBytes(StandardCharsets.UTF_8));
  }

  @Override
  public void create(List<MetricPath> paths) {
    // a series is there with its first point
  }

  @Override
  public void write(MetricPath path, PointBatch points) {
    var id = id(path);
    var rows = new ArrayList<BoundStatement>();
    for (var i = 0; i < points.size(); i++) {
      var start = Math.floorDiv(points.timestamp(i), SPAN) * (long) SPAN;
      var offset = (short) ((points.timestamp(i) - start) / DayOfPoints.STEP);
      rows.add(insert.bind(id, start * 1_000, offset, points.value(i)));
    }
    if (batched) {
      session.execute(BatchStatement.newInstance(DefaultBatchType.UNLOGGED).addAll(rows));
      return;
    }
    var running = rows.stream().map(session::executeAsync).toList();
    running.forEach(one -> one.toCompletableFuture().join());
  }

  @Override
  public long read(List<MetricPath> paths, long from, long until) throws IOException {
    var statements = new ArrayDeque<BoundStatement>();
    for (var path : paths) {
      for (var start = Math.floorDiv(from, SPAN) * (long) SPAN; start <= until; start += SPAN) {
        var first = (short) Math.max(0, (from - start) / DayOfPoints.STEP);
        var last = (short) Math.min(DayOfPoints.POINTS - 1, (until - start) / DayOfPoints.STEP);
        statements.add(select.bind(id(path), start * 1_000, first, last));
      }
    }
    var running = new ArrayDeque<CompletionStage<AsyncResultSet>>();
    var known = 0L;
    while (!statements.isEmpty() || !running.isEmpty()) {
      while (!statements.isEmpty() && running.size() < AT_ONCE) {
        running.add(session.executeAsync(statements.remove()));
      }
      for (var page = running.remove().toCompletableFuture().join(); ; ) {
        for (var row : page.currentPage()) {
          known += row.getShort(0) >= 0 && !Double.isNaN(row.getDouble(1)) ? 1 : 0;
        }
        if (!page.hasMorePages()) {
          break;
        }
        page = page.fetchNextPage().toCompletableFuture().join();
      }
    }
    return known;
  }

  @Override
  public void close() {
    session.close();
  }
}
