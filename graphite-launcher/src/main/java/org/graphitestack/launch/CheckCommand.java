// Copyright 2026 The Graphite Stack Authors
// SPDX-License-Identifier: Apache-2.0

package org.graphitestack.launch;

import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.Callable;
import org.graphitestack.cache.schema.AggregationRule;
import org.graphitestack.cache.schema.SchemaRule;
import org.graphitestack.cache.schema.SchemaRules;
import org.graphitestack.config.CarbonConf;
import org.graphitestack.config.ConfigCheck;
import org.graphitestack.config.InvalidConfigException;
import org.graphitestack.config.RelayConf;
import org.graphitestack.config.SchemaFiles;
import org.graphitestack.config.StorageSettings;
import org.graphitestack.config.WebSettings;
import org.graphitestack.model.MetricPath;
import org.graphitestack.model.Retention;
import org.graphitestack.storage.ceres.CeresTree;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/// `graphite check`: a dry run of the configuration.
@Command(
    name = "check",
    description = {
      "Reads every configuration file (with --c-relay-config also that one) and says what is wrong,"
          + " a line for each finding: where, what was found, what was expected. Starts nothing and"
          + " changes nothing.",
      "For each METRIC also: the layout it would be stored with, and where relay and aggregator"
          + " would send it, and why.",
      "Exit status 1 if anything is wrong."
    },
    mixinStandardHelpOptions = true,
    sortOptions = false)
final class CheckCommand implements Callable<Integer> {

  @Spec CommandSpec spec = CommandSpec.create();
  @Mixin HomeOptions homeOptions = new HomeOptions();
  @Mixin ConfOptions confOptions = new ConfOptions();

  @Option(
      names = "--connect",
      description =
          "Also connects to the destinations of relay and aggregator, to the caches a web asks and"
              + " to the servers of its cluster; sends nothing")
  boolean connect;

  @Parameters(paramLabel = "METRIC", arity = "0..*", description = "Names of sample metrics")
  List<String> metrics = new ArrayList<>();

  @Override
  public Integer call() throws IOException {
    var out = spec.commandLine().getOut();
    var home = homeOptions.folder();
    var parts = new ArrayList<>(carbonParts(home));
    var cRelay = confOptions.cRelayFile;
    if (cRelay != null) {
      parts.add(cRelayPart(home, cRelay.toAbsolutePath().normalize()));
    }
    var ok = true;
    for (var part : parts) {
      ok &= part.wrong().isEmpty();
      print(out, part);
    }
    var schemas = schemas();
    if (schemas != null) {
      storedSteps(home, schemas).forEach(sentence -> out.println("note   " + sentence));
    }
    if (connect) {
      var unreachable = Reachability.unreachable(peers(parts, home));
      unreachable.forEach(sentence -> out.println("wrong  " + sentence));
      ok &= unreachable.isEmpty();
    }
    if (!metrics.isEmpty()) {
      var relay = way(parts, RelayConf.Program.RELAY);
      var aggregator = way(parts, RelayConf.Program.AGGREGATOR);
      metrics.forEach(metric -> print(out, metric, schemas, relay, aggregator));
    }
    out.flush();
    return ok ? 0 : 1;
  }

  private List<ConfigCheck.Part> carbonParts(HomeFolder home) throws IOException {
    return ConfigCheck.of(
        confOptions.fileOr(home), home.storage(), homeOptions.settings, CacheSetup.hostName());
  }

  private ConfigCheck.Part cRelayPart(HomeFolder home, Path file) throws IOException {
    return ConfigCheck.ofCRelay(
        file,
        confOptions.fileOr(home),
        home.storage(),
        confOptions.instance,
        homeOptions.settings,
        CacheSetup.hostName());
  }

  private static void print(PrintWriter out, ConfigCheck.Part part) {
    if (part.wrong().isEmpty()) {
      out.println("ok     " + part.name());
    }
    part.wrong().forEach(sentence -> out.println("wrong  " + sentence));
    part.notes().forEach(sentence -> out.println("note   " + sentence));
  }

  /// How the series that the cache has stored differ from the schemas.
  private List<String> storedSteps(HomeFolder home, SchemaRules schemas) throws IOException {
    var storage = StorageSettings.DEFAULTS;
    try {
      storage =
          CarbonConf.read(
                  confOptions.fileOr(home),
                  home.storage(),
                  confOptions.instance,
                  homeOptions.settings,
                  CacheSetup.hostName())
              .storage();
    } catch (InvalidConfigException _) {
      // said above
    }
    return switch (storage.database()) {
      case WHISPER -> {
        var root = storage.folder().orElse(home.whisper());
        var engine = CeresTree.isTree(root) ? StoredSteps.Engine.CERES : StoredSteps.Engine.WHISPER;
        yield StoredSteps.notes(root, engine, schemas);
      }
      case CERES ->
          StoredSteps.notes(
              storage.folder().orElse(home.ceres()), StoredSteps.Engine.CERES, schemas);
      case CASSANDRA -> List.of();
    };
  }

