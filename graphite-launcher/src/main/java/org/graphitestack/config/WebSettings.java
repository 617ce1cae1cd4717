// Copyright 2026 The Graphite Stack Authors
// SPDX-License-Identifier: Apache-2.0

package org.graphitestack.config;

import java.io.IOException;
import java.net.URI;
import java.net.URISyntaxException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.graphitestack.protocol.query.CacheClusterConfig;
import org.graphitestack.web.access.AccessRules;
import org.graphitestack.web.access.Role;
import org.graphitestack.web.cluster.ClusterConfig;
import org.graphitestack.web.graph.GraphDefaults;
import org.graphitestack.web.graph.GraphTemplates;
import org.graphitestack.web.http.FindConfig;
import org.graphitestack.web.http.RenderConfig;
import org.graphitestack.web.http.RenderConfig.CachePolicy;
import org.graphitestack.web.live.LiveConfig;
import org.graphitestack.web.login.AddressRange;
import org.graphitestack.web.login.LoginSettings;
import org.graphitestack.web.login.LoginSettings.Method;
import org.graphitestack.web.login.LoginSettings.Mode;
import org.graphitestack.web.render.ReadOptions;
import org.graphitestack.web.render.RenderBudget;
import org.graphitestack.web.render.RenderEngine;
import org.graphitestack.web.render.RollUps;
import org.graphitestack.web.shadow.ShadowConfig;
import org.graphitestack.web.state.StateAddress;

