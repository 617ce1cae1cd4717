// Copyright 2026 The Graphite Stack Authors
// SPDX-License-Identifier: Apache-2.0

package org.graphitestack.launch;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
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

  private final WebSetup.Source source;
  private final KeysInForce keys;
  private final AtomicReference<WebSettings> inForce;
  private final RenderEngine engine;
  private final RenderRoutes render;
  private final MetricsRoutes find;
  private final Cluster cluster;
  private final WebFigures figures;
  private final LiveGraphs live;
  private final Shadow shadow;
  private final LoginGate gate;

  /// @param keys told after settings were read again
  /// @param inForce what is in force, kept up to date
  WebReload(
      WebSetup.Source source,
      KeysInForce keys,
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
    this.keys = keys;
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
    return FilesWatch.start("settings of the web", this::files, _ -> true, this::read);
  }

  /// Renewed certificates are taken up as changed settings are.
  private List<Path> files() {
    var files = new ArrayList<>(source.files());
    files.addAll(inForce.get().cluster().trust().files());
    return files;
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
    inForce.set(read);
    keys.readAgain();
  }
}
