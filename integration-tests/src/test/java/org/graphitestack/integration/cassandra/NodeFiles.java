// Copyright 2026 The Graphite Stack Authors
// SPDX-License-Identifier: Apache-2.0

package org.graphitestack.integration.cassandra;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;

/// The files of one node, in a folder of its own: `conf/cassandra.yaml` and `conf/logback.xml`,
/// written here whole, and below it whatever the node writes.
///
/// All nodes are seeds, own a fixed part of the ring and do not bootstrap: so they can start at
/// once. With one seed, a node whose gossip ran before the seed listened would end. The four
/// request timeouts are far above Cassandra's, for three nodes on a busy machine of two cores.
record NodeFiles(Path folder) {

  /// @param access lines of cassandra.yaml that say who may speak to the node
  static NodeFiles write(Path folder, String address, List<String> ring, String access)
      throws IOException {
    var files = new NodeFiles(folder);
    Files.createDirectories(files.conf());
    Files.writeString(files.yaml(), yaml(folder, address, ring) + access);
    Files.writeString(files.logback(), LOGBACK);
    return files;
  }

  Path conf() {
    return folder.resolve("conf");
  }

  Path yaml() {
    return conf().resolve("cassandra.yaml");
  }

  Path logback() {
    return conf().resolve("logback.xml");
  }

  /// Everything the process writes, of all its starts.
  Path log() {
    return folder.resolve("node.log");
  }

  /// The ring in equal parts: `Long.MIN_VALUE` plus the node's share of 2⁶⁴.
  private static long token(int node, int nodes) {
    return Long.MIN_VALUE + Long.divideUnsigned(-1L, nodes) * node;
  }

  private static String yaml(Path folder, String address, List<String> ring) {
    return String.format(
        Locale.ROOT,
        """
        cluster_name: graphite-tests
        partitioner: org.apache.cassandra.dht.Murmur3Partitioner
        num_tokens: 1
        initial_token: %1$d
        auto_bootstrap: false
        endpoint_snitch: SimpleSnitch
        seed_provider:
          - class_name: org.apache.cassandra.locator.SimpleSeedProvider
            parameters:
              - seeds: "%2$s"
        listen_address: %3$s
        rpc_address: %3$s
        storage_port: 7000
        start_native_transport: true
        native_transport_port: 9042
        data_file_directories:
          - "%4$s/data"
        commitlog_directory: "%4$s/commitlog"
        hints_directory: "%4$s/hints"
        saved_caches_directory: "%4$s/saved"
        cdc_raw_directory: "%4$s/cdc"
        commitlog_sync: periodic
        commitlog_sync_period: 10000ms
        commitlog_segment_size: 16MiB
        commitlog_total_space: 256MiB
        memtable_heap_space: 128MiB
        memtable_offheap_space: 128MiB
        memtable_allocation_type: offheap_objects
        key_cache_size: 16MiB
        file_cache_size: 32MiB
        networking_cache_size: 32MiB
        concurrent_reads: 8
        concurrent_writes: 8
        concurrent_compactors: 1
        auto_snapshot: false
        hinted_handoff_enabled: true
        hints_flush_period: 1000ms
        read_request_timeout: 20s
        write_request_timeout: 20s
        range_request_timeout: 20s
        request_timeout: 20s
        """,
        token(ring.indexOf(address), ring.size()),
        String.join(",", ring),
        address,
        folder);
  }

  private static final String LOGBACK =
      """
      <configuration>
        <appender name="OUT" class="ch.qos.logback.core.ConsoleAppender">
          <encoder><pattern>%-5level %date{ISO8601} [%thread] %logger{0}: %msg%n</pattern></encoder>
        </appender>
        <root level="INFO"><appender-ref ref="OUT"/></root>
      </configuration>
      """;
}
