// Copyright 2026 The Graphite Stack Authors
// SPDX-License-Identifier: Apache-2.0

package org.graphitestack.web.cluster;

import java.time.Duration;
import java.util.List;

/// Makes a configuration for servers of a test.
public final class TestConfig {

  private final List<String> servers;
  private String suffix = "";
  private int replicas = 1;
  private boolean merge = true;
  private boolean fail;
  private int tries = 2;
  private int failures = 3;
  private Duration fetchTimeout = Duration.ofSeconds(30);
  private Duration hedgeAfter = Duration.ofMillis(20);
  private long answerBytes = 1 << 20;
  private ServerTrust trust = ServerTrust.USUAL;

  public TestConfig(List<String> servers) {
    this.servers = servers;
  }

  TestConfig suffix(String changed) {
    suffix = changed;
    return this;
  }

  public TestConfig replicas(int changed) {
    replicas = changed;
    return this;
  }

  TestConfig one() {
    merge = false;
    return this;
  }

  TestConfig failOnError() {
    fail = true;
    return this;
  }

  TestConfig tries(int changed) {
    tries = changed;
    return this;
  }

  TestConfig failures(int changed) {
    failures = changed;
    return this;
  }

  TestConfig fetchTimeout(int millis) {
    fetchTimeout = Duration.ofMillis(millis);
    return this;
  }

  TestConfig answerBytes(long changed) {
    answerBytes = changed;
    return this;
  }

  public TestConfig trust(ServerTrust changed) {
    trust = changed;
    return this;
  }

  TestConfig hedgeAfter(int millis) {
    hedgeAfter = Duration.ofMillis(millis);
    return this;
  }

  public ClusterConfig build() {
    return new ClusterConfig(
        servers.stream().map(server -> ServerAddress.parse(server + suffix, false)).toList(),
        replicas,
        merge,
        fail,
        false,
        Duration.ofSeconds(30),
        fetchTimeout,
        tries,
        failures,
        Duration.ofSeconds(10),
        hedgeAfter,
        95,
        Duration.ofSeconds(600),
        answerBytes,
        trust);
  }
}
