// Copyright 2026 The Graphite Stack Authors
// SPDX-License-Identifier: Apache-2.0

package org.graphitestack.launch;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.graphitestack.cache.schema.SchemaRules;
import org.graphitestack.model.AggregationMethod;
import org.graphitestack.model.MetricPath;
import org.graphitestack.model.Retention;
import org.graphitestack.model.RetentionPolicy;
import org.graphitestack.model.SeriesLayout;
import org.graphitestack.storage.ceres.CeresTree;
import org.graphitestack.storage.ceres.NodeMetadata;
import org.graphitestack.storage.whisper.FileAllocation;
import org.graphitestack.storage.whisper.WhisperFile;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class CheckCommandTest {

  @TempDir private Path home;

  @BeforeEach
  void makeHome() {
    new HomeFolder(home).create();
  }

  @Test
  void check_ofTheDefaultConfiguration_isOk() {
    var run = check();

    assertThat(run.err()).isEmpty();
    assertThat(run.out().lines())
        .contains(
            "ok     carbon.conf [cache]",
            "ok     carbon.conf [relay]",
            "ok     carbon.conf [aggregator]",
            "ok     storage-schemas.conf",
            "ok     storage-aggregation.conf",
            "ok     aggregation-rules.conf",
            "ok     graphite-web.toml");
    assertThat(run.status()).isZero();
  }

  @Test
  void check_ofAFileThatIsNamedAndNotThere_isWrong() throws IOException {
    write("carbon.conf", "[aggregator]\nDESTINATIONS = h:1\nAGGREGATION_RULES = mine.conf\n");

    var run = check();

    assertThat(run.status()).isEqualTo(1);
    assertThat(run.out())
        .contains("wrong  " + home.resolve("conf/mine.conf") + ": no such file (expected:");
  }

  @Test
  void check_ofThePortOfTheWeb_notesThatAnotherProgramWantsIt() throws IOException {
    write("carbon.conf", "[cache]\nPICKLE_RECEIVER_PORT = 8080\n");

    assertThat(check().out())
        .contains(
            "note   "
                + home.resolve("conf/graphite-web.toml")
                + ": port 8080 of the web is that of [cache] too (")
        .contains("carbon.conf:2; expected: a port for each)");
  }

  @Test
  void check_ofOwnMetrics_notesThatTheyComeMoreSeldomOrMoreOftenThanTheirSchemaHasRoomFor()
      throws IOException {
    write("storage-schemas.conf", "[own]\npattern = ^carbon\\.\nretentions = 30s:1d\n");
    write("carbon.conf", "[cache]\n");
    assertThat(check().out())
        .contains("note   default: CARBON_METRIC_INTERVAL = 60, and carbon.agents.")
        .contains(" has room for a point each 30 s: its graph has gaps (expected: 30,");

    write("carbon.conf", "[cache]\nCARBON_METRIC_INTERVAL = 10\n");
    assertThat(check().out())
        .contains("carbon.conf:2: CARBON_METRIC_INTERVAL = 10,")
        .contains(": of several only the last is kept (");

    write("carbon.conf", "[cache]\nCARBON_METRIC_INTERVAL = 30\n");
    assertThat(check().out()).doesNotContain("CARBON_METRIC_INTERVAL");
  }

  @Test
  void check_ofAggregates_notesThatTheyComeMoreSeldomOrMoreOftenThanTheirSchemaHasRoomFor()
      throws IOException {
    write("carbon.conf", "[aggregator]\nDESTINATIONS = h:1\n");
    write(
        "storage-schemas.conf",
        """
        [carbon]
        pattern = ^carbon\\.
        retentions = 60s:1d
        [web]
        pattern = ^web\\.
        retentions = 60s:1d,1h:30d
        [all]
        pattern = .
        retentions = 10s:1d,1m:7d
        """);
    write("storage-aggregation.conf", "[half]\npattern = .\nxFilesFactor = 0.5\n");
    write(
        "aggregation-rules.conf",
        """
        web.<app>.all (10) = sum web.<app>.*
        db.<app>.all (60) = sum db.<app>.*
        db.<app>.some (10) = max db.<app>.*
        """);

    var rules = home.resolve("conf/aggregation-rules.conf");
    assertThat(check().status()).isZero();
    assertThat(check().out().lines().filter(line -> line.contains(rules + ":")))
        .containsExactly(
            "note   "
                + rules
                + ":1: web.<app>.all comes each 10 s, and [web] of storage-schemas.conf has room"
                + " for a point each 60 s: of several only the last is kept (expected: each 60 s,"
                + " or another schema)",
            "note   "
                + rules
                + ":2: db.<app>.all comes each 60 s, and [all] of storage-schemas.conf has room"
                + " for a point each 10 s: its graph has gaps, and with xFilesFactor 0.5 its"
                + " coarser archives stay empty (expected: each 10 s, or another schema)");
  }

  @Test
  void check_ofAggregates_saysNothingWhereTheSchemaDependsOnAField() throws IOException {
    write("carbon.conf", "[aggregator]\nDESTINATIONS = h:1\n");
    write("aggregation-rules.conf", "<env>.all.load (30) = sum <env>.*.load\n");
    var schemas = "[carbon]\npattern = ^carbon\\.\nretentions = 30s:1d\n";

    write("storage-schemas.conf", schemas + "[all]\npattern = .\nretentions = 60s:1d\n");
    assertThat(check().out())
        .as("own metrics are no aggregates")
        .contains("aggregation-rules.conf:1: <env>.all.load comes each 30 s, and [all] of");

    write("storage-schemas.conf", schemas + "[prod]\npattern = ^prod\nretentions = 30s:1d\n");
    assertThat(check().out()).as("prod.all.load may be the only one").doesNotContain("comes each");

    write("storage-schemas.conf", schemas + "[prod]\npattern = ^prod\nretentions = 60s:1d\n");
    assertThat(check().out())
        .as("60 s whichever it is")
        .contains(" and [prod] of storage-schemas.conf or carbon's default schema has room for");
  }

  @Test
  void check_ofAggregates_looksAtTheFileThatASectionInForceNames() throws IOException {
    write("storage-schemas.conf", "[all]\npattern = .\nretentions = 60s:1d\n");
    write("aggregation-rules.conf", "unused (10) = sum a.*\n");
    write("mine.conf", "used (10) = sum a.*\n");

    write("carbon.conf", "[cache]\n");
    assertThat(check().out()).doesNotContain("comes each");

    write(
        "carbon.conf",
        "[relay]\nRELAY_METHOD = aggregated-consistent-hashing\nDESTINATIONS = h:1\n");
    assertThat(check().out()).as("only routes by them").doesNotContain("comes each");

    write("carbon.conf", "[aggregator]\nDESTINATIONS = h:1\nAGGREGATION_RULES = mine.conf\n");
    assertThat(check().out())
        .contains("mine.conf:1: used comes each 10 s")
        .doesNotContain("unused comes");

    Files.delete(home.resolve("conf/storage-schemas.conf"));
    assertThat(check().out()).as("stored elsewhere").doesNotContain("comes each");
  }

  @Test
  void check_ofAggregatesOfCarbonCRelay_notesThoseThatDoNotFitTheirSchema() throws IOException {
    write("storage-schemas.conf", "[sums]\npattern = ^sum\\.\nretentions = 60s:1d\n");
    var aggregate =
        """
        cluster all forward 127.0.0.1:2113;
        aggregate ^sys\\.([^.]+)\\.load$
          every 10 seconds expire after 30 seconds
          compute sum write to sum.\\1
          compute max write to \\1.max;
        """;
    write("c.conf", aggregate + "match * send to all;\n");
    write("rewriting.conf", aggregate + "rewrite ^sum into s; match * send to all;\n");
    var file = home.resolve("conf/c.conf").toString();

    assertThat(check("--c-relay-config", file).out().lines().filter(line -> line.contains("each")))
        .containsExactly(
            "note   "
                + file
                + ":2:1: sum.\\1 comes each 10 s, and [sums] of storage-schemas.conf has room for a"
                + " point each 60 s: of several only the last is kept (expected: each 60 s, or"
                + " another schema)",
            "note   "
                + file
                + ":2:1: \\1.max comes each 10 s, and [sums] of storage-schemas.conf or carbon's"
                + " default schema has room for a point each 60 s: of several only the last is kept"
                + " (expected: each 60 s, or another schema)");
    assertThat(check("--c-relay-config", home.resolve("conf/rewriting.conf").toString()).out())
        .as("names that are rewritten later")
        .doesNotContain("comes each");
  }

  @Test
  void check_ofLimits_saysWhatIsNoKeyAndWhatIsNoPattern() throws IOException {
    write("limits.conf", "[a]\nPATTERN = teams.a\nMAX_SERIS = 5\n");
    assertThat(check().out())
        .contains("limits.conf:3: MAX_SERIS is no key of [a] (expected: MAX_SERIES?)");

    write("limits.conf", "[a]\nPATTERN = teams.a\nMAX_SERIES = 5\n");
    assertThat(check().out()).contains("ok     limits.conf");

    write("limits.conf", "[a]\nMAX_SERIES = 5\n");
    assertThat(check().status()).isEqualTo(1);
  }

  @Test
  void check_ofAConfigurationOfCarbonCRelay_saysWhatIsWrongInIt_andWhereMetricsGo()
      throws IOException {
    write("good.conf", "cluster all forward 127.0.0.1:2113;\nmatch ^web\\. send to all stop;\n");
    write("bad.conf", "cluster all forward 127.0.0.1:2113;\nmatch * send to al;\n");

    var good = check("--c-relay-config", home.resolve("conf/good.conf").toString(), "web.a");
    var bad = check("--c-relay-config", home.resolve("conf/bad.conf").toString());

    assertThat(good.out()).contains("ok     good.conf").contains("127.0.0.1:2113");
    assertThat(good.status()).isZero();
    assertThat(bad.out()).contains("wrong  " + home.resolve("conf/bad.conf") + ":2");
    assertThat(bad.status()).isEqualTo(1);
  }

  /// A fault in one file.
  record Fault(String file, String text, String told) {
    @Override
    public String toString() {
      return file + ": " + told;
    }
  }

  static Stream<Fault> faults() {
    return Stream.of(
        new Fault("carbon.conf", "[cache]\nLINE_RECEIVER_PORT = 99999\n", ":2: line_receiver_port"),
        new Fault(
            "carbon.conf",
            "[relay]\nRELAY_METHOD = constant\nDESTINATIONS = h:1\nREPLICATION_FACTR = 2\n",
            ":4: REPLICATION_FACTR is no key of [relay] (expected: REPLICATION_FACTOR?)"),
        new Fault(
            "carbon.conf",
            "[relay]\nRELAY_METHOD = constant\n",
            " [relay]: DESTINATIONS: no destinations"),
        new Fault("carbon.conf", "[relais]\nDESTINATIONS = h:1\n", "section [relais] is nobody's"),
        new Fault("carbon.conf", "LINE_RECEIVER_PORT = 2003\n", ":1: "),
        new Fault("carbon.conf", "[cache:b]\nMAX_CACHE_SIZE = many\n", ":2: max_cache_size = many"),
        new Fault(
            "graphite-web.toml",
            "find_node = 5\n",
            ":1: find_node is no key (expected: find_nodes?)"),
        new Fault(
            "carbon.conf",
            "[web]\nFIND_NODES = many\n",
            ":2: find_nodes = many (expected: a number"),
        new Fault("storage-schemas.conf", "[x]\npattern = .\nretentions = 1x:2\n", ":3: "),
        new Fault(
            "storage-schemas.conf",
            "[x]\npattern = .\nretentions = 10s:1h,25s:1d\n",
            ":3: section [x] is passed over: "),
        new Fault(
            "carbon.conf",
            "[cache]\n[cache:b]\nPICKLE_RECEIVER_PORT = 2104\nCACHE_QUERY_PORT = 7102\n",
            "default of LINE_RECEIVER_PORT: port 2003 of [cache:b] is that of [cache] too"),
        new Fault("storage-schemas.conf", "[x]\nretentions = 60:10\n", "it has no pattern"),
        new Fault(
            "storage-aggregation.conf",
            "[x]\npattern = .\naggregationMethod = mode\n",
            ":3: aggregationmethod = mode (expected: one of average,"),
        new Fault("relay-rules.conf", "[x]\npattern = [\ndestinations = h:1\n", ":2: "),
        new Fault("aggregation-rules.conf", "a (0) = sum b\n", ":1: "),
        new Fault("rewrite-rules.conf", "[pre]\n(a = b\n", ":2: passed over: "),
        new Fault("whitelist.conf", "ok\n*bad\n", ":2: passed over: "),
        new Fault("blacklist.conf", "(\n", ":1: passed over: "));
  }

  @ParameterizedTest
  @MethodSource
  void faults(Fault fault) throws IOException {
    write("carbon.conf", "[cache]\n");
    write(fault.file(), fault.text());

    var run = check();

    assertThat(run.status()).as(run.out()).isEqualTo(1);
    assertThat(run.out().lines().filter(line -> line.startsWith("wrong  ")))
        .hasSize(1)
        .allMatch(line -> line.contains(fault.told()))
        .allMatch(line -> line.contains(fault.file()) || line.contains("default of"));
  }

  @Test
  void check_portsOfTwoPrograms_isANote_andUdpIsNotTcp() throws IOException {
    write(
        "carbon.conf",
        """
        [cache]
        ENABLE_UDP_LISTENER = True
        [relay]
        RELAY_METHOD = constant
        DESTINATIONS = h:1
        LINE_RECEIVER_PORT = 2004
        LINE_RECEIVER_INTERFACE = 0.0.0.0
        """);

    var run = check();

    assertThat(run.status()).isZero();
    assertThat(run.out().lines().filter(line -> line.contains("a port for each")))
        .containsExactly(
            "note   "
                + home.resolve("conf/carbon.conf")
                + ":6: port 2004 of [relay] is that of [cache] too (default of"
                + " PICKLE_RECEIVER_PORT; expected: a port for each)");
  }

  @Test
  void check_schemaFinerThanFiles_isANoteWithAnExample() throws IOException {
    write(
        "storage-schemas.conf",
        "[web]\npattern = ^web\nretentions = 10s:1d\n[all]\npattern = .\nretentions = 60:1d\n");
    file("web.a.load", 60);
    file("web.b.load", 60);
    file("web.c.load", 10);
    file("db.load", 60);

    var run = check();

    assertThat(run.status()).isZero();
    assertThat(run.out().lines().filter(line -> line.contains("finer")))
        .singleElement()
        .asString()
        .startsWith(
            "note   storage-schemas.conf: [web] is finer than 2 of the files below "
                + home.resolve("storage/whisper")
                + " are, such as web.")
        .contains("load (60 s, not 10 s)");
  }

  @Test
  void check_schemaCoarserThanFiles_isANote() throws IOException {
    write("storage-schemas.conf", "[all]\npattern = .\nretentions = 60:1d\n");
    file("db.load", 10);

    assertThat(check().out())
        .contains("storage-schemas.conf: [all] is coarser than 1 of the files below ")
        .contains(" are, such as db.load (10 s, not 60 s); they stay as they are (graphite ret");
  }

  @Test
  void check_schemaUnlikeNodesOfACeresTree_isANoteWithAnExample() throws IOException {
    write("carbon.conf", "[cache]\nDATABASE = ceres\n");
    write(
        "storage-schemas.conf",
        "[web]\npattern = ^web\nretentions = 10s:1d\n[all]\npattern = .\nretentions = 60:1d\n");
    var root = home.resolve("storage/ceres");
    node(root, "web.a", 60);
    node(root, "web.a.load", 10);
    node(root, "db.load", 30);
    node(root, "_tagged.abc.def", 5);
    Files.createDirectories(root.resolve("web/b"));
    Files.writeString(root.resolve("web/b/.ceres-node"), "damaged");

    var run = check();

    assertThat(run.status()).isZero();
    assertThat(run.out().lines().filter(line -> line.contains("er than")))
        .containsExactly(
            "note   storage-schemas.conf: [all] is coarser than 1 of the nodes below "
                + root
                + " are, such as db.load (30 s, not 60 s); they stay as they are (graphite"
                + " ceres-maintenance with the plugin metadata changes them)",
            "note   storage-schemas.conf: [web] is finer than 1 of the nodes below "
                + root
                + " are, such as web.a (60 s, not 10 s); they stay as they are (graphite"
                + " ceres-maintenance with the plugin metadata changes them)");
  }

  @Test
  void check_ofATreeMarkedAsCeres_looksAtItsNodes() throws IOException {
    var root = home.resolve("elsewhere");
    CeresTree.create(root, Map.of());
    node(root, "a.b", 1);
    write("carbon.conf", "[cache]\nLOCAL_DATA_DIR = " + root + "\n");

    assertThat(check().out()).contains("is coarser than 1 of the nodes below " + root);
  }

  @Test
  void notes_ofALargeTree_areOfAPartOfIt() throws IOException {
    var root = home.resolve("storage/ceres");
    for (var i = 0; i < 10; i++) {
      node(root, "web.n" + i, 1);
    }

    assertThat(storedSteps(root, 10, 100))
        .singleElement()
        .asString()
        .startsWith("carbon's default of 60 s is coarser than 10 of the nodes below ");
    assertThat(storedSteps(root, 4, 100))
        .anyMatch(note -> note.contains("coarser than 4 of the nodes"))
        .contains("only 4 nodes below " + root + " were compared with the schemas");
    assertThat(storedSteps(root, 10, 2))
        .containsExactly("only 0 nodes below " + root + " were compared with the schemas");
  }

  private static List<String> storedSteps(Path root, int series, int entries) throws IOException {
    return StoredSteps.notes(
        root,
        StoredSteps.Engine.CERES,
        SchemaRules.DEFAULTS,
        new StoredSteps.Bounds(series, entries));
  }

  private static void node(Path root, String name, int step) throws IOException {
    Files.createDirectories(root);
    var _ =
        CeresTree.open(root, InstantSource.system())
            .createNode(MetricPath.parse(name), NodeMetadata.of(step));
  }

  private void file(String name, int step) throws IOException {
    var file = home.resolve("storage/whisper/" + name.replace('.', '/') + ".wsp");
    Files.createDirectories(file.getParent());
    var retentions = new RetentionPolicy(List.of(new Retention(step, 100)));
    WhisperFile.create(
        file,
        new SeriesLayout(retentions, 0.5, AggregationMethod.AVERAGE),
        FileAllocation.ZERO_FILLED);
  }

  private static int portWithoutListener() throws IOException {
    try (var closed = new ServerSocket(0, 5, InetAddress.getLoopbackAddress())) {
      return closed.getLocalPort();
    }
  }

  @Test
  void connect_destinationThatNobodyListensAt_isWrong() throws IOException {
    var dead = portWithoutListener();
    try (var listening = new ServerSocket(0, 5, InetAddress.getLoopbackAddress())) {
      write(
          "carbon.conf",
          "[relay]\nRELAY_METHOD = constant\nDESTINATIONS = 127.0.0.1:"
              + listening.getLocalPort()
              + ":a,127.0.0.1:"
              + dead
              + ":b\n");
      write("graphite-web.toml", "carbonlink_hosts = []\n");

      var quiet = check();
      var run = check("--connect");

      assertThat(quiet.status()).isZero();
      assertThat(run.status()).isEqualTo(1);
      assertThat(run.out().lines().filter(line -> line.startsWith("wrong")))
          .singleElement()
          .asString()
          .contains("wrong  destination of [relay] 127.0.0.1:" + dead + ": ");
    }
  }

  @Test
  void check_ofKeysWithoutEffect_isANote_andOk() throws IOException {
    write(
        "carbon.conf",
        "[relay]\nRELAY_METHOD = constant\nDESTINATIONS = h:1\nMAX_QUEUE_SIZE = 10\n");

    var run = check();

    assertThat(run.status()).isZero();
    assertThat(run.out().lines())
        .contains("ok     carbon.conf [relay]")
        .anyMatch(line -> line.startsWith("note   ") && line.contains("MAX_QUEUE_SIZE has no"));
  }

  @Test
  void check_obeysOverrides() throws IOException {
    assertThat(check("--set", "cache.MAX_CACHE_SIZE=many").out())
        .contains("--set cache.MAX_CACHE_SIZE=many: max_cache_size = many (expected: a number");

    var sentence =
        "wrong  --set web.TIME_ZON=UTC: TIME_ZON is no key of [web] (expected: TIME_ZONE?)";
    var unknown = check("--set", "web.TIME_ZON=UTC");
    assertThat(unknown.out()).contains(sentence);
    assertThat(unknown.status()).isEqualTo(1);
    Files.delete(home.resolve("conf/graphite-web.toml"));
    assertThat(check("--set", "web.TIME_ZON=UTC").out()).contains(sentence);
  }

  @Test
  void check_ofMetrics_tellsLayoutAndDestinations() throws IOException {
    write("carbon.conf", "[relay]\nRELAY_METHOD = constant\nDESTINATIONS = h:2004, i:2004\n");
    write("storage-schemas.conf", "[web]\npattern = ^web\\.\nretentions = 10s:1h,1m:1d\n");
    write(
        "storage-aggregation.conf",
        "[count]\npattern = \\.count$\naggregationMethod = sum\nxFilesFactor = 0\n");

    var run = check("web.a.count", "other.load");

    assertThat(run.status()).isZero();
    assertThat(run.out().lines())
        .containsSequence(
            "web.a.count",
            "  schema       [web] 10:360,60:1440",
            "  aggregation  [count] sum, xFilesFactor 0.0",
            "  relay        -> h:2004, i:2004",
            "    RELAY_METHOD = constant takes everything, stop",
            "    to all of DESTINATIONS -> h:2004, i:2004",
            "other.load",
            "  schema       none matches, so carbon's default 60:10080",
            "  aggregation  none matches, so the default average, xFilesFactor 0.5");
  }

  @Test
  void check_changesNothing() throws IOException {
    var empty = home.resolve("empty");

    var run = CommandRun.of("check", "--home", empty.toString());

    assertThat(run.status()).isZero();
    assertThat(run.out()).contains("note   " + empty.resolve("conf/carbon.conf") + ": not there");
    assertThat(empty).doesNotExist();
  }

  private CommandRun check(String... more) {
    var arguments = new ArrayList<String>(List.of("check", "--home", home.toString()));
    arguments.addAll(List.of(more));
    return CommandRun.of(arguments);
  }

  private void write(String name, String text) throws IOException {
    Files.writeString(home.resolve("conf").resolve(name), text);
  }
}
