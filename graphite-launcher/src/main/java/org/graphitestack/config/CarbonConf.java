// Copyright 2026 The Graphite Stack Authors
// SPDX-License-Identifier: Apache-2.0

package org.graphitestack.config;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.UnknownHostException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.Set;
import org.graphitestack.cache.CacheConfig;
import org.graphitestack.cache.NameFilter;
import org.graphitestack.cache.write.WriteSettings;
import org.graphitestack.cache.write.WriteStrategy;
import org.graphitestack.protocol.amqp.AmqpConfig;
import org.graphitestack.protocol.listen.KeepAlive;
import org.graphitestack.protocol.listen.ListenerConfig;
import org.graphitestack.protocol.listen.StreamTransport;
import org.graphitestack.protocol.listen.TlsConfig;
import org.graphitestack.protocol.listen.WireProtocol;
import org.graphitestack.protocol.query.CacheQueryConfig;

/// What carbon.conf says about the cache: section `[cache]`, overridden by `[cache:INSTANCE]`,
/// overridden by flags `--set cache.KEY=VALUE`.
///
/// @param cache the configuration to open a cache with
/// @param storage where and how series are kept
/// @param upkeep how the tree is kept in order
/// @param logs what the log tells beside the usual
/// @param folder CONF_DIR, else the file's folder: where the files of rules lie
/// @param files all that was read, or would have been if it were there: whoever reloads watches
///   them
/// @param notes one line each for the log: keys nobody knows, keys without effect
public record CarbonConf(
    CacheConfig cache,
    StorageSettings storage,
    UpkeepSettings upkeep,
    Set<LogTopic> logs,
    Path folder,
    List<Path> files,
    List<String> notes) {

  private static final String SECTION = "cache";
  private static final String LOOPBACK = "127.0.0.1";

  public CarbonConf {
    logs = Set.copyOf(logs);
    files = List.copyOf(files);
    notes = List.copyOf(notes);
  }

  /// Reads the file; one that is not there says nothing.
  ///
  /// @param storage the home's storage folder, for the journal
  /// @param instance carbon's `--instance`, usually `a`
  /// @param overrides `cache.KEY=VALUE`, later ones win
  /// @param host this machine's name, for the cache's own metrics
  /// @throws InvalidConfigException if file or overrides cannot be understood; the message says
  ///   where
  public static CarbonConf read(
      Path file, Path storage, String instance, List<String> overrides, String host)
      throws IOException, InvalidConfigException {
    var text = Files.exists(file) ? Files.readString(file) : "";
    var ini = PythonIni.parse(file.toString(), text);
    var settings = CarbonSettings.of(ini, SECTION, instance, overrides);
    var cluster = CarbonSettings.of(ini, CassandraSettings.SECTION, instance, overrides);
    var notes = new ArrayList<>(settings.notes());
    notes.addAll(cluster.notes());
    var files = new ArrayList<>(List.of(file));
    var folder = settings.text("CONF_DIR").map(Path::of).orElse(folderOf(file));
    refuseClasses(settings, notes);
    var names = NameFilter.ALL;
    if (settings.flag("USE_WHITELIST").orElse(false)) {
      files.add(folder.resolve("blacklist.conf"));
      files.add(folder.resolve("whitelist.conf"));
      names = NameLists.read(folder, notes);
    }
    return new CarbonConf(
        new Keys(settings).cache(storage, instance, host, names),
        StorageSettings.of(settings, cluster),
        UpkeepSettings.of(settings),
        LogTopic.of(settings),
        folder,
        files,
        notes);
  }

  private static Path folderOf(Path file) {
    var folder = file.toAbsolutePath().getParent();
    return folder == null ? file : folder;
  }

  /// Said as loudly as it was once allowed.
  private static void refuseClasses(CarbonSettings settings, List<String> notes)
      throws InvalidConfigException {
    if (settings.flag("USE_INSECURE_UNPICKLER").orElse(false)) {
      notes.add(
          settings.find("USE_INSECURE_UNPICKLER").orElseThrow().place()
              + ": USE_INSECURE_UNPICKLER = True is refused: no pickle may name a class, whoever"
              + " sends it; points and queries are read all the same");
    }
  }

  /// From keys to types.
  record Keys(CarbonSettings settings) {

    private static final int CLUSTER_WRITERS = 64;
    private static final Duration CLUSTER_LAG = Duration.ofMinutes(2);

    CacheConfig cache(Path storage, String instance, String host, NameFilter names)
        throws InvalidConfigException {
      var defaults = CacheConfig.defaults(host);
      return new CacheConfig(
          host,
          instance,
          listeners(CacheConfig.LINE_PORT, CacheConfig.PICKLE_PORT),
          queries(),
          amqp(),
          names,
          limit(settings.number("MAX_CACHE_SIZE")),
          settings.bytes("MAX_CACHE_BYTES"),
          settings.flag("USE_FLOW_CONTROL").orElse(defaults.flowControl()),
          settings.wholeNumber("MIN_TIMESTAMP_RESOLUTION", 0).orElse(0),
          writing(defaults.writing()),
          new JournalSettings(settings).journal(storage, instance),
          settings.text("CARBON_METRIC_PREFIX").orElse(defaults.metricPrefix()),
          settings.seconds("CARBON_METRIC_INTERVAL").orElse(defaults.metricInterval()));
    }

    /// Port 0 in the file means that queries are not answered.
    Optional<CacheQueryConfig> queries() throws InvalidConfigException {
      var port = settings.port("CACHE_QUERY_PORT").orElse(CacheQueryConfig.PORT);
      var address = address("CACHE_QUERY_INTERFACE", port);
      return port == 0 ? Optional.empty() : Optional.of(CacheQueryConfig.at(address));
    }

    /// A cluster takes many small requests at once, and larger rows rather than more of them.
    private WriteSettings writing(WriteSettings local) throws InvalidConfigException {
      var defaults =
          StorageSettings.database(settings) == Database.CASSANDRA ? ofCluster(local) : local;
      return new WriteSettings(
          settings.wholeNumber("WRITERS", 1).orElse(defaults.threads()),
          strategy().orElse(defaults.strategy()),
          settings.rate("MAX_UPDATES_PER_SECOND").orElse(defaults.updatesPerSecond()),
          settings.rate("MAX_UPDATES_PER_SECOND_ON_SHUTDOWN"),
          settings.rate("MAX_CREATES_PER_MINUTE").orElse(defaults.createsPerMinute()),
          settings.seconds("MIN_TIMESTAMP_LAG").orElse(defaults.timestampLag()),
          storageMinFree(defaults.minFreeBytes()));
    }

    private static WriteSettings ofCluster(WriteSettings local) {
      return new WriteSettings(
          CLUSTER_WRITERS,
          WriteStrategy.TIMESORTED,
          local.updatesPerSecond(),
          local.updatesPerSecondOnShutdown(),
          local.createsPerMinute(),
          CLUSTER_LAG,
          local.minFreeBytes());
    }

    /// Twice what the journal leaves free, unless the key says otherwise.
    private long storageMinFree(long normally) throws InvalidConfigException {
      var ofJournal = settings.bytesOrZero("JOURNAL_MIN_FREE_BYTES");
      return settings
          .bytesOrZero("STORAGE_MIN_FREE_BYTES")
          .orElse(ofJournal.isPresent() ? 2 * ofJournal.getAsLong() : normally);
    }

    private Optional<WriteStrategy> strategy() throws InvalidConfigException {
      var setting = settings.find("CACHE_WRITE_STRATEGY");
      if (setting.isEmpty()) {
        return Optional.empty();
      }
      var names = new ArrayList<String>();
      for (var strategy : WriteStrategy.values()) {
        var name = strategy.name().toLowerCase(Locale.ROOT);
        if (name.equals(setting.get().value())) {
          return Optional.of(strategy);
        }
        names.add(name);
      }
      throw setting.get().invalid("one of " + String.join(", ", names));
    }

    List<ListenerConfig> listeners(int linePort, int picklePort) throws InvalidConfigException {
      var listeners = new ArrayList<ListenerConfig>();
      listener(WireProtocol.LINE, "LINE", linePort).ifPresent(listeners::add);
      listener(WireProtocol.PICKLE, "PICKLE", picklePort).ifPresent(listeners::add);
      if (settings.flag("ENABLE_UDP_LISTENER").orElse(false)) {
        listener(WireProtocol.LINE_UDP, "UDP", linePort).ifPresent(listeners::add);
      }
      unixSocket().ifPresent(listeners::add);
      listener(WireProtocol.PROTOBUF, "PROTOBUF", 0).ifPresent(listeners::add);
      listener(WireProtocol.ACKNOWLEDGED, "ACKNOWLEDGED", 0).ifPresent(listeners::add);
      listener(WireProtocol.HTTP, "HTTP", 0).ifPresent(listeners::add);
      return listeners;
    }

    /// A broker that points come from.
    Optional<AmqpConfig> amqp() throws InvalidConfigException {
      if (!settings.flag("ENABLE_AMQP").orElse(false)) {
        return Optional.empty();
      }
      var defaults = AmqpConfig.of(settings.text("AMQP_HOST").orElse("localhost"));
      var patterns = settings.text("BIND_PATTERNS").orElse("#");
      return Optional.of(
          new AmqpConfig(
              defaults.host(),
              settings.port("AMQP_PORT").orElse(defaults.port()),
              settings.text("AMQP_VHOST").orElse(defaults.virtualHost()),
              settings.text("AMQP_USER").orElse(defaults.user()),
              settings.text("AMQP_PASSWORD").orElse(defaults.password()),
              settings.text("AMQP_EXCHANGE").orElse(defaults.exchange()),
              Arrays.stream(patterns.split(",", -1)).map(String::strip).toList(),
              settings.flag("AMQP_METRIC_NAME_IN_BODY").orElse(false),
              settings.flag("AMQP_VERBOSE").orElse(false),
              settings
                  .text("AMQP_QUEUE")
                  .filter(name -> !name.isEmpty() && !name.equalsIgnoreCase("none"))));
    }

    /// Port 0 in the file means no listener, as in carbon.
    Optional<ListenerConfig> listener(WireProtocol protocol, String kind, int defaultPort)
        throws InvalidConfigException {
      var port = settings.port(kind + "_RECEIVER_PORT").orElse(defaultPort);
      var address = address(kind + "_RECEIVER_INTERFACE", port);
      var maxConnections = limit(settings.number("MAX_RECEIVER_CONNECTIONS"));
      var idle =
          settings.seconds("METRIC_CLIENT_IDLE_TIMEOUT").filter(timeout -> !timeout.isZero());
      var maxFrame =
          protocol == WireProtocol.HTTP
              ? settings
                  .wholeNumber("HTTP_RECEIVER_MAX_LENGTH", 1)
                  .orElse(ListenerConfig.DEFAULT_MAX_BODY)
              : settings
                  .wholeNumber("PICKLE_RECEIVER_MAX_LENGTH", 1)
                  .orElse(ListenerConfig.DEFAULT_MAX_FRAME);
      return port == 0
          ? Optional.empty()
          : Optional.of(
              new ListenerConfig(
                  protocol,
                  address,
                  (int) Math.min(Integer.MAX_VALUE, maxConnections),
                  idle,
                  keepAlive(),
                  maxFrame,
                  protocol == WireProtocol.LINE_UDP ? StreamTransport.PLAIN : transport(kind)));
    }

    /// Lines over a unix socket, beside those over TCP.
    Optional<ListenerConfig> unixSocket() throws InvalidConfigException {
      var path = settings.text("LINE_RECEIVER_SOCKET").filter(text -> !text.isEmpty());
      if (path.isEmpty()) {
        return Optional.empty();
      }
      var loopback = new InetSocketAddress(InetAddress.getLoopbackAddress(), 0);
      return Optional.of(
          ListenerConfig.of(WireProtocol.LINE, loopback)
              .with(StreamTransport.PLAIN.on(Path.of(path.get()))));
    }

    private StreamTransport transport(String kind) throws InvalidConfigException {
      var transport =
          StreamTransport.PLAIN.with(settings.compression(kind + "_RECEIVER_COMPRESSION"));
      var certificate = path(kind + "_RECEIVER_SSL_CERT");
      var key = path(kind + "_RECEIVER_SSL_KEY");
      var authorities = path(kind + "_RECEIVER_SSL_CA");
      if (certificate.isEmpty() && key.isEmpty() && authorities.isEmpty()) {
        return transport;
      }
      if (certificate.isEmpty() || key.isEmpty()) {
        var given =
            settings
                .find(kind + "_RECEIVER_SSL_CERT")
                .or(() -> settings.find(kind + "_RECEIVER_SSL_KEY"))
                .or(() -> settings.find(kind + "_RECEIVER_SSL_CA"));
        throw given
            .orElseThrow()
            .invalid(kind + "_RECEIVER_SSL_CERT and " + kind + "_RECEIVER_SSL_KEY together");
      }
      return transport.with(new TlsConfig(certificate.get(), key.get(), authorities));
    }

    /// Whose certificates senders of lines show, if they have to.
    Optional<Path> authorities() {
      return path("LINE_RECEIVER_SSL_CA");
    }

    private Optional<Path> path(String key) {
      return settings.text(key).filter(text -> !text.isEmpty()).map(Path::of);
    }

    private Optional<KeepAlive> keepAlive() throws InvalidConfigException {
      if (!settings.flag("TCP_KEEPALIVE").orElse(true)) {
        return Optional.empty();
      }
      var defaults = ListenerConfig.DEFAULT_KEEP_ALIVE;
      return Optional.of(
          new KeepAlive(
              settings.wholeNumber("TCP_KEEPIDLE", 1).orElse(defaults.idleSeconds()),
              settings.wholeNumber("TCP_KEEPINTVL", 1).orElse(defaults.intervalSeconds()),
              settings.wholeNumber("TCP_KEEPCNT", 1).orElse(defaults.probes())));
    }

    private InetSocketAddress address(String key, int port) throws InvalidConfigException {
      var setting = settings.find(key);
      try {
        return new InetSocketAddress(
            InetAddress.getByName(setting.map(Setting::value).orElse(LOOPBACK)), port);
      } catch (UnknownHostException _) {
        throw setting.orElseThrow().invalid("an address of this machine");
      }
    }

    /// A count that may be `inf`.
    private static long limit(OptionalDouble number) {
      var limit = number.orElse(Double.POSITIVE_INFINITY);
      return limit >= Long.MAX_VALUE ? Long.MAX_VALUE : Math.max(1, (long) limit);
    }
  }
}
