// Copyright 2026 The Graphite Stack Authors
// SPDX-License-Identifier: Apache-2.0

package org.graphitestack.integration;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// `graphite cache` and `graphite web` as two processes: the web shows what the cache holds.
class CarbonlinkTest {

  @TempDir private Path home;

  @Test
  void web_pointsInMemoryOfACache_areShownAndMissedOnceItIsAway() throws Exception {
    try (var start = CacheAndWeb.start(home);
        var web = GraphiteProcess.web(home, start.webFlags())) {
      await()
          .untilAsserted(
              () ->
                  assertThat(web.get(start.render("servers.s4")).body())
                      .contains("[4.0, ", "[4.25, ", "[6.25, "));
      assertThat(web.get("/metrics").body()).contains("graphite_carbonlink_failures_total 0");

      start.cache().kill();

      assertThat(web.get(start.render("servers.s4")).body())
          .contains("[-4.0, ")
          .doesNotContain("[6.25, ");
      assertThat(web.get(start.render("servers.*")).statusCode()).isEqualTo(200);
      assertThat(web.log()).containsOnlyOnce("answers are partial");
    }
  }

  @Test
  void web_withoutCaches_asksNobody() throws Exception {
    try (var start = CacheAndWeb.start(home);
        var web = GraphiteProcess.web(home, "--carbonlink", "none")) {
      assertThat(web.get(start.render("servers.s4")).body())
          .contains("[-4.0, ")
          .doesNotContain("[6.25, ");
    }
  }
}
