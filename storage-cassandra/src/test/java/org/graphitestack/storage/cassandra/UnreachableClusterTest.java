// Copyright 2026 The Graphite Stack Authors
// SPDX-License-Identifier: Apache-2.0

package org.graphitestack.storage.cassandra;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.graphitestack.model.MetricPath;
import org.graphitestack.model.PointBatch;
import org.graphitestack.storage.StorageUnreachableException;
import org.graphitestack.storage.TimeWindow;
import org.junit.jupiter.api.Test;

/// Nobody listens: that is said, and is not the same as having nothing.
class UnreachableClusterTest {

  private static final MetricPath PATH = MetricPath.parse("a.b");

  private static CassandraEngine open(int port) {
    return CassandraEngine.open(
        CassandraOptions.of(
                List.of(new InetSocketAddress(InetAddress.getLoopbackAddress(), port)),
                InstantSource.system(),
                System::nanoTime)
            .withTimeouts(Duration.ofSeconds(2), Duration.ofSeconds(1)));
  }

  private static int closedPort() throws IOException {
    try (var socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      return socket.getLocalPort();
    }
  }

  @Test
  void everything_withoutCluster_isUnreachable() throws IOException {
    try (var engine = open(closedPort())) {
      var window = new TimeWindow(0, 60, 60);

      for (var call :
          List.<ThrowingCallable>of(
              engine::requireReached,
              () -> engine.reader().read(PATH, window),
              () -> engine.reader().layout(PATH),
              () -> engine.reader().lastWrite(PATH),
              () -> engine.writer().exists(PATH),
              () -> engine.writer().write(PATH, PointBatch.of(60, 1), 60),
              () -> engine.admin().delete(PATH),
              () -> engine.forEachSeries(_ -> {}),
              () -> engine.newScan().run(_ -> {}, _ -> {}))) {
        assertThatExceptionOfType(StorageUnreachableException.class)
            .isThrownBy(call)
            .withMessageStartingWith(engine.name() + ": ")
            .satisfies(unreachable -> assertThat(unreachable.reason()).isNotBlank());
      }
      assertThat(engine.statistics().unreached()).isGreaterThanOrEqualTo(8);
      assertThat(engine.statistics().connectedNodes()).isZero();
    }
  }
}
