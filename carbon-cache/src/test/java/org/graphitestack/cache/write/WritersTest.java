// Copyright 2026 The Graphite Stack Authors
// SPDX-License-Identifier: Apache-2.0

package org.graphitestack.cache.write;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.OptionalDouble;
import java.util.SplittableRandom;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import org.assertj.core.api.Condition;
import org.graphitestack.cache.HandMovedNanos;
import org.graphitestack.cache.PointsToSend;
import org.graphitestack.cache.StorageInMemory;
import org.graphitestack.cache.ledger.CacheLedger;
import org.graphitestack.cache.ledger.DropReason;
import org.graphitestack.cache.memory.FlowControl;
import org.graphitestack.cache.memory.MemoryLimits;
import org.graphitestack.cache.memory.SetAside;
import org.graphitestack.cache.memory.StorageState;
import org.graphitestack.cache.memory.WaitingPoints;
import org.graphitestack.cache.schema.SchemaRules;
import org.graphitestack.model.MetricPath;
import org.graphitestack.model.PointBatch;
import org.graphitestack.storage.CorruptSeriesException;
import org.graphitestack.storage.UnstorablePathException;
import org.graphitestack.storage.index.SubtreePattern;
import org.graphitestack.storage.limit.LimitBook;
import org.graphitestack.storage.limit.LimitRule;
import org.graphitestack.storage.limit.LimitRules;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

@Timeout(60)
class WritersTest {

  private static final long NOW = 1_700_000_000L;
  private static final Duration AS_LONG_AS_IT_TAKES = Duration.ofDays(1);

  private final CacheLedger ledger = new CacheLedger();
  private final HandMovedNanos nanos = new HandMovedNanos();
  private final StorageInMemory storage = new StorageInMemory();
  private final AtomicLong free = new AtomicLong(-1);
  private final FairShare shares = new FairShare();
  private final WaitingPoints memory =
      new WaitingPoints(
          new MemoryLimits(Long.MAX_VALUE, Long.MAX_VALUE, true),
          0,
          SchemaRules.DEFAULTS::layoutFor,
          _ -> {},
          new FlowControl() {
            @Override
            public void pause() {}

            @Override
            public void resume() {}
          },
          SetAside.NOWHERE,
          ledger,
          nanos,
          1);

  @Test
  void write_newSeries_isCreatedByItsSchemaAndWritten() {
    send("a.b", 10, 1);
    send("a.b", 20, 2);

    store(Double.POSITIVE_INFINITY).write(only());

    assertThat(storage.layoutOf("a.b"))
        .isEqualTo(SchemaRules.DEFAULTS.layoutFor(new MetricPath("a.b")));
    assertThat(storage.points("a.b")).isEqualTo(Map.of(10L, 1.0, 20L, 2.0));
    assertThat(ledger.creates()).isEqualTo(1);
    assertThat(ledger.stored()).isEqualTo(2);
    assertThat(ledger.writes()).isEqualTo(1);
    assertThat(ledger.held()).isZero();
  }

  @Test
  void write_createsUsedUp_pointsWaitAndAreReadable() {
    var store = store(60);
    for (var i = 0; i < 61; i++) {
      send("s" + i, 10, 1);
    }

    writeAll(store);
    assertThat(ledger.creates()).isEqualTo(60);
    assertThat(ledger.held()).isEqualTo(1);
    assertThat(memory.look(false).size()).isZero();
    assertThat(ledger.createsWaiting()).isEqualTo(1);
    nanos.passSeconds(1);
    writeAll(store);

    assertThat(ledger.creates()).isEqualTo(61);
    assertThat(ledger.held()).isZero();
  }

