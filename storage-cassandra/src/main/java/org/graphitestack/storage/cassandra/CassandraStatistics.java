// Copyright 2026 The Graphite Stack Authors
// SPDX-License-Identifier: Apache-2.0

package org.graphitestack.storage.cassandra;

import com.codahale.metrics.Counter;
import com.codahale.metrics.Gauge;
import com.codahale.metrics.Meter;
import com.codahale.metrics.Timer;
import com.datastax.oss.driver.api.core.CqlSession;
import com.datastax.oss.driver.api.core.metrics.DefaultSessionMetric;
import com.datastax.oss.driver.api.core.metrics.SessionMetric;
import java.util.concurrent.atomic.LongAdder;
import org.jspecify.annotations.Nullable;

/// What an engine and its driver have done since they were opened. Thread-safe.
public final class CassandraStatistics {

  private final LongAdder creates = new LongAdder();
  private final LongAdder updates = new LongAdder();
  private final LongAdder pointsWritten = new LongAdder();
  private final LongAdder pointsTooOld = new LongAdder();
  private final LongAdder pointsUnrepresentable = new LongAdder();
  private final LongAdder chunksWritten = new LongAdder();
  private final LongAdder pointsRolledUp = new LongAdder();
  private final LongAdder pagesSealed = new LongAdder();
  private final LongAdder reads = new LongAdder();
  private final LongAdder chunksRead = new LongAdder();
  private final LongAdder corruptChunks = new LongAdder();
  private final LongAdder unreachable = new LongAdder();
  private final LongAdder newsRead = new LongAdder();
  private final LongAdder expired = new LongAdder();
  private volatile @Nullable CqlSession session;

  CassandraStatistics() {}

  void connected(CqlSession of) {
    session = of;
  }

  void created() {
    creates.increment();
  }

  void updated(int points, int tooOld, int unrepresentable) {
    updates.increment();
    pointsWritten.add(points);
    pointsTooOld.add(tooOld);
    pointsUnrepresentable.add(unrepresentable);
  }

  void chunksWritten(int count) {
    chunksWritten.add(count);
  }

  void rolledUp(int points) {
    pointsRolledUp.add(points);
  }

  void sealed() {
    pagesSealed.increment();
  }

  void read() {
    reads.increment();
  }

  void chunksRead(int count) {
    chunksRead.add(count);
  }

  void corrupt() {
    corruptChunks.increment();
  }

  void unreachable() {
    unreachable.increment();
  }

  void newsRead(int count) {
    newsRead.add(count);
  }

  void expired() {
    expired.increment();
  }

  /// Series created.
  public long creates() {
    return creates.sum();
  }

  /// Batches written.
  public long updates() {
    return updates.sum();
  }

  /// Points stored.
  public long pointsWritten() {
    return pointsWritten.sum();
  }

  /// Points left out because no retention reaches back to them.
  public long pointsTooOld() {
    return pointsTooOld.sum();
  }

  /// Points left out because their timestamp is none.
  public long pointsUnrepresentable() {
    return pointsUnrepresentable.sum();
  }

  /// Rows of points written, those of roll-ups included.
  public long chunksWritten() {
    return chunksWritten.sum();
  }

  /// Coarse points written.
  public long pointsRolledUp() {
    return pointsRolledUp.sum();
  }

  /// Pages whose rows became one.
  public long pagesSealed() {
    return pagesSealed.sum();
  }

  /// Series read.
  public long reads() {
    return reads.sum();
  }

  /// Rows of points read, by writers too.
  public long chunksRead() {
    return chunksRead.sum();
  }

  /// Rows that made no sense.
  public long corruptChunks() {
    return corruptChunks.sum();
  }

  /// Requests that the cluster did not answer, or not in time.
  public long unreached() {
    return unreachable.sum();
  }

  /// Series of which the cluster told that they came or went.
  public long newsRead() {
    return newsRead.sum();
  }

  /// Dead series removed.
  public long expiredSeries() {
    return expired.sum();
  }

  /// Nodes that are connected to; 0 while the cluster is not reached.
  public long connectedNodes() {
    return gauge(DefaultSessionMetric.CONNECTED_NODES);
  }

  /// Requests that wait for others to end.
  public long requestsWaiting() {
    return gauge(DefaultSessionMetric.THROTTLING_QUEUE_SIZE);
  }

  /// Requests that the driver answered.
  public long requests() {
    var timer = timer();
    return timer == null ? 0 : timer.getCount();
  }

  /// Seconds that 99 of 100 requests took at most, lately; 0 while there were none.
  public double requestSeconds99() {
    var timer = timer();
    return timer == null ? 0 : timer.getSnapshot().get99thPercentile() / 1e9;
  }

  /// Requests that the driver gave up after their timeout.
  public long timeouts() {
    return metric(DefaultSessionMetric.CQL_CLIENT_TIMEOUTS) instanceof Counter counter
        ? counter.getCount()
        : 0;
  }

  /// Bytes sent to all nodes.
  public long bytesSent() {
    return metric(DefaultSessionMetric.BYTES_SENT) instanceof Meter meter ? meter.getCount() : 0;
  }

  /// Bytes received from all nodes.
  public long bytesReceived() {
    return metric(DefaultSessionMetric.BYTES_RECEIVED) instanceof Meter meter
        ? meter.getCount()
        : 0;
  }

  private @Nullable Timer timer() {
    return metric(DefaultSessionMetric.CQL_REQUESTS) instanceof Timer timer ? timer : null;
  }

  private long gauge(SessionMetric name) {
    return metric(name) instanceof Gauge<?> gauge && gauge.getValue() instanceof Number number
        ? number.longValue()
        : 0;
  }

  private @Nullable Object metric(SessionMetric name) {
    var open = session;
    return open == null
        ? null
        : open.getMetrics().flatMap(metrics -> metrics.getSessionMetric(name)).orElse(null);
  }
}
