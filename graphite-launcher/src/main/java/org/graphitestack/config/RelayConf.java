// Copyright 2026 The Graphite Stack Authors
// SPDX-License-Identifier: Apache-2.0

package org.graphitestack.config;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.graphitestack.protocol.amqp.AmqpConfig;
import org.graphitestack.protocol.listen.ListenerConfig;
import org.graphitestack.relay.destination.DeliveryOptions;
import org.graphitestack.relay.route.Destination;
import org.graphitestack.relay.route.DestinationOptions;
import org.graphitestack.relay.route.RoutePlan;
import org.graphitestack.relay.spool.SpoolOptions;

/// What carbon.conf says about a relay or an aggregator: section `[relay]` or `[aggregator]`,
/// overridden by the instance's section, overridden by flags `--set relay.KEY=VALUE`; with the
/// files of rules it names.
///
/// @param host this machine's name, for the relay's own metrics
/// @param instance carbon's `--instance`
/// @param listeners where points come in
/// @param amqp a broker that points come from
/// @param timestampResolution `MIN_TIMESTAMP_RESOLUTION`
/// @param routes where points go
/// @param aggregation set if the relay aggregates, or routes by the names of aggregates
/// @param spool where and how points wait
/// @param delivery how they are sent
/// @param pointsPerMessage `MAX_DATAPOINTS_PER_MESSAGE`, of pickle and protobuf
/// @param metricPrefix `CARBON_METRIC_PREFIX`
/// @param metricInterval `CARBON_METRIC_INTERVAL`; zero for no metrics of its own
/// @param files all that was read, or would have been if it were there: whoever reloads watches
///   them
/// @param notes one line each for the log: keys without effect, what was passed over
public record RelayConf(
    String host,
    String instance,
    List<ListenerConfig> listeners,
    Optional<AmqpConfig> amqp,
    int timestampResolution,
    RoutePlan routes,
    Optional<AggregationSetup> aggregation,
    SpoolOptions spool,
    DeliveryOptions delivery,
    int pointsPerMessage,
    String metricPrefix,
    Duration metricInterval,
    List<Path> files,
    List<String> notes) {

  private static final int DEFAULT_POINTS_PER_MESSAGE = 500;

  /// Which daemon is meant.
  public enum Program {
    /// Routes.
    RELAY("relay", 2013, 2014),
    /// Rewrites, aggregates and routes by consistent hashing.
    AGGREGATOR("aggregator", 2023, 2024);

    private final String section;

    /// The ports of carbon's sample file, unlike carbon's built-in ones, which are the cache's: all
    /// daemons of a machine can be started as they are.
    private final int linePort;

    private final int picklePort;

    Program(String section, int linePort, int picklePort) {
      this.section = section;
      this.linePort = linePort;
      this.picklePort = picklePort;
    }
  }

  public RelayConf {
    listeners = List.copyOf(listeners);
    files = List.copyOf(files);
    notes = List.copyOf(notes);
  }

  /// Reads the files; a carbon.conf that is not there says nothing.
  ///
  /// @param file carbon.conf; the files of rules lie beside it unless `CONF_DIR` says otherwise
  /// @param storage the home's storage folder, which spools lie below unless told otherwise
  /// @param instance carbon's `--instance`, usually `a`
  /// @param overrides `relay.KEY=VALUE`, later ones win
  /// @param host this machine's name
  /// @throws InvalidConfigException if a file or an override cannot be understood; the message says
  ///   where
  public static RelayConf read(
      Path file,
      Path storage,
      Program program,
      String instance,
      List<String> overrides,
      String host)
      throws IOException, InvalidConfigException {
    var text = Files.exists(file) ? Files.readString(file) : "";
    var ini = PythonIni.parse(file.toString(), text);
    var settings = CarbonSettings.of(ini, program.section, instance, overrides);
    var notes = new ArrayList<>(settings.notes());
    var files = new ArrayList<>(List.of(file));
    var folder = settings.text("CONF_DIR").map(Path::of).orElse(folderOf(file));
    var routes = new RelayRoutes(settings, folder, program, files, notes);
    var spools = new SpoolSettings(settings);
    return new RelayConf(
        host,
        instance,
        listeners(settings, program),
        new CarbonConf.Keys(settings).amqp(),
        settings.wholeNumber("MIN_TIMESTAMP_RESOLUTION", 0).orElse(0),
        routes.plan(),
        routes.aggregation(),
        spools.spool(storage, program.section + "-" + instance),
        spools.delivery(),
        settings.wholeNumber("MAX_DATAPOINTS_PER_MESSAGE", 1).orElse(DEFAULT_POINTS_PER_MESSAGE),
        settings.text("CARBON_METRIC_PREFIX").orElse("carbon"),
        settings.seconds("CARBON_METRIC_INTERVAL").orElse(Duration.ofMinutes(1)),
        files,
        notes);
  }

  /// Reads what carbon.conf says of spool and delivery, and takes all else from a file of
  /// carbon-c-relay.
  ///
  /// @param routes as that file has them
  /// @param path of that file
  /// @param file carbon.conf, which need not be there
  /// @throws InvalidConfigException if either cannot be understood; the message says where
  public static RelayConf read(
      CRelayConf routes,
      Path path,
      Path file,
      Path storage,
      String instance,
      List<String> overrides,
      String host)
      throws IOException, InvalidConfigException {
    var program = Program.RELAY;
    var text = Files.exists(file) ? Files.readString(file) : "";
    var ini = PythonIni.parse(file.toString(), text);
    var settings = CarbonSettings.of(ini, program.section, instance, overrides);
    var notes = new ArrayList<>(settings.notes());
    notes.addAll(routes.notes());
    routes
        .statistics()
        .prefix()
        .ifPresent(prefix -> notes.add(path + ": statistics prefix: set CARBON_METRIC_PREFIX"));
    var files = new ArrayList<>(routes.files());
    files.add(file);
    var keys = new CarbonConf.Keys(settings);
    var spools = new SpoolSettings(settings);
    return new RelayConf(
        host,
        instance,
        CRelayListeners.of(path, routes.listeners(), keys.authorities()),
        keys.amqp(),
        settings.wholeNumber("MIN_TIMESTAMP_RESOLUTION", 0).orElse(0),
        routes.routes(),
        Optional.empty(),
        spools.spool(storage, program.section + "-" + instance),
        spools.delivery(),
        settings.wholeNumber("MAX_DATAPOINTS_PER_MESSAGE", 1).orElse(DEFAULT_POINTS_PER_MESSAGE),
        settings.text("CARBON_METRIC_PREFIX").orElse("carbon"),
        routes.statistics().interval(),
        files,
        notes);
  }

  private static Path folderOf(Path file) {
    var folder = file.toAbsolutePath().getParent();
    return folder == null ? file : folder;
  }

  private static List<ListenerConfig> listeners(CarbonSettings settings, Program program)
      throws InvalidConfigException {
    var keys = new CarbonConf.Keys(settings);
    return keys.listeners(program.linePort, program.picklePort);
  }

  /// A destination with everything about it by default.
  static Destination destination(Setting setting, String text) throws InvalidConfigException {
    return destination(setting, text, DestinationOptions.DEFAULT);
  }

  static Destination destination(Setting setting, String text, DestinationOptions options)
      throws InvalidConfigException {
    try {
      return Destination.parse(text, options);
    } catch (IllegalArgumentException invalid) {
      throw new InvalidConfigException(
          setting.place(),
          setting.key() + ": " + invalid.getMessage(),
          "destinations such as 127.0.0.1:2004:a, separated by commas");
    }
  }
}