  @Test
  void write_diskNearlyFull_noSeriesIsCreatedUntilThereIsRoom() {
    var store = store(Double.POSITIVE_INFINITY);
    send("there", 10, 1);
    store.write(only());
    free.set(999);
    nanos.passSeconds(1);
    send("there", 20, 1);
    send("new", 10, 1);

    writeAll(store);
    assertThat(storage.points("there")).hasSize(2);
    assertThat(ledger.creates()).isEqualTo(1);
    assertThat(memory.unstored(new MetricPath("new"))).isEqualTo(PointBatch.of(10, 1));
    free.set(1000);
    nanos.passSeconds(1);
    writeAll(store);

    assertThat(storage.points("new")).hasSize(1);
    assertThat(ledger.errors()).isZero();
  }

  @Test
  void write_ioFails_pointsStayReadableAndAreTriedLaterAndLater() {
    var store = store(Double.POSITIVE_INFINITY);
    send("a", 10, 1);
    storage.trouble(
        (call, _) -> {
          if (call.equals("write")) {
            throw new IOException("No space left on device");
          }
        });

    store.write(only());
    assertThat(memory.unstored(new MetricPath("a"))).isEqualTo(PointBatch.of(10, 1));
    assertThat(ledger.errors()).isEqualTo(1);
    for (var seconds : new int[] {1, 2, 4, 8, 16, 32, 60, 60}) {
      nanos.passSeconds(seconds - 0.5);
      assertThat(memory.look(true).size()).as("before %d s", seconds).isZero();
      nanos.passSeconds(0.5);
      store.write(only());
    }
    storage.noTrouble();
    nanos.passSeconds(60);
    store.write(only());

    assertThat(storage.points("a")).isEqualTo(Map.of(10L, 1.0));
    assertThat(ledger.held()).isZero();
    assertThat(ledger.dropped()).isZero();
  }

  @Test
  void write_engineThrowsError_pointsStay() {
    send("a", 10, 1);
    storage.trouble(
        (_, _) -> {
          throw new InternalError("a fault occurred in an unsafe memory access operation");
        });

    store(Double.POSITIVE_INFINITY).write(only());

    assertThat(ledger.held()).isEqualTo(1);
    assertThat(ledger.errors()).isEqualTo(1);
  }

  @Test
  void write_unstorableName_isQuarantinedAndNeverTriedAgain() {
    var store = store(Double.POSITIVE_INFINITY);
    var calls = new AtomicInteger();
    storage.trouble(
        (call, path) -> {
          if (call.equals("create")) {
            calls.incrementAndGet();
            throw new UnstorablePathException(path, "a node of 300 bytes");
          }
        });
    send("bad", 10, 1);

    store.write(only());
    send("bad", 20, 1);
    nanos.passSeconds(100_000);
    send("bad", 30, 1);

    assertThat(memory.lookAtAll().size()).isZero();
    assertThat(calls).hasValue(1);
    assertThat(ledger.dropped(DropReason.UNSTORABLE)).isEqualTo(3);
    assertThat(store.quarantined())
        .containsExactly(
            new QuarantinedSeries(
                new MetricPath("bad"),
                DropReason.UNSTORABLE,
                "cannot be stored: bad (a node of 300 bytes)",
                Instant.ofEpochSecond(NOW)));
  }

  @Test
  void write_corruptSeries_isQuarantinedUntilItIsMended() {
    var store = store(Double.POSITIVE_INFINITY);
    send("a", 10, 1);
    store.write(only());
    storage.trouble(
        (_, path) -> {
          throw new CorruptSeriesException(path.text(), 16, "0 archives", "at least 1");
        });
    send("a", 20, 1);

    store.write(only());
    assertThat(store.quarantined())
        .extracting(QuarantinedSeries::reason)
        .containsExactly(DropReason.CORRUPT);
    storage.noTrouble();
    nanos.passSeconds(15);
    send("a", 30, 1);
    store.write(only());

    assertThat(storage.points("a")).containsOnlyKeys(10L, 30L);
    assertThat(store.quarantined()).isEmpty();
    assertThat(ledger.dropped(DropReason.CORRUPT)).isEqualTo(1);
  }

