// Copyright 2026 The Graphite Stack Authors
// SPDX-License-Identifier: Apache-2.0

package org.graphitestack.config;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.util.List;
import org.graphitestack.protocol.query.CacheClusterConfig;
import org.graphitestack.protocol.ring.HashType;
import org.graphitestack.protocol.ring.RingNode;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class CarbonlinkConfTest {

  @Test
  void read_nothing_areGraphiteWebsDefaults() throws Exception {
    assertThat(CarbonlinkConf.read(List.of("cache.MAX_CACHE_SIZE=1")).caches())
        .contains(
            new CacheClusterConfig(
                List.of(new RingNode("127.0.0.1", 7002, null)),
                HashType.CARBON_CH,
                1,
                Duration.ofSeconds(1),
                Duration.ofSeconds(15),
                true,
                "carbon"));
  }

  @Test
  void read_everyKey_isMapped() throws Exception {
    var conf =
        CarbonlinkConf.read(
            List.of(
                "web.CARBONLINK_HOSTS=a:7102:x, [::1]:7202:y,b:7302",
                "web.CARBONLINK_TIMEOUT=0.5",
                "web.CARBONLINK_RETRY_DELAY=2",
                "web.CARBONLINK_HASHING_TYPE=fnv1a_ch",
                "web.CARBONLINK_QUERY_BULK=False",
                "web.REPLICATION_FACTOR=2",
                "web.CARBON_METRIC_PREFIX=own"));

    assertThat(conf.notes()).isEmpty();
    assertThat(conf.caches())
        .contains(
            new CacheClusterConfig(
                List.of(
                    new RingNode("a", 7102, "x"),
                    new RingNode("::1", 7202, "y"),
                    new RingNode("b", 7302, null)),
                HashType.FNV1A_CH,
                2,
                Duration.ofMillis(500),
                Duration.ofSeconds(2),
                false,
                "own"));
  }

  @ParameterizedTest
  @ValueSource(strings = {"none", "None", ""})
  void read_noHosts_askNobody(String hosts) throws Exception {
    assertThat(CarbonlinkConf.read(List.of("web.CARBONLINK_HOSTS=" + hosts)).caches()).isEmpty();
  }

  @Test
  void read_keyWithoutEffect_isNoted() throws Exception {
    assertThat(CarbonlinkConf.read(List.of("web.CARBONLINK_HASHING_KEYFUNC=a.b")).notes())
        .containsExactly(
            "--set web.CARBONLINK_HASHING_KEYFUNC=a.b: CARBONLINK_HASHING_KEYFUNC has no effect"
                + " here: names are hashed whole; a function in Python cannot be run");
  }

  @Test
  void read_unknownKey_isRefusedWithTheNearest() {
    assertThatThrownBy(() -> CarbonlinkConf.read(List.of("web.CARBONLINK_HOST=a:1")))
        .isInstanceOf(InvalidConfigException.class)
        .hasMessage(
            "--set web.CARBONLINK_HOST=a:1: CARBONLINK_HOST is no key of [web] (expected:"
                + " CARBONLINK_HOSTS?)");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "CARBONLINK_HOSTS=a|expected: host:port or host:port:instance",
        "CARBONLINK_HOSTS=a:b|expected: host:port or host:port:instance",
        "CARBONLINK_HOSTS=a:1,|expected: host:port or host:port:instance",
        "CARBONLINK_HOSTS=a:1,a:2|expected: each host and instance once",
        "CARBONLINK_TIMEOUT=0|expected: seconds above 0",
        "CARBONLINK_HASHING_TYPE=md5|expected: one of carbon_ch, fnv1a_ch, mmh3_ch",
        "REPLICATION_FACTOR=0|expected: a whole number from 1"
      })
  void read_badValue_saysFoundAndExpected(String setting, String message) {
    assertThatThrownBy(() -> CarbonlinkConf.read(List.of("web." + setting)))
        .isInstanceOf(InvalidConfigException.class)
        .hasMessageContaining(setting.substring(setting.indexOf('=') + 1))
        .hasMessageContaining(message);
  }
}
