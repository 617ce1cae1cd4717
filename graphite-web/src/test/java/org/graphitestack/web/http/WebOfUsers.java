// Copyright 2026 The Graphite Stack Authors
// SPDX-License-Identifier: Apache-2.0

package org.graphitestack.web.http;

import java.io.IOException;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicLong;
import org.graphitestack.model.AggregationMethod;
import org.graphitestack.model.MetricPath;
import org.graphitestack.model.Retention;
import org.graphitestack.model.RetentionPolicy;
import org.graphitestack.model.SeriesLayout;
import org.graphitestack.storage.SeriesReader;
import org.graphitestack.storage.SeriesValues;
import org.graphitestack.storage.TimeWindow;
import org.graphitestack.storage.index.NameIndex;
import org.graphitestack.web.access.AccessRule;
import org.graphitestack.web.access.AccessRules;
import org.graphitestack.web.access.Role;
import org.graphitestack.web.bookmark.MetricWhitelist;
import org.graphitestack.web.bookmark.SavedGraphStore;
import org.graphitestack.web.bookmark.ShortLinkStore;
import org.graphitestack.web.dashboard.DashboardStore;
import org.graphitestack.web.event.EventStore;
import org.graphitestack.web.find.CachedFinder;
import org.graphitestack.web.find.MetricSearch;
import org.graphitestack.web.function.FunctionRegistry;
import org.graphitestack.web.graph.GraphDefaults;
import org.graphitestack.web.graph.GraphRenderer;
import org.graphitestack.web.live.Arrivals;
import org.graphitestack.web.live.LiveConfig;
import org.graphitestack.web.live.LiveGraphs;
import org.graphitestack.web.login.Account;
import org.graphitestack.web.login.AddressRange;
import org.graphitestack.web.login.LoginSettings;
import org.graphitestack.web.login.Logins;
import org.graphitestack.web.login.TokenStore;
import org.graphitestack.web.login.UserStore;
import org.graphitestack.web.render.RenderEngine;
import org.graphitestack.web.shadow.Shadow;
import org.graphitestack.web.shadow.ShadowConfig;
import org.graphitestack.web.state.StateAddress;
import org.graphitestack.web.state.StateStore;

/// A whole web with users: `reader`, `editor` and `admin`, whose password is `correct horse`, and
/// `tenant`, an editor who sees only `team-a`, tagged series of `team=a`, and events of `a`; and a
/// token for each of them. Every series has the value 1 at each minute.
final class WebOfUsers implements AutoCloseable {

  static final String PASSWORD = "correct horse";
  static final long NOW = 1_700_000_100;

  static final List<String> SERIES =
      List.of(
          "team-a.web.cpu",
          "team-a.secret.key",
          "team-b.web.cpu",
          "shared.load",
          "disk;team=a;host=x",
          "disk;team=b;host=y");

  static final AccessRules RULES =
      new AccessRules(
          Map.of(
              "a",
              AccessRule.of(
                  List.of("team-a"),
                  List.of("**.secret"),
                  List.of("team=a"),
                  List.of(),
                  List.of("a"),
                  List.of("internal"))),
          List.of(),
          Map.of());

  final NameIndex index = new NameIndex();
  final StateStore state;
  final AtomicLong nanos = new AtomicLong();
  final LoginGate gate;
  final TestServer server;
  final EventStore events;
  private final RenderEngine engine;
  private final LiveGraphs live;
  private final Shadow shadow;
  private final Map<String, String> tokens;

  static LoginSettings settings(LoginSettings.Mode mode, LoginSettings.Method... methods) {
    return new LoginSettings(
        mode,
        java.util.Set.of(methods),
        Role.READ,
        Duration.ofHours(1),
        false,
        List.of(AddressRange.parse("127.0.0.1")),
        "X-Forwarded-User",
        Role.READ);
  }

  static LoginSettings required() {
    return settings(
        LoginSettings.Mode.REQUIRED,
        LoginSettings.Method.FORM,
        LoginSettings.Method.BASIC,
        LoginSettings.Method.TOKEN);
  }

  WebOfUsers(Path folder, LoginSettings settings) throws IOException {
    this(folder, settings, RULES);
  }

