// Copyright 2026 The Graphite Stack Authors
// SPDX-License-Identifier: Apache-2.0

package org.graphitestack.launch;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.ZoneId;
import java.util.List;
import java.util.concurrent.atomic.AtomicReference;
import org.graphitestack.config.WebSettings;
import org.graphitestack.storage.index.NameIndex;
import org.graphitestack.storage.whisper.WhisperEngine;
import org.graphitestack.storage.whisper.WhisperOptions;
import org.graphitestack.web.cluster.Cluster;
import org.graphitestack.web.find.MetricSearch;
import org.graphitestack.web.function.FunctionRegistry;
import org.graphitestack.web.graph.GraphDefaults;
import org.graphitestack.web.graph.GraphRenderer;
import org.graphitestack.web.http.LoginGate;
import org.graphitestack.web.http.MetricsRoutes;
import org.graphitestack.web.http.RenderRoutes;
import org.graphitestack.web.live.Arrivals;
import org.graphitestack.web.live.LiveGraphs;
import org.graphitestack.web.login.Logins;
import org.graphitestack.web.render.RenderEngine;
import org.graphitestack.web.shadow.Shadow;
import org.graphitestack.web.state.StateAddress;
import org.graphitestack.web.state.StateStore;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// graphite-web.toml changed under a running web.
class WebReloadTest {

  @TempDir private Path root;

  @Test
  void look_changedFile_isInForceAndABadOneChangesNothing() throws Exception {
    var home = new HomeFolder(root);
    home.create();
    write(home, "render_series = 1\nrender_readers = 3\n");
    var flags = new WebOptions();
    flags.renderPoints = 77L;
    var source = new WebSetup.Source(home, new HomeOptions(), flags, List.of());
    var inForce = new AtomicReference<>(source.read());
    var clock = SystemClocks.wall();
    var nanos = SystemClocks.nanos();
    var index = new NameIndex();
    try (var storage = WhisperEngine.open(WhisperOptions.of(home.whisper(), clock, nanos));
        var figures = new Figures();
        var engine =
            RenderEngine.open(
                index,
                storage.reader(),
                FunctionRegistry.create(),
                inForce.get().engine(),
                nanos)) {
      var render =
          new RenderRoutes(
              engine,
              GraphRenderer.create(GraphDefaults::standard),
              inForce.get().render(),
              clock,
              nanos);
      var search = new MetricSearch(index, index::forEachLeaf, storage.reader(), clock);
      var find = new MetricsRoutes(search, inForce.get().find(), () -> "", render.queries(), nanos);
      var gate =
          new LoginGate(
              Logins.of(StateStore.at(StateAddress.of(home.state())), clock, nanos),
              inForce.get().login(),
              inForce.get().access());
      try (var cluster = Cluster.open(inForce.get().cluster(), figures.web(), nanos);
          var live = new LiveGraphs(inForce.get().live(), Arrivals.ELSEWHERE, 1, "test", nanos);
          var shadow = new Shadow(inForce.get().shadow(), clock, nanos, () -> 0);
          var watch =
              new WebReload(
                      source,
                      KeysInForce.start(source::keys),
                      inForce,
                      engine,
                      render,
                      find,
                      cluster,
                      figures.web(),
                      live,
                      shadow,
                      gate)
                  .start()) {
        assertThat(engine.settings().budget().maxSeries()).isEqualTo(1);

        write(
            home,
            """
            render_series = 20
            TIME_ZONE = "Europe/Berlin"
            legend_max_items = 3
            stream_graphs = 9
            [shadow]
            share = 1
            """);
        watch.look();

        assertThat(engine.settings().budget().maxSeries()).isEqualTo(20);
        assertThat(engine.settings().budget().maxPoints()).as("a flag wins").isEqualTo(77);
        assertThat(engine.settings().zone()).isEqualTo(ZoneId.of("Europe/Berlin"));
        assertThat(inForce.get().looks().legendMaxItems()).isEqualTo(3);
        assertThat(live.config().maxGraphs()).isEqualTo(9);
        assertThat(shadow.config().share()).isEqualTo(1);
        assertThat(cluster.isEmpty()).isTrue();

        write(home, "render_series = 20\ncluster_servers = [\"127.0.0.1:1\"]\n");
        watch.look();

        assertThat(cluster.figures())
            .singleElement()
            .matches(s -> s.server().equals("127.0.0.1:1"));
        assertThat(figures.text()).contains("graphite_cluster_left_alone{server=\"127.0.0.1:1\"");

        write(home, "render_series = many\n");
        watch.look();

        assertThat(engine.settings().budget().maxSeries()).isEqualTo(20);
      }
    }
  }

  private static void write(HomeFolder home, String text) throws IOException {
    Files.writeString(home.conf().resolve(WebSettings.NAME), text, StandardCharsets.UTF_8);
  }
}
