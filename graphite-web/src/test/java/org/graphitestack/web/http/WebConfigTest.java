// Copyright 2026 The Graphite Stack Authors
// SPDX-License-Identifier: Apache-2.0

package org.graphitestack.web.http;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.time.Duration;
import org.junit.jupiter.api.Test;

class WebConfigTest {

  @Test
  void defaults_arePinned() {
    assertThat(WebConfig.defaults())
        .isEqualTo(
            new WebConfig(
                new InetSocketAddress(InetAddress.getLoopbackAddress(), 8080),
                "/web/index.html",
                1_048_576,
                65_536,
                8_388_608,
                200,
                Duration.ofSeconds(60),
                Duration.ofSeconds(10)));
  }

  @Test
  void withBind_changesNothingElse() {
    var elsewhere = new InetSocketAddress(InetAddress.getLoopbackAddress(), 1);
    assertThat(WebConfig.defaults().withBind(elsewhere).bind()).isEqualTo(elsewhere);
    assertThat(WebConfig.defaults().withBind(elsewhere).withBind(WebConfig.defaults().bind()))
        .isEqualTo(WebConfig.defaults());
  }

  @Test
  void limits_belowTheirLeast_areRefused() {
    var bind = WebConfig.defaults().bind();
    var second = Duration.ofSeconds(1);
    assertThatThrownBy(() -> new WebConfig(bind, "/web/index.html", 0, 1, 1, 0, second, second))
        .hasMessage("maxQueryBytes: 0 (expected: >= 1)");
    assertThatThrownBy(
            () -> new WebConfig(bind, "/web/index.html", 1, 1, 1, 0, Duration.ZERO, second))
        .hasMessageContaining("idleTimeout");
    assertThatThrownBy(
            () -> new WebConfig(bind, "/web/index.html", 1, 1, 1, 0, second, second.negated()))
        .hasMessageContaining("stopTimeout");
  }
}
