// Copyright 2026 The Graphite Stack Authors
// SPDX-License-Identifier: Apache-2.0

package org.graphitestack.storage.cassandra;

import com.datastax.oss.driver.api.core.CqlSession;
import com.datastax.oss.driver.api.core.DriverException;
import com.datastax.oss.driver.api.core.cql.SimpleStatement;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import org.graphitestack.model.RetentionPolicy;
import org.jspecify.annotations.Nullable;

/// Keyspaces and tables: looked for, and made by one node at a time where they are missing, since
/// two nodes that change the schema at once can leave a cluster in disagreement.
final class ClusterSchema {

  private static final Duration PATIENCE = Duration.ofSeconds(60);
  private static final String LEASE = "schema";

  private final CassandraOptions options;
  private final Set<Stage> known = ConcurrentHashMap.newKeySet();
  private volatile @Nullable CqlSession session;

  ClusterSchema(CassandraOptions options) {
    this.options = options;
  }

  /// The table of a name among those of names.
  String meta(String table) {
    return options.metaKeyspace() + "." + table;
  }

  /// The table of a stage.
  String table(Stage stage) {
    return options.dataKeyspace() + "." + stage.table();
  }

  /// Makes what every node needs, and remembers the session for more.
  void prepare(CqlSession opened) throws IOException {
    var lease = new SchemaLease(opened, meta("lease"), options.nanoTime());
    if (!hasTable(opened, options.metaKeyspace(), "lease")) {
      requireCreation("table " + meta("lease"));
      change(opened, keyspace(opened, options.metaKeyspace()));
      // The same id everywhere: two nodes that make it at once make the same table.
      change(
          opened,
          "CREATE TABLE IF NOT EXISTS "
              + meta("lease")
              + " (name text PRIMARY KEY, holder uuid) WITH ID = "
              + UUID.nameUUIDFromBytes(meta("lease").getBytes(StandardCharsets.UTF_8)));
    }
    lease.once(
        LEASE,
        () -> missingTable(opened) == null,
        () -> {
          requireCreation("table " + missingTable(opened));
          change(opened, keyspace(opened, options.dataKeyspace()));
          for (var table : metaTables().values()) {
            change(opened, table);
          }
        });
    session = opened;
  }

  private void requireCreation(String what) throws IOException {
    if (!options.createSchema()) {
      throw new IOException(
          "cassandra: "
              + what
              + " is missing (expected: made beforehand, as CREATE_SCHEMA = False)");
    }
  }

  private @Nullable String missingTable(CqlSession opened) {
    for (var table : metaTables().keySet()) {
      if (!hasTable(opened, options.metaKeyspace(), table)) {
        return meta(table);
      }
    }
    return hasKeyspace(opened, options.dataKeyspace()) ? null : options.dataKeyspace();
  }

  private Map<String, String> metaTables() {
    var tables = new LinkedHashMap<String, String>();
    add(
        tables,
        "series",
        "shard int, path text, id uuid, layout text, created bigint, PRIMARY KEY (shard, path)",
        "");
    add(tables, "seen", "shard int, path text, at bigint, PRIMARY KEY (shard, path)", "");
    add(tables, "grave", "path text PRIMARY KEY, incarnation int", "");
    add(
        tables,
        "news",
        "hour int, stripe int, at bigint, path text, gone boolean, PRIMARY KEY ((hour, stripe),"
            + " at)",
        " WITH default_time_to_live = "
            + NewsTable.KEPT.toSeconds()
            + " AND compaction = {'class': 'TimeWindowCompactionStrategy',"
            + " 'compaction_window_unit': 'HOURS', 'compaction_window_size': 12}");
    return tables;
  }

  private void add(Map<String, String> tables, String name, String columns, String rest) {
    tables.put(name, "CREATE TABLE IF NOT EXISTS " + meta(name) + " (" + columns + ")" + rest);
  }

  /// Makes the tables of some retentions, unless they are there.
  void require(RetentionPolicy retentions) throws IOException {
    for (var retention : retentions.archives()) {
      var stage = Stage.of(retention);
      if (!known.contains(stage)) {
        require(stage);
        known.add(stage);
      }
    }
  }

  private synchronized void require(Stage stage) throws IOException {
    var open = session;
    if (open == null) {
      throw new IOException("the cluster was not reached yet");
    }
    new SchemaLease(open, meta("lease"), options.nanoTime())
        .once(
            LEASE,
            () -> hasTable(open, options.dataKeyspace(), stage.table()),
            () -> {
              requireCreation("table " + table(stage));
              change(open, create(stage));
            });
  }

  private String create(Stage stage) {
    return "CREATE TABLE IF NOT EXISTS "
        + table(stage)
        + " (series uuid, bucket int, first int, seq bigint, data blob,"
        + " PRIMARY KEY ((series, bucket), first, seq))"
        + " WITH CLUSTERING ORDER BY (first ASC, seq ASC)"
        + " AND default_time_to_live = "
        + stage.defaultTtl()
        // no shorter than hints are kept (3 h); rows that come back say what is known anyway
        + " AND gc_grace_seconds = 10800"
        + " AND compaction = {'class': 'TimeWindowCompactionStrategy',"
        + " 'compaction_window_unit': 'HOURS', 'compaction_window_size': "
        + stage.windowHours()
        + "} AND compression = {'class': 'LZ4Compressor', 'chunk_length_in_kb': 4}";
  }

  private String keyspace(CqlSession opened, String name) {
    var datacenter =
        options
            .datacenter()
            .orElseGet(
                () ->
                    opened.getMetadata().getNodes().values().stream()
                        .map(node -> node.getDatacenter())
                        .filter(dc -> dc != null)
                        .findFirst()
                        .orElse("datacenter1"));
    return "CREATE KEYSPACE IF NOT EXISTS "
        + name
        + " WITH replication = {'class': 'NetworkTopologyStrategy', '"
        + datacenter.replace("'", "''")
        + "': "
        + options.replicationFactor()
        + "}";
  }

  private static boolean hasKeyspace(CqlSession opened, String name) {
    return opened
            .execute(
                "SELECT keyspace_name FROM system_schema.keyspaces WHERE keyspace_name = ?", name)
            .one()
        != null;
  }

  /// Whether a table can be used: what others are making is listed a moment before.
  private static boolean hasTable(CqlSession opened, String keyspace, String name) {
    var listed =
        opened
            .execute(
                "SELECT table_name FROM system_schema.tables"
                    + " WHERE keyspace_name = ? AND table_name = ?",
                keyspace,
                name)
            .one();
    if (listed == null) {
      return false;
    }
    try {
      var _ = opened.prepare("SELECT COUNT(*) FROM " + keyspace + "." + name);
      return true;
    } catch (DriverException _) {
      // not known yet to the node that was asked, or half
      return false;
    }
  }

  /// Returns when all nodes agree, or the driver's patience is over.
  private static void change(CqlSession opened, String cql) {
    opened.execute(SimpleStatement.newInstance(cql).setTimeout(PATIENCE).setIdempotent(false));
  }
}
