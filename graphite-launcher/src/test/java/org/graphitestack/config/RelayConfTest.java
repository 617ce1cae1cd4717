// Copyright 2026 The Graphite Stack Authors
// SPDX-License-Identifier: Apache-2.0

package org.graphitestack.config;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.TreeSet;
import java.util.regex.Pattern;
import org.graphitestack.config.RelayConf.Program;
import org.graphitestack.log.Force;
import org.graphitestack.log.LogOptions;
import org.graphitestack.log.RecordFormat;
import org.graphitestack.log.WhenFull;
import org.graphitestack.protocol.compress.Compression;
import org.graphitestack.protocol.listen.ListenerConfig;
import org.graphitestack.protocol.listen.StreamTransport;
import org.graphitestack.protocol.listen.TlsConfig;
import org.graphitestack.protocol.listen.WireProtocol;
import org.graphitestack.protocol.ring.HashType;
import org.graphitestack.protocol.ring.Replication;
import org.graphitestack.relay.destination.DeliveryOptions;
import org.graphitestack.relay.destination.Replay;
import org.graphitestack.relay.route.AggregateNames;
import org.graphitestack.relay.route.Cluster;
import org.graphitestack.relay.route.Destination;
import org.graphitestack.relay.route.DestinationOptions;
import org.graphitestack.relay.route.NameCleansing;
import org.graphitestack.relay.route.NamePattern;
import org.graphitestack.relay.route.Replacement;
import org.graphitestack.relay.route.Ring;
import org.graphitestack.relay.route.RoutePlan;
import org.graphitestack.relay.route.RouteRule;
import org.graphitestack.relay.route.RouteRule.Match;
import org.graphitestack.relay.route.RouteStep;
import org.graphitestack.relay.route.RoutingTable;
import org.graphitestack.relay.route.TlsOptions;
import org.graphitestack.relay.spool.SpoolOptions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class RelayConfTest {

  private static final String ONE =
      """
      [relay]
      RELAY_METHOD = constant
      DESTINATIONS = h:2004
      """;

  @TempDir private Path folder;

  // ---- keys ------------------------------------------------------------------------------------

  @Test
  void read_destinationsAlone_leaveTheDefaults() throws Exception {
    var conf = relay(ONE);

    var pickle = new DestinationOptions(DestinationOptions.Format.PICKLE, Compression.NONE, null);
    assertThat(conf.notes()).isEmpty();
    assertThat(conf.listeners())
        .extracting(l -> l.protocol() + " " + l.address().getPort())
        .containsExactly("LINE 2013", "PICKLE 2014");
    assertThat(conf.timestampResolution()).isZero();
    assertThat(conf.routes().destinations())
        .containsExactly(new Destination("h", 2004, null, pickle));
    assertThat(conf.routes().poolReplicas()).isFalse();
    assertThat(conf.routes().tagsApart()).isFalse();
    assertThat(conf.aggregation()).isEmpty();
    assertThat(conf.spool())
        .isEqualTo(
            new SpoolOptions(folder.resolve("storage/spool/relay-a"), LogOptions.defaults()));
    assertThat(conf.delivery()).isEqualTo(DeliveryOptions.defaults());
    assertThat(conf.pointsPerMessage()).isEqualTo(500);
    assertThat(conf.metricPrefix()).isEqualTo("carbon");
    assertThat(conf.metricInterval()).isEqualTo(Duration.ofMinutes(1));
    assertThat(conf.files()).containsExactly(folder.resolve("carbon.conf"));
  }

  @Test
  void read_everyKey_isMapped() throws Exception {
    var conf =
        relay(
            """
            [relay]
            LINE_RECEIVER_PORT = 12013
            PICKLE_RECEIVER_PORT = 0
            PROTOBUF_RECEIVER_PORT = 12015
            MIN_TIMESTAMP_RESOLUTION = 10
            CARBON_METRIC_PREFIX = own
            CARBON_METRIC_INTERVAL = 0
            RELAY_METHOD = fast-hashing
            ROUTER_HASH_TYPE = fnv1a_ch
            REPLICATION_FACTOR = 2
            DIVERSE_REPLICAS = False
            DESTINATIONS = h:2004:a, [::1]:2104:b
            DESTINATION_PROTOCOL = line
            DESTINATION_TRANSPORT = ssl
            DESTINATION_SSL_CA = /ca.pem
            DESTINATION_SSL_CERT = /me.pem
            DESTINATION_SSL_KEY = /me.key
            DESTINATION_COMPRESSION = zstd
            DESTINATION_POOL_REPLICAS = True
            DESTINATION_CONNECT_TIMEOUT = 1.5
            DESTINATION_WRITE_TIMEOUT = 20
            MAX_DATAPOINTS_PER_MESSAGE = 100
            TAG_RELAY_NORMALIZED = True
            SPOOL_DIR = /spool
            SPOOL_SEGMENT_BYTES = 1M
            SPOOL_MAX_BYTES = 10G
            SPOOL_MAX_AGE = 7d
            SPOOL_WHEN_FULL = drop-oldest
            SPOOL_FORCE = every-batch
            SPOOL_MIN_FREE_BYTES = 0
            REPLAY = live-first
            REPLAY_RATE = 50000
            """);

    var options =
        new DestinationOptions(
            DestinationOptions.Format.PLAINTEXT,
            Compression.ZSTD,
            new TlsOptions(
                Optional.of(Path.of("/ca.pem")),
                Optional.of(Path.of("/me.pem")),
                Optional.of(Path.of("/me.key")),
                true));
    var members =
        List.of(
            new Destination("h", 2004, "a", options), new Destination("::1", 2104, "b", options));
    var cluster =
        new Cluster.ConsistentHash(
            "DESTINATIONS",
            members,
            new Ring.CarbonFast(HashType.FNV1A_CH),
            new Replication(2, false),
            false,
            false);
    assertThat(conf.notes()).isEmpty();
    assertThat(conf.listeners())
        .extracting(l -> l.protocol() + " " + l.address().getPort())
        .containsExactly(WireProtocol.LINE + " 12013", WireProtocol.PROTOBUF + " 12015");
    assertThat(conf.timestampResolution()).isEqualTo(10);
    assertThat(conf.routes())
        .isEqualTo(
            new RoutePlan(
                members,
                List.of(
                    new RouteRule.CanonicalTags(),
                    Match.of("RELAY_METHOD = fast-hashing", List.of(), List.of(cluster), true)),
                0,
                List.of(),
                false,
                true));
    assertThat(conf.spool())
        .isEqualTo(
            new SpoolOptions(
                Path.of("/spool"),
                new LogOptions(
                    1 << 20,
                    10L << 30,
                    Duration.ofDays(7),
                    WhenFull.DROP_OLDEST,
                    Force.everyBatch(),
                    0,
                    RecordFormat.LINES)));
    assertThat(conf.delivery())
        .isEqualTo(
            DeliveryOptions.defaults()
                .withReplay(Replay.LIVE_FIRST, 50_000)
                .withTimeouts(Duration.ofMillis(1500), Duration.ofSeconds(20)));
    assertThat(conf.pointsPerMessage()).isEqualTo(100);
    assertThat(conf.metricPrefix()).isEqualTo("own");
    assertThat(conf.metricInterval()).isZero();
  }

  @Test
  void read_flowControlOff_dropsTheNewest_unlessTheSpoolIsToldOtherwise() throws Exception {
    assertThat(relay(ONE + "USE_FLOW_CONTROL = False\n").spool().log().whenFull())
        .isEqualTo(WhenFull.DROP_NEWEST);
    assertThat(
            relay(ONE + "USE_FLOW_CONTROL = False\nSPOOL_WHEN_FULL = block\n")
                .spool()
                .log()
                .whenFull())
        .isEqualTo(WhenFull.BLOCK);
  }

  @Test
  void read_ourKeyForTags_winsOverCarbons() throws Exception {
    var conf = relay(ONE + "TAG_RELAY_NORMALIZED = True\nCANONICAL_TAGS = False\n");
    assertThat(conf.routes().rules()).doesNotContain(new RouteRule.CanonicalTags());
  }

  @Test
  void read_receiverTransports_areMapped() throws Exception {
    var conf =
        relay(
            ONE
                + """
                LINE_RECEIVER_COMPRESSION = lz4
                LINE_RECEIVER_SOCKET = /run/line.sock
                PICKLE_RECEIVER_SSL_CERT = /c.pem
                PICKLE_RECEIVER_SSL_KEY = /k.pem
                PICKLE_RECEIVER_SSL_CA = /ca.pem
                """);

    var tls = new TlsConfig(Path.of("/c.pem"), Path.of("/k.pem"), Optional.of(Path.of("/ca.pem")));
    assertThat(conf.listeners())
        .extracting(ListenerConfig::transport)
        .containsExactly(
            StreamTransport.PLAIN.with(Compression.LZ4),
            StreamTransport.PLAIN.with(tls),
            StreamTransport.PLAIN.on(Path.of("/run/line.sock")));
    assertThatThrownBy(() -> relay(ONE + "LINE_RECEIVER_SSL_CERT = /c.pem\n"))
        .hasMessageContaining("LINE_RECEIVER_SSL_CERT and LINE_RECEIVER_SSL_KEY together");
  }

  @Test
  void read_keysWithoutEffect_areNotedWithTheReason() throws Exception {
    var notes =
        relay(
                ONE
                    + """
                    MAX_QUEUE_SIZE = 10000
                    DYNAMIC_ROUTER = True
                    DESTINATIONS_POOL_REPLICAS = True
                    DESTINATION = x
                    """)
            .notes();

    assertThat(notes)
        .containsExactly(
            at(4)
                + "MAX_QUEUE_SIZE has no effect here: points wait on disk; SPOOL_MAX_BYTES and"
                + " SPOOL_WHEN_FULL bound the spool",
            at(5)
                + "DYNAMIC_ROUTER has no effect here: points wait on disk for the destination they"
                + " hash to",
            at(6)
                + "DESTINATIONS_POOL_REPLICAS has no effect here: carbon's sample misspells it"
                + " (expected: DESTINATION_POOL_REPLICAS)",
            at(7) + "DESTINATION is no key of [relay] (expected: DESTINATIONS?)");
  }

  @Test
  void read_carbonsSample_isUnderstood() throws Exception {
    String sample;
    try (var in = RelayConfTest.class.getResourceAsStream("carbon-sample-relay.conf")) {
      sample = new String(Objects.requireNonNull(in).readAllBytes(), StandardCharsets.UTF_8);
    }
    write("relay-rules.conf", "[default]\ndefault = true\ndestinations = 127.0.0.1:2004\n");
    write("rewrite-rules.conf", "");

    var relay = relay(sample);
    assertThat(relay.notes()).hasSize(8).allMatch(note -> note.contains(" has no effect here: "));
    assertThat(relay.routes().destinations()).hasSize(1);
    var aggregator = read(sample, Program.AGGREGATOR);
    assertThat(aggregator.notes())
        .hasSize(3)
        .allMatch(note -> note.contains(" has no effect here: "));
    assertThat(aggregator.spool().folder()).isEqualTo(folder.resolve("storage/spool/aggregator-a"));
  }

  @Test
  void everyKeyOfOurs_standsInTheShippedFile() throws Exception {
    String shipped;
    try (var in = RelayConf.class.getResourceAsStream("/default-conf/carbon.conf")) {
      shipped = new String(Objects.requireNonNull(in).readAllBytes(), StandardCharsets.UTF_8);
    }
    var relay = shipped.substring(shipped.indexOf("\n[relay]"), shipped.indexOf("\n[aggregator]"));
    var aggregator = shipped.substring(shipped.indexOf("\n[aggregator]"));
    var missing = new TreeSet<String>();
    for (var key : RelayKeys.RELAY.used()) {
      if (!Pattern.compile("(?m)^# " + key + " = ").matcher(relay).find()) {
        missing.add(key);
      }
    }
    for (var key : List.of("FORWARD_ALL", "MAX_AGGREGATION_INTERVALS", "WRITE_BACK_FREQUENCY")) {
      if (!Pattern.compile("(?m)^# " + key + " = ").matcher(aggregator).find()) {
        missing.add(key);
      }
    }
    assertThat(missing).isEmpty();

    // what is shown as default is the default
    var shown =
        Pattern.compile("(?m)^# (?=[A-Z_]+ = )")
            .matcher(
                relay
                    .replaceAll("(?m)^[A-Z_]+ = .*$", "")
                    .replaceAll(
                        "(?m)^# (CONF_DIR|STORAGE_DIR|SPOOL_DIR|\\w+_SSL_\\w+|LINE_RECEIVER_SOCKET)"
                            + " = .*$",
                        ""))
            .replaceAll("");
    write("relay-rules.conf", "[default]\ndefault = true\ndestinations = 127.0.0.1:2004\n");
    var conf = relay(shown.replaceAll("(?m)^REWRITE_RULES = .*$", ""));
    var plain = relay("[relay]\nDESTINATIONS = 127.0.0.1:2004\n");
    assertThat(conf).isEqualTo(plain);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "RELAY_METHOD = rule|relay_method = rule (expected: one of rules, consistent-hashing,"
            + " fast-hashing, aggregated-consistent-hashing, fast-aggregated-hashing, constant)",
        "ROUTER_HASH_TYPE = md5|router_hash_type = md5 (expected: carbon_ch, fnv1a_ch or mmh3_ch)",
        "DESTINATION_PROTOCOL = udp|destination_protocol = udp (expected: one of pickle, line,"
            + " protobuf, acknowledged)",
        "DESTINATION_TRANSPORT = tls|destination_transport = tls (expected: none or ssl)",
        "DESTINATION_COMPRESSION = bzip|destination_compression = bzip (expected: one of none,"
            + " gzip, lz4, zstd, snappy)",
        "SPOOL_MAX_AGE = 1 year|spool_max_age = 1 year (expected: an age such as 3600, 12h or 7d,"
            + " or inf)",
        "SPOOL_WHEN_FULL = drop|spool_when_full = drop (expected: one of block, drop-newest,"
            + " drop-oldest)",
        "SPOOL_FORCE = always|spool_force = always (expected: one of every-batch, interval, never)",
        "SPOOL_MAX_BYTES = 1M|spool_max_bytes = 1M (expected: maxBytes: 1048576 (expected: at least"
            + " two segments, 134217728))",
        "REPLAY = first|replay = first (expected: one of in-order, live-first)",
        "DESTINATION_CONNECT_TIMEOUT = 0|destination_connect_timeout = 0 (expected: seconds, more"
            + " than 0)",
        "REPLICATION_FACTOR = 0|replication_factor = 0 (expected: a whole number from 1 to"
            + " 2147483647)"
      })
  void read_badValue_saysFileLineFoundAndExpected(String line, String message) {
    var method = line.startsWith("RELAY_METHOD") ? "#" : "RELAY_METHOD = consistent-hashing";
    assertThatThrownBy(() -> relay("[relay]\nDESTINATIONS = h:2004\n" + method + "\n" + line))
        .isInstanceOf(InvalidConfigException.class)
        .hasMessage(at(4) + message);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "h:2004, x|destinations: destination: \"x\" (expected: host:port or host:port:instance,"
            + " IPv6 as [address]:port) (expected: destinations such as 127.0.0.1:2004:a, separated"
            + " by commas)",
        "h:2004, h:2004|h:2004 again (expected: each destination once)",
        "h:1, h:2|cluster DESTINATIONS: destination h:2: host and instance ('h', None) twice"
            + " (expected: each once, ports don't count) (expected: destinations that differ in"
            + " host or instance)"
      })
  void read_badDestinations_areRefused(String text, String message) {
    assertThatThrownBy(
            () -> relay("[relay]\nRELAY_METHOD=consistent-hashing\nDESTINATIONS = " + text))
        .isInstanceOf(InvalidConfigException.class)
        .hasMessage(at(3) + message);
  }

  @Test
  void read_noDestinations_isRefused() {
    assertThatThrownBy(() -> relay("[relay]\n"))
        .hasMessage(
            "DESTINATIONS: no destinations (expected: DESTINATIONS = host:port:instance, …)");
  }

  @Test
  void read_instanceAndOverrides_win() throws Exception {
    write("carbon.conf", ONE + "[relay:b]\nLINE_RECEIVER_PORT = 5\nREPLAY_RATE = 5\n");
    var conf =
        RelayConf.read(
            folder.resolve("carbon.conf"),
            folder,
            Program.RELAY,
            "b",
            List.of("relay.REPLAY_RATE=6"),
            "h");
    assertThat(conf.listeners().getFirst().address().getPort()).isEqualTo(5);
    assertThat(conf.delivery().replayRate()).isEqualTo(6);
    assertThat(conf.spool().folder()).isEqualTo(folder.resolve("spool/relay-b"));
  }

  @Test
  void read_mtlsListenerOfCarbonCRelay_takesTheAuthoritiesOfCarbonConf() throws Exception {
    write("carbon.conf", "[relay]\nLINE_RECEIVER_SSL_CA = /ca.pem\n");
    write(
        "c.conf",
        """
        cluster a forward 127.0.0.1:2113;
        match * send to a;
        listen type linemode transport plain mtls /c.pem 2004 proto tcp;
        """);
    var conf =
        RelayConf.read(
            CRelayConf.read(folder.resolve("c.conf"), NameCleansing.DEFAULT),
            folder.resolve("c.conf"),
            folder.resolve("carbon.conf"),
            folder,
            "a",
            List.of(),
            "h");
    assertThat(conf.listeners().getFirst().transport().tls())
        .contains(
            new TlsConfig(Path.of("/c.pem"), Path.of("/c.pem"), Optional.of(Path.of("/ca.pem"))));
  }

  // ---- files of rules --------------------------------------------------------------------------

  @Test
  void relayRules_areTakenInOrder_theDefaultLast_strangersLeftOut() throws Exception {
    write(
        "relay-rules.conf",
        """
        [default]
        default = true
        destinations = a:1
        [off]
        default = false
        destinations = a:1
        [copy]
        pattern = ^STATS\\.
        destinations = b:1:x, stranger:9
        continue = yes
        [stats]
        pattern = ^stats\\.(web|db)%%
        destinations = a:1, b:1:x
        """);
    var conf = relay("[relay]\nDESTINATIONS = a:1, b:1:x\n");
    var table = RoutingTable.of(conf.routes(), AggregateNames.NONE);

    assertThat(conf.notes())
        .containsExactly(
            folder.resolve("relay-rules.conf")
                + ":9: stranger:9 gets nothing: it is not among the DESTINATIONS of carbon.conf");
    assertThat(conf.files())
        .containsExactly(folder.resolve("carbon.conf"), folder.resolve("relay-rules.conf"));
    assertThat(table.explain("stats.web%"))
        .extracting(RouteStep::toString)
        .containsExactly(
            "rule [copy]: ^STATS\\. is found, go on",
            "to all of [copy] -> b:1:x",
            "rule [stats]: ^stats\\.(web|db)% is found, stop",
            "to all of [stats] -> a:1");
    assertThat(table.explain("other"))
        .extracting(RouteStep::toString)
        .containsExactly("rule [default] takes everything, stop", "to all of [default] -> a:1");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "[a]\\npattern = x\\ndefault = true\\ndestinations = a:1|:3: section [a] has pattern and"
            + " default (expected: one of them)",
        "[a]\\npattern = x|: section [a] has no destinations (expected: destinations = host:port)",
        "[a]\\ndestinations = a:1|: section [a] has neither (expected: pattern or default = true)",
        "[a]\\npattern = x\\ndestinations = a:1|: no default rule (expected: one section with"
            + " default = true)",
        "[a]\\n"
            + "default = 1\\n"
            + "destinations = a:1\\n"
            + "[b]\\n"
            + "default = 1\\n"
            + "destinations = a:1|:5: default = 1 (expected: only one section with default = true)",
        "[a]\\npattern = (\\ndestinations = a:1|:2: Unclosed group at character 1 of ( (expected: a"
            + " regular expression)"
      })
  void relayRules_mistakes_areRefused(String text, String message) throws Exception {
    write("relay-rules.conf", text.replace("\\n", "\n"));
    assertThatThrownBy(() -> relay("[relay]\nDESTINATIONS = a:1\n"))
        .isInstanceOf(InvalidConfigException.class)
        .hasMessage(folder.resolve("relay-rules.conf") + message);
  }

  @Test
  void relayRules_notThere_areRefused() {
    assertThatThrownBy(() -> relay("[relay]\nDESTINATIONS = a:1\n"))
        .hasMessage(
            folder.resolve("relay-rules.conf")
                + ": no such file (expected: relay rules, for RELAY_METHOD = rules)");
  }

  @Test
  void aggregator_rewritesBeforeAndAfterAggregating() throws Exception {
    write(
        "rewrite-rules.conf",
        """
        early = never used
        [pre]
        # comment
        ^a\\.(\\w+) = \\1.a
        no rule
        ( = x
        b = \\7
        [post]
        _sum$ =
        [other]
        x = y
        """);
    var conf = read("[aggregator]\nDESTINATIONS = a:1\nFORWARD_ALL = 0\n", Program.AGGREGATOR);

    var a = NamePattern.of("^a\\.(\\w+)");
    var sum = NamePattern.of("_sum$");
    assertThat(conf.routes().rules().subList(0, 3))
        .containsExactly(
            new RouteRule.Rewrite(a, Replacement.python("\\1.a", a), true),
            new RouteRule.Aggregate(0, List.of(), false),
            new RouteRule.Rewrite(sum, Replacement.python("", sum), true));
    assertThat(conf.routes().rules()).hasSize(4);
    assertThat(conf.routes().generatedFrom()).isEqualTo(3);
    assertThat(conf.aggregation())
        .contains(
            new AggregationSetup(
                folder.resolve("aggregation-rules.conf"), true, false, 5, OptionalInt.empty()));
    assertThat(conf.files())
        .containsExactly(
            folder.resolve("carbon.conf"),
            folder.resolve("rewrite-rules.conf"),
            folder.resolve("aggregation-rules.conf"));
    var file = folder.resolve("rewrite-rules.conf") + ":";
    assertThat(conf.notes())
        .containsExactly(
            file + "1: passed over: a rule below neither [pre] nor [post]",
            file + "5: passed over: no rule (expected: pattern = replacement)",
            file + "6: passed over: Unclosed group at character 1 of (",
            file + "7: passed over: group 7 in replacement \"\\7\" (expected: at most the 0 of b)",
            file + "10: section [other] is never used (expected: [pre] or [post])",
            file + "11: passed over: a rule below neither [pre] nor [post]");
  }

  @Test
  void rewriteRules_inARelay_countOnlyIfAskedFor() throws Exception {
    write("rewrite-rules.conf", "[pre]\na = b\n[pre]\nc = d\n");
    assertThat(relay(ONE).routes().rules()).hasSize(1);
    var asked = relay(ONE + "REWRITE_RULES = rewrite-rules.conf\n");
    assertThat(asked.routes().rules()).hasSize(2);
    assertThat(asked.notes())
        .containsExactly(
            folder.resolve("rewrite-rules.conf")
                + ":3: section [pre] again: only the last one counts");
  }

  @Test
  void aggregatedHashing_namesTheRulesItRoutesBy() throws Exception {
    for (var method :
        List.of(
            "aggregated-consistent-hashing",
            "fast-aggregated-hashing",
            "fast-aggregated-consistent-hashing")) {
      var conf =
          relay(
              "[relay]\nDESTINATIONS = a:1\nAGGREGATION_RULES = rules.conf\nRELAY_METHOD = "
                  + method);
      assertThat(conf.aggregation())
          .map(AggregationSetup::rules)
          .contains(folder.resolve("rules.conf"));
      assertThat(conf.aggregation()).map(AggregationSetup::aggregates).contains(false);
    }
  }

  @Test
  void lists_areReadIfAskedFor_blackBeforeWhite() throws Exception {
    write("blacklist.conf", "# comment\n\nsecret\n (\n");
    var conf = relay(ONE + "USE_WHITELIST = True\n");
    assertThat(conf.routes().rules().subList(0, 2))
        .containsExactly(
            new RouteRule.BlackList(List.of(NamePattern.of("secret"))),
            new RouteRule.WhiteList(List.of()));
    assertThat(conf.routes().generatedFrom()).isEqualTo(2);
    assertThat(conf.notes())
        .containsExactly(
            folder.resolve("blacklist.conf")
                + ":4: passed over: Unclosed group at character 1 of (",
            folder.resolve("whitelist.conf") + ": not there, so an empty list");
  }

  // ---- builders --------------------------------------------------------------------------------

  private RelayConf relay(String text) throws IOException, InvalidConfigException {
    return read(text, Program.RELAY);
  }

  private RelayConf read(String text, Program program) throws IOException, InvalidConfigException {
    write("carbon.conf", text);
    return RelayConf.read(
        folder.resolve("carbon.conf"), folder.resolve("storage"), program, "a", List.of(), "h");
  }

  private void write(String name, String text) throws IOException {
    Files.writeString(folder.resolve(name), text);
  }

  private String at(int line) {
    return folder.resolve("carbon.conf") + ":" + line + ": ";
  }
}
