// Copyright 2026 The Graphite Stack Authors
// SPDX-License-Identifier: Apache-2.0

package org.graphitestack.integration;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.json.JsonMapper;

/// Debian's graphite-web asks our cache for points that are in its memory alone, and draws what our
/// web draws. Metadata cannot be asked for through it: its /metrics/get-metadata calls a method of
/// a function, and always answers with an error.
@Tag("peers")
class CarbonlinkPeerTest {

  @TempDir private Path home;
  @TempDir private Path state;

  @Test
  void graphiteWeb_overOurCacheAndOurFiles_rendersWhatOursDoes() throws Exception {
    try (var start = CacheAndWeb.start(home);
        var web = GraphiteProcess.web(home, start.webFlags());
        var peer = GraphiteWebPeer.start(state, start.tree(), start.carbonlink())) {
      await()
          .untilAsserted(
              () -> assertThat(web.get(start.render("servers.s4")).body()).contains("[6.25, "));
      var json = JsonMapper.shared();
      for (var target :
          List.of("servers.*", "sumSeries(servers.*)", "summarize(servers.s1,%225min%22)")) {
        var ours = json.readTree(web.get(start.render(target)).body());
        assertThat(ours.size()).as(target).isPositive();
        assertThat(json.readTree(peer.get(start.render(target)))).as(target).isEqualTo(ours);
      }
      assertThat(peer.get(start.render("servers.s4"))).contains("6.25");
    }
  }
}
