// Copyright 2026 The Graphite Stack Authors
// SPDX-License-Identifier: Apache-2.0

package org.graphitestack.config;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.graphitestack.config.CRelayConf.Aggregate;
import org.graphitestack.config.CRelayConf.Compute;
import org.graphitestack.config.CRelayConf.Listen;
import org.graphitestack.config.CRelayConf.Moment;
import org.graphitestack.config.CRelayConf.SocketKind;
import org.graphitestack.config.CRelayConf.Statistics;
import org.graphitestack.config.CRelayConf.Tls;
import org.graphitestack.protocol.compress.Compression;
import org.graphitestack.protocol.ring.HashType;
import org.graphitestack.protocol.ring.Replication;
import org.graphitestack.relay.aggregate.AggregationFunction;
import org.graphitestack.relay.aggregate.AggregationRule;
import org.graphitestack.relay.aggregate.Emission;
import org.graphitestack.relay.aggregate.OutputTime;
import org.graphitestack.relay.aggregate.RegexNaming;
import org.graphitestack.relay.route.AggregateNames;
import org.graphitestack.relay.route.Cluster;
import org.graphitestack.relay.route.Destination;
import org.graphitestack.relay.route.DestinationOptions;
import org.graphitestack.relay.route.DestinationOptions.Format;
import org.graphitestack.relay.route.FileTarget;
import org.graphitestack.relay.route.NameCleansing;
import org.graphitestack.relay.route.NamePattern;
import org.graphitestack.relay.route.Ring;
import org.graphitestack.relay.route.RouteRule;
import org.graphitestack.relay.route.RouteStep;
import org.graphitestack.relay.route.RoutingTable;
import org.graphitestack.relay.route.TlsOptions;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class CRelayConfTest {

  @TempDir private Path folder;

  @Test
  void clusters_ofEveryKind_areRead() throws Exception {
    var conf =
        read(
            """
            # clusters
            cluster f forward a b:2103 "c:2203" ; cluster any any_of useall a b:2103;
            cluster fail
                failover           # in order
                    [::1]:2003 ::2:2004
                ;
            cluster ring carbon_ch replication 2 a:2003=x b:2103=2;
            cluster fnv fnv1a_ch dynamic 10.0.0.5:2003=10.0.0.2:2003;
            cluster jump jump_fnv1a_ch a b:2103;
            cluster files file /var/log/one "/var/log/a two";
            cluster far forward
                z1 proto tcp type linemode transport gzip
                z2:1 transport plain ssl
                z3:1 transport lz4 mtls /c.pem /k.pem;
            match * send to f any fail ring fnv jump files far stop;
            """);

    var a = destination("a", 2003, null);
    var b = destination("b", 2103, null);
    assertThat(clusters(conf))
        .containsExactly(
            new Cluster.Forward("f", List.of(a, b, destination("c", 2203, null))),
            new Cluster.AnyOf("any", List.of(a, b)),
            new Cluster.Failover(
                "fail", List.of(destination("::1", 2003, null), destination("::2", 2004, null))),
            new Cluster.ConsistentHash(
                "ring",
                List.of(destination("a", 2003, "x"), destination("b", 2103, "2")),
                new Ring.CarbonRelay(HashType.CARBON_CH),
                new Replication(2, false),
                false,
                false),
            new Cluster.ConsistentHash(
                "fnv",
                List.of(destination("10.0.0.5", 2003, "10.0.0.2:2003")),
                new Ring.CarbonRelay(HashType.FNV1A_CH),
                new Replication(1, false),
                true,
                false),
            new Cluster.ConsistentHash(
                "jump",
                List.of(a, b),
                new Ring.CarbonRelayJump(),
                new Replication(1, false),
                false,
                false),
            new Cluster.Files(
                "files",
                List.of(
                    new FileTarget(Path.of("/var/log/one")),
                    new FileTarget(Path.of("/var/log/a two")))),
            new Cluster.Forward(
                "far",
                List.of(
                    destination("z1", 2003, Compression.GZIP, null),
                    destination(
                        "z2",
                        1,
                        Compression.NONE,
                        new TlsOptions(Optional.empty(), Optional.empty(), Optional.empty(), true)),
                    destination(
                        "z3",
                        1,
                        Compression.LZ4,
                        new TlsOptions(
                            Optional.empty(),
                            Optional.of(Path.of("/c.pem")),
                            Optional.of(Path.of("/k.pem")),
                            true)))));
    assertThat(conf.routes().destinations()).hasSize(11).startsWith(a, b);
    assertThat(conf.notes())
        .containsExactly(
            file()
                + ":2:58: useall has no effect here: the addresses of a host are one destination");
  }

  @Test
  void rules_areFollowedFromTopToBottom() throws Exception {
    var conf =
        read(
            """
            cluster a forward a;
            cluster b forward b;
            match ^tmp\\. .*[[:digit:]]{9}$ send to blackhole;
            match ^sys\\. "quoted (text|\\\\w+) here" send to a;
            rewrite ^sys\\.(\\w+)\\.(.*) into n.\\_1.\\^2;
            match ^n\\. validate ^[0-9.]+\\ [0-9]+$ else log send to b stop;
            match * route using x send to a;
            """);

    assertThat(explained(conf, "tmp.x"))
        .containsExactly(
            "match at " + file() + ":3:1: ^tmp\\. is found, stop",
            "to blackhole",
            "goes nowhere: no rule sends it anywhere");
    assertThat(explained(conf, "x.123456789").getFirst()).endsWith("is found, stop");
    assertThat(explained(conf, "sys.Web.load 5 1700000000"))
        .containsExactly(
            "match at " + file() + ":4:1: ^sys\\. is found, go on",
            "to all of a -> a:2003",
            "rewrite ^sys\\.(\\w+)\\.(.*) into n.\\_1.\\^2: n.web.LOAD",
            "match at " + file() + ":6:1: ^n\\. is found, stop",
            "validate ^[0-9.]+\\ [0-9]+$: the data match",
            "to all of b -> b:2003");
    assertThat(explained(conf, "n.x 5e3 1700000000").getLast())
        .isEqualTo("is refused: value and timestamp do not match a rule's validate");
    assertThat(explained(conf, ".a..b;t=1"))
        .containsExactly(
            "cleansed: a.b;t=1",
            "match at " + file() + ":7:1 takes everything, go on",
            "is hashed as x",
            "to all of a -> a:2003");
    assertThat(((RouteRule.Match) conf.routes().rules().get(2)).patterns().get(1).text())
        .isEqualTo("quoted (text|\\w+) here");
  }

  @Test
  void tags_standApart_unlessTheirMarkIsAllowed() throws Exception {
    var conf = read("cluster a forward a; match \"t=1\" send to a;");
    assertThat(conf.routes().tagsApart()).isTrue();
    assertThat(explained(conf, "n;t=1").getLast()).startsWith("goes nowhere");

    var inName = CRelayConf.read(file(), new NameCleansing("-_:#;="));
    assertThat(inName.routes().tagsApart()).isFalse();
    assertThat(explained(inName, "n;t=1").getLast()).isEqualTo("to all of a -> a:2003");
  }

  @Test
  void aggregates_areRead_andTheirPointsGoWhereTheyAreSent() throws Exception {
    var conf =
        read(
            """
            cluster a forward a;
            cluster b forward b;
            aggregate ^sys\\.([^.]+)\\.load ^x\\.(.*)
                every 10 seconds
                expire after 35 seconds
                timestamp at start of bucket
                compute sum write to sum.\\1
                compute percentile95 write to p95.\\1
                send to b
                stop
                ;
            aggregate y every 60 seconds expire after 61 seconds compute avg write to y.all;
            match * send to a;
            statistics submit every 30 seconds reset counters after interval
                prefix with own.relay send to b stop;
            """);

    assertThat(conf.aggregates())
        .containsExactly(
            new Aggregate(
                file() + ":3:1",
                List.of("^sys\\.([^.]+)\\.load", "^x\\.(.*)"),
                10,
                35,
                Moment.START,
                List.of(new Compute("sum", "sum.\\1"), new Compute("percentile95", "p95.\\1")),
                List.of("b"),
                true),
            new Aggregate(
                file() + ":12:1",
                List.of("y"),
                60,
                61,
                Moment.END,
                List.of(new Compute("average", "y.all")),
                List.of(),
                false));
    assertThat(conf.aggregationRules())
        .containsExactly(
            new AggregationRule(
                new RegexNaming(
                    List.of(NamePattern.of("^sys\\.([^.]+)\\.load"), NamePattern.of("^x\\.(.*)")),
                    List.of("sum.\\1", "p95.\\1")),
                10,
                List.of(AggregationFunction.SUM, AggregationFunction.nearestRank(95)),
                new Emission.Expiry(35, OutputTime.START),
                "b"),
            new AggregationRule(
                new RegexNaming(List.of(NamePattern.of("y")), List.of("y.all")),
                60,
                List.of(AggregationFunction.AVERAGE),
                new Emission.Expiry(61, OutputTime.END),
                ""));
    var toB = List.<Cluster>of(new Cluster.Forward("b", List.of(destination("b", 2003, null))));
    assertThat(conf.routes().generatedTo()).containsExactly(toB, List.of(), toB);
    assertThat(conf.routes().generatedFrom()).isEqualTo(1);
    assertThat(conf.statistics())
        .isEqualTo(new Statistics(Duration.ofSeconds(30), true, Optional.of("own.relay"), 2));
    assertThat(explained(conf, "x.1")).containsExactly("is shown to the aggregator, rule 0");
    assertThat(explained(conf, "y"))
        .containsExactly(
            "is shown to the aggregator, rule 1",
            "match at " + file() + ":13:1 takes everything, go on",
            "to all of a -> a:2003");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "sum",
        "summary",
        "count",
        "cnt",
        "max",
        "maximum",
        "min",
        "minimum",
        "average",
        "avg",
        "median",
        "percentile1",
        "percentile99",
        "variance",
        "stddev"
      })
  void aggregates_ofEveryFunction_areKnownToTheAggregator(String function) throws Exception {
    var conf =
        read(
            "aggregate x every 5 seconds expire after 9 seconds compute "
                + function
                + " write to y;");

    assertThat(conf.aggregationRules())
        .singleElement()
        .satisfies(rule -> assertThat(rule.functions()).hasSize(1));
  }

  @Test
  void listeners_areRead() throws Exception {
    var conf =
        read(
            """
            listen type linemode 2003 proto tcp 127.0.0.1:2003 proto udp /tmp/.s proto unix;
            listen type linemode transport gzip mtls /c.pem protomin tls1.2 ciphers "A:!B"
                2004 proto tcp;
            """);

    assertThat(conf.listeners())
        .containsExactly(
            new Listen(SocketKind.TCP, "2003", "plain", Optional.empty()),
            new Listen(SocketKind.UDP, "127.0.0.1:2003", "plain", Optional.empty()),
            new Listen(SocketKind.UNIX, "/tmp/.s", "plain", Optional.empty()),
            new Listen(
                SocketKind.TCP, "2004", "gzip", Optional.of(new Tls(Path.of("/c.pem"), true))));
    assertThat(conf.notes()).hasSize(2);
    assertThat(conf.statistics())
        .isEqualTo(new Statistics(Duration.ofMinutes(1), false, Optional.empty(), 0));
  }

  @Test
  void includes_areReadInPlace() throws Exception {
    Files.writeString(folder.resolve("clusters.inc"), "cluster a forward a;");
    Files.createDirectory(folder.resolve("rules.d"));
    Files.writeString(folder.resolve("rules.d/2.conf"), "match two send to a;");
    Files.writeString(folder.resolve("rules.d/1.conf"), "match one send to a;");
    Files.writeString(folder.resolve("rules.d/other"), "nonsense");
    var conf = read("include clusters.inc; include rules.d/*.conf; send statistics to a;");

    assertThat(conf.routes().rules())
        .filteredOn(RouteRule.Match.class::isInstance)
        .extracting(rule -> ((RouteRule.Match) rule).patterns().getFirst().text())
        .containsExactly("one", "two");
    assertThat(conf.files())
        .extracting(Path::getFileName)
        .extracting(Path::toString)
        .containsExactly("relay.conf", "clusters.inc", "1.conf", "2.conf");
    assertThat(conf.routes().generatedTo().getLast()).hasSize(1);

    Files.writeString(folder.resolve("clusters.inc"), "\n include relay.conf;");
    assertThatThrownBy(() -> read("include clusters.inc;"))
        .isInstanceOf(InvalidConfigException.class)
        .hasMessageStartingWith(folder.resolve("clusters.inc") + ":2:10: include ");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "clutser a forward b;|1: clutser (expected: cluster, match, rewrite, aggregate, statistics,"
            + " listen or include)",
        "cluster a lb b;|11: lb (expected: forward, any_of, failover, carbon_ch, fnv1a_ch,"
            + " jump_fnv1a_ch or file)",
        "cluster a forward ;|19: ; (expected: members: host, host:port or host:port=instance)",
        "cluster a forward b|20: the end of the file (expected: ; at the end of cluster)",
        "cluster a forward b b;|21: b (expected: each member once)",
        "cluster a forward b:x;|19: b:x (expected: host, host:port or [address]:port)",
        "cluster a forward b proto udp;|27: udp (expected: tcp: datagrams that nobody confirms"
            + " cannot be delivered from a spool)",
        "cluster a forward b transport zip;|31: zip (expected: plain, gzip, lz4 or snappy)",
        "cluster a forward b; cluster c forward b transport gzip;|40: b:2003 spoken to in two ways"
            + " (expected: the same transport wherever it is a member)",
        "cluster a carbon_ch replication x b;|33: x (expected: a number of members, at least 1)",
        "cluster a file ip /x;|16: ip (expected: paths: points do not know who sent them)",
        "match x send to y;|17: y (expected: a cluster named before: blackhole)",
        "match ( send to blackhole;|7: Unclosed group at character 1 of ( (expected: a regular"
            + " expression)",
        "match x;|8: ; (expected: send to, or validate)",
        "match x validate y or log;|20: or (expected: else)",
        "rewrite a into \\1;|16: group 1 in replacement \"\\1\" (expected: at most the 0 of a)"
            + " (expected: groups of the expression)",
        "rewrite a onto b;|11: onto (expected: into)",
        "rewrite \"a into b;|9: text without its closing quote (expected: \"text in quotes\" within"
            + " a line)",
        "match ~x send to blackhole;|7: character ~ (expected: a word, or \"text in quotes\")",
        "aggregate x every 0 seconds;|19: 0 (expected: seconds, at least 1)",
        "aggregate x every 5 seconds expire after 5 seconds;|42: 5 (expected: more than the 5"
            + " seconds of an interval)",
        "aggregate x every 5 seconds expire after 9 seconds compute mode write to y;|60: mode"
            + " (expected: sum, count, max, min, average, median, percentile1 to percentile99,"
            + " variance or stddev)",
        "listen type linemode 2003 proto sctp;|33: sctp (expected: tcp, udp or unix)",
        "include none;|9: "
      })
  void mistakes_nameLineAndColumn_foundAndExpected(String text, String message) {
    assertThatThrownBy(() -> read(text))
        .isInstanceOf(InvalidConfigException.class)
        .hasMessageStartingWith(file() + ":1:" + message);
  }

  private CRelayConf read(String text) throws IOException, InvalidConfigException {
    Files.writeString(file(), text);
    return CRelayConf.read(file(), NameCleansing.DEFAULT);
  }

  private Path file() {
    return folder.resolve("relay.conf");
  }

  private static List<Cluster> clusters(CRelayConf conf) {
    return ((RouteRule.Match) conf.routes().rules().getLast()).clusters();
  }

  private static List<String> explained(CRelayConf conf, String metric) {
    return RoutingTable.of(conf.routes(), AggregateNames.NONE).explain(metric).stream()
        .map(RouteStep::toString)
        .toList();
  }

  private static Destination destination(String host, int port, @Nullable String instance) {
    return new Destination(host, port, instance, DestinationOptions.DEFAULT);
  }

  private static Destination destination(
      String host, int port, Compression compression, @Nullable TlsOptions tls) {
    return new Destination(
        host, port, null, new DestinationOptions(Format.PLAINTEXT, compression, tls));
  }
}
