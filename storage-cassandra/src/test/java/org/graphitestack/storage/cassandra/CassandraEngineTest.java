// Copyright 2026 The Graphite Stack Authors
// SPDX-License-Identifier: Apache-2.0

package org.graphitestack.storage.cassandra;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.UUID;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import java.util.stream.IntStream;
import java.util.stream.LongStream;
import org.graphitestack.model.AggregationMethod;
import org.graphitestack.model.MetricPath;
import org.graphitestack.model.PointBatch;
import org.graphitestack.model.RetentionPolicy;
import org.graphitestack.model.SeriesLayout;
import org.graphitestack.storage.ReadSource;
import org.graphitestack.storage.SeriesReader;
import org.graphitestack.storage.TimeWindow;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/// Several engines over one node, as several caches and webs have them: `-Dcassandra.node`.
@Tag("cassandra")
class CassandraEngineTest {

  /// A multiple of a day.
  private static final long NOW = 1_699_920_000L;

  private static final SeriesLayout LAYOUT =
      new SeriesLayout(RetentionPolicy.parse("60:1440,300:2016"), 0, AggregationMethod.SUM);

  private final String prefix = "t" + UUID.randomUUID().toString().replace("-", "");
  private final List<CassandraEngine> open = new ArrayList<>();
  private final long begun = System.nanoTime();
  private Instant wall = InstantSource.system().instant();

  private CassandraEngine engine() throws IOException {
    return engine(CassandraContractTest.options().withKeyspaces("engine_data", "engine_meta"));
  }

  private CassandraEngine engine(CassandraOptions options) throws IOException {
    var engine =
        CassandraEngine.open(
            new CassandraOptions(
                options.contactPoints(),
                options.datacenter(),
                options.dataKeyspace(),
                options.metaKeyspace(),
                options.replicationFactor(),
                options.readConsistency(),
                options.writeConsistency(),
                Duration.ofSeconds(20),
                Duration.ofSeconds(20),
                options.requestsInFlight(),
                options.login(),
                options.tls(),
                true,
                () -> wall.plusNanos(System.nanoTime() - begun),
                options.nanoTime()));
    open.add(engine);
    engine.requireReached();
    return engine;
  }

  @AfterEach
  void closeEngines() {
    open.forEach(CassandraEngine::close);
  }

  private MetricPath path(String name) {
    return MetricPath.parse(prefix + "." + name);
  }

  private static void write(CassandraEngine engine, MetricPath path, long time, double value)
      throws IOException {
    assertThat(engine.writer().write(path, PointBatch.of(time, value), NOW)).isZero();
  }

  private static double[] read(SeriesReader reader, MetricPath path, long from, long until)
      throws IOException {
    return reader.read(path, new TimeWindow(from, until, NOW)).orElseThrow().values();
  }

  @Test
  void twoWriters_ofOneSeries_rollUpWhatBothWrote() throws IOException {
    var one = engine();
    var other = engine();
    one.writer().create(path("shared"), LAYOUT);
    for (var i = 0; i < 10; i++) {
      write(i % 2 == 0 ? one : other, path("shared"), NOW - 600 + 60L * i, i);
    }

    for (var engine : List.of(one, other)) {
      assertThat(read(engine.reader(), path("shared"), NOW - 660, NOW - 60))
          .containsExactly(0, 1, 2, 3, 4, 5, 6, 7, 8, 9);
      assertThat(read(engine.reader(), path("shared"), NOW - 2 * 86_400, NOW - 300))
          .endsWith(0 + 1 + 2 + 3 + 4, 5 + 6 + 7 + 8 + 9);
    }
  }

  @Test
  void twoWriters_fedTheSame_answerAsOne() throws Exception {
    var one = engine();
    var other = engine();
    one.writer().create(path("alone"), LAYOUT);
    one.writer().create(path("twice"), LAYOUT);
    var random = new Random();
    var seed = random.nextLong();
    random.setSeed(seed);
    var batches = new ArrayList<PointBatch>();
    for (var i = 0; i < 30; i++) {
      var times =
          LongStream.range(0, 1 + random.nextInt(20)).map(j -> NOW - 3600 + 60 * j).toArray();
      batches.add(PointBatch.of(times, random.doubles(times.length).toArray()));
    }

    for (var batch : batches) {
      one.writer().write(path("alone"), batch, NOW);
      try (var threads = Executors.newFixedThreadPool(2)) {
        Callable<Integer> first = () -> one.writer().write(path("twice"), batch, NOW);
        Callable<Integer> second = () -> other.writer().write(path("twice"), batch, NOW);
        for (var result : threads.invokeAll(List.of(first, second))) {
          assertThat(result.get()).isZero();
        }
      }
    }

    for (var age : new long[] {4_000, 100_000}) {
      assertThat(read(other.reader(), path("twice"), NOW - age, NOW))
          .as("seed %s, from %s s ago", seed, age)
          .isEqualTo(read(one.reader(), path("alone"), NOW - age, NOW));
    }
  }

