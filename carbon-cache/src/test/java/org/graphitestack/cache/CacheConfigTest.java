// Copyright 2026 The Graphite Stack Authors
// SPDX-License-Identifier: Apache-2.0

package org.graphitestack.cache;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.OptionalLong;
import org.graphitestack.cache.write.WriteSettings;
import org.graphitestack.cache.write.WriteStrategy;
import org.graphitestack.protocol.listen.KeepAlive;
import org.graphitestack.protocol.listen.ListenerConfig;
import org.graphitestack.protocol.listen.WireProtocol;
import org.graphitestack.protocol.query.CacheQueryConfig;
import org.junit.jupiter.api.Test;

class CacheConfigTest {

  @Test
  void defaults_all_areThese() {
    assertThat(CacheConfig.defaults("web01.example.org"))
        .isEqualTo(
            new CacheConfig(
                "web01.example.org",
                "a",
                List.of(listener(WireProtocol.LINE, 2003), listener(WireProtocol.PICKLE, 2004)),
                Optional.of(
                    new CacheQueryConfig(
                        new InetSocketAddress(InetAddress.getLoopbackAddress(), 7002),
                        1024,
                        16 << 20,
                        256 << 20)),
                Optional.empty(),
                NameFilter.ALL,
                Long.MAX_VALUE,
                OptionalLong.empty(),
                true,
                0,
                new WriteSettings(
                    Math.clamp(Runtime.getRuntime().availableProcessors() / 2, 2, 8),
                    WriteStrategy.SORTED,
                    Double.POSITIVE_INFINITY,
                    OptionalDouble.empty(),
                    Double.POSITIVE_INFINITY,
                    Duration.ZERO,
                    512 << 20),
                Optional.empty(),
                "carbon",
                Duration.ofSeconds(60)));
  }

  @Test
  void config_nonsense_isRefused() {
    var defaults = CacheConfig.defaults("h");

    assertThatThrownBy(
            () ->
                new CacheConfig(
                    "h",
                    "a",
                    List.of(),
                    Optional.empty(),
                    Optional.empty(),
                    NameFilter.ALL,
                    0,
                    OptionalLong.empty(),
                    true,
                    0,
                    defaults.writing(),
                    Optional.empty(),
                    "carbon",
                    Duration.ZERO))
        .hasMessage("maxPoints: 0 (expected: >= 1)");
  }

  private static ListenerConfig listener(WireProtocol protocol, int port) {
    return new ListenerConfig(
        protocol,
        new InetSocketAddress(InetAddress.getLoopbackAddress(), port),
        Integer.MAX_VALUE,
        Optional.empty(),
        Optional.of(new KeepAlive(10, 30, 2)),
        1_048_576);
  }
}