  WebOfUsers(Path folder, LoginSettings settings, AccessRules rules) throws IOException {
    state = StateStore.at(StateAddress.of(folder.resolve("state.db")));
    InstantSource clock = () -> Instant.ofEpochSecond(NOW).plusNanos(nanos.get());
    SERIES.forEach(name -> index.add(MetricPath.parse(name)));
    var random = new SecureRandom();
    var users = new UserStore(state, random);
    var store = new TokenStore(state, random);
    var made = new java.util.HashMap<String, String>();
    for (var account :
        List.of(
            new Account("reader", Role.READ, List.of()),
            new Account("editor", Role.EDIT, List.of()),
            new Account("admin", Role.ADMIN, List.of()),
            new Account("tenant", Role.EDIT, List.of("a")))) {
      users.add(account, PASSWORD);
      made.put(account.name(), store.create(account, Optional.empty()).orElseThrow());
    }
    tokens = Map.copyOf(made);
    var logins = Logins.of(state, clock, nanos::get);
    gate = new LoginGate(logins, settings, rules);
    events = new EventStore(state);
    var functions = FunctionRegistry.create(events);
    var finder = new CachedFinder(index, 1 << 20);
    var reader = new Ones();
    engine =
        RenderEngine.open(
            finder, index, reader, functions, RenderEngine.Settings.DEFAULT, nanos::get);
    var search = new MetricSearch(finder, index::forEachLeaf, reader, clock);
    live = new LiveGraphs(LiveConfig.DEFAULT, Arrivals.ELSEWHERE, 1, "test", System::nanoTime);
    shadow = new Shadow(ShadowConfig.OFF, clock, System::nanoTime, () -> 1);
    server =
        TestServer.open(
            gate,
            new RenderRoutes(
                engine,
                GraphRenderer.create(GraphDefaults::standard),
                events,
                RenderConfig.DEFAULT,
                clock,
                nanos::get),
            new StreamRoutes(live, engine, clock, System::nanoTime),
            new ShadowRoutes(shadow),
            new FunctionsRoutes(functions),
            new MetricsRoutes(
                search, FindConfig.DEFAULT, () -> "up 1\n", TestMetrics.queries(), nanos::get),
            new InfoRoutes(TestMetrics.reader()),
            new SearchRoutes(index::search, finder, nanos::get),
            new TagsRoutes(index, index),
            new EventsRoutes(events, clock),
            new AccountRoutes(gate, logins),
            new AccountsRoutes(gate, logins, users, store, clock),
            new DashboardRoutes(new DashboardStore(state)),
            new SavedGraphRoutes(new SavedGraphStore(state)),
            new ShortLinkRoutes(new ShortLinkStore(state)),
            new ComposerRoutes(index::forEachLeaf, new MetricWhitelist(state)),
            new VersionRoutes(),
            new JsonReports(Map.of("/cache/status.json", (json, _) -> json.writeString("all"))),
            new JsonActions(Map.of("/cache/series/delete", (json, _) -> json.writeString("done"))),
            new BulkRoutes((_, _) -> (json, _) -> json.writeString("taken")),
            DebugRoutesTest.SAMPLE,
            new HealthRoutes(Optional::empty));
  }

  /// The header by which a token names an account.
  String[] as(String account, String... more) {
    var headers = new ArrayList<>(List.of("Authorization", "Bearer " + tokens.get(account)));
    headers.addAll(List.of(more));
    return headers.toArray(String[]::new);
  }

  String get(String account, String path) {
    return server.get(path, as(account)).body();
  }

  /// Logs in as a page does.
  HttpResponse<String> logIn(String user, String password, String... headers) {
    return form("/account/login", "username=" + user + "&password=" + password, headers);
  }

  HttpResponse<String> form(String path, String form, String... headers) {
    var all = new ArrayList<>(List.of("Content-Type", "application/x-www-form-urlencoded"));
    all.addAll(List.of(headers));
    return server.send("POST", path, BodyPublishers.ofString(form), all.toArray(String[]::new));
  }

  /// The cookie that a login sets, ready to be sent.
  static String cookie(HttpResponse<String> login) {
    return login.headers().firstValue("Set-Cookie").orElseThrow().replaceFirst(";.*", "");
  }

  @Override
  public void close() {
    live.close();
    shadow.close();
    server.close();
    engine.close();
    state.close();
  }

  private static final class Ones implements SeriesReader {

    @Override
    public Optional<SeriesValues> read(MetricPath path, TimeWindow window) {
      var start = Math.floorDiv(window.from(), 60) * 60 + 60;
      var values = new double[(int) Math.max(1, (window.until() - start) / 60)];
      java.util.Arrays.fill(values, 1);
      return Optional.of(new SeriesValues(start, 60, values));
    }

    @Override
    public Optional<SeriesLayout> layout(MetricPath path) {
      return Optional.of(
          new SeriesLayout(
              new RetentionPolicy(List.of(new Retention(60, 1440))),
              0.5,
              AggregationMethod.AVERAGE));
    }

    @Override
    public Optional<Long> lastWrite(MetricPath path) {
      return Optional.of(NOW);
    }
  }
}
