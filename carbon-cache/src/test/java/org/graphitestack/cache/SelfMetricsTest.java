// Copyright 2026 The Graphite Stack Authors
// SPDX-License-Identifier: Apache-2.0

package org.graphitestack.cache;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.graphitestack.cache.ledger.CacheLedger;
import org.graphitestack.cache.ledger.DropReason;
import org.graphitestack.cache.query.UnstoredAnswers;
import org.graphitestack.model.InvalidMetricPathException;
import org.graphitestack.model.MetricPath;
import org.graphitestack.model.PointBatch;
import org.graphitestack.model.SeriesLayout;
import org.graphitestack.protocol.RejectReason;
import org.graphitestack.protocol.listen.Listeners;
import org.graphitestack.protocol.own.OwnMetrics;
import org.graphitestack.protocol.own.ProcessFigures;
import org.graphitestack.protocol.query.CacheCluster;
import org.graphitestack.protocol.query.CacheClusterConfig;
import org.graphitestack.protocol.query.CacheQueryConfig;
import org.graphitestack.protocol.query.CacheQueryServer;
import org.graphitestack.protocol.ring.HashType;
import org.graphitestack.protocol.ring.RingNode;
import org.graphitestack.storage.UnstoredPoints;
import org.junit.jupiter.api.Test;

class SelfMetricsTest {

  private final CacheLedger ledger = new CacheLedger();
  private final HandMovedNanos nanos = new HandMovedNanos();
  private final Map<String, Double> recorded = new TreeMap<>();

  @Test
  void record_eachInterval_givesCarbonsNamesAndCountsOfTheIntervalOnly() throws Exception {
    var process =
        new ProcessFigures() {
          private long cpu;

          @Override
          public long cpuNanos() {
            return cpu++ * 30_000_000_000L;
          }

          @Override
          public long memoryBytes() {
            return 5_000_000;
          }
        };
    try (var listeners = Listeners.open(List.of(), _ -> {}, 1, () -> Instant.EPOCH, nanos)) {
      var metrics =
          new SelfMetrics(
              CacheConfig.defaults("web01.example.org"),
              ledger,
              listeners,
              Optional.empty(),
              points -> {
                for (var i = 0; i < points.size(); i++) {
                  assertThat(points.timestamp(i)).isEqualTo(1_700_000_000L);
                  recorded.put(points.name(i), points.value(i));
                }
              },
              process,
              () -> Instant.ofEpochSecond(1_700_000_000L),
              nanos);

      ledger.countWrite(10, 2_000_000_000L);
      ledger.countWrite(20, 4_000_000_000L);
      ledger.countCreate();
      ledger.countDropped(DropReason.TOO_OLD, 3);
      ledger.countRejectedName(InvalidMetricPathException.Reason.EMPTY_NODE);
      nanos.passSeconds(60);
      metrics.record();

      assertThat(recorded)
          .containsEntry("carbon.agents.web01_example_org-a.updateOperations", 2.0)
          .containsEntry("carbon.agents.web01_example_org-a.committedPoints", 30.0)
          .containsEntry("carbon.agents.web01_example_org-a.pointsPerUpdate", 15.0)
          .containsEntry("carbon.agents.web01_example_org-a.avgUpdateTime", 3.0)
          .containsEntry("carbon.agents.web01_example_org-a.creates", 1.0)
          .containsEntry("carbon.agents.web01_example_org-a.droppedCreates", 0.0)
          .containsEntry("carbon.agents.web01_example_org-a.errors", 0.0)
          .containsEntry("carbon.agents.web01_example_org-a.activeConnections", 0.0)
          .containsEntry("carbon.agents.web01_example_org-a.metricsReceived", 0.0)
          .containsEntry("carbon.agents.web01_example_org-a.cpuUsage", 50.0)
          .containsEntry("carbon.agents.web01_example_org-a.memUsage", 5_000_000.0)
          .containsEntry("carbon.agents.web01_example_org-a.cache.size", 0.0)
          .containsEntry("carbon.agents.web01_example_org-a.cache.queues", 0.0)
          .containsEntry("carbon.agents.web01_example_org-a.cache.overflow", 0.0)
          .containsEntry("carbon.agents.web01_example_org-a.drops.tooOld", 3.0)
          .containsEntry("carbon.agents.web01_example_org-a.rejects.name.emptyNode", 1.0)
          .doesNotContainKey("carbon.agents.web01_example_org-a.drops.corrupt");

      recorded.clear();
      nanos.passSeconds(60);
      metrics.record();

      assertThat(recorded)
          .containsEntry("carbon.agents.web01_example_org-a.updateOperations", 0.0)
          .containsEntry("carbon.agents.web01_example_org-a.drops.tooOld", 0.0)
          .doesNotContainKey("carbon.agents.web01_example_org-a.pointsPerUpdate");
    }
  }

  @Test
  void record_cacheThatIsAsked_tellsOfTheQueries() throws Exception {
    var address = new InetSocketAddress(InetAddress.getLoopbackAddress(), 0);
    try (var listeners = Listeners.open(List.of(), _ -> {}, 1, () -> Instant.EPOCH, nanos);
        var server =
            CacheQueryServer.open(
                CacheQueryConfig.at(address),
                new UnstoredAnswers(memory(), new StorageInMemory()),
                () -> Instant.EPOCH,
                nanos)) {
      var metrics =
          new SelfMetrics(
              CacheConfig.defaults("h"),
              ledger,
              listeners,
              Optional.of(server),
              points -> {
                for (var i = 0; i < points.size(); i++) {
                  recorded.put(points.name(i), points.value(i));
                }
              },
              ProcessFigures.ofThisJvm(),
              () -> Instant.EPOCH,
              nanos);
      ask(server, true, "a", "b");
      ask(server, true, "a", "b", "c", "d");
      ask(server, false, "a");
      metrics.record();

      assertThat(recorded)
          .containsEntry("carbon.agents.h-a.cache.queries", 1.0)
          .containsEntry("carbon.agents.h-a.cache.bulk_queries", 2.0)
          .containsEntry("carbon.agents.h-a.cache.bulk_queries_average_size", 3.0);

      recorded.clear();
      metrics.record();
      assertThat(recorded)
          .containsEntry("carbon.agents.h-a.cache.bulk_queries", 0.0)
          .doesNotContainKey("carbon.agents.h-a.cache.bulk_queries_average_size");
    }
  }

  private static UnstoredPoints memory() {
    return new UnstoredPoints() {
      @Override
      public PointBatch unstored(MetricPath path) {
        return PointBatch.EMPTY;
      }

      @Override
      public Optional<SeriesLayout> layoutToCome(MetricPath path) {
        return Optional.empty();
      }
    };
  }

  private static void ask(CacheQueryServer server, boolean bulk, String... metrics) {
    var node = new RingNode("127.0.0.1", server.address().getPort(), null);
    var config =
        new CacheClusterConfig(
            List.of(node),
            HashType.CARBON_CH,
            1,
            Duration.ofSeconds(20),
            Duration.ZERO,
            bulk,
            "carbon");
    try (var cluster = CacheCluster.open(config, () -> 0)) {
      assertThat(cluster.points(List.of(metrics))).isEmpty();
    }
  }

  @Test
  void label_ofAReason_isLikeCarbonsNames() {
    assertThat(OwnMetrics.label(RejectReason.TIMESTAMP_OUT_OF_RANGE))
        .isEqualTo("timestampOutOfRange");
  }
}
