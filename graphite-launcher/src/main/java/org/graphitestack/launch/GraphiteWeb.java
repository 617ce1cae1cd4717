// Copyright 2026 The Graphite Stack Authors
// SPDX-License-Identifier: Apache-2.0

package org.graphitestack.launch;

import java.io.IOException;
import java.net.InetSocketAddress;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;
import org.graphitestack.config.GraphTemplatesFile;
import org.graphitestack.storage.SeriesReader;
import org.graphitestack.storage.index.NameIndex;
import org.graphitestack.web.find.CachedFinder;
import org.graphitestack.web.find.MetricSearch;
import org.graphitestack.web.function.FunctionRegistry;
import org.graphitestack.web.graph.GraphDefaults;
import org.graphitestack.web.graph.GraphRenderer;
import org.graphitestack.web.http.FunctionsRoutes;
import org.graphitestack.web.http.HealthRoutes;
import org.graphitestack.web.http.JsonActions;
import org.graphitestack.web.http.JsonReport;
import org.graphitestack.web.http.JsonReports;
import org.graphitestack.web.http.MetricsRoutes;
import org.graphitestack.web.http.RenderConfig;
import org.graphitestack.web.http.RenderRoutes;
import org.graphitestack.web.http.VersionRoutes;
import org.graphitestack.web.http.WebConfig;
import org.graphitestack.web.http.WebServer;
import org.graphitestack.web.render.RenderEngine;

/// The web over an index and a reader, wired.
final class GraphiteWeb implements AutoCloseable {

  /// Share of the heap that answers to finds may take.
  private static final int FINDS_SHARE = 64;

  private final RenderEngine engine;
  private final WebServer server;
  private final GraphRenderer graphs;

  private GraphiteWeb(RenderEngine engine, WebServer server, GraphRenderer graphs) {
    this.engine = engine;
    this.server = server;
    this.graphs = graphs;
  }

  /// Opens the web; it answers when this returns.
  ///
  /// @param conf the folder of configuration files
  /// @param reports by path
  /// @param actions by path: what POST does
  /// @param whyNotReady empty when everything serves
  static GraphiteWeb open(
      InetSocketAddress bind,
      WebOptions options,
      Path conf,
      NameIndex index,
      SeriesReader reader,
      Figures figures,
      Map<String, JsonReport> reports,
      Map<String, JsonReport> actions,
      Supplier<Optional<String>> whyNotReady) {
    var clock = SystemClocks.wall();
    var nanos = SystemClocks.nanos();
    RenderEngine.Settings settings;
    RenderConfig config;
    try {
      settings = options.settings();
      config = options.renderConfig();
    } catch (IllegalArgumentException e) {
      throw new StartFailure("web: " + e.getMessage(), e);
    }
    var functions = FunctionRegistry.create();
    var finder = new CachedFinder(index, Runtime.getRuntime().maxMemory() / FINDS_SHARE);
    var engine = RenderEngine.open(finder, index, reader, functions, settings, nanos);
    var templates = GraphTemplatesFile.at(conf.resolve(GraphTemplatesFile.NAME));
    var graphs =
        GraphRenderer.create(() -> GraphDefaults.standard().withTemplates(templates.templates()));
    var search = new MetricSearch(finder, index::forEachLeaf, reader, clock);
    var render = new RenderRoutes(engine, graphs, config, clock, nanos);
    figures.finder(finder);
    figures.render(engine);
    figures.render(render);
    try {
      var server =
          WebServer.open(
              WebConfig.defaults().withBind(bind),
              List.of(
                  render,
                  new FunctionsRoutes(functions),
                  new MetricsRoutes(search, figures::text),
                  new VersionRoutes(),
                  new JsonReports(reports),
                  new JsonActions(actions),
                  new HealthRoutes(whyNotReady)),
              nanos);
      figures.web(server);
      return new GraphiteWeb(engine, server, graphs);
    } catch (IOException e) {
      engine.close();
      throw new StartFailure("web: " + e.getMessage(), e);
    }
  }

  /// The first picture costs a second or so of class loading and font parsing: pays it before
  /// someone waits, beside everything else.
  void warmUp() {
    Thread.ofPlatform().daemon().name("graph-warm-up").start(graphs::warmUp);
  }

  InetSocketAddress address() {
    return server.address();
  }

  @Override
  public void close() {
    server.close();
    engine.close();
  }
}