  @Test
  void write_seriesRemovedBehindOurBack_isCreatedAgain() {
    var store = store(Double.POSITIVE_INFINITY);
    send("a", 10, 1);
    store.write(only());
    send("a", 20, 2);
    storage.trouble(
        (call, _) -> {
          if (call.equals("write")) {
            storage.noTrouble();
            storage.remove("a");
          }
        });
    memory.look(true);

    store.write(only());
    assertThat(ledger.held()).isEqualTo(1);
    store.write(only());

    assertThat(storage.points("a")).isEqualTo(Map.of(20L, 2.0));
    assertThat(ledger.creates()).isEqualTo(2);
  }

  @Test
  void write_somebodyElseCreatedIt_isWrittenAllTheSame() {
    send("a", 10, 1);
    storage.trouble(
        (call, path) -> {
          if (call.equals("create")) {
            storage.noTrouble();
            storage.create(path, SchemaRules.DEFAULTS.layoutFor(path));
          }
        });

    store(Double.POSITIVE_INFINITY).write(only());

    assertThat(storage.points("a")).isEqualTo(Map.of(10L, 1.0));
    assertThat(ledger.creates()).isZero();
  }

  @Test
  void write_pointsTooOld_areCounted() {
    storage.keepFrom(15);
    send("a", 10, 1);
    send("a", 20, 2);

    store(Double.POSITIVE_INFINITY).write(only());

    assertThat(ledger.stored()).isEqualTo(1);
    assertThat(ledger.dropped(DropReason.TOO_OLD)).isEqualTo(1);
  }

  @ParameterizedTest
  @EnumSource(WriteStrategy.class)
  void writers_anyStrategy_writeEverySeriesByThemselves(WriteStrategy strategy) throws Exception {
    var all = new CountDownLatch(300);
    storage.trouble(
        (call, _) -> {
          if (call.equals("write")) {
            all.countDown();
          }
        });
    for (var i = 0; i < 300; i++) {
      send("s" + i, 10 + i, 1);
    }

    try (var writers = writers(settings(strategy, OptionalDouble.empty()))) {
      assertThat(all.await(30, TimeUnit.SECONDS)).isTrue();
      assertThat(writers.drain(AS_LONG_AS_IT_TAKES)).isZero();
    }

    assertThat(storage.written()).hasSize(300).doesNotHaveDuplicates();
    assertThat(ledger.held()).isZero();
  }

  @Test
  void drain_storageKeepsFailing_reportsWhatIsLeftAndKeepsIt() {
    storage.trouble(
        (_, path) -> {
          if (path.text().equals("bad")) {
            throw new IOException("Input/output error");
          }
        });
    var writers = writers(settings(WriteStrategy.SORTED, OptionalDouble.empty()));
    send("bad", 10, 1);
    send("bad", 20, 1);
    send("good", 10, 1);

    assertThat(writers.drain(AS_LONG_AS_IT_TAKES)).isEqualTo(2);

    assertThat(storage.points("good")).hasSize(1);
    assertThat(memory.unstored(new MetricPath("bad")).size()).isEqualTo(2);
  }

  @Test
  void drain_createsLimited_createsAllTheSame() {
    for (var i = 0; i < 100; i++) {
      send("s" + i, 10, 1);
    }
    var writers =
        writers(
            new WriteSettings(
                2,
                WriteStrategy.SORTED,
                Double.POSITIVE_INFINITY,
                OptionalDouble.empty(),
                1,
                Duration.ZERO,
                0));

    assertThat(writers.drain(AS_LONG_AS_IT_TAKES)).isZero();

    assertThat(ledger.creates()).isEqualTo(100);
  }

  @Test
  void drain_noTimeLeft_storesNothingMoreAndKeepsTheRest() {
    send("a", 10, 1);
    send("b", 10, 1);
    var writers = notStarted(settings(WriteStrategy.SORTED, OptionalDouble.empty()));

    assertThat(writers.drain(Duration.ZERO)).isEqualTo(2);

    assertThat(storage.written()).isEmpty();
    assertThat(memory.unstored(new MetricPath("b")).size()).isEqualTo(1);
  }

