// Copyright 2026 The Graphite Stack Authors
// SPDX-License-Identifier: Apache-2.0

package org.graphitestack.launch;

import java.io.IOException;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.util.concurrent.atomic.AtomicReference;
import org.graphitestack.config.FilesWatch;
import org.graphitestack.config.InvalidConfigException;
import org.graphitestack.config.WebSettings;
import org.graphitestack.web.cluster.Cluster;
import org.graphitestack.web.http.LoginGate;
import org.graphitestack.web.http.MetricsRoutes;
import org.graphitestack.web.http.RenderRoutes;
import org.graphitestack.web.live.LiveGraphs;
import org.graphitestack.web.render.RenderEngine;
import org.graphitestack.web.shadow.Shadow;

/// Reads graphite-web.toml again when it changes. What a web can change while it runs is put in
/// force; of the rest the log says that it waits for a restart. A file that can't be understood
/// changes nothing.
final class WebReload {

  private static final Logger LOG = System.getLogger(WebReload.class.getName());

  private final WebSetup.Source source;
  private final AtomicReference<WebSettings> inForce;
  private final RenderEngine engine;
  private final RenderRoutes render;
  private final MetricsRoutes find;
  private final Cluster cluster;
  private final WebFigures figures;
  private final LiveGraphs live;
  private final Shadow shadow;
  private final LoginGate gate;

  /// @param inForce what is in force, kept up to date
  WebReload(
      WebSetup.Source source,
      AtomicReference<WebSettings> inForce,
      RenderEngine engine,
      RenderRoutes render,
      MetricsRoutes find,
      Cluster cluster,
      WebFigures figures,
      LiveGraphs live,
      Shadow shadow,
      LoginGate gate) {
    this.source = source;
    this.inForce = inForce;
    this.engine = engine;
    this.render = render;
    this.find = find;
    this.cluster = cluster;
    this.figures = figures;
    this.live = live;
    this.shadow = shadow;
    this.gate = gate;
  }

  /// Starts to watch the files.
  FilesWatch start() {
    return FilesWatch.start("settings of the web", source::files, this::read);
  }

  private void read() throws IOException, InvalidConfigException {
    var read = source.read();
    engine.adjust(read.engine());
    render.adjust(read.render());
    find.adjust(read.find());
    cluster.adjust(read.cluster());
    figures.cluster(cluster);
    live.adjust(read.live());
    shadow.adjust(read.shadow());
    gate.adjust(read.login(), read.access());
    var before = inForce.getAndSet(read);
    if (waits(before, read)) {
      LOG.log(
          Level.WARNING,
          "web_port, state_url, carbonlink settings, graphtemplates_conf, threads, bytes, or how"
              + " many requests run and wait have changed: they wait for a restart");
    }
  }

  /// Whether anything differs that was decided when the web was opened.
  private static boolean waits(WebSettings before, WebSettings read) {
    return before.port() != read.port()
        || !before.state().equals(read.state())
        || !before.caches().equals(read.caches())
        || !before.looks().templates().equals(read.looks().templates())
        || before.shadow().queue() != read.shadow().queue()
        || before.shadow().running() != read.shadow().running()
        || before.findCacheBytes() != read.findCacheBytes()
        || before.engine().readers() != read.engine().readers()
        || before.engine().evaluators() != read.engine().evaluators()
        || before.engine().maxBytes() != read.engine().maxBytes()
        || before.engine().cacheBytes() != read.engine().cacheBytes()
        || before.render().maxRunning() != read.render().maxRunning()
        || before.render().maxWaiting() != read.render().maxWaiting()
        || !before.render().maxWait().equals(read.render().maxWait())
        || before.render().cacheBytes() != read.render().cacheBytes()
        || before.find().maxRunning() != read.find().maxRunning()
        || before.find().maxWaiting() != read.find().maxWaiting()
        || !before.find().maxWait().equals(read.find().maxWait());
  }
}
