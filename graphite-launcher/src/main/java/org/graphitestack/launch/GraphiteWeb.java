// Copyright 2026 The Graphite Stack Authors
// SPDX-License-Identifier: Apache-2.0

package org.graphitestack.launch;

import java.io.IOException;
import java.net.InetSocketAddress;
import java.security.SecureRandom;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Consumer;
import java.util.function.Supplier;
import java.util.stream.Stream;
import org.graphitestack.config.DashboardConfFile;
import org.graphitestack.config.FilesWatch;
import org.graphitestack.config.GraphTemplatesFile;
import org.graphitestack.storage.SeriesReader;
import org.graphitestack.storage.index.NameIndex;
import org.graphitestack.storage.limit.LimitBook;
import org.graphitestack.storage.tag.TagEditor;
import org.graphitestack.web.bookmark.MetricWhitelist;
import org.graphitestack.web.bookmark.SavedGraphStore;
import org.graphitestack.web.bookmark.ShortLinkStore;
import org.graphitestack.web.cluster.Cluster;
import org.graphitestack.web.dashboard.DashboardStore;
import org.graphitestack.web.dashboard.ShippedDashboards;
import org.graphitestack.web.event.EventStore;
import org.graphitestack.web.find.CachedFinder;
import org.graphitestack.web.find.MetricSearch;
import org.graphitestack.web.function.FunctionRegistry;
import org.graphitestack.web.graph.GraphRenderer;
import org.graphitestack.web.http.AccountRoutes;
import org.graphitestack.web.http.AccountsRoutes;
import org.graphitestack.web.http.ComposerRoutes;
import org.graphitestack.web.http.DashboardRoutes;
import org.graphitestack.web.http.EventsRoutes;
import org.graphitestack.web.http.FunctionsRoutes;
import org.graphitestack.web.http.HealthRoutes;
import org.graphitestack.web.http.InfoRoutes;
import org.graphitestack.web.http.JsonActions;
import org.graphitestack.web.http.JsonReport;
import org.graphitestack.web.http.JsonReports;
import org.graphitestack.web.http.LoginGate;
import org.graphitestack.web.http.MetricsRoutes;
import org.graphitestack.web.http.RenderRoutes;
import org.graphitestack.web.http.Routes;
import org.graphitestack.web.http.SavedGraphRoutes;
import org.graphitestack.web.http.SearchRoutes;
import org.graphitestack.web.http.ShadowRoutes;
import org.graphitestack.web.http.ShortLinkRoutes;
import org.graphitestack.web.http.StreamRoutes;
import org.graphitestack.web.http.TagsRoutes;
import org.graphitestack.web.http.VersionRoutes;
import org.graphitestack.web.http.WebConfig;
import org.graphitestack.web.http.WebServer;
import org.graphitestack.web.live.Arrivals;
import org.graphitestack.web.live.LiveGraphs;
import org.graphitestack.web.login.Logins;
import org.graphitestack.web.login.TokenStore;
import org.graphitestack.web.login.UserStore;
import org.graphitestack.web.render.RenderEngine;
import org.graphitestack.web.shadow.Shadow;
import org.graphitestack.web.state.StateStore;

/// The web over an index and a reader, wired.
final class GraphiteWeb implements AutoCloseable {

  private final RenderEngine engine;
  private final LiveGraphs live;
  private final Shadow shadow;
  private final WebServer server;
  private final GraphRenderer graphs;
  private final StateStore state;
  private final Cluster cluster;
  private final FilesWatch watch;
  private final Consumer<LimitBook> limits;
  private final OwnWebMetrics own;

  private GraphiteWeb(
      RenderEngine engine,
      LiveGraphs live,
      Shadow shadow,
      WebServer server,
      GraphRenderer graphs,
      StateStore state,
      Cluster cluster,
      FilesWatch watch,
      Consumer<LimitBook> limits,
      OwnWebMetrics own) {
    this.engine = engine;
    this.live = live;
    this.shadow = shadow;
    this.server = server;
    this.graphs = graphs;
    this.state = state;
    this.cluster = cluster;
    this.watch = watch;
    this.limits = limits;
    this.own = own;
  }

