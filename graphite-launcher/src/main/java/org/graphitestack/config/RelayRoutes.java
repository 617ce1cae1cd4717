// Copyright 2026 The Graphite Stack Authors
// SPDX-License-Identifier: Apache-2.0

package org.graphitestack.config;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import org.graphitestack.protocol.ring.FastHashRing;
import org.graphitestack.protocol.ring.HashType;
import org.graphitestack.protocol.ring.Replication;
import org.graphitestack.relay.route.AggregateNames;
import org.graphitestack.relay.route.Cluster;
import org.graphitestack.relay.route.Destination;
import org.graphitestack.relay.route.DestinationOptions;
import org.graphitestack.relay.route.DestinationOptions.Format;
import org.graphitestack.relay.route.Ring;
import org.graphitestack.relay.route.RoutePlan;
import org.graphitestack.relay.route.RouteRule;
import org.graphitestack.relay.route.RoutingTable;
import org.graphitestack.relay.route.TlsOptions;
import org.jspecify.annotations.Nullable;

/// The keys about where points go, and the files of rules they name, as a plan.
///
/// A relay of carbon's filters and routes. An aggregator filters, rewrites (`[pre]`), aggregates,
/// rewrites again (`[post]`) and routes; what it makes itself is only routed. Ours rewrites in a
/// relay as well, if `REWRITE_RULES` is set there: that carbon's relay reads no such file is no
/// reason to rewrite names where nobody asked for it.
final class RelayRoutes {

  private static final List<String> METHODS =
      List.of(
          "rules",
          "consistent-hashing",
          "fast-hashing",
          "aggregated-consistent-hashing",
          "fast-aggregated-hashing",
          "constant");

  private final CarbonSettings settings;
  private final Path folder;
  private final RelayConf.Program program;
  private final List<Path> files;
  private final List<String> notes;

  /// @param folder where the files of rules are
  /// @param files gets those that are read
  /// @param notes gets what was passed over
  RelayRoutes(
      CarbonSettings settings,
      Path folder,
      RelayConf.Program program,
      List<Path> files,
      List<String> notes) {
    this.settings = settings;
    this.folder = folder;
    this.program = program;
    this.files = files;
    this.notes = notes;
  }

  RoutePlan plan() throws IOException, InvalidConfigException {
    var destinations = destinations();
    var rules = new ArrayList<RouteRule>();
    if (settings.flag("USE_WHITELIST").orElse(false)) {
      rules.add(new RouteRule.BlackList(RegexList.read(file("blacklist.conf"), notes)));
      rules.add(new RouteRule.WhiteList(RegexList.read(file("whitelist.conf"), notes)));
    }
    var rewriting = rewriting();
    rules.addAll(rewriting.pre());
    if (aggregates()) {
      rules.add(new RouteRule.Aggregate(0, List.of(), false));
    }
    rules.addAll(rewriting.post());
    var generatedFrom = rules.size();
    if (canonicalTags()) {
      rules.add(new RouteRule.CanonicalTags());
    }
    rules.addAll(routing(destinations));
    var plan =
        new RoutePlan(
            destinations,
            rules,
            generatedFrom,
            List.of(),
            false,
            settings.flag("DESTINATION_POOL_REPLICAS").orElse(false));
    requireRoutable(plan);
    return plan;
  }

  /// A ring may be unable to tell destinations apart, which is seen when it is built.
  private void requireRoutable(RoutePlan plan) throws InvalidConfigException {
    try {
      RoutingTable.of(plan, AggregateNames.NONE);
    } catch (IllegalArgumentException invalid) {
      throw new InvalidConfigException(
          place("DESTINATIONS"),
          String.valueOf(invalid.getMessage()),
          "destinations that differ in host or instance");
    }
  }

  Optional<AggregationSetup> aggregation() throws InvalidConfigException {
    if (!aggregates() && !method().contains("aggregated")) {
      return Optional.empty();
    }
    // 0 is "off" in carbon's sample file, though carbon itself would then never rest
    var writeBack = settings.wholeNumber("WRITE_BACK_FREQUENCY", 0);
    return Optional.of(
        new AggregationSetup(
            file(settings.text("AGGREGATION_RULES").orElse("aggregation-rules.conf")),
            aggregates(),
            settings.flag("FORWARD_ALL").orElse(true),
            settings.wholeNumber("MAX_AGGREGATION_INTERVALS", 1).orElse(5),
            writeBack.orElse(0) == 0 ? OptionalInt.empty() : writeBack));
  }

  private boolean aggregates() {
    return program == RelayConf.Program.AGGREGATOR;
  }

  private RewriteRules rewriting() throws IOException {
    var name = settings.text("REWRITE_RULES");
    return aggregates() || name.isPresent()
        ? RewriteRules.read(file(name.orElse("rewrite-rules.conf")), notes)
        : RewriteRules.NONE;
  }

  private boolean canonicalTags() throws InvalidConfigException {
    var ours = settings.flag("CANONICAL_TAGS");
    return ours.isPresent() ? ours.get() : settings.flag("TAG_RELAY_NORMALIZED").orElse(false);
  }

