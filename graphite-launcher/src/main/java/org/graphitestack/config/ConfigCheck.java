// Copyright 2026 The Graphite Stack Authors
// SPDX-License-Identifier: Apache-2.0

package org.graphitestack.config;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import org.graphitestack.cache.CacheConfig;
import org.graphitestack.model.InvalidMetricPathException;
import org.graphitestack.model.MetricPath;
import org.graphitestack.relay.route.NameCleansing;
import org.graphitestack.relay.route.RouteRule;

/// Reads every configuration file of a folder, used or not, and says what is wrong with each.
///
/// A daemon passes over much of what it does not understand, as carbon does; here that is wrong.
public final class ConfigCheck {

  private static final List<String> PROGRAMS = List.of("cache", "relay", "aggregator");

  private final Path carbonConf;
  private final Path folder;
  private final Path storage;
  private final List<String> overrides;
  private final String host;
  private final LinkedHashMap<String, Part> parts = new LinkedHashMap<>();
  private final SharedPorts ports = new SharedPorts();
  private final Set<String> said = new TreeSet<>();

  /// What was found in one file, or one section of carbon.conf.
  ///
  /// @param name such as `carbon.conf [relay]`
  /// @param wrong a line each: where, found, expected
  /// @param notes what is worth knowing, and not wrong
  public record Part(String name, List<String> wrong, List<String> notes) {

    public Part {
      wrong = List.copyOf(wrong);
      notes = List.copyOf(notes);
    }
  }

  private ConfigCheck(
      Path carbonConf, Path folder, Path storage, List<String> overrides, String host) {
    this.carbonConf = carbonConf.toAbsolutePath();
    this.folder = folder;
    this.storage = storage;
    this.overrides = overrides;
    this.host = host;
  }

  /// Checks carbon.conf and the files beside it.
  ///
  /// @param storage the home's storage folder
  /// @param overrides `SECTION.KEY=VALUE`
  /// @param host this machine's name
  public static List<Part> of(Path carbonConf, Path storage, List<String> overrides, String host)
      throws IOException {
    var parent = carbonConf.toAbsolutePath().getParent();
    var check =
        new ConfigCheck(carbonConf, parent == null ? carbonConf : parent, storage, overrides, host);
    check.carbonConf();
    check.webSettings();
    check.ruleFiles();
    return List.copyOf(check.parts.values());
  }

  /// Checks a configuration of carbon-c-relay, and what carbon.conf says beside it.
  ///
  /// @param instance whose section of carbon.conf goes with it
  public static Part ofCRelay(
      Path file,
      Path carbonConf,
      Path storage,
      String instance,
      List<String> overrides,
      String host)
      throws IOException {
    var check = new ConfigCheck(carbonConf, file, storage, overrides, host);
    var name = String.valueOf(file.getFileName());
    check.part(
        name,
        (_, notes) -> {
          var routes = CRelayConf.read(file, NameCleansing.DEFAULT);
          var conf = RelayConf.read(routes, file, carbonConf, storage, instance, overrides, host);
          notes.addAll(conf.notes());
          check.outputs(routes, conf.metricPrefix(), notes);
        });
    return check.parts.sequencedValues().getFirst();
  }

  @FunctionalInterface
  private interface Reading {
    /// @param wrong gets what is wrong
    /// @param notes gets what the reader says
    void read(List<String> wrong, List<String> notes) throws IOException, InvalidConfigException;
  }

  /// Reads one part. What another part has said already is not said again.
  private void part(String name, Reading reading) throws IOException {
    var wrong = new ArrayList<String>();
    var notes = new ArrayList<String>();
    try {
      reading.read(wrong, notes);
    } catch (InvalidConfigException invalid) {
      wrong.add(placed(name, String.valueOf(invalid.getMessage())));
    }
    wrong.removeIf(sentence -> !said.add(sentence));
    notes.removeIf(sentence -> wrong.contains(sentence) || !said.add(sentence));
    parts.put(name, new Part(name, wrong, notes));
  }

  /// What a section lacks has no line of its own.
  private String placed(String part, String sentence) {
    return sentence.startsWith(folder.toString()) || sentence.startsWith("--set")
        ? sentence
        : part + ": " + sentence;
  }

  // ---- carbon.conf -----------------------------------------------------------------------------