  @Test
  void overwrite_byAnotherWriter_isTheLater() throws IOException {
    var one = engine();
    var other = engine();
    one.writer().create(path("over"), LAYOUT);
    write(one, path("over"), NOW, 1);
    write(other, path("over"), NOW, 2);

    assertThat(read(one.reader(), path("over"), NOW - 60, NOW)).containsExactly(2);

    write(one, path("over"), NOW, 3);
    assertThat(read(other.reader(), path("over"), NOW - 60, NOW)).containsExactly(3);
  }

  @Test
  void fullPage_isSealed_andReadsTheSame() throws IOException {
    var engine = engine();
    engine.writer().create(path("page"), LAYOUT);
    // 120 slots are a page, of a minute as of five: only one of minutes is full
    var begin = NOW - 72_000;
    for (var i = 0; i < 125; i++) {
      write(engine, path("page"), begin + 60L * i, i);
    }

    assertThat(engine.statistics().pagesSealed()).isEqualTo(1);
    var before = engine.statistics().chunksRead();
    assertThat(read(engine.reader(), path("page"), begin - 60, begin + 119 * 60))
        .isEqualTo(IntStream.range(0, 120).mapToDouble(i -> i).toArray());
    assertThat(engine.statistics().chunksRead() - before).isEqualTo(1);

    write(engine, path("page"), begin + 60, 1000);
    assertThat(read(engine.reader(), path("page"), begin - 60, begin + 120))
        .as("a late point is put over the sealed page")
        .containsExactly(0, 1000, 2);
    assertThat(read(engine.reader(), path("page"), NOW - 2 * 86_400, begin)).endsWith(1009);
  }

  @Test
  void pointWrittenAsOfATimeToCome_livesForItsWholeRetention() throws IOException {
    var engine = engine();
    engine.writer().create(path("dated"), LAYOUT);
    var today = wall.getEpochSecond();
    var later = today + 100_000;
    engine.writer().write(path("dated"), PointBatch.of(today, 1), later);

    var window = new TimeWindow(today - 300, today, later);
    var table = engine.reader().source(path("dated"), window).orElseThrow();
    assertThat(timesToLive(table)).isNotEmpty().allMatch(seconds -> seconds >= 300 * 2016);
  }

  /// Seconds that the rows of a series have to live.
  private static List<Integer> timesToLive(ReadSource source) throws IOException {
    var options = CassandraContractTest.options().withKeyspaces("engine_data", "engine_meta");
    var cluster = ClusterConnection.open(options, new CassandraStatistics(), _ -> {});
    try {
      var place = source.place().split(" ", -1);
      var lives = new ArrayList<Integer>();
      for (var row :
          cluster.execute(
              cluster.bind(
                  "SELECT TTL(data) FROM " + place[0] + " WHERE series = ? ALLOW FILTERING",
                  UUID.fromString(place[1])))) {
        lives.add(row.getInt(0));
      }
      return lives;
    } finally {
      cluster.close();
    }
  }

  @Test
  void news_ofAnotherEngine_areSeenByAScan() throws IOException {
    var one = engine();
    var scan = engine().newScan();
    one.writer().create(path("before"), LAYOUT);
    var added = new ArrayList<MetricPath>();
    var removed = new ArrayList<MetricPath>();
    scan.run(added::add, removed::add);
    assertThat(added).contains(path("before"));
    added.clear();
    removed.clear();

    one.writer().create(path("after;a=b"), LAYOUT);
    one.admin().rename(path("before"), path("renamed"));
    scan.run(added::add, removed::add);
    assertThat(added).containsExactlyInAnyOrder(path("after;a=b"), path("renamed"));
    assertThat(removed).containsExactly(path("before"));

    added.clear();
    removed.clear();
    scan.run(added::add, removed::add);
    assertThat(added).as("each counts once").isEmpty();
    assertThat(removed).isEmpty();
  }