  /// A file of rules, which is thereby one of those to watch.
  private Path file(String name) {
    var path = folder.resolve(name);
    if (!files.contains(path)) {
      files.add(path);
    }
    return path;
  }

  private String place(String key) {
    return settings.find(key).map(Setting::place).orElse(key);
  }

  // ---- destinations ----------------------------------------------------------------------------

  private List<Destination> destinations() throws InvalidConfigException {
    var setting = settings.find("DESTINATIONS");
    if (setting.isEmpty() || setting.get().value().isEmpty()) {
      throw new InvalidConfigException(
          place("DESTINATIONS"), "no destinations", "DESTINATIONS = host:port:instance, …");
    }
    var options = options();
    var destinations = new ArrayList<Destination>();
    for (var text : Arrays.asList(setting.get().value().split(",", -1))) {
      var destination = RelayConf.destination(setting.get(), text, options);
      if (destinations.contains(destination)) {
        throw new InvalidConfigException(
            setting.get().place(), destination.name() + " again", "each destination once");
      }
      destinations.add(destination);
    }
    return destinations;
  }

  private DestinationOptions options() throws InvalidConfigException {
    return new DestinationOptions(format(), settings.compression("DESTINATION_COMPRESSION"), tls());
  }

  private Format format() throws InvalidConfigException {
    var setting = settings.find("DESTINATION_PROTOCOL");
    return switch (setting.map(Setting::value).orElse("pickle")) {
      case "pickle" -> Format.PICKLE;
      case "line" -> Format.PLAINTEXT;
      case "protobuf" -> Format.PROTOBUF;
      case "acknowledged" -> Format.ACKNOWLEDGED;
      default -> throw setting.orElseThrow().invalid("one of pickle, line, protobuf, acknowledged");
    };
  }

  private @Nullable TlsOptions tls() throws InvalidConfigException {
    var setting = settings.find("DESTINATION_TRANSPORT");
    var transport = setting.map(Setting::value).orElse("none");
    if (transport.equals("none") || transport.isEmpty()) {
      return null;
    }
    if (!transport.equals("ssl")) {
      throw setting.orElseThrow().invalid("none or ssl");
    }
    try {
      return new TlsOptions(
          path("DESTINATION_SSL_CA"),
          path("DESTINATION_SSL_CERT"),
          path("DESTINATION_SSL_KEY"),
          true);
    } catch (IllegalArgumentException invalid) {
      throw new InvalidConfigException(
          place("DESTINATION_SSL_CERT"),
          String.valueOf(invalid.getMessage()),
          "DESTINATION_SSL_CERT and DESTINATION_SSL_KEY");
    }
  }

  private Optional<Path> path(String key) {
    return settings.text(key).filter(text -> !text.isEmpty()).map(Path::of);
  }

  // ---- methods ---------------------------------------------------------------------------------

  private String method() throws InvalidConfigException {
    if (aggregates()) {
      return "consistent-hashing";
    }
    var setting = settings.find("RELAY_METHOD");
    var method = setting.map(Setting::value).orElse("rules");
    if (method.equals("fast-aggregated-consistent-hashing")) {
      return "fast-aggregated-hashing";
    }
    if (!METHODS.contains(method)) {
      throw setting.orElseThrow().invalid("one of " + String.join(", ", METHODS));
    }
    return method;
  }

  private List<RouteRule> routing(List<Destination> destinations)
      throws IOException, InvalidConfigException {
    var method = method();
    return switch (method) {
      case "rules" ->
          RelayRules.read(
              file(settings.text("RELAY_RULES").orElse("relay-rules.conf")), destinations, notes);
      case "constant" -> everything(method, new Cluster.Forward("DESTINATIONS", destinations));
      default ->
          everything(
              method,
              new Cluster.ConsistentHash(
                  "DESTINATIONS",
                  destinations,
                  ring(method.startsWith("fast")),
                  new Replication(
                      settings.wholeNumber("REPLICATION_FACTOR", 1).orElse(1),
                      settings.flag("DIVERSE_REPLICAS").orElse(true)),
                  false,
                  method.contains("aggregated")));
    };
  }

  private static List<RouteRule> everything(String method, Cluster cluster) {
    return List.of(
        RouteRule.Match.of("RELAY_METHOD = " + method, List.of(), List.of(cluster), true));
  }

  private Ring ring(boolean fast) throws InvalidConfigException {
    var setting = settings.find("ROUTER_HASH_TYPE");
    var normally = fast ? FastHashRing.DEFAULT_TYPE : HashType.CARBON_CH;
    var type = normally;
    if (setting.isPresent()
        && !setting.get().value().isEmpty()
        && !setting.get().value().equalsIgnoreCase("none")) {
      try {
        type = HashType.parse(setting.get().value());
      } catch (IllegalArgumentException _) {
        throw setting.get().invalid("carbon_ch, fnv1a_ch or mmh3_ch");
      }
    }
    return fast ? new Ring.CarbonFast(type) : new Ring.Carbon(type);
  }
}