  /// Opens the web; it answers when this returns.
  ///
  /// @param setup what it may use
  /// @param keys told when settings were read again
  /// @param debug gets the queries, and is then answered
  /// @param tags enters and forgets series
  /// @param arrivals whether points have come in
  /// @param reports by path
  /// @param actions by path: what POST does
  /// @param more what else is answered
  /// @param whyNotReady empty when everything serves
  static GraphiteWeb open(
      InetSocketAddress bind,
      WebSetup setup,
      KeysInForce keys,
      DebugPages debug,
      NameIndex index,
      TagEditor tags,
      SeriesReader reader,
      Arrivals arrivals,
      Figures figures,
      Map<String, JsonReport> reports,
      Map<String, JsonReport> actions,
      List<Routes> more,
      Supplier<Optional<String>> whyNotReady) {
    var clock = SystemClocks.wall();
    var nanos = SystemClocks.nanos();
    var settings = setup.settings();
    var inForce = new AtomicReference<>(settings);
    var state = StateStore.at(setup.state());
    var events = new EventStore(state);
    var functions = FunctionRegistry.create(events);
    var finder = new CachedFinder(index, settings.findCacheBytes());
    var ofWeb = figures.web();
    var cluster = Cluster.open(settings.cluster(), ofWeb, nanos);
    var engine =
        RenderEngine.open(finder, index, reader, cluster, functions, settings.engine(), nanos);
    var templates = GraphTemplatesFile.at(setup.templates());
    var dashboards = DashboardConfFile.at(setup.dashboardConf());
    var graphs = GraphRenderer.create(() -> inForce.get().looks().over(templates.templates()));
    var local = new MetricSearch(finder, index::forEachLeaf, reader, clock);
    var logins = Logins.of(state, clock, nanos);
    var users = new UserStore(state, new SecureRandom());
    var tokens = new TokenStore(state, new SecureRandom());
    var gate = new LoginGate(logins, settings.login(), settings.access());
    var shadow = new Shadow(settings.shadow(), clock, nanos, new SecureRandom()::nextDouble);
    var render = new RenderRoutes(engine, graphs, events, shadow, settings.render(), clock, nanos);
    var metrics =
        new MetricsRoutes(
            local.with(cluster), local, settings.find(), figures::text, render.queries(), nanos);
    var live =
        new LiveGraphs(
            settings.live(),
            arrivals,
            settings.engine().evaluators(),
            HexFormat.of().toHexDigits(new SecureRandom().nextLong()),
            nanos);
    debug.queries(render.queries());
    ofWeb.finder(finder);
    ofWeb.render(engine);
    ofWeb.render(render);
    ofWeb.finds(metrics);
    ofWeb.cluster(cluster);
    ofWeb.live(live);
    ofWeb.shadow(shadow);
    try {
      var server =
          WebServer.open(
              WebConfig.defaults().withBind(bind),
              gate,
              routes(
                  Stream.concat(more.stream(), debug.routes().stream()).toList(),
                  render,
                  new StreamRoutes(live, engine, clock, nanos),
                  new ShadowRoutes(shadow),
                  new FunctionsRoutes(functions),
                  metrics,
                  new InfoRoutes(reader),
                  new SearchRoutes(index::search, finder, nanos),
                  new TagsRoutes(index, cluster, tags),
                  new EventsRoutes(events, clock),
                  new AccountRoutes(gate, logins),
                  new AccountsRoutes(gate, logins, users, tokens, clock),
                  new DashboardRoutes(
                      new DashboardStore(state, ShippedDashboards.load()), dashboards::ui),
                  new SavedGraphRoutes(new SavedGraphStore(state)),
                  new ShortLinkRoutes(new ShortLinkStore(state)),
                  new ComposerRoutes(index::forEachLeaf, new MetricWhitelist(state)),
                  new VersionRoutes(),
                  new JsonReports(reports),
                  new JsonActions(actions),
                  new HealthRoutes(whyNotReady)),
              nanos);
      ofWeb.server(server);
      var watch =
          new WebReload(
                  setup.source(),
                  keys,
                  inForce,
                  engine,
                  render,
                  metrics,
                  cluster,
                  ofWeb,
                  live,
                  shadow,
                  gate)
              .start();
      Consumer<LimitBook> limits =
          book -> {
            render.limits(book);
            metrics.limits(book);
          };
      return new GraphiteWeb(
          engine,
          live,
          shadow,
          server,
          graphs,
          state,
          cluster,
          watch,
          limits,
          new OwnWebMetrics(engine, render, metrics, finder, server));
    } catch (IOException e) {
      live.close();
      shadow.close();
      engine.close();
      cluster.close();
      state.close();
      throw new StartFailure("web: " + e.getMessage(), e);
    }
  }

  private static List<Routes> routes(List<Routes> more, Routes... own) {
    return Stream.concat(Stream.of(own), more.stream()).toList();
  }

  /// The first picture costs a second or so of class loading and font parsing, the first event a
  /// database that is opened: pays it before someone waits, beside everything else.
  void warmUp() {
    state.warmUp();
    Thread.ofPlatform().daemon().name("graph-warm-up").start(graphs::warmUp);
  }

  /// Reads the settings again if their files have changed.
  void readSettings() {
    watch.look();
  }

  /// Puts limits of how often parts of the tree may be asked for in force.
  void limits(LimitBook book) {
    limits.accept(book);
  }

  /// What it did, for the metrics of the process.
  OwnWebMetrics own() {
    return own;
  }

  InetSocketAddress address() {
    return server.address();
  }

  @Override
  public void close() {
    watch.close();
    live.close();
    server.close();
    shadow.close();
    engine.close();
    cluster.close();
    state.close();
  }
}
