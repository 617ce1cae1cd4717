// Copyright 2026 The Graphite Stack Authors
// SPDX-License-Identifier: Apache-2.0

package org.graphitestack.storage.cassandra;

import java.io.IOException;
import java.security.SecureRandom;
import java.util.function.Consumer;
import org.graphitestack.model.MetricPath;
import org.graphitestack.storage.SeriesAdmin;
import org.graphitestack.storage.SeriesReader;
import org.graphitestack.storage.SeriesWriter;
import org.graphitestack.storage.StorageEngine;
import org.graphitestack.storage.StorageUnreachableException;
import org.graphitestack.storage.TreeScan;

/// Series in a Cassandra cluster. Thread-safe; several engines, in as many processes, may share a
/// cluster without knowing of each other.
///
/// While the cluster cannot be reached everything throws a
/// [org.graphitestack.storage.StorageUnreachableException], and the engine goes on trying.
public final class CassandraEngine implements StorageEngine {

  private final CassandraOptions options;
  private final CassandraStatistics statistics = new CassandraStatistics();
  private final ClusterConnection cluster;
  private final SeriesTable names;
  private final NewsTable news;
  private final SeriesReader reader;
  private final SeriesWriter writer;
  private final SeriesAdmin admin;

  private CassandraEngine(CassandraOptions options) {
    this.options = options;
    var schema = new ClusterSchema(options);
    var sequence = new SequenceClock(options.clock(), new SecureRandom().nextLong());
    var locks = new SeriesLocks();
    this.cluster = ClusterConnection.open(options, statistics, schema::prepare);
    this.news = new NewsTable(cluster, schema, sequence);
    this.names = new SeriesTable(cluster, schema, news, options, statistics);
    var points = new StagePoints(cluster, schema, sequence, statistics);
    this.reader = new CassandraReader(schema, names, points, locks, statistics);
    this.writer = new CassandraWriter(names, points, locks, statistics);
    this.admin = new CassandraAdmin(names);
  }

  /// Opens a cluster. If it cannot be reached in time, this returns all the same.
  public static CassandraEngine open(CassandraOptions options) {
    return new CassandraEngine(options);
  }

  /// For those who cannot do without the cluster.
  ///
  /// @throws StorageUnreachableException if it was not reached since the engine was opened; it says
  ///   why
  public void requireReached() throws StorageUnreachableException {
    cluster.requireReached();
  }

  /// The cluster as messages name it.
  public String name() {
    return ClusterConnection.name(options);
  }

  @Override
  public SeriesReader reader() {
    return reader;
  }

  @Override
  public SeriesWriter writer() {
    return writer;
  }

  @Override
  public SeriesAdmin admin() {
    return admin;
  }

  @Override
  public void forEachSeries(Consumer<MetricPath> consumer) throws IOException {
    names.forEach(entry -> consumer.accept(entry.path()));
  }

  /// Reads all names, then what others tell of.
  @Override
  public TreeScan newScan() {
    return new NewsScan(names, news, statistics, options.clock());
  }

  /// Removes series of which nothing is kept any longer: those that were last written to longer ago
  /// than their longest retention.
  ///
  /// @return how many
  public int removeDead() throws IOException {
    return new DeadSeries(names, statistics).remove(options.clock().instant().getEpochSecond());
  }

  public CassandraStatistics statistics() {
    return statistics;
  }

  @Override
  public void close() {
    cluster.close();
  }
}
