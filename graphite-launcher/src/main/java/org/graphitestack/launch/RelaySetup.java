// Copyright 2026 The Graphite Stack Authors
// SPDX-License-Identifier: Apache-2.0

package org.graphitestack.launch;

import java.io.IOException;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.OptionalInt;
import org.graphitestack.config.AggregationRulesFile;
import org.graphitestack.config.CRelayConf;
import org.graphitestack.config.InvalidConfigException;
import org.graphitestack.config.RelayConf;
import org.graphitestack.config.SettingsInForce;
import org.graphitestack.relay.RelayConfig;
import org.graphitestack.relay.RelayRoutes;
import org.graphitestack.relay.aggregate.AggregationOptions;
import org.graphitestack.relay.aggregate.AggregationRules;
import org.graphitestack.relay.route.AggregateNames;
import org.graphitestack.relay.route.NameCleansing;
import org.graphitestack.relay.route.RoutingTable;

/// What a relay or an aggregator starts with: files below the home, overridden by `--set`,
/// overridden by flags.
///
/// @param conf all that carbon.conf says
/// @param config what the relay is opened with
/// @param routes where points go; what a reload replaces
record RelaySetup(RelayConf conf, RelayConfig config, RelayRoutes routes) {

  private static final Logger LOG = System.getLogger(RelaySetup.class.getName());

  /// What a file of carbon-c-relay says instead of carbon.conf.
  private static final List<String> OF_C_RELAY =
      List.of(
          "DESTINATIONS",
          "RELAY_METHOD",
          "RELAY_RULES",
          "AGGREGATION_RULES",
          "REWRITE_RULES",
          "LINE_RECEIVER_PORT",
          "PICKLE_RECEIVER_PORT",
          "CARBON_METRIC_INTERVAL");

  /// Where the files are and what overrides them.
  record Source(
      HomeFolder home, RelayConf.Program program, ConfOptions conf, HomeOptions settings) {

    /// Reads everything.
    ///
    /// @throws InvalidConfigException if a file or a setting cannot be understood
    RelaySetup read() throws IOException, InvalidConfigException {
      if (conf.cRelayFile != null) {
        return readCRelay(conf.cRelayFile.toAbsolutePath().normalize());
      }
      var read =
          RelayConf.read(
              conf.fileOr(home),
              home.storage(),
              program,
              conf.instance,
              settings.settings,
              CacheSetup.hostName());
      return new RelaySetup(read, config(home, program, read), routes(read));
    }

    /// carbon.conf, which need not be there.
    Path carbonConf() {
      return conf.fileOr(home);
    }

    /// Every key of carbon.conf with its value; of those that a file of carbon-c-relay has instead,
    /// that it does.
    SettingsInForce keys() throws IOException, InvalidConfigException {
      var section = program.name().toLowerCase(Locale.ROOT);
      var said = SettingsInForce.ofCarbon(section, carbonConf(), conf.instance, settings.settings);
      var cRelay = conf.cRelayFile;
      if (cRelay == null) {
        return said;
      }
      for (var key : OF_C_RELAY) {
        said = said.with(key, "(" + cRelay + ")", "--c-relay-config");
      }
      return said;
    }

    private RelaySetup readCRelay(Path file) throws IOException, InvalidConfigException {
      var routes = CRelayConf.read(file, NameCleansing.DEFAULT);
      var read =
          RelayConf.read(
              routes,
              file,
              conf.fileOr(home),
              home.storage(),
              conf.instance,
              settings.settings,
              CacheSetup.hostName());
      return new RelaySetup(
          read,
          config(home, program, read),
          new RelayRoutes(
              RoutingTable.of(read.routes(), AggregateNames.NONE),
              new AggregationRules(routes.aggregationRules()),
              true,
              true,
              routes.statistics().aggregation()));
    }
  }

  /// This, when the log has what files say without effect.
  RelaySetup logged() {
    conf.notes().forEach(note -> LOG.log(Level.WARNING, note));
    return this;
  }

  /// Reads everything, at the start.
  ///
  /// @throws StartFailure if a file or a setting cannot be understood
  static RelaySetup read(Source source) {
    try {
      return source.read().logged();
    } catch (InvalidConfigException e) {
      throw new StartFailure(String.valueOf(e.getMessage()), e);
    } catch (IOException e) {
      throw new StartFailure(
          "configuration in " + source.home().conf() + ": cannot be read (" + e + ")", e);
    }
  }

  private static RelayConfig config(HomeFolder home, RelayConf.Program program, RelayConf conf) {
    var name =
        switch (program) {
          case RELAY -> "relays";
          case AGGREGATOR -> "aggregator";
        };
    return new RelayConfig(
        name,
        conf.host(),
        conf.instance(),
        conf.listeners(),
        conf.amqp(),
        conf.timestampResolution(),
        conf.spool(),
        conf.delivery().withPointsPerMessage(conf.pointsPerMessage()),
        conf.aggregation()
            .map(setup -> options(setup.maxIntervals(), setup.writeBackSeconds()))
            .orElse(AggregationOptions.DEFAULTS),
        home.storage().resolve("aggregation").resolve(name + "-" + conf.instance()),
        conf.metricPrefix(),
        conf.metricInterval());
  }

  private static AggregationOptions options(int maxIntervals, OptionalInt writeBackSeconds) {
    var defaults = AggregationOptions.DEFAULTS;
    return new AggregationOptions(
        maxIntervals,
        writeBackSeconds,
        defaults.allowedLateness(),
        defaults.maxWindows(),
        defaults.maxBytes(),
        defaults.maxValues(),
        defaults.saveEvery());
  }

  private static RelayRoutes routes(RelayConf conf) throws IOException, InvalidConfigException {
    var setup = conf.aggregation();
    if (setup.isEmpty()) {
      return RelayRoutes.of(RoutingTable.of(conf.routes(), AggregateNames.NONE));
    }
    var rules = new AggregationRules(new AggregationRulesFile(setup.get().rules()).load());
    return RelayRoutes.carbon(
        RoutingTable.of(conf.routes(), rules),
        setup.get().aggregates() ? rules : new AggregationRules(List.of()),
        setup.get().forwardAll());
  }
}
