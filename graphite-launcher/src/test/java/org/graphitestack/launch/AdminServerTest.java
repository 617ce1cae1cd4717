// Copyright 2026 The Graphite Stack Authors
// SPDX-License-Identifier: Apache-2.0

package org.graphitestack.launch;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class AdminServerTest {

  private final AdminOptions options = new AdminOptions();

  @Test
  void open_defaultPortIsTaken_takesAnother() throws IOException {
    try (var taken = new ServerSocket(0, 1, InetAddress.getLoopbackAddress());
        var figures = new Figures();
        var opened = server(figures).open(options, new BindOptions(), taken.getLocalPort())) {
      assertThat(opened.address().getPort()).isPositive().isNotEqualTo(taken.getLocalPort());
    }
  }

  @Test
  void open_portOfAFlagIsTaken_refuses() throws IOException {
    try (var taken = new ServerSocket(0, 1, InetAddress.getLoopbackAddress());
        var figures = new Figures()) {
      options.port = taken.getLocalPort();

      assertThatThrownBy(
              () -> server(figures).open(options, new BindOptions(), AdminOptions.CACHE_PORT))
          .isInstanceOf(StartFailure.class)
          .hasMessageContaining(String.valueOf(taken.getLocalPort()));
    }
  }

  private static AdminServer server(Figures figures) {
    return new AdminServer(
        "/status-page/cache.html", figures, Map.of(), Map.of(), List.of(), Optional::empty);
  }
}
