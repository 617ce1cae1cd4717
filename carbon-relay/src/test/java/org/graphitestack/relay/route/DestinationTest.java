// Copyright 2026 The Graphite Stack Authors
// SPDX-License-Identifier: Apache-2.0

package org.graphitestack.relay.route;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Path;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class DestinationTest {

  @Test
  void parse_readsCarbonsForms() {
    assertThat(Points.destination(" h:2004 "))
        .isEqualTo(new Destination("h", 2004, null, DestinationOptions.DEFAULT));
    assertThat(Points.destination("127.0.0.1:2004:a"))
        .isEqualTo(new Destination("127.0.0.1", 2004, "a", DestinationOptions.DEFAULT));
    assertThat(Points.destination("[::1]:2004:a"))
        .isEqualTo(new Destination("::1", 2004, "a", DestinationOptions.DEFAULT));
  }

  @Test
  void name_isHostPortAndInstance() {
    assertThat(Points.destination("h:2004").name()).isEqualTo("h:2004");
    assertThat(Points.destination("h:2004:a").name()).isEqualTo("h:2004:a");
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "h", "h:", ":2004", "h:x", "[::1]", "[::1:2004", "h:123456"})
  void parse_whatIsNone_saysWhatWasExpected(String text) {
    assertThatThrownBy(() -> Points.destination(text))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage(
            "destination: \""
                + text
                + "\" (expected: host:port or host:port:instance, IPv6 as [address]:port)");
  }

  @ParameterizedTest
  @ValueSource(strings = {"h:0", "h:65536", "../x:2004", "h:2004:a/b", "h:2004:", "h:2004:a b"})
  void parse_whatNoFolderOrSocketTakes_isRefused(String text) {
    assertThatThrownBy(() -> Points.destination(text))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("(expected: ");
  }

  @Test
  void tlsOptions_wantCertificateAndKeyTogether() {
    assertThatThrownBy(
            () ->
                new TlsOptions(
                    Optional.empty(), Optional.of(Path.of("c.pem")), Optional.empty(), true))
        .hasMessage("certificate without key (expected: both or none)");
  }
}
