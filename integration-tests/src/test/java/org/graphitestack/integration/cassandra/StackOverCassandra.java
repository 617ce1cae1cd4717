// Copyright 2026 The Graphite Stack Authors
// SPDX-License-Identifier: Apache-2.0

package org.graphitestack.integration.cassandra;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;
import org.graphitestack.integration.GraphiteProcess;

/// The product over a cluster, with keyspaces of its own: three copies, quorums.
///
/// @param keyspaces how their names begin
/// @param schemas the text of storage-schemas.conf
record StackOverCassandra(CassandraCluster cluster, String keyspaces, String schemas) {

  static final Duration PATIENCE = Duration.ofMinutes(3);

  /// A cache that has only the points it is sent, which it would not after its first minute.
  static final String NO_OWN_METRICS = "cache.CARBON_METRIC_INTERVAL=0";

  private static final String AGGREGATION =
      "[all]\npattern = .*\nxFilesFactor = 0\naggregationMethod = average\n";

  /// Cache, storage and web in one process.
  GraphiteProcess run(Path home, String... more) throws IOException {
    return GraphiteProcess.run(prepared(home), flags("cache", more));
  }

  /// A cache alone.
  GraphiteProcess cache(Path home, String... more) throws IOException {
    return GraphiteProcess.cache(prepared(home), flags("cache", more));
  }

  /// A web that asks no cache: what it answers is in the cluster.
  GraphiteProcess web(Path home, String... more) throws IOException {
    var flags = new ArrayList<String>(List.of("--carbonlink", "none"));
    flags.addAll(List.of(more));
    return GraphiteProcess.web(prepared(home), flags("web", flags.toArray(String[]::new)));
  }

  /// Flags of `graphite convert`.
  List<String> settings() {
    return List.of(
        "--set",
        "cassandra.DATA_KEYSPACE=" + keyspaces + "_data",
        "--set",
        "cassandra.META_KEYSPACE=" + keyspaces + "_meta",
        "--set",
        "cassandra.REPLICATION_FACTOR=3",
        "--set",
        "cassandra.CONNECT_TIMEOUT=30",
        "--set",
        "cassandra.REQUEST_TIMEOUT=25");
  }

  private String[] flags(String daemon, String... more) {
    var flags = new ArrayList<String>();
    if (daemon.equals("web")) {
      flags.addAll(List.of("--set", "web.DATABASE=cassandra"));
    } else {
      flags.addAll(List.of("--database", "cassandra"));
      // points of the same interval in one row, and not long after they came
      flags.addAll(List.of("--set", "cache.MAX_UPDATES_PER_SECOND_ON_SHUTDOWN=inf"));
      flags.addAll(List.of("--set", NO_OWN_METRICS));
    }
    flags.addAll(List.of("--set", "cassandra.CONTACT_POINTS=" + cluster.contactPoints()));
    flags.addAll(settings());
    flags.addAll(List.of(more));
    return flags.toArray(String[]::new);
  }

  /// A home whose rules are those of this stack.
  Path prepared(Path home) throws IOException {
    var conf = Files.createDirectories(home.resolve("conf"));
    Files.writeString(conf.resolve("storage-schemas.conf"), schemas);
    Files.writeString(conf.resolve("storage-aggregation.conf"), AGGREGATION);
    return home;
  }

  /// Points that a cache has stored, of all it received.
  static long figure(GraphiteProcess cache, String name) throws IOException {
    var body = cache.get("/cache/status.json").body();
    var found = Pattern.compile("\"" + name + "\":(\\d+)").matcher(body);
    assertThat(found.find()).as("%s in %s", name, body).isTrue();
    return Long.parseLong(found.group(1));
  }

  /// Waits until all that was received is stored; the cache has [#NO_OWN_METRICS].
  static void awaitStored(GraphiteProcess cache, long points) {
    await("all is stored")
        .atMost(PATIENCE)
        .pollInterval(Duration.ofMillis(500))
        .untilAsserted(
            () -> {
              assertThat(figure(cache, "received")).isEqualTo(points);
              assertThat(figure(cache, "held")).isZero();
            });
  }
}
