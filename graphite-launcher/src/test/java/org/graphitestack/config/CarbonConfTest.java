// Copyright 2026 The Graphite Stack Authors
// SPDX-License-Identifier: Apache-2.0

package org.graphitestack.config;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.OptionalLong;
import java.util.Set;
import java.util.regex.Pattern;
import org.graphitestack.cache.CacheConfig;
import org.graphitestack.cache.NameFilter;
import org.graphitestack.cache.journal.JournalConfig;
import org.graphitestack.cache.write.WriteSettings;
import org.graphitestack.cache.write.WriteStrategy;
import org.graphitestack.log.Force;
import org.graphitestack.log.LogOptions;
import org.graphitestack.protocol.amqp.AmqpConfig;
import org.graphitestack.protocol.listen.KeepAlive;
import org.graphitestack.protocol.listen.ListenerConfig;
import org.graphitestack.protocol.listen.WireProtocol;
import org.graphitestack.protocol.query.CacheQueryConfig;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class CarbonConfTest {

  private static final Path STORAGE = Path.of("/storage");
  private static final CacheConfig DEFAULTS =
      CacheConfig.defaults("h").withJournal(JournalConfig.in(STORAGE, "a"));

  @TempDir private Path folder;

  @Test
  void read_noFileAndEmptySection_areTheDefaults() throws Exception {
    var none = folder.resolve("none");
    assertThat(CarbonConf.read(none, STORAGE, "a", List.of(), "h"))
        .isEqualTo(
            new CarbonConf(
                DEFAULTS,
                new StorageSettings(
                    Database.WHISPER,
                    Optional.empty(),
                    false,
                    true,
                    false,
                    false,
                    new CeresSettings(
                        80,
                        true,
                        CeresSettings.SliceMemory.LATEST,
                        false,
                        Duration.ofHours(1),
                        500),
                    CassandraSettings.DEFAULTS),
                new UpkeepSettings(false, 10, 0, Duration.ofDays(7)),
                Set.of(),
                folder,
                List.of(none),
                List.of()));
    assertThat(read("[cache]\n").cache()).isEqualTo(DEFAULTS);
  }

  @Test
  void read_everyKey_isMapped() throws Exception {
    var conf =
        read(
            """
            [cache]
            LINE_RECEIVER_INTERFACE = 127.0.0.2
            LINE_RECEIVER_PORT = 12003
            ENABLE_UDP_LISTENER = yes
            UDP_RECEIVER_INTERFACE = 127.0.0.3
            UDP_RECEIVER_PORT = 12004
            PICKLE_RECEIVER_INTERFACE = 127.0.0.4
            PICKLE_RECEIVER_PORT = 12005
            PICKLE_RECEIVER_MAX_LENGTH = 1000
            MAX_RECEIVER_CONNECTIONS = 7
            METRIC_CLIENT_IDLE_TIMEOUT = 90
            TCP_KEEPALIVE = True
            TCP_KEEPIDLE = 1
            TCP_KEEPINTVL = 2
            TCP_KEEPCNT = 3
            USE_FLOW_CONTROL = False
            MIN_TIMESTAMP_RESOLUTION = 10
            CARBON_METRIC_PREFIX = own
            CARBON_METRIC_INTERVAL = 0
            MAX_CACHE_SIZE = 2_000_000
            MAX_CACHE_BYTES = 512M
            MAX_UPDATES_PER_SECOND = 500
            MAX_UPDATES_PER_SECOND_ON_SHUTDOWN = 1000
            MAX_CREATES_PER_MINUTE = 50
            MIN_TIMESTAMP_LAG = 1.5
            CACHE_WRITE_STRATEGY = timesorted
            WRITERS = 3
            STORAGE_MIN_FREE_BYTES = 0
            JOURNAL_DIR = /j
            JOURNAL_FORCE = never
            JOURNAL_HOLD = 5
            JOURNAL_DRAIN_TIMEOUT = 7
            JOURNAL_MAX_BYTES = 1G
            JOURNAL_MIN_FREE_BYTES = 0
            QUARANTINE_DIR = /q
            QUARANTINE_MAX_BYTES = 64M
            CACHE_QUERY_INTERFACE = 127.0.0.5
            CACHE_QUERY_PORT = 12006
            PROTOBUF_RECEIVER_INTERFACE = 127.0.0.6
            PROTOBUF_RECEIVER_PORT = 12007
            ACKNOWLEDGED_RECEIVER_INTERFACE = 127.0.0.7
            ACKNOWLEDGED_RECEIVER_PORT = 12008
            HTTP_RECEIVER_INTERFACE = 127.0.0.8
            HTTP_RECEIVER_PORT = 12009
            HTTP_RECEIVER_MAX_LENGTH = 1000
            ENABLE_AMQP = True
            AMQP_HOST = broker
            AMQP_PORT = 5673
            AMQP_VHOST = /own
            AMQP_USER = me
            AMQP_PASSWORD = secret
            AMQP_EXCHANGE = points
            AMQP_VERBOSE = True
            AMQP_METRIC_NAME_IN_BODY = True
            BIND_PATTERNS = a.#, b.#
            AMQP_QUEUE = kept
            CONF_DIR = /etc/own
            STORAGE_DIR = /var/other
            LOCAL_DATA_DIR = /var/own/whisper
            DATABASE = ceres
            USE_WHITELIST = False
            USE_INSECURE_UNPICKLER = False
            WHISPER_AUTOFLUSH = True
            WHISPER_SPARSE_CREATE = True
            WHISPER_FALLOCATE_CREATE = True
            WHISPER_LOCK_WRITES = True
            CERES_MAX_SLICE_GAP = 7
            CERES_NODE_CACHING_BEHAVIOR = none
            CERES_SLICE_CACHING_BEHAVIOR = all
            CERES_LOCK_WRITES = True
            CERES_MAINTENANCE_INTERVAL = 600
            CERES_MAINTENANCE_NODES_PER_SECOND = 20.5
            LOG_UPDATES = True
            LOG_CREATES = True
            LOG_CACHE_HITS = True
            LOG_CACHE_QUEUE_SORTS = True
            LOG_LISTENER_CONN_SUCCESS = True
            LOG_LISTENER_CONN_LOST = True
            """);

    assertThat(conf.notes()).isEmpty();
    assertThat(conf.storage())
        .isEqualTo(
            new StorageSettings(
                Database.CERES,
                Optional.of(Path.of("/var/own/whisper")),
                true,
                true,
                true,
                true,
                new CeresSettings(
                    7, false, CeresSettings.SliceMemory.ALL, true, Duration.ofMinutes(10), 20.5),
                CassandraSettings.DEFAULTS));
    assertThat(conf.logs()).containsExactlyInAnyOrder(LogTopic.values());
    assertThat(conf.folder()).isEqualTo(Path.of("/etc/own"));
    assertThat(conf.cache())
        .isEqualTo(
            new CacheConfig(
                "h",
                "a",
                List.of(
                    listener(WireProtocol.LINE, "127.0.0.2", 12003),
                    listener(WireProtocol.PICKLE, "127.0.0.4", 12005),
                    listener(WireProtocol.LINE_UDP, "127.0.0.3", 12004),
                    listener(WireProtocol.PROTOBUF, "127.0.0.6", 12007),
                    listener(WireProtocol.ACKNOWLEDGED, "127.0.0.7", 12008),
                    listener(WireProtocol.HTTP, "127.0.0.8", 12009)),
                Optional.of(CacheQueryConfig.at(new InetSocketAddress("127.0.0.5", 12006))),
                Optional.of(
                    new AmqpConfig(
                        "broker",
                        5673,
                        "/own",
                        "me",
                        "secret",
                        "points",
                        List.of("a.#", "b.#"),
                        true,
                        true,
                        Optional.of("kept"))),
                NameFilter.ALL,
                2_000_000,
                OptionalLong.of(512L << 20),
                false,
                10,
                new WriteSettings(
                    3,
                    WriteStrategy.TIMESORTED,
                    500,
                    OptionalDouble.of(1000),
                    50,
                    Duration.ofMillis(1500),
                    0),
                Optional.of(
                    new JournalConfig(
                        Path.of("/j"),
                        Path.of("/q"),
                        64 << 20,
                        LogOptions.defaults()
                            .withForce(Force.never())
                            .withMaxBytes(1L << 30)
                            .withMinFreeBytes(0),
                        Duration.ofSeconds(5),
                        Duration.ofSeconds(7))),
                "own",
                Duration.ZERO));
  }

  @Test
  void read_everyUsedKey_standsInTheDefaultFileWithItsDefault() throws Exception {
    String shipped;
    try (var in = CarbonConf.class.getResourceAsStream("/default-conf/carbon.conf")) {
      shipped = new String(Objects.requireNonNull(in).readAllBytes(), StandardCharsets.UTF_8);
    }
    shipped = shipped.substring(0, shipped.indexOf("\n[relay]"));
    for (var key : CarbonKeys.USED) {
      assertThat(shipped).containsPattern("(?m)^# " + key + " = ");
    }
    assertThat(read(shipped).cache()).isEqualTo(DEFAULTS);
    // with the comment signs taken away, only what has no fixed default differs
    var fixed =
        shipped.replaceAll(
            "(?m)^# LINE_RECEIVER_SOCKET = .*$|^# \\w+_SSL_\\w+ = .*$|^# \\w+_DIR = .*$", "");
    var uncommented = Pattern.compile("(?m)^# (?=[A-Z_]+ = )").matcher(fixed).replaceAll("");
    var all = read(uncommented);
    assertThat(all.notes()).isEmpty();
    assertThat(all.cache().maxPoints()).isEqualTo(Long.MAX_VALUE);
    assertThat(all.cache().listeners()).isEqualTo(CacheConfig.defaults("h").listeners());
    assertThat(all.cache().writing().strategy()).isEqualTo(WriteStrategy.SORTED);
    assertThat(all.cache().queries()).isEqualTo(CacheConfig.defaults("h").queries());
    assertThat(all.cache().metricInterval()).isEqualTo(Duration.ofMinutes(1));
  }

  @Test
  void read_instanceSectionAndOverrides_winInThisOrder() throws Exception {
    write(
        """
        [cache]
        LINE_RECEIVER_PORT = 1
        PICKLE_RECEIVER_PORT = 1
        MIN_TIMESTAMP_RESOLUTION = 1
        [cache:b]
        PICKLE_RECEIVER_PORT = 2
        MIN_TIMESTAMP_RESOLUTION = 2
        [cache:c]
        LINE_RECEIVER_PORT = 9
        """);

    var cache =
        CarbonConf.read(
                folder.resolve("carbon.conf"),
                STORAGE,
                "b",
                List.of(
                    "cache.MIN_TIMESTAMP_RESOLUTION=3",
                    "cache.min_timestamp_resolution = 4",
                    "relay.LINE_RECEIVER_PORT=9"),
                "h")
            .cache();

    assertThat(cache.listeners()).extracting(l -> l.address().getPort()).containsExactly(1, 2);
    assertThat(cache.timestampResolution()).isEqualTo(4);
    assertThat(cache.instance()).isEqualTo("b");
  }

  @Test
  void read_storageMinFree_isTwiceTheJournals() throws Exception {
    assertThat(read("[cache]\n").cache().writing().minFreeBytes()).isEqualTo(512L << 20);
    assertThat(read("[cache]\nJOURNAL_MIN_FREE_BYTES = 4M\n").cache().writing().minFreeBytes())
        .isEqualTo(8L << 20);
    assertThat(
            read("[cache]\nJOURNAL_MIN_FREE_BYTES = 4M\nSTORAGE_MIN_FREE_BYTES = 1M\n")
                .cache()
                .writing()
                .minFreeBytes())
        .isEqualTo(1L << 20);
  }

  @Test
  void read_portZeroAndNone_switchOff() throws Exception {
    var cache =
        read("""
        [cache]
        PICKLE_RECEIVER_PORT = 0
        CACHE_QUERY_PORT = 0
        METRIC_CLIENT_IDLE_TIMEOUT = None
        TCP_KEEPALIVE = off
        MAX_RECEIVER_CONNECTIONS = inf
        """)
            .cache();

    assertThat(cache.queries()).isEmpty();
    assertThat(cache.listeners())
        .containsExactly(
            new ListenerConfig(
                WireProtocol.LINE,
                new InetSocketAddress(InetAddress.getLoopbackAddress(), 2003),
                Integer.MAX_VALUE,
                Optional.empty(),
                Optional.empty(),
                1_048_576));
  }

  @Test
  void read_unknownAndUnusedKeys_areNoted() throws Exception {
    var notes =
        read("""
        [cache]
        MAX_CASHE_SIZE = 5
        WHISPER_FADVISE_RANDOM = True
        ENABLE_TAGS = True
        USE_INSECURE_UNPICKLER = True
        QUITE_OTHER = 1
        """)
            .notes();

    assertThat(notes)
        .containsExactly(
            file() + ":2: MAX_CASHE_SIZE is no key of [cache] (expected: MAX_CACHE_SIZE?)",
            file()
                + ":3: WHISPER_FADVISE_RANDOM has no effect here: files are mapped, and a write"
                + " touches only the pages it needs",
            file() + ":4: ENABLE_TAGS has no effect here: tags are indexed here, as series come in",
            file() + ":6: QUITE_OTHER is no key of [cache]",
            file()
                + ":5: USE_INSECURE_UNPICKLER = True is refused: no pickle may name a class,"
                + " whoever sends it; points and queries are read all the same");
  }

  @Test
  void read_ceresBelowStorageDir_isItsOwnFolder() throws Exception {
    var storage = read("[cache]\nDATABASE = ceres\nSTORAGE_DIR = /var/own\n").storage();

    assertThat(storage.folder()).contains(Path.of("/var/own/ceres"));
  }

  @Test
  void read_maintenanceOff_hasNoInterval() throws Exception {
    var storage = read("[cache]\nCERES_MAINTENANCE = False\n").storage();

    assertThat(storage.ceres().maintenanceInterval()).isEqualTo(Duration.ZERO);
  }

  @Test
  void read_everyKeyOfCarbonsCache_isKnown() {
    // carbon.md 2.1 and 2.2, that is carbon 1.2's built-in settings
    var carbons =
        """
        USER LINE_RECEIVER_INTERFACE LINE_RECEIVER_PORT ENABLE_UDP_LISTENER UDP_RECEIVER_INTERFACE
        UDP_RECEIVER_PORT PICKLE_RECEIVER_INTERFACE PICKLE_RECEIVER_PORT PICKLE_RECEIVER_MAX_LENGTH
        PROTOBUF_RECEIVER_INTERFACE PROTOBUF_RECEIVER_PORT MAX_RECEIVER_CONNECTIONS
        METRIC_CLIENT_IDLE_TIMEOUT TCP_KEEPALIVE TCP_KEEPIDLE TCP_KEEPINTVL TCP_KEEPCNT
        USE_FLOW_CONTROL USE_INSECURE_UNPICKLER USE_WHITELIST MIN_TIMESTAMP_RESOLUTION
        CARBON_METRIC_PREFIX CARBON_METRIC_INTERVAL ENABLE_LOGROTATION LOG_LISTENER_CONN_SUCCESS
        LOG_LISTENER_CONN_LOST ENABLE_MANHOLE MANHOLE_INTERFACE MANHOLE_PORT MANHOLE_USER
        MANHOLE_PUBLIC_KEY MANHOLE_HOST_KEY_DIR ENABLE_AMQP AMQP_HOST AMQP_PORT AMQP_USER
        AMQP_PASSWORD AMQP_VHOST AMQP_EXCHANGE AMQP_VERBOSE AMQP_METRIC_NAME_IN_BODY AMQP_SPEC
        BIND_PATTERNS RAVEN_DSN CACHE_METRIC_NAMES_MAX CACHE_METRIC_NAMES_TTL GRAPHITE_URL DATABASE
        MAX_CACHE_SIZE MAX_UPDATES_PER_SECOND MAX_UPDATES_PER_SECOND_ON_SHUTDOWN
        MAX_CREATES_PER_MINUTE MIN_TIMESTAMP_LAG CACHE_WRITE_STRATEGY CACHE_QUERY_INTERFACE
        CACHE_QUERY_PORT LOG_UPDATES LOG_CREATES LOG_CACHE_HITS LOG_CACHE_QUEUE_SORTS
        WHISPER_AUTOFLUSH WHISPER_SPARSE_CREATE WHISPER_FALLOCATE_CREATE WHISPER_LOCK_WRITES
        WHISPER_FADVISE_RANDOM CERES_MAX_SLICE_GAP CERES_NODE_CACHING_BEHAVIOR
        CERES_SLICE_CACHING_BEHAVIOR CERES_LOCK_WRITES RELAY_CACHE_METRICS ENABLE_TAGS
        SKIP_TAGS_FOR_NONTAGGED TAG_UPDATE_INTERVAL TAG_BATCH_SIZE TAG_QUEUE_SIZE TAG_HASH_FILENAMES
        STORAGE_DIR LOCAL_DATA_DIR WHITELISTS_DIR CONF_DIR LOG_DIR PID_DIR
        """;

    for (var key : Pattern.compile("\\s+").split(carbons.strip(), -1)) {
      assertThat(CarbonKeys.USED.contains(key) ^ CarbonKeys.NO_EFFECT.containsKey(key))
          .as("%s is used, or has no effect and a reason", key)
          .isTrue();
    }
  }

  @Test
  void read_whiteList_refusesNamesAndIsWatched() throws Exception {
    Files.writeString(folder.resolve("blacklist.conf"), "# none of these\n\\.secret\n");
    Files.writeString(folder.resolve("whitelist.conf"), "^servers\\.\n[\n");

    var conf = read("[cache]\nUSE_WHITELIST = True\n");

    assertThat(conf.notes()).singleElement().asString().contains("whitelist.conf:2: passed over");
    assertThat(conf.files())
        .containsExactly(
            folder.resolve("carbon.conf"),
            folder.resolve("blacklist.conf"),
            folder.resolve("whitelist.conf"));
    assertThat(verdict(conf, "servers.a")).isEqualTo(NameFilter.Verdict.ADMITTED);
    assertThat(verdict(conf, "servers.secret")).isEqualTo(NameFilter.Verdict.BLACKLISTED);
    assertThat(verdict(conf, "others.a")).isEqualTo(NameFilter.Verdict.NOT_WHITELISTED);

    Files.writeString(folder.resolve("whitelist.conf"), "");
    assertThat(verdict(read("[cache]\nUSE_WHITELIST = True\n"), "others.a"))
        .isEqualTo(NameFilter.Verdict.ADMITTED);
    assertThat(verdict(read("[cache]\n"), "servers.secret")).isEqualTo(NameFilter.Verdict.ADMITTED);
  }

  private static NameFilter.Verdict verdict(CarbonConf conf, String name) {
    var bytes = ("." + name).getBytes(StandardCharsets.UTF_8);
    return conf.cache().names().verdict(bytes, 1, bytes.length - 1);
  }

  @Test
  void read_storageDirAlone_holdsTheTree() throws Exception {
    assertThat(read("[cache]\nSTORAGE_DIR = /var/own\n").storage().folder())
        .contains(Path.of("/var/own/whisper"));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "LINE_RECEIVER_PORT = 70000|line_receiver_port = 70000 (expected: a port from 0 to 65535)",
        "LINE_RECEIVER_PORT = http|line_receiver_port = http (expected: a number, or inf)",
        "USE_FLOW_CONTROL = maybe|use_flow_control = maybe (expected: true or false)",
        "MAX_UPDATES_PER_SECOND = 0|max_updates_per_second = 0 (expected: a number above 0, or"
            + " inf)",
        "MAX_CACHE_BYTES = lots|max_cache_bytes = lots (expected: bytes, such as 500000000, 512M or"
            + " 2G)",
        "CACHE_WRITE_STRATEGY = best|cache_write_strategy = best (expected: one of sorted,"
            + " timesorted, max, naive, bucketmax, random)",
        "DATABASE = rrd|database = rrd (expected: one of cassandra, ceres, whisper)",
        "CERES_NODE_CACHING_BEHAVIOR = some|ceres_node_caching_behavior = some (expected: one of"
            + " all, none)",
        "WRITERS = 1.5|writers = 1.5 (expected: a whole number from 1 to 2147483647)"
      })
  void read_badValue_saysFileLineFoundAndExpected(String line, String message) {
    assertThatThrownBy(() -> read("[cache]\n" + line))
        .isInstanceOf(InvalidConfigException.class)
        .hasMessage(file() + ":2: " + message);
  }

  @ParameterizedTest
  @CsvSource({
    "cache, '--set: cache (expected: SECTION.KEY=VALUE)'",
    "cache.=1, '--set: cache.=1 (expected: SECTION.KEY=VALUE)'",
    "cache.MAX_CASHE_SIZE=1, '--set cache.MAX_CASHE_SIZE=1: MAX_CASHE_SIZE is no key of [cache]"
        + " (expected: MAX_CACHE_SIZE?)'",
    "cache:a.QUITE_OTHER=1, '--set cache:a.QUITE_OTHER=1: QUITE_OTHER is no key of [cache]"
        + " (expected: one that graphite config show tells)'",
    "cassandra.CONTACT_POINT=a, '--set cassandra.CONTACT_POINT=a: CONTACT_POINT is no key of"
        + " [cassandra] (expected: CONTACT_POINTS?)'",
    "cash.X=1, '--set cash.X=1: section cash (expected: one of cache, relay, aggregator,"
        + " aggregator-cache, cassandra, web)'"
  })
  void read_badOverride_saysWhatWasExpected(String override, String message) {
    assertThatThrownBy(
            () -> CarbonConf.read(folder.resolve("none"), STORAGE, "a", List.of(override), "h"))
        .isInstanceOf(InvalidConfigException.class)
        .hasMessage(message);
  }

  private CarbonConf read(String text) throws IOException, InvalidConfigException {
    write(text);
    return CarbonConf.read(folder.resolve("carbon.conf"), STORAGE, "a", List.of(), "h");
  }

  private void write(String text) throws IOException {
    Files.writeString(folder.resolve("carbon.conf"), text);
  }

  private String file() {
    return folder.resolve("carbon.conf").toString();
  }

  private static ListenerConfig listener(WireProtocol protocol, String host, int port)
      throws IOException {
    return new ListenerConfig(
        protocol,
        new InetSocketAddress(InetAddress.getByName(host), port),
        7,
        Optional.of(Duration.ofSeconds(90)),
        Optional.of(new KeepAlive(1, 2, 3)),
        1000);
  }

  @Test
  void upkeepKeys_areRead() throws Exception {
    var upkeep =
        read("""
        [cache]
        RETENTION_RECONCILE = True
        RETENTION_FILES_PER_SECOND = 50
        SCRUB_FILES_PER_SECOND = 5
        TRASH_DAYS = 1
        """)
            .upkeep();

    assertThat(upkeep).isEqualTo(new UpkeepSettings(true, 50, 5, Duration.ofDays(1)));
  }
}