  @Test
  void drain_timeOver_endsInTheMiddle() {
    storage.trouble((_, _) -> nanos.passSeconds(1));
    for (var i = 0; i < 100; i++) {
      send("s" + i, 10, 1);
    }
    var writers = notStarted(settings(WriteStrategy.SORTED, OptionalDouble.empty()));

    assertThat(writers.drain(Duration.ofSeconds(10))).isBetween(80L, 99L);

    assertThat(storage.written()).isNotEmpty();
  }

  @Test
  void order_byPointsAndByAge_isAsNamed() {
    send("few.old", 10, 1);
    for (var i = 0; i < 3; i++) {
      send("many.young", 100 + i, 1);
    }
    send("two.middle", 50, 1);
    send("two.middle", 60, 1);
    seenWritten();
    var look = memory.lookAtAll();
    var random = new SplittableRandom(1);

    assertThat(names(WriteStrategy.SORTED.order(look, Long.MAX_VALUE, random)))
        .containsExactly("many.young", "two.middle", "few.old");
    assertThat(names(WriteStrategy.MAX.order(look, Long.MAX_VALUE, random)))
        .containsExactly("many.young", "two.middle", "few.old");
    assertThat(names(WriteStrategy.TIMESORTED.order(look, Long.MAX_VALUE, random)))
        .containsExactly("few.old", "two.middle", "many.young");
    assertThat(names(WriteStrategy.TIMESORTED.order(look, 50, random)))
        .containsExactly("few.old", "two.middle");
    assertThat(names(WriteStrategy.NAIVE.order(look, Long.MAX_VALUE, random))).hasSize(3);
    assertThat(names(WriteStrategy.RANDOM.order(look, Long.MAX_VALUE, random)))
        .containsExactlyInAnyOrder("few.old", "two.middle", "many.young");
  }

  @Test
  void order_unwrittenSeries_takeTurnsByPrefix() {
    for (var i = 0; i < 4; i++) {
      send("storm.a.x" + i, 10, 1);
    }
    send("storm.b.y0", 10, 1);
    send("calm.c", 10, 1);
    send("calm;host=a", 10, 1);

    var order = names(shares.order(memory.lookAtAll()));

    assertThat(order).hasSize(7);
    assertThat(List.of(order[0], order[1]))
        .as("one of each first node")
        .haveExactly(1, new Condition<>(name -> name.startsWith("calm"), "calm"))
        .haveExactly(1, new Condition<>(name -> name.startsWith("storm"), "storm"));
    assertThat(List.of(order[2], order[3]))
        .haveExactly(1, new Condition<>(name -> name.startsWith("calm"), "calm"));
    assertThat(List.of(order[0], order[1], order[2], order[3])).contains("storm.b.y0");
    assertThat(WriteStrategy.SORTED.order(memory.lookAtAll(), 0, new SplittableRandom(1)))
        .isEmpty();
  }

  @Test
  void order_oneCreateBetweenTwoLooks_aStormOfNewNamesDoesNotKeepOthersWaiting() {
    var store = store(60);
    for (var i = 0; i < 60; i++) {
      send("before." + i, 10, 1);
    }
    writeAll(store);
    for (var i = 0; i < 500; i++) {
      send("storm.x" + i, 10, 1);
    }
    send("calm.a", 10, 1);
    send("calm.b", 10, 1);
    send("other.c", 10, 1);

    for (var second = 1; second <= 6; second++) {
      nanos.passSeconds(1);
      send("storm.later" + second, 10, 1);
      for (var series : shares.order(memory.look(true))) {
        store.write(series);
      }
    }

    assertThat(ledger.creates()).isEqualTo(66);
    assertThat(List.of("calm.a", "calm.b", "other.c"))
        .allSatisfy(name -> assertThat(storage.points(name)).as(name).hasSize(1));
  }