  /// Whom relay, aggregator and web would connect to, as far as their settings can be understood.
  private List<Reachability.Peer> peers(List<ConfigCheck.Part> parts, HomeFolder home)
      throws IOException {
    var peers = new ArrayList<Reachability.Peer>();
    for (var program : RelayConf.Program.values()) {
      var section = "[" + program.name().toLowerCase(Locale.ROOT) + "]";
      var setup = setup(parts, program);
      if (setup != null) {
        setup
            .routes()
            .table()
            .destinations()
            .forEach(
                to ->
                    peers.add(
                        new Reachability.Peer("destination of " + section, to.host(), to.port())));
      }
    }
    try {
      var web = WebSettings.read(home.conf(), homeOptions.settings);
      web.caches()
          .ifPresent(
              caches ->
                  caches
                      .hosts()
                      .forEach(
                          node ->
                              peers.add(
                                  new Reachability.Peer(
                                      "carbonlink_hosts", node.host(), node.port()))));
      for (var server : web.cluster().servers()) {
        var base = server.base();
        var usual = base.getScheme().equals("https") ? 443 : 80;
        peers.add(
            new Reachability.Peer(
                "cluster_servers", base.getHost(), base.getPort() < 0 ? usual : base.getPort()));
      }
    } catch (InvalidConfigException _) {
      // said above
    }
    return peers;
  }

  // ---- sample metrics --------------------------------------------------------------------------

  /// The rules of storage, if the files can be understood.
  private @Nullable SchemaRules schemas() throws IOException {
    try {
      return SchemaFiles.in(confOptions.fileOr(homeOptions.folder()).resolveSibling(""))
          .load()
          .rules();
    } catch (InvalidConfigException _) {
      return null;
    }
  }

  /// A program's routes, if carbon.conf has its section and it can be understood.
  private @Nullable MetricWay way(List<ConfigCheck.Part> parts, RelayConf.Program program) {
    var setup = setup(parts, program);
    return setup == null ? null : new MetricWay(setup);
  }

  private @Nullable RelaySetup setup(List<ConfigCheck.Part> parts, RelayConf.Program program) {
    var section = "[" + program.name().toLowerCase(Locale.ROOT);
    var byCRelay = program == RelayConf.Program.RELAY && confOptions.cRelayFile != null;
    if (!byCRelay && parts.stream().noneMatch(part -> part.name().contains(section))) {
      return null;
    }
    try {
      return new RelaySetup.Source(homeOptions.folder(), program, confOptions, homeOptions).read();
    } catch (IOException | InvalidConfigException _) {
      return null;
    }
  }

  private static void print(
      PrintWriter out,
      String metric,
      @Nullable SchemaRules schemas,
      @Nullable MetricWay relay,
      @Nullable MetricWay aggregator) {
    out.println(metric);
    if (schemas != null) {
      print(out, metric, schemas);
    }
    print(out, metric, "relay", relay);
    print(out, metric, "aggregator", aggregator);
  }

  private static void print(PrintWriter out, String metric, SchemaRules schemas) {
    MetricPath path;
    try {
      path = MetricPath.parse(metric);
    } catch (IllegalArgumentException invalid) {
      out.println("  stored       never: " + invalid.getMessage());
      return;
    }
    var layout = schemas.layoutFor(path);
    var schema =
        schemas.schemas().stream()
            .filter(rule -> rule.pattern().test(path.text()))
            .map(SchemaRule::name)
            .findFirst();
    var aggregation =
        schemas.aggregations().stream()
            .filter(rule -> rule.pattern().test(path.text()))
            .map(AggregationRule::name)
            .findFirst();
    out.println(
        "  schema       "
            + schema.map(name -> "[" + name + "] ").orElse("none matches, so carbon's default ")
            + String.join(
                ",", layout.retentions().archives().stream().map(CheckCommand::text).toList()));
    out.println(
        "  aggregation  "
            + aggregation.map(name -> "[" + name + "] ").orElse("none matches, so the default ")
            + layout.aggregation().text()
            + ", xFilesFactor "
            + layout.xFilesFactor());
  }

  private static String text(Retention retention) {
    return retention.secondsPerPoint() + ":" + retention.points();
  }

  private static void print(
      PrintWriter out, String metric, String program, @Nullable MetricWay routes) {
    if (routes == null) {
      return;
    }
    var way = routes.of(metric);
    out.println(String.format(Locale.ROOT, "  %-12s -> %s", program, way.places()));
    way.steps().forEach(step -> out.println("    " + step));
  }
}
