// Copyright 2026 The Graphite Stack Authors
// SPDX-License-Identifier: Apache-2.0

package org.graphitestack.config;

import java.net.InetSocketAddress;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.regex.Pattern;

/// A Cassandra cluster: section `[cassandra]` of carbon.conf, or the table of that name in
/// graphite-web.toml.
///
/// @param contactPoints `CONTACT_POINTS`: nodes that are asked first, `host:port` with commas
/// @param datacenter `DATACENTER`; that of the contact points if empty
/// @param dataKeyspace `DATA_KEYSPACE`
/// @param metaKeyspace `META_KEYSPACE`
/// @param replicationFactor `REPLICATION_FACTOR` of keyspaces that are created
/// @param readConsistency `READ_CONSISTENCY`, such as `LOCAL_QUORUM`
/// @param writeConsistency `WRITE_CONSISTENCY`
/// @param connectTimeout `CONNECT_TIMEOUT` in seconds
/// @param requestTimeout `REQUEST_TIMEOUT` in seconds
/// @param requestsInFlight `REQUESTS_IN_FLIGHT`
/// @param user `USER`; without, nobody logs in
/// @param password `PASSWORD`
/// @param tls `TLS`, whether connections are encrypted
/// @param trustStore `TLS_TRUST_STORE`, a JKS or PKCS12 file
/// @param trustStorePassword `TLS_TRUST_STORE_PASSWORD`
/// @param keyStore `TLS_KEY_STORE`, for clusters that want to see a certificate
/// @param keyStorePassword `TLS_KEY_STORE_PASSWORD`
/// @param tlsHostNames `TLS_HOST_NAMES`, whether certificates have to name their node
/// @param createSchema `CREATE_SCHEMA`, whether missing keyspaces and tables are created
/// @param expiry `EXPIRE_SERIES`, whether names of series of which nothing is kept are removed
public record CassandraSettings(
    List<InetSocketAddress> contactPoints,
    Optional<String> datacenter,
    String dataKeyspace,
    String metaKeyspace,
    int replicationFactor,
    String readConsistency,
    String writeConsistency,
    Duration connectTimeout,
    Duration requestTimeout,
    int requestsInFlight,
    Optional<String> user,
    String password,
    boolean tls,
    Optional<Path> trustStore,
    String trustStorePassword,
    Optional<Path> keyStore,
    String keyStorePassword,
    boolean tlsHostNames,
    boolean createSchema,
    boolean expiry) {

  static final String SECTION = "cassandra";

  /// A node on this machine, and what suits three copies.
  public static final CassandraSettings DEFAULTS =
      new CassandraSettings(
          List.of(InetSocketAddress.createUnresolved("127.0.0.1", 9042)),
          Optional.empty(),
          "graphite_data",
          "graphite_meta",
          3,
          "LOCAL_QUORUM",
          "LOCAL_QUORUM",
          Duration.ofSeconds(10),
          Duration.ofSeconds(10),
          256,
          Optional.empty(),
          "",
          false,
          Optional.empty(),
          "",
          Optional.empty(),
          "",
          true,
          true,
          true);

  private static final int PORT = 9042;
  private static final int MAX_PORT = 65_535;
  private static final Pattern KEYSPACE = Pattern.compile("[a-z][a-z0-9_]{0,47}");

  private static final List<String> CONSISTENCIES =
      List.of("ONE", "TWO", "QUORUM", "ALL", "LOCAL_ONE", "LOCAL_QUORUM", "EACH_QUORUM");

  /// Its keys and, for graphite-web.toml, what a value may be.
  static final Map<String, WebKeys.Kind> KINDS = kinds();

  static final KnownKeys KEYS = new KnownKeys(SECTION, KINDS.keySet(), Map.of());

  public CassandraSettings {
    contactPoints = List.copyOf(contactPoints);
  }

  private static Map<String, WebKeys.Kind> kinds() {
    var kinds = new TreeMap<String, WebKeys.Kind>();
    kinds.put("CONTACT_POINTS", WebKeys.Kind.TEXTS);
    for (var number :
        List.of("REPLICATION_FACTOR", "CONNECT_TIMEOUT", "REQUEST_TIMEOUT", "REQUESTS_IN_FLIGHT")) {
      kinds.put(number, WebKeys.Kind.NUMBER);
    }
    for (var flag : List.of("TLS", "TLS_HOST_NAMES", "CREATE_SCHEMA", "EXPIRE_SERIES")) {
      kinds.put(flag, WebKeys.Kind.FLAG);
    }
    for (var text :
        List.of(
            "DATACENTER",
            "DATA_KEYSPACE",
            "META_KEYSPACE",
            "READ_CONSISTENCY",
            "WRITE_CONSISTENCY",
            "USER",
            "PASSWORD",
            "TLS_TRUST_STORE",
            "TLS_TRUST_STORE_PASSWORD",
            "TLS_KEY_STORE",
            "TLS_KEY_STORE_PASSWORD")) {
      kinds.put(text, WebKeys.Kind.TEXT);
    }
    return kinds;
  }

  /// @param settings of the section
  static CassandraSettings of(CarbonSettings settings) throws InvalidConfigException {
    var tls = settings.flag("TLS").orElse(DEFAULTS.tls);
    for (var key : List.of("TLS_TRUST_STORE", "TLS_KEY_STORE")) {
      var file = settings.find(key).filter(setting -> !setting.value().isEmpty());
      if (file.isPresent() && !tls) {
        throw file.get().invalid("TLS = True as well");
      }
    }
    return new CassandraSettings(
        contactPoints(settings),
        text(settings, "DATACENTER"),
        keyspace(settings, "DATA_KEYSPACE").orElse(DEFAULTS.dataKeyspace),
        keyspace(settings, "META_KEYSPACE").orElse(DEFAULTS.metaKeyspace),
        settings.wholeNumber("REPLICATION_FACTOR", 1).orElse(DEFAULTS.replicationFactor),
        consistency(settings, "READ_CONSISTENCY").orElse(DEFAULTS.readConsistency),
        consistency(settings, "WRITE_CONSISTENCY").orElse(DEFAULTS.writeConsistency),
        positive(settings, "CONNECT_TIMEOUT").orElse(DEFAULTS.connectTimeout),
        positive(settings, "REQUEST_TIMEOUT").orElse(DEFAULTS.requestTimeout),
        settings.wholeNumber("REQUESTS_IN_FLIGHT", 1).orElse(DEFAULTS.requestsInFlight),
        text(settings, "USER"),
        settings.text("PASSWORD").orElse(DEFAULTS.password),
        tls,
        text(settings, "TLS_TRUST_STORE").map(Path::of),
        settings.text("TLS_TRUST_STORE_PASSWORD").orElse(DEFAULTS.trustStorePassword),
        text(settings, "TLS_KEY_STORE").map(Path::of),
        settings.text("TLS_KEY_STORE_PASSWORD").orElse(DEFAULTS.keyStorePassword),
        settings.flag("TLS_HOST_NAMES").orElse(DEFAULTS.tlsHostNames),
        settings.flag("CREATE_SCHEMA").orElse(DEFAULTS.createSchema),
        settings.flag("EXPIRE_SERIES").orElse(DEFAULTS.expiry));
  }

  private static Optional<String> text(CarbonSettings settings, String key) {
    return settings.text(key).filter(text -> !text.isEmpty());
  }

  private static List<InetSocketAddress> contactPoints(CarbonSettings settings)
      throws InvalidConfigException {
    var setting = settings.find("CONTACT_POINTS");
    if (setting.isEmpty()) {
      return DEFAULTS.contactPoints;
    }
    var points = new ArrayList<InetSocketAddress>();
    for (var text : setting.get().value().split(",", -1)) {
      points.add(
          contactPoint(text.strip())
              .orElseThrow(
                  () ->
                      setting
                          .get()
                          .invalid("hosts with or without a port, 10.0.0.1:9042, 10.0.0.2")));
    }
    return points;
  }

  /// Addresses in brackets have colons of their own.
  private static Optional<InetSocketAddress> contactPoint(String text) {
    var colon = text.lastIndexOf(':');
    var hasPort = colon > text.lastIndexOf(']') && colon > 0;
    var host = hasPort ? text.substring(0, colon) : text;
    try {
      var port = hasPort ? Integer.parseInt(text.substring(colon + 1)) : PORT;
      return host.isEmpty() || port < 1 || port > MAX_PORT
          ? Optional.empty()
          : Optional.of(InetSocketAddress.createUnresolved(host, port));
    } catch (NumberFormatException _) {
      return Optional.empty();
    }
  }

  private static Optional<String> keyspace(CarbonSettings settings, String key)
      throws InvalidConfigException {
    var setting = settings.find(key);
    if (setting.isPresent() && !KEYSPACE.matcher(setting.get().value()).matches()) {
      throw setting
          .get()
          .invalid("a letter, then letters, digits or _, at most 48, all lower case");
    }
    return setting.map(Setting::value);
  }

  private static Optional<String> consistency(CarbonSettings settings, String key)
      throws InvalidConfigException {
    var setting = settings.find(key);
    if (setting.isEmpty()) {
      return Optional.empty();
    }
    var level = setting.get().value().toUpperCase(Locale.ROOT);
    if (!CONSISTENCIES.contains(level)) {
      throw setting.get().invalid("one of " + String.join(", ", CONSISTENCIES));
    }
    return Optional.of(level);
  }

  private static Optional<Duration> positive(CarbonSettings settings, String key)
      throws InvalidConfigException {
    var duration = settings.seconds(key);
    if (duration.isPresent() && !duration.get().isPositive()) {
      throw settings.find(key).orElseThrow().invalid("seconds, more than 0");
    }
    return duration;
  }

  /// Says no password.
  @Override
  public String toString() {
    return "CassandraSettings[" + contactPoints + ", " + dataKeyspace + ", " + metaKeyspace + "]";
  }
}