  private void carbonConf() throws IOException {
    var name = carbonConf.getFileName().toString();
    if (!Files.exists(carbonConf)) {
      part(name, (_, notes) -> notes.add(carbonConf + ": not there, so every key has its default"));
      return;
    }
    PythonIni ini;
    try {
      ini = PythonIni.parse(carbonConf.toString(), Files.readString(carbonConf));
    } catch (InvalidConfigException invalid) {
      part(name, (wrong, _) -> wrong.add(String.valueOf(invalid.getMessage())));
      return;
    }
    for (var program : PROGRAMS) {
      for (var instance : instances(ini, program)) {
        part(
            name + " [" + program + (instance.equals("a") ? "" : ":" + instance) + "]",
            (wrong, notes) -> section(ini, program, instance, wrong, notes));
      }
    }
    if (ini.sections().contains(CassandraSettings.SECTION)) {
      part(
          name + " [" + CassandraSettings.SECTION + "]",
          (wrong, _) -> {
            var settings = CarbonSettings.of(ini, CassandraSettings.SECTION, "a", overrides);
            wrong.addAll(settings.notes());
            var _ = CassandraSettings.of(settings);
          });
    }
    for (var section : ini.sections()) {
      if (!CarbonKeys.SECTIONS.contains(program(section)) && !section.equals("web")) {
        part(
            name + " [" + section + "]",
            (wrong, _) ->
                wrong.add(
                    carbonConf
                        + ": section ["
                        + section
                        + "] is nobody's (expected: one of "
                        + String.join(", ", CarbonKeys.SECTIONS)
                        + ")"));
      }
    }
  }

  private void section(
      PythonIni ini, String program, String instance, List<String> wrong, List<String> notes)
      throws IOException, InvalidConfigException {
    var settings = CarbonSettings.of(ini, program, instance, overrides);
    var known = KnownKeys.of(program);
    for (var setting : settings.byKey().values()) {
      if (known.isUnknown(setting)) {
        wrong.add(known.unknown(setting));
      }
    }
    notes.addAll(settings.notes());
    var title = "[" + program + (instance.equals("a") ? "" : ":" + instance) + "]";
    if (program.equals("cache")) {
      var read = CarbonConf.read(carbonConf, storage, instance, overrides, host);
      ports.add(program, title, settings, read.cache().listeners(), wrong, notes);
      var ofLists = new ArrayList<>(read.notes());
      ofLists.removeAll(settings.notes());
      sort(ofLists, wrong, notes);
      ownMetrics(read.cache(), settings, notes);
      return;
    }
    var conf =
        RelayConf.read(
            carbonConf,
            storage,
            program.equals("relay") ? RelayConf.Program.RELAY : RelayConf.Program.AGGREGATOR,
            instance,
            overrides,
            host);
    ports.add(program, title, settings, conf.listeners(), wrong, notes);
    var ofRules = new ArrayList<>(conf.notes());
    ofRules.removeAll(settings.notes());
    sort(ofRules, wrong, notes);
    if (conf.aggregation().isEmpty()) {
      return;
    }
    var rules = conf.aggregation().get().rules();
    if (!Files.exists(rules) && settings.find("AGGREGATION_RULES").isEmpty()) {
      // Not wrong: the section is in the default carbon.conf, for those who start an aggregator.
      notes.add(rules + ": not there, and graphite " + program + " will not start without it");
    } else {
      var lines = aggregationRules(rules);
      if (conf.aggregation().get().aggregates()) {
        outputs(lines, conf.metricPrefix(), notes);
      }
    }
  }

  /// Whether aggregates come as often as their schemas have room for them.
  private void outputs(List<AggregationRulesFile.Line> lines, String ownMetrics, List<String> notes)
      throws IOException {
    var steps = outputSteps(ownMetrics);
    if (steps.isPresent()) {
      for (var line : lines) {
        var rule = line.rule();
        steps
            .get()
            .note(line.place(), rule.naming().template(0), rule.frequencySeconds())
            .ifPresent(notes::add);
      }
    }
  }

  /// The same for those of carbon-c-relay; but names that later rules may rewrite are not known.
  private void outputs(CRelayConf conf, String ownMetrics, List<String> notes) throws IOException {
    var steps = outputSteps(ownMetrics);
    var rewrites = conf.routes().rules().stream().anyMatch(RouteRule.Rewrite.class::isInstance);
    for (var i = 0; steps.isPresent() && i < conf.aggregates().size(); i++) {
      var aggregate = conf.aggregates().get(i);
      var naming = conf.aggregationRules().get(i).naming();
      for (var j = 0; j < aggregate.computes().size(); j++) {
        if (!rewrites || !aggregate.sendTo().isEmpty()) {
          steps
              .get()
              .note(aggregate.place(), naming.template(j), aggregate.everySeconds())
              .ifPresent(notes::add);
        }
      }
    }
  }

  /// Empty if there are no schemas here: series are stored elsewhere.
  private Optional<OutputSteps> outputSteps(String ownMetrics) throws IOException {
    var files = SchemaFiles.in(carbonConf.resolveSibling(""));
    if (!Files.exists(files.schemas())) {
      return Optional.empty();
    }
    try {
      return Optional.of(new OutputSteps(files.load().rules(), ownMetrics));
    } catch (InvalidConfigException _) {
      // said of the file itself
      return Optional.empty();
    }
  }

