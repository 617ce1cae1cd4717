// Copyright 2026 The Graphite Stack Authors
// SPDX-License-Identifier: Apache-2.0

package org.graphitestack.storage.cassandra;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.net.InetSocketAddress;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class CassandraOptionsTest {

  private static final CassandraOptions OPTIONS =
      CassandraOptions.of(
          List.of(InetSocketAddress.createUnresolved("db", 9042)), InstantSource.system(), () -> 0);

  @Test
  void defaults_suitThreeCopies() {
    assertThat(OPTIONS.dataKeyspace()).isEqualTo("graphite_data");
    assertThat(OPTIONS.metaKeyspace()).isEqualTo("graphite_meta");
    assertThat(OPTIONS.replicationFactor()).isEqualTo(3);
    assertThat(OPTIONS.readConsistency()).isEqualTo(Consistency.LOCAL_QUORUM);
    assertThat(OPTIONS.writeConsistency()).isEqualTo(Consistency.LOCAL_QUORUM);
    assertThat(OPTIONS.connectTimeout()).isEqualTo(Duration.ofSeconds(10));
    assertThat(OPTIONS.requestTimeout()).isEqualTo(Duration.ofSeconds(10));
    assertThat(OPTIONS.requestsInFlight()).isEqualTo(256);
    assertThat(OPTIONS.createSchema()).isTrue();
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "Upper", "1digit", "semi;colon", "a-b"})
  void keyspace_thatIsNoName_isRefused(String name) {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> OPTIONS.withKeyspaces(name, "meta"))
        .withMessageStartingWith("dataKeyspace: '" + name + "' (expected: ");
  }

  @Test
  void noNode_isRefused() {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> CassandraOptions.of(List.of(), InstantSource.system(), () -> 0));
  }

  @Test
  void noTime_isRefused() {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> OPTIONS.withTimeouts(Duration.ZERO, Duration.ofSeconds(1)));
  }

  @Test
  void passwords_areNotSaid() {
    assertThat(new Login("anna", "secret").toString()).contains("anna").doesNotContain("secret");
    assertThat(
            new TlsFiles(Optional.empty(), "secret", Optional.empty(), "secret", true).toString())
        .doesNotContain("secret");
  }
}
