// Copyright 2026 The Graphite Stack Authors
// SPDX-License-Identifier: Apache-2.0

package org.graphitestack.integration.cassandra;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.graphitestack.integration.GraphiteProcess;
import org.graphitestack.launch.Main;
import org.graphitestack.model.AggregationMethod;
import org.graphitestack.model.MetricPath;
import org.graphitestack.model.PointBatch;
import org.graphitestack.model.RetentionPolicy;
import org.graphitestack.model.SeriesLayout;
import org.graphitestack.storage.whisper.WhisperEngine;
import org.graphitestack.storage.whisper.WhisperOptions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// `graphite convert` into a cluster and out of it.
@WithCassandra
class MigrationTest {

  private static final SeriesLayout LAYOUT =
      new SeriesLayout(RetentionPolicy.parse("10s:1h,60s:6h,300s:2d"), 0.5, AggregationMethod.SUM);
  private static final int SERIES = 12;

  private final CassandraCluster cluster;

  @TempDir private Path folder;

  MigrationTest(CassandraCluster cluster) {
    this.cluster = cluster;
  }

  private String convert(String from, String to, String... more) {
    var stack = new StackOverCassandra(cluster, "migration", "");
    var arguments = new ArrayList<String>(List.of("convert", "--from", from, "--to", to));
    arguments.addAll(stack.settings());
    arguments.addAll(List.of(more));
    var out = new StringWriter();
    var err = new StringWriter();
    var status =
        Main.commandLine()
            .setOut(new PrintWriter(out, true))
            .setErr(new PrintWriter(err, true))
            .execute(arguments.toArray(String[]::new));
    assertThat(status).as(out + "\n" + err).isZero();
    return out.toString();
  }

  private void write(String name, long from, long until) throws IOException {
    try (var engine =
        WhisperEngine.open(
            WhisperOptions.of(folder.resolve(name), InstantSource.system(), () -> 0))) {
      for (var series = 0; series < SERIES; series++) {
        var path = MetricPath.parse("move.host" + series / 4 + ".m" + series);
        engine.writer().create(path, LAYOUT);
        var random = new Random(series);
        for (var at = from; at <= until; at += 10) {
          var value = random.nextInt(1_000);
          if (random.nextInt(10) > 0) {
            var _ = engine.writer().write(path, PointBatch.of(at, value), at);
          }
        }
      }
    }
  }

  @Test
  void convert_intoAClusterAndBack_answersTheSame() throws IOException {
    var now = InstantSource.system().instant().getEpochSecond();
    write("source", now - 30_000, now);
    var there = "cassandra:" + cluster.contactPoints();
    var at = Long.toString(now);

    var copied = convert("whisper:" + folder.resolve("source"), there, "--now", at);
    var again = convert("whisper:" + folder.resolve("source"), there, "--merge", "--now", at);
    var back = convert(there, "whisper:" + folder.resolve("back"), "--now", at);
    var compared =
        convert(
            "whisper:" + folder.resolve("source"),
            "whisper:" + folder.resolve("back"),
            "--compare",
            "--now",
            at);

    assertThat(copied).contains("12 series: 12 converted, 0 were there, 0 failed", " 0 differ");
    assertThat(again).contains("0 converted, 12 completed", " 0 differ");
    assertThat(back).contains("12 converted", " 0 differ");
    assertThat(compared).startsWith("12 series compared: ").endsWith(" 0 differ\n");
  }

  /// What `docs/migration.md` says, in its order.
  @Test
  void changeOver_withARelayThatWritesToBoth_leavesNoGap() throws IOException {
    var series = 8;
    var points =
        new SecondsOfPoints(
            "live", series, InstantSource.system().instant().getEpochSecond() - 600);
    var stack =
        new StackOverCassandra(cluster, "migration", "[all]\npattern = .*\nretentions = 1s:1d\n");
    var conf = folder.resolve("relay.conf");
    var lag = new String[] {"--set", "cache.MIN_TIMESTAMP_LAG=1"};
    var alone = new String[] {"--set", lag[1], "--set", StackOverCassandra.NO_OWN_METRICS};
    try (var before = GraphiteProcess.cache(stack.prepared(folder.resolve("old")), alone)) {
      writeRelay(conf, before);
      try (var relay = GraphiteProcess.relay(folder.resolve("relay"), "--config", conf.toString());
          var after = stack.cache(folder.resolve("new"), lag)) {
        relay.sendLines(points.lines(0, 100));
        StackOverCassandra.awaitStored(before, 100L * series);

        writeRelay(conf, before, after);
        await()
            .atMost(StackOverCassandra.PATIENCE)
            .until(() -> relay.get("/explain.json?metric=live.s0").body().contains(line(after)));
        relay.sendLines(points.lines(100, 200));
        StackOverCassandra.awaitStored(after, 100L * series);

        var storage = "whisper:" + folder.resolve("old/storage/whisper");
        var there = "cassandra:" + cluster.contactPoints();
        relay.sendLines(points.lines(200, 250));
        var copied = convert(storage, there, "--merge");
        relay.sendLines(points.lines(250, 300));
        StackOverCassandra.awaitStored(before, 300L * series);
        StackOverCassandra.awaitStored(after, 200L * series);

        assertThat(copied).contains("8 series: ", " 0 failed");
        assertThat(convert(storage, there, "--compare")).endsWith(" 0 differ\n");
      }
    }
    try (var web = stack.web(folder.resolve("web"))) {
      points.assertReadBy(web, 300);
    }
  }

  private static String line(GraphiteProcess cache) {
    return "127.0.0.1:" + cache.address("line").getPort();
  }

  private static void writeRelay(Path conf, GraphiteProcess... caches) throws IOException {
    var destinations = Stream.of(caches).map(MigrationTest::line).collect(Collectors.joining(", "));
    Files.writeString(
        conf,
        """
        [relay]
        RELAY_METHOD = constant
        DESTINATIONS = %s
        DESTINATION_PROTOCOL = line
        CARBON_METRIC_INTERVAL = 0
        """
            .formatted(destinations));
  }
}