/// All that can be said of the web. Of what says a key more than once the last counts: `[web]` of
/// carbon.conf, graphite-web.toml, `--set web.KEY=…`.
///
/// @param port `web_port`
/// @param state `state_url`; empty for a file in the home
/// @param engine budgets, zone, threads, memory
/// @param render admission of renders, and how long answers are kept
/// @param find admission and limits of finds
/// @param live what graphs that are followed may use
/// @param shadow which answers are compared with those of another server
/// @param findCacheBytes memory for what finds found
/// @param caches of other processes, for a web alone; empty if it asks nobody
/// @param cluster other servers, and how they are asked
/// @param looks of graphs
/// @param login how people and programs say who they are
/// @param access who sees what
/// @param storage where series are, for a web alone: `database` and the table `cassandra`
/// @param notes one line each for the log
public record WebSettings(
    int port,
    Optional<StateAddress> state,
    RenderEngine.Settings engine,
    RenderConfig render,
    FindConfig find,
    LiveConfig live,
    ShadowConfig shadow,
    long findCacheBytes,
    Optional<CacheClusterConfig> caches,
    ClusterConfig cluster,
    Looks looks,
    LoginSettings login,
    AccessRules access,
    StorageSettings storage,
    List<String> notes) {

  /// The file's name in the conf folder.
  public static final String NAME = "graphite-web.toml";

  private static final int DEFAULT_PORT = 8080;

  /// Share of the heap that answers to finds may take.
  private static final int FINDS_SHARE = 64;

  /// How graphs look that do not say it.
  ///
  /// @param templates the file of templates, if not graphTemplates.conf beside graphite-web.toml
  /// @param template name of the template of graphs that name none
  /// @param lineColors of the default template; empty for its own
  /// @param legendMaxItems series from which on there is no legend
  /// @param dateFormat strftime pattern
  public record Looks(
      Optional<Path> templates,
      String template,
      List<String> lineColors,
      int legendMaxItems,
      String dateFormat) {

    public Looks {
      lineColors = List.copyOf(lineColors);
    }

    /// These looks with those templates.
    public GraphDefaults over(GraphTemplates known) {
      return new GraphDefaults(known, template, legendMaxItems, dateFormat)
          .withTemplates(known.withLineColors(lineColors));
    }
  }

  public WebSettings {
    notes = List.copyOf(notes);
  }

  /// Reads the settings of a home.
  ///
  /// @param conf its conf folder; files that are not there say nothing
  /// @param overrides `SECTION.KEY=VALUE`, later ones win; those of other sections are passed over
  /// @throws InvalidConfigException naming file, line, what was found and what was expected
  public static WebSettings read(Path conf, List<String> overrides)
      throws IOException, InvalidConfigException {
    var carbonConf = conf.resolve("carbon.conf");
    var ini =
        Files.exists(carbonConf)
            ? PythonIni.parse(carbonConf.toString(), Files.readString(carbonConf))
            : PythonIni.parse(carbonConf.toString(), "");
    var file = conf.resolve(NAME);
    return of(WebToml.read(file), AccessToml.read(file), ini, overrides, conf);
  }

  /// The settings of a home by key, without what they mean.
  static CarbonSettings settings(Path conf, List<String> overrides)
      throws IOException, InvalidConfigException {
    var carbonConf = conf.resolve("carbon.conf");
    var ini =
        PythonIni.parse(
            carbonConf.toString(), Files.exists(carbonConf) ? Files.readString(carbonConf) : "");
    return settings(WebToml.read(conf.resolve(NAME)), ini, overrides);
  }

  private static CarbonSettings settings(
      Map<String, Setting> toml, PythonIni carbonConf, List<String> overrides)
      throws InvalidConfigException {
    var byKey =
        new LinkedHashMap<>(CarbonSettings.of(carbonConf, WebKeys.WEB, "a", List.of()).byKey());
    byKey.putAll(toml);
    byKey.putAll(
        CarbonSettings.of(PythonIni.parse("--set", ""), WebKeys.WEB, "a", overrides).byKey());
    return new CarbonSettings(byKey, WebKeys.KEYS.notesOn(byKey.values()));
  }

  static long defaultFindCacheBytes() {
    return Runtime.getRuntime().maxMemory() / FINDS_SHARE;
  }

  static WebSettings of(
      Map<String, Setting> toml,
      AccessRules access,
      PythonIni carbonConf,
      List<String> overrides,
      Path conf)
      throws InvalidConfigException {
    checkKeys(toml);
    var settings = settings(toml, carbonConf, overrides);
    var port = settings.port("WEB_PORT").orElse(DEFAULT_PORT);
    return new WebSettings(
        port,
        state(settings),
        engine(settings),
        render(settings),
        find(settings),
        live(settings),
        shadow(settings),
        settings.bytesOrZero("FIND_CACHE_BYTES").orElse(defaultFindCacheBytes()),
        CarbonlinkConf.caches(settings),
        ClusterConf.of(settings, port, conf),
        looks(settings, conf),
        login(settings),
        access,
        StorageSettings.DEFAULTS.with(
            StorageSettings.database(settings), cassandra(settings, carbonConf, overrides)),
        settings.notes());
  }

  /// The cluster's section of carbon.conf, over it the table of graphite-web.toml, over both what
  /// is set by flags.
  private static CassandraSettings cassandra(
      CarbonSettings web, PythonIni carbonConf, List<String> overrides)
      throws InvalidConfigException {
    var section = CassandraSettings.SECTION;
    var byKey = new LinkedHashMap<>(CarbonSettings.of(carbonConf, section, "a", List.of()).byKey());
    for (var setting : web.byKey().values()) {
      if (setting.key().startsWith(WebKeys.CASSANDRA)) {
        byKey.put(setting.key().substring(WebKeys.CASSANDRA.length()), setting);
      }
    }
    byKey.putAll(CarbonSettings.of(PythonIni.parse("--set", ""), section, "a", overrides).byKey());
    return CassandraSettings.of(new CarbonSettings(byKey, List.of()));
  }

  /// A key of the file that nobody knows is wrong there: the file is ours alone.
  private static void checkKeys(Map<String, Setting> toml) throws InvalidConfigException {
    for (var setting : toml.values()) {
      if (WebKeys.KEYS.isUnknown(setting)) {
        var key = setting.key().toUpperCase(java.util.Locale.ROOT);
        var instead =
            WebKeys.renamed(key)
                .or(
                    () ->
                        WebKeys.KEYS
                            .nearest(key)
                            .map(near -> near.toLowerCase(java.util.Locale.ROOT)));
        throw new InvalidConfigException(
            setting.place(),
            setting.key() + " is no key",
            instead.map(name -> name + "?").orElse("one of docs/web-settings.md"));
      }
    }
  }

  private static Optional<StateAddress> state(CarbonSettings settings)
      throws InvalidConfigException {
    var url = settings.find("STATE_URL");
    if (url.isEmpty() || url.get().value().isEmpty()) {
      return Optional.empty();
    }
    try {
      return Optional.of(StateAddress.parse(url.get().value()));
    } catch (IllegalArgumentException wrong) {
      throw new InvalidConfigException(url.get().place(), String.valueOf(wrong.getMessage()));
    }
  }

  private static RenderEngine.Settings engine(CarbonSettings settings)
      throws InvalidConfigException {
    var unsaid = RenderEngine.Settings.DEFAULT;
    return new RenderEngine.Settings(
        zone(settings).orElse(unsaid.zone()),
        settings.flag("UTF8_METRICS").orElse(unsaid.unicodePaths()),
        share(settings, "DEFAULT_XFILES_FACTOR").orElse(unsaid.xFilesFactor()),
        budget(settings),
        reading(settings),
        settings.wholeNumber("RENDER_READERS", 1).orElse(unsaid.readers()),
        settings.wholeNumber("RENDER_EVALUATORS", 1).orElse(unsaid.evaluators()),
        settings.bytes("RENDER_BYTES").orElse(unsaid.maxBytes()),
        settings.bytesOrZero("FETCH_CACHE_BYTES").orElse(unsaid.cacheBytes()));
  }

  private static Optional<ZoneId> zone(CarbonSettings settings) throws InvalidConfigException {
    var zone = settings.find("TIME_ZONE");
    if (zone.isEmpty()) {
      return Optional.empty();
    }
    try {
      return Optional.of(ZoneId.of(zone.get().value()));
    } catch (DateTimeException _) {
      throw zone.get().invalid("the name of a time zone, such as Europe/Berlin");
    }
  }

  private static Optional<Double> share(CarbonSettings settings, String key)
      throws InvalidConfigException {
    var share = settings.number(key);
    if (share.isEmpty()) {
      return Optional.empty();
    }
    if (!(share.getAsDouble() >= 0 && share.getAsDouble() <= 1)) {
      throw settings.find(key).orElseThrow().invalid("0 to 1");
    }
    return Optional.of(share.getAsDouble());
  }

  private static RenderBudget budget(CarbonSettings settings) throws InvalidConfigException {
    var unsaid = RenderBudget.DEFAULT;
    return new RenderBudget(
        settings.wholeNumber("RENDER_SERIES", 1).orElse(unsaid.maxSeries()),
        settings.wholeNumber("RENDER_POINTS", 1).isPresent()
            ? settings.wholeNumber("RENDER_POINTS", 1).getAsInt()
            : unsaid.maxPoints(),
        settings.wholeNumber("RENDER_WINDOWS", 1).orElse(unsaid.maxWindows()),
        positive(settings, "RENDER_SECONDS").orElse(unsaid.wallTime()));
  }

  private static ReadOptions reading(CarbonSettings settings) throws InvalidConfigException {
    var unsaid = ReadOptions.PLAIN;
    var rollUps =
        settings.choice(
            "ROLLUP",
            Map.of(
                RollUps.OFF.text(), RollUps.OFF,
                RollUps.COARSE.text(), RollUps.COARSE,
                RollUps.ALL.text(), RollUps.ALL));
    return new ReadOptions(
        rollUps.orElse(unsaid.rollUps()),
        settings.flag("STITCH").orElse(unsaid.stitched()),
        settings.flag("ALIGN").orElse(unsaid.aligned()));
  }

  private static RenderConfig render(CarbonSettings settings) throws InvalidConfigException {
    var unsaid = RenderConfig.DEFAULT;
    return new RenderConfig(
        settings.wholeNumber("RENDER_RUNNING", 1).orElse(unsaid.maxRunning()),
        settings.wholeNumber("RENDER_WAITING", 0).orElse(unsaid.maxWaiting()),
        settings.seconds("RENDER_WAIT_SECONDS").orElse(unsaid.maxWait()),
        settings.seconds("SLOW_QUERY_SECONDS").orElse(unsaid.slowAfter()),
        settings.seconds("DEFAULT_CACHE_DURATION").orElse(unsaid.cacheDuration()),
        cachePolicy(settings),
        settings.bytesOrZero("ANSWER_CACHE_BYTES").orElse(unsaid.cacheBytes()));
  }

  /// `0:60,7200:120`: windows of at least so many seconds are kept for so many.
  private static List<CachePolicy> cachePolicy(CarbonSettings settings)
      throws InvalidConfigException {
    var policy = new ArrayList<CachePolicy>();
    var setting = settings.find("DEFAULT_CACHE_POLICY");
    if (setting.isEmpty() || setting.get().value().isEmpty()) {
      return policy;
    }
    for (var pair : setting.get().value().split(",", -1)) {
      var colon = pair.indexOf(':');
      try {
        policy.add(
            new CachePolicy(
                Duration.ofSeconds(Integer.parseUnsignedInt(pair.substring(0, colon).strip())),
                Duration.ofSeconds(Integer.parseUnsignedInt(pair.substring(colon + 1).strip()))));
      } catch (NumberFormatException | IndexOutOfBoundsException _) {
        throw setting.get().invalid("pairs of whole seconds: [[0, 60], [7200, 120]]");
      }
    }
    return policy;
  }

  private static FindConfig find(CarbonSettings settings) throws InvalidConfigException {
    var unsaid = FindConfig.DEFAULT;
    return new FindConfig(
        settings.wholeNumber("FIND_RUNNING", 1).orElse(unsaid.maxRunning()),
        settings.wholeNumber("FIND_WAITING", 0).orElse(unsaid.maxWaiting()),
        settings.seconds("FIND_WAIT_SECONDS").orElse(unsaid.maxWait()),
        positive(settings, "FIND_SECONDS").orElse(unsaid.wallTime()),
        settings.wholeNumber("FIND_NODES", 1).orElse(unsaid.maxNodes()),
        settings.flag("FIND_LIVE").orElse(unsaid.liveOnly()));
  }

  private static LiveConfig live(CarbonSettings settings) throws InvalidConfigException {
    var unsaid = LiveConfig.DEFAULT;
    return new LiveConfig(
        settings.wholeNumber("STREAM_CONNECTIONS", 0).orElse(unsaid.maxConnections()),
        settings.wholeNumber("STREAM_GRAPHS", 1).orElse(unsaid.maxGraphs()),
        settings.wholeNumber("STREAM_POINTS", 1).orElse(unsaid.maxPoints()),
        positive(settings, "STREAM_SECONDS").orElse(unsaid.interval()),
        positive(settings, "STREAM_HEARTBEAT_SECONDS").orElse(unsaid.heartbeat()));
  }

  private static ShadowConfig shadow(CarbonSettings settings) throws InvalidConfigException {
    var off = ShadowConfig.OFF;
    return new ShadowConfig(
        shadowUrl(settings),
        share(settings, "SHADOW_SHARE").orElse(off.share()),
        settings.wholeNumber("SHADOW_PER_SECOND", 1).orElse(off.maxPerSecond()),
        settings.wholeNumber("SHADOW_QUEUE", 1).orElse(off.queue()),
        settings.wholeNumber("SHADOW_RUNNING", 1).orElse(off.running()),
        positive(settings, "SHADOW_SECONDS").orElse(off.timeout()),
        settings.wholeNumber("SHADOW_POINTS", 1).orElse(off.maxPoints()),
        share(settings, "SHADOW_TOLERANCE").orElse(off.tolerance()),
        settings.seconds("SHADOW_SETTLE_SECONDS").orElse(off.settle()));
  }

  private static Optional<URI> shadowUrl(CarbonSettings settings) throws InvalidConfigException {
    var url = settings.find("SHADOW_URL").filter(setting -> !setting.value().isEmpty());
    if (url.isEmpty()) {
      return Optional.empty();
    }
    try {
      var address = new URI(url.get().value());
      if (List.of("http", "https").contains(address.getScheme()) && address.getHost() != null) {
        return Optional.of(address);
      }
    } catch (URISyntaxException _) {
      // said below
    }
    throw url.get().invalid("an address such as http://graphite.example:8080");
  }

  private static Looks looks(CarbonSettings settings, Path conf) throws InvalidConfigException {
    var unsaid = GraphDefaults.standard();
    var colors = settings.find("GRAPH_LINE_COLORS");
    var looks =
        new Looks(
            settings.text("GRAPHTEMPLATES_CONF").filter(t -> !t.isEmpty()).map(conf::resolve),
            settings.text("GRAPH_TEMPLATE").orElse(unsaid.template()),
            colors.filter(c -> !c.value().isEmpty()).stream()
                .flatMap(c -> List.of(c.value().split(",", -1)).stream())
                .toList(),
            settings.wholeNumber("LEGEND_MAX_ITEMS", 0).orElse(unsaid.legendMaxItems()),
            settings.text("DATE_FORMAT").orElse(unsaid.dateFormat()));
    try {
      looks.over(unsaid.templates());
    } catch (IllegalArgumentException _) {
      throw colors.orElseThrow().invalid("names of colours, or rrggbb");
    }
    return looks;
  }

  private static LoginSettings login(CarbonSettings settings) throws InvalidConfigException {
    var unsaid = LoginSettings.DEFAULT;
    var modes = new LinkedHashMap<String, Mode>();
    for (var mode : Mode.values()) {
      modes.put(mode.text(), mode);
    }
    var login =
        new LoginSettings(
            settings.choice("LOGIN_MODE", modes).orElse(unsaid.mode()),
            settings.find("LOGIN_METHODS").isPresent() ? methods(settings) : unsaid.methods(),
            settings
                .choice("LOGIN_ANONYMOUS_ROLE", roles(Role.values()))
                .orElse(unsaid.anonymousRole()),
            sessionLife(settings).orElse(unsaid.sessionLife()),
            settings.flag("LOGIN_SECURE_COOKIES").orElse(unsaid.secureCookies()),
            proxies(settings),
            settings.text("LOGIN_HEADER").filter(name -> !name.isEmpty()).orElse(unsaid.header()),
            settings.choice("LOGIN_HEADER_ROLE", roles(Role.values())).orElse(unsaid.headerRole()));
    if (login.allows(Method.HEADER) && login.proxies().isEmpty()) {
      throw settings
          .find("LOGIN_METHODS")
          .orElseThrow()
          .invalid("login_proxies as well, for header: whom to believe");
    }
    return login;
  }

  private static Map<String, Role> roles(Role... roles) {
    var byName = new LinkedHashMap<String, Role>();
    for (var role : roles) {
      byName.put(role.text(), role);
    }
    return byName;
  }

  private static Set<Method> methods(CarbonSettings settings) throws InvalidConfigException {
    var setting = settings.find("LOGIN_METHODS").orElseThrow();
    var methods = EnumSet.noneOf(Method.class);
    for (var name : texts(setting)) {
      methods.add(
          Method.named(name).orElseThrow(() -> setting.invalid("form, basic, token or header")));
    }
    return methods;
  }

  private static Optional<Duration> sessionLife(CarbonSettings settings)
      throws InvalidConfigException {
    var hours = settings.number("LOGIN_SESSION_HOURS");
    if (hours.isEmpty()) {
      return Optional.empty();
    }
    if (!(hours.getAsDouble() >= 0.02 && hours.getAsDouble() <= 8760)) {
      throw settings.find("LOGIN_SESSION_HOURS").orElseThrow().invalid("0.02 to 8760");
    }
    return Optional.of(Duration.ofSeconds(Math.round(hours.getAsDouble() * 3600)));
  }

  private static List<AddressRange> proxies(CarbonSettings settings) throws InvalidConfigException {
    var setting = settings.find("LOGIN_PROXIES");
    var proxies = new ArrayList<AddressRange>();
    if (setting.isPresent()) {
      for (var text : texts(setting.get())) {
        try {
          proxies.add(AddressRange.parse(text));
        } catch (IllegalArgumentException wrong) {
          throw new InvalidConfigException(
              setting.get().place(), setting.get().key() + ": " + wrong.getMessage());
        }
      }
    }
    return proxies;
  }

  private static List<String> texts(Setting setting) {
    return List.of(setting.value().split(",", -1)).stream()
        .map(String::strip)
        .filter(text -> !text.isEmpty())
        .toList();
  }

  private static Optional<Duration> positive(CarbonSettings settings, String key)
      throws InvalidConfigException {
    var seconds = settings.seconds(key);
    if (seconds.isPresent() && seconds.get().isZero()) {
      throw settings.find(key).orElseThrow().invalid("seconds above 0");
    }
    return seconds;
  }
}