  @Test
  void order_seriesOfOneLimit_haveOneTurnWhateverTheirFirstNodes() {
    memory
        .limitJudge()
        .limits(
            LimitBook.of(
                new LimitRules(List.of(new LimitRule("a", SubtreePattern.parse("*.a"), Map.of()))),
                nanos),
            _ -> true,
            _ -> 0);
    for (var i = 0; i < 50; i++) {
      send("n" + i + ".a.x", 10, 1);
    }
    send("calm.b.x", 10, 1);

    var order = names(shares.order(memory.lookAtAll()));

    assertThat(List.of(order[0], order[1])).contains("calm.b.x");
  }

  @Test
  void queue_manyUnwrittenSeries_comeBehindTheOthersAndGetHalfASecond() throws Exception {
    send("old", 10, 1);
    seenWritten();
    send("new.a", 10, 1);
    send("new.b", 10, 1);
    send("new.c", 10, 1);
    var queue =
        new WriteQueue(
            memory,
            settings(WriteStrategy.SORTED, OptionalDouble.empty()),
            gate(Double.POSITIVE_INFINITY),
            shares,
            () -> Instant.ofEpochSecond(NOW),
            nanos);

    assertThat(name(queue.next())).isEqualTo("old");
    nanos.passSeconds(2);
    assertThat(name(queue.next())).startsWith("new.");
    nanos.passSeconds(0.4);
    assertThat(name(queue.next())).startsWith("new.");
    nanos.passSeconds(0.2);
    assertThat(name(queue.next())).isEqualTo("old");
  }

  /// Makes all series with points look as if they had been written before.
  private void seenWritten() {
    var look = memory.lookAtAll();
    for (var i = 0; i < look.size(); i++) {
      memory.restore(Objects.requireNonNull(memory.take(look.series(i))), StorageState.PRESENT);
    }
  }

  private String name(int series) {
    return names(new int[] {series})[0];
  }

  @Test
  void settings_nonsense_isRefused() {
    assertThatThrownBy(
            () ->
                new WriteSettings(
                    1, WriteStrategy.MAX, 0, OptionalDouble.empty(), 1, Duration.ZERO, 0))
        .hasMessage("updatesPerSecond: 0.0 (expected: more than 0)");
  }

  private String[] names(int[] order) {
    var names = new String[order.length];
    for (var i = 0; i < order.length; i++) {
      var taken = java.util.Objects.requireNonNull(memory.take(order[i]));
      names[i] = taken.path().text();
      memory.restore(taken, org.graphitestack.cache.memory.StorageState.UNKNOWN);
    }
    return names;
  }

  private SeriesStore store(double createsPerMinute) {
    return new SeriesStore(
        memory,
        storage,
        () -> SchemaRules.DEFAULTS,
        gate(createsPerMinute),
        shares,
        ledger,
        () -> Instant.ofEpochSecond(NOW),
        nanos);
  }

  private CreateGate gate(double createsPerMinute) {
    return new CreateGate(
        new TokenBucket(createsPerMinute / 60, createsPerMinute, nanos), free::get, 1000, nanos);
  }

  private Writers writers(WriteSettings settings) {
    var writers = notStarted(settings);
    writers.start();
    return writers;
  }

  private Writers notStarted(WriteSettings settings) {
    return new Writers(
        settings,
        memory,
        storage,
        () -> -1,
        () -> SchemaRules.DEFAULTS,
        ledger,
        () -> Instant.ofEpochSecond(NOW),
        nanos);
  }

  private static WriteSettings settings(WriteStrategy strategy, OptionalDouble onShutdown) {
    return new WriteSettings(
        2,
        strategy,
        Double.POSITIVE_INFINITY,
        onShutdown,
        Double.POSITIVE_INFINITY,
        Duration.ZERO,
        0);
  }

  private void writeAll(SeriesStore store) {
    var look = memory.look(true);
    for (var i = 0; i < look.size(); i++) {
      store.write(look.series(i));
    }
  }

  private void send(String name, long timestamp, double value) {
    PointsToSend.send(memory, name, timestamp, value);
  }

  private int only() {
    var look = memory.look(true);
    assertThat(look.size()).isEqualTo(1);
    return look.series(0);
  }
}