  /// Whether the cache's own metrics come as often as their schema has room for them.
  private void ownMetrics(CacheConfig cache, CarbonSettings settings, List<String> notes)
      throws IOException {
    var seconds = cache.metricInterval().toSeconds();
    if (seconds == 0) {
      return;
    }
    try {
      var name = cache.metricPrefix() + ".agents." + host.replace('.', '_') + "-a.cpuUsage";
      var rules = SchemaFiles.in(folder).load().rules();
      var step =
          rules
              .layoutFor(MetricPath.parse(name))
              .retentions()
              .archives()
              .getFirst()
              .secondsPerPoint();
      if (seconds != step) {
        var place = settings.find("CARBON_METRIC_INTERVAL").map(Setting::place).orElse("default");
        notes.add(
            place
                + ": CARBON_METRIC_INTERVAL = "
                + seconds
                + ", and "
                + name
                + " has room for a point each "
                + step
                + " s: "
                + (seconds > step ? "its graph has gaps" : "of several only the last is kept")
                + " (expected: "
                + step
                + ", or another schema)");
      }
    } catch (InvalidConfigException | InvalidMetricPathException _) {
      // said of the file that it stands in
    }
  }

  private static List<String> instances(PythonIni ini, String program) {
    var instances = new TreeSet<String>();
    for (var section : ini.sections()) {
      if (section.equals(program)) {
        instances.add("a");
      } else if (program(section).equals(program)) {
        instances.add(section.substring(program.length() + 1));
      }
    }
    return List.copyOf(instances);
  }

  private static String program(String section) {
    var colon = section.indexOf(':');
    return colon < 0 ? section : section.substring(0, colon);
  }

  /// graphite-web.toml, with `[web]` of carbon.conf and what overrides both; or that alone.
  private void webSettings() throws IOException {
    if (Files.exists(folder.resolve(WebSettings.NAME))
        || overrides.stream().anyMatch(override -> override.startsWith("web."))) {
      part(
          WebSettings.NAME,
          (wrong, notes) -> {
            var web = WebSettings.read(folder, overrides);
            sort(web.notes(), wrong, notes);
            ports.addWeb(web.port(), folder.resolve(WebSettings.NAME).toString(), notes);
          });
    }
  }

  // ---- rules -----------------------------------------------------------------------------------

  private void ruleFiles() throws IOException {
    var schemas = SchemaFiles.in(folder);
    file("storage-schemas.conf", (_, notes) -> schemas.schemaRules(notes));
    file("storage-aggregation.conf", (_, notes) -> schemas.aggregationRules(notes));
    file(
        GraphTemplatesFile.NAME,
        (_, _) -> GraphTemplatesFile.read(folder.resolve(GraphTemplatesFile.NAME)));
    file(
        DashboardConfFile.NAME,
        (_, notes) -> DashboardConfFile.read(folder.resolve(DashboardConfFile.NAME), notes));
    file(
        "relay-rules.conf",
        (_, notes) -> {
          // Whether its destinations are known is a matter of the section that uses it.
          RelayRules.read(folder.resolve("relay-rules.conf"), List.of(), new ArrayList<>());
        });
    file(
        "aggregation-rules.conf",
        (_, _) -> {
          var _ = aggregationRules(folder.resolve("aggregation-rules.conf"));
        });
    file(
        "rewrite-rules.conf",
        (_, notes) -> RewriteRules.read(folder.resolve("rewrite-rules.conf"), notes));
    file(LimitsFile.NAME, (_, notes) -> LimitsFile.read(folder.resolve(LimitsFile.NAME), notes));
    file("whitelist.conf", (_, notes) -> RegexList.read(folder.resolve("whitelist.conf"), notes));
    file("blacklist.conf", (_, notes) -> RegexList.read(folder.resolve("blacklist.conf"), notes));
  }

  private static List<AggregationRulesFile.Line> aggregationRules(Path path)
      throws IOException, InvalidConfigException {
    if (!Files.exists(path)) {
      throw new InvalidConfigException(path.toString(), "no such file", "rules of aggregation");
    }
    return new AggregationRulesFile(path).lines();
  }

  private void file(String name, Reading reading) throws IOException {
    if (Files.exists(folder.resolve(name))) {
      part(
          name,
          (wrong, notes) -> {
            var said = new ArrayList<String>();
            reading.read(wrong, said);
            sort(said, wrong, notes);
          });
    }
  }

  /// Of what readers of rules say, all is wrong but that a file is not there.
  private static void sort(List<String> sentences, List<String> wrong, List<String> notes) {
    for (var sentence : sentences) {
      (sentence.contains(": not there, ") ? notes : wrong).add(sentence);
    }
  }
}