  @Test
  void deletedByAnother_isSeenAndStartsEmptyWhenCreatedAgain() throws IOException {
    var one = engine();
    var other = engine();
    var scan = other.newScan();
    one.writer().create(path("again"), LAYOUT);
    write(one, path("again"), NOW, 1);
    scan.run(_ -> {}, _ -> {});
    assertThat(read(other.reader(), path("again"), NOW - 60, NOW)).containsExactly(1);

    one.admin().delete(path("again"));
    one.writer().create(path("again"), LAYOUT);
    scan.run(_ -> {}, _ -> {});

    assertThat(read(other.reader(), path("again"), NOW - 60, NOW)).containsExactly(Double.NaN);
  }

  @Test
  void nameOfARenamedSeries_createdAgain_hasPointsOfItsOwn() throws IOException {
    var engine = engine();
    engine.writer().create(path("old"), LAYOUT);
    write(engine, path("old"), NOW, 1);
    engine.admin().rename(path("old"), path("new"));
    engine.writer().create(path("old"), LAYOUT);
    write(engine, path("old"), NOW, 2);
    engine.admin().delete(path("old"));
    engine.writer().create(path("old"), LAYOUT);

    assertThat(read(engine.reader(), path("new"), NOW - 60, NOW)).containsExactly(1);
    assertThat(read(engine.reader(), path("old"), NOW - 60, NOW)).containsExactly(Double.NaN);
  }

  @Test
  void deadSeries_areRemoved_andOthersStay() throws IOException {
    var engine =
        engine(CassandraContractTest.options().withKeyspaces("expiry_data", "expiry_meta"));
    engine.writer().create(path("dead"), LAYOUT);
    engine.writer().create(path("alive"), LAYOUT);
    var week = Duration.ofSeconds(LAYOUT.retentions().maxSeconds());
    wall = wall.plus(week);
    engine.removeDead();
    assertThat(engine.writer().exists(path("dead"))).as("a day is given").isTrue();

    wall = wall.plus(Duration.ofDays(2));
    var now = wall.getEpochSecond();
    engine.writer().write(path("alive"), PointBatch.of(now, 1), now);

    assertThat(engine.removeDead()).isPositive();
    assertThat(engine.writer().exists(path("dead"))).isFalse();
    assertThat(engine.writer().exists(path("alive"))).isTrue();
    assertThat(engine.removeDead()).isZero();
  }

  @Test
  void schema_madeByManyAtOnce_isMadeOnce() throws Exception {
    var name = "s" + Long.toHexString(new Random().nextLong());
    var options = CassandraContractTest.options().withKeyspaces(name + "_data", name + "_meta");
    try (var threads = Executors.newFixedThreadPool(4)) {
      var starts = new ArrayList<Callable<Boolean>>();
      for (var i = 0; i < 4; i++) {
        var path = path("many" + i);
        starts.add(
            () -> {
              try (var engine = CassandraEngine.open(options)) {
                engine.writer().create(path, LAYOUT);
                write(engine, path, NOW, 4);
                return engine.writer().exists(path);
              }
            });
      }
      for (var started : threads.invokeAll(starts)) {
        assertThat(started.get()).isTrue();
      }
    }
    var left = new ArrayList<MetricPath>();
    engine(options).forEachSeries(left::add);
    assertThat(left).hasSize(4);
  }

  @Test
  void ahead_ofManySeries_readsEachAsAlone() throws IOException {
    var engine = engine();
    var paths = IntStream.range(0, 150).mapToObj(i -> path("many.s" + i)).toList();
    for (var path : paths.subList(0, 100)) {
      engine.writer().create(path, LAYOUT);
      write(engine, path, NOW, paths.indexOf(path));
    }
    var window = new TimeWindow(NOW - 60, NOW, NOW);

    var ahead = engine.reader().ahead(paths);

    for (var path : paths) {
      assertThat(ahead.read(path, window))
          .as("%s", path)
          .isEqualTo(engine.reader().read(path, window));
    }
    assertThat(ahead.read(paths.get(70), window).orElseThrow().values()).containsExactly(70);
    assertThat(ahead.read(paths.get(120), window)).isEmpty();
  }
}
