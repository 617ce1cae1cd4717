// Copyright 2026 The Graphite Stack Authors
// SPDX-License-Identifier: Apache-2.0

package org.graphitestack.cache.memory;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Random;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicBoolean;
import org.graphitestack.cache.HandMovedNanos;
import org.graphitestack.cache.PointsToSend;
import org.graphitestack.cache.ledger.CacheLedger;
import org.graphitestack.cache.ledger.DropReason;
import org.graphitestack.cache.schema.SchemaRules;
import org.graphitestack.model.InvalidMetricPathException;
import org.graphitestack.model.MetricPath;
import org.graphitestack.model.PointBatch;
import org.graphitestack.protocol.ReceivedPoints;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

class WaitingPointsTest {

  private static final MemoryLimits NO_LIMITS =
      new MemoryLimits(Long.MAX_VALUE, Long.MAX_VALUE, true);

  private final CacheLedger ledger = new CacheLedger();
  private final HandMovedNanos nanos = new HandMovedNanos();
  private final List<String> announced = new ArrayList<>();
  private final List<String> flow = new ArrayList<>();
  private final List<String> setAside = new ArrayList<>();
  private boolean quarantineTakes;
  private final SetAside aside =
      points -> {
        for (var i = 0; i < points.size() && quarantineTakes; i++) {
          setAside.add(points.line(i));
        }
        return quarantineTakes;
      };
  private final WaitingPoints memory = memory(NO_LIMITS, 0);

  @Test
  void accept_newName_isReadableAndAnnouncedOnce() {
    send("a.b", 10, 1);
    send("a.b", 20, 2);

    assertThat(unstored("a.b")).isEqualTo(batch(10, 1, 20, 2));
    assertThat(announced).containsExactly("a.b");
    assertThat(ledger.held()).isEqualTo(2);
    assertThat(ledger.seriesKnown()).isEqualTo(1);
  }

  @Test
  void accept_batchOfManySeries_allArrive() {
    var batch = new PointsToSend();
    for (var i = 0; i < 1000; i++) {
      batch.add("series." + i % 100, i, i);
    }
    batch.to(memory);

    for (var i = 0; i < 100; i++) {
      assertThat(unstored("series." + i).size()).isEqualTo(10);
    }
    assertThat(announced).hasSize(100);
  }

  @Test
  void accept_sameTimestampAgain_replacesTheValue() {
    send("a", 10, 1);
    send("a", 20, 2);
    send("a", 10, 3);

    assertThat(unstored("a")).isEqualTo(batch(10, 3, 20, 2));
    assertThat(ledger.held()).isEqualTo(2);
    assertThat(ledger.replaced()).isEqualTo(1);
  }

  @Test
  void accept_anyOrderWithRepeats_isReadAscendingAndTheLastValueWins() {
    var seed = new Random().nextLong();
    var random = new Random(seed);
    var expected = new java.util.TreeMap<Long, Double>();
    for (var i = 0; i < 2000; i++) {
      var timestamp = 1L + random.nextInt(700);
      send("a", timestamp, i);
      expected.put(timestamp, (double) i);
    }

    var points = unstored("a");
    assertThat(points.size()).as("seed %d", seed).isEqualTo(expected.size());
    var index = 0;
    for (var entry : expected.entrySet()) {
      assertThat(points.timestamp(index)).as("seed %d", seed).isEqualTo(entry.getKey());
      assertThat(points.value(index)).as("seed %d", seed).isEqualTo(entry.getValue());
      index++;
    }
    var taken = takeOnly();
    memory.stored(taken);
    assertThat(ledger.held()).isZero();
    assertThat(ledger.replaced() + taken.points().size()).isEqualTo(2000);
  }

  @Test
  void accept_otherSpellings_areTheSameSeries() {
    send("a.b", 10, 1);
    send(".a..b", 20, 2);
    send("n;b=2;a=1", 10, 1);
    send("n;a=1;b=2", 20, 2);
    send("n;b=2;a=1", 30, 3);

    assertThat(unstored("a.b").size()).isEqualTo(2);
    assertThat(unstored("n;a=1;b=2").size()).isEqualTo(3);
    assertThat(announced).containsExactly("a.b", "n;a=1;b=2");
  }

  @Test
  void accept_namesThatNameNoSeries_areCountedAndNotKept() {
    send("", 10, 1);
    send("a/b", 10, 1);
    send("a\u0000b", 10, 1);
    send("x".repeat(5000), 10, 1);

    assertThat(ledger.rejectedNames()).isEqualTo(4);
    assertThat(ledger.rejectedNames(InvalidMetricPathException.Reason.SLASH)).isEqualTo(1);
    assertThat(ledger.seriesKnown()).isZero();
    assertThat(ledger.held()).isZero();
    assertThat(announced).isEmpty();
  }

  @Test
  void accept_resolution_roundsTimestampsDown() {
    var coarse = memory(NO_LIMITS, 10);

    PointsToSend.send(coarse, "a", 1_700_000_019L, 1);
    PointsToSend.send(coarse, "a", 1_700_000_011L, 2);

    assertThat(coarse.unstored(new MetricPath("a"))).isEqualTo(batch(1_700_000_010L, 2));
  }

  @Test
  void take_pointsInFlight_stayReadableUntilStored() {
    send("a", 10, 1);

    var taken = takeOnly();
    assertThat(unstored("a")).isEqualTo(batch(10, 1));
    assertThat(memory.take(taken.series())).isNull();
    send("a", 10, 5);
    send("a", 20, 2);
    assertThat(unstored("a")).isEqualTo(batch(10, 5, 20, 2));
    memory.stored(taken);

    assertThat(unstored("a")).isEqualTo(batch(10, 5, 20, 2));
    assertThat(takeOnly().points()).isEqualTo(batch(10, 5, 20, 2));
  }

  @Test
  void restore_afterAFailure_waitsAgainBelowWhatCameMeanwhile() {
    send("a", 20, 1);
    var taken = takeOnly();
    send("a", 10, 2);
    send("a", 20, 3);

    memory.restoreAfterFailure(taken, failures -> failures);

    assertThat(unstored("a")).isEqualTo(batch(10, 2, 20, 3));
    assertThat(memory.look(true).size()).isZero();
    assertThat(memory.lookAtAll().oldest(0)).isEqualTo(10);
    nanos.passSeconds(1);
    assertThat(memory.look(true).size()).isEqualTo(1);
  }

  @Test
  void giveUp_withoutAQuarantine_dropsAndCountsAllThatComes() {
    send("a", 10, 1);
    var taken = takeOnly();
    send("a", 20, 1);

    memory.giveUp(taken, DropReason.UNSTORABLE, 0);
    send("a", 30, 1);

    assertThat(ledger.dropped(DropReason.UNSTORABLE)).isEqualTo(3);
    assertThat(ledger.held()).isZero();
    assertThat(ledger.heldBytes()).isZero();
    assertThat(unstored("a").isEmpty()).isTrue();
  }

  @Test
  void giveUp_withAQuarantine_setsAsideWhatWasThereAndWhatComes() {
    quarantineTakes = true;
    send("a", 10, 1);
    var taken = takeOnly();
    send("a", 20, 1);
    send("a", 20, 2);

    memory.giveUp(taken, DropReason.UNSTORABLE, 0);
    send("a", 30, 1);

    assertThat(setAside).containsExactly("a 1 10", "a 2 20", "a 1 30");
    assertThat(ledger.quarantined(DropReason.UNSTORABLE)).isEqualTo(3);
    assertThat(ledger.dropped()).isZero();
    assertThat(ledger.replaced()).isEqualTo(1);
    assertThat(ledger.held()).isZero();
  }

  @Test
  void topSenders_areThoseOfTheLastWholeMinute() {
    for (var i = 0; i < 5; i++) {
      send("team.a.x" + i % 2, 10 + i, 1);
    }
    send("team.b.y", 10, 1);
    send("lone;dc=eu", 10, 1);
    send("lone;dc=us", 20, 1);
    assertThat(memory.topSenders(2).series()).isEmpty();

    memory.turnMinute();

    var top = memory.topSenders(2);
    assertThat(top.series())
        .containsExactly(
            new TopSenders.Sender("team.a.x0", 3), new TopSenders.Sender("team.a.x1", 2));
    assertThat(top.prefixes())
        .containsExactly(new TopSenders.Sender("team.a", 5), new TopSenders.Sender("lone", 2));
    assertThat(memory.topSenders(9).newSeries())
        .containsExactlyInAnyOrder(
            new TopSenders.Sender("team.a", 2),
            new TopSenders.Sender("team.b", 1),
            new TopSenders.Sender("lone", 2));

    memory.turnMinute();
    nanos.passSeconds(3601);
    assertThat(memory.topSenders(9)).isEqualTo(new TopSenders(List.of(), List.of(), List.of()));
  }

  @Test
  void limit_ofBytes_countsNamesButLeavesAQuarterToPoints() {
    var small = memory(new MemoryLimits(Long.MAX_VALUE, 100_000, false), 0);
    for (var i = 0; i < 2000; i++) {
      PointsToSend.send(small, "a.rather.long.name.of.a.series.number." + i, 10, 1);
    }

    assertThat(ledger.nameBytes()).isGreaterThan(100_000);
    assertThat(ledger.heldBytes()).isBetween(25_000L, 50_000L);
    assertThat(ledger.dropped(DropReason.OVERFLOW)).isPositive();
  }

  @Test
  void lowestMark_isThatOfTheOldestPointThatIsNotStored() {
    assertThat(memory.lowestMark()).isEqualTo(Integer.MAX_VALUE);
    accept("a", 10, 3);
    accept("a", 20, 4);
    accept("b", 10, 4);
    assertThat(memory.lowestMark()).isEqualTo(3);

    var taken = Objects.requireNonNull(memory.take(seriesOf("a")));
    accept("a", 30, 5);
    assertThat(memory.lowestMark()).isEqualTo(3);

    memory.restore(taken, StorageState.PRESENT);
    assertThat(memory.lowestMark()).isEqualTo(3);

    memory.stored(Objects.requireNonNull(memory.take(seriesOf("a"))));
    assertThat(memory.lowestMark()).isEqualTo(4);
    memory.stored(Objects.requireNonNull(memory.take(seriesOf("b"))));
    assertThat(memory.lowestMark()).isEqualTo(Integer.MAX_VALUE);
  }

  @Test
  void lowestMark_valueReplaced_isThatOfTheFirstValue() {
    accept("a", 10, 5);
    accept("a", 10, 4);

    assertThat(memory.lowestMark()).isEqualTo(4);
  }

  @Test
  void moveMarked_handsOutAllPointsOfOldSeries_andRaisesTheirMarks() {
    accept("a", 10, 1);
    var taken = Objects.requireNonNull(memory.take(seriesOf("a")));
    accept("a", 20, 3);
    accept("b", 10, 2);
    accept("c", 10, 7);
    var moved = new ArrayList<String>();

    var all =
        memory.moveMarked(
            3,
            9,
            ReceivedPoints.keepingLinesForStore(),
            batch -> {
              for (var i = 0; i < batch.size(); i++) {
                moved.add(batch.line(i));
              }
              return true;
            });

    assertThat(all).isTrue();
    assertThat(moved).containsExactlyInAnyOrder("a 1 10", "a 1 20", "b 1 10");
    assertThat(memory.lowestMark()).isEqualTo(7);
    memory.stored(taken);
    assertThat(unstored("a")).isEqualTo(batch(20, 1));
  }

  @Test
  void moveMarked_withoutAPlace_leavesTheMarks() {
    accept("a", 10, 1);

    assertThat(memory.moveMarked(1, 9, ReceivedPoints.keepingLinesForStore(), _ -> false))
        .isFalse();
    assertThat(memory.lowestMark()).isEqualTo(1);
  }

  private void accept(String name, long timestamp, int mark) {
    var points = new ReceivedPoints();
    var bytes = name.getBytes(StandardCharsets.UTF_8);
    points.add(bytes, 0, bytes.length, timestamp, 1);
    memory.accept(points, mark);
  }

  private int seriesOf(String name) {
    var look = memory.lookAtAll();
    for (var i = 0; i < look.size(); i++) {
      var taken = Objects.requireNonNull(memory.take(look.series(i)));
      memory.restore(taken, StorageState.PRESENT);
      if (taken.path().text().equals(name)) {
        return look.series(i);
      }
    }
    throw new AssertionError(name + " has no points");
  }

  @Test
  void giveUp_corrupt_takesPointsAgainAfterAWhile() {
    send("a", 10, 1);
    memory.giveUp(takeOnly(), DropReason.CORRUPT, 600);

    send("a", 20, 1);
    nanos.passSeconds(600);
    send("a", 30, 1);

    assertThat(ledger.dropped(DropReason.CORRUPT)).isEqualTo(2);
    assertThat(unstored("a")).isEqualTo(batch(30, 1));
  }

  @Test
  void flowControl_limitReached_pausesOnceAndResumesBelow95Percent() {
    var small = memory(new MemoryLimits(100, Long.MAX_VALUE, true), 0);
    for (var i = 0; i < 120; i++) {
      PointsToSend.send(small, "s" + i, 10, 1);
    }
    assertThat(flow).containsExactly("pause");
    assertThat(small.paused()).isTrue();
    assertThat(ledger.held()).isEqualTo(120);

    var look = small.lookAtAll();
    for (var i = 0; i < 25; i++) {
      small.stored(Objects.requireNonNull(small.take(look.series(i))));
    }
    assertThat(flow).containsExactly("pause");
    small.stored(Objects.requireNonNull(small.take(look.series(25))));

    assertThat(flow).containsExactly("pause", "resume");
    assertThat(ledger.dropped()).isZero();
  }

  @Test
  void flowControl_byteLimitReached_pauses() {
    var small = memory(new MemoryLimits(Long.MAX_VALUE, 560, true), 0);

    for (var i = 0; i < 10; i++) {
      PointsToSend.send(small, "s" + i, 10, 1);
    }

    assertThat(ledger.heldBytes()).isEqualTo(560);
    assertThat(flow).containsExactly("pause");
  }

  @Test
  void noFlowControl_limitReached_dropsNewPointsAndTakesReplacements() {
    var small = memory(new MemoryLimits(2, Long.MAX_VALUE, false), 0);

    PointsToSend.send(small, "a", 10, 1);
    PointsToSend.send(small, "a", 20, 1);
    PointsToSend.send(small, "a", 30, 1);
    PointsToSend.send(small, "a", 20, 9);

    assertThat(small.unstored(new MetricPath("a"))).isEqualTo(batch(10, 1, 20, 9));
    assertThat(ledger.dropped(DropReason.OVERFLOW)).isEqualTo(1);
    assertThat(flow).isEmpty();
  }

  @Test
  void layoutToCome_onlyForSeriesWithPoints() {
    send("a", 10, 1);

    assertThat(memory.layoutToCome(new MetricPath("a")))
        .contains(SchemaRules.DEFAULTS.layoutFor(new MetricPath("a")));
    assertThat(memory.layoutToCome(new MetricPath("b"))).isEmpty();
    memory.stored(takeOnly());
    assertThat(memory.layoutToCome(new MetricPath("a"))).isEmpty();
  }

  @Test
  void look_absentSeries_areLeftOutUnlessAskedFor() {
    send("a", 10, 1);
    memory.restore(takeOnly(), StorageState.ABSENT);

    assertThat(memory.look(false).size()).isZero();
    assertThat(memory.look(false).absent()).isEqualTo(1);
    assertThat(memory.look(true).size()).isEqualTo(1);
  }

  @Test
  void forgetIdle_namesWithoutPoints_leaveMemoryAndMayComeBack() {
    send("busy", 10, 1);
    send("silent", 10, 1);
    var look = memory.lookAtAll();
    for (var i = 0; i < look.size(); i++) {
      memory.stored(Objects.requireNonNull(memory.take(look.series(i))));
    }
    send("held", 10, 1);
    nanos.passSeconds(100);
    send("busy", 20, 1);

    memory.forgetIdle(60);
    memory.forgetIdle(60);
    assertThat(ledger.seriesKnown()).isEqualTo(2);
    send("silent", 30, 3);

    assertThat(unstored("silent")).isEqualTo(batch(30, 3));
    assertThat(unstored("busy")).isEqualTo(batch(20, 1));
    assertThat(unstored("held")).isEqualTo(batch(10, 1));
    assertThat(ledger.seriesKnown()).isEqualTo(3);
  }

  @Test
  void accept_newSeriesConsumerFails_pointsBehindItAreKept() {
    var failing =
        new WaitingPoints(
            NO_LIMITS,
            0,
            SchemaRules.DEFAULTS::layoutFor,
            _ -> {
              throw new IllegalStateException("index is broken");
            },
            new RecordedFlow(),
            aside,
            ledger,
            nanos,
            1);

    new PointsToSend().add("a", 10, 1).add("b", 10, 1).to(failing);

    assertThat(ledger.held()).isEqualTo(2);
  }

  @Test
  @Timeout(60)
  void acceptAndWrite_fromSeveralThreads_losesNothing() throws InterruptedException {
    var stored = new ConcurrentHashMap<String, Long>();
    var done = new AtomicBoolean();
    var senders = new ArrayList<Thread>();
    for (var sender = 0; sender < 3; sender++) {
      var from = sender;
      senders.add(
          Thread.ofPlatform()
              .start(
                  () -> {
                    for (var i = 0; i < 2000; i++) {
                      var batch = new PointsToSend();
                      for (var s = 0; s < 20; s++) {
                        batch.add("series." + (i * 7 + s) % 50, 1 + i * 3L + from, i);
                      }
                      batch.to(memory);
                    }
                  }));
    }
    var writers = new ArrayList<Thread>();
    for (var i = 0; i < 2; i++) {
      writers.add(
          Thread.ofPlatform()
              .start(
                  () -> {
                    while (!done.get() || ledger.held() > 0) {
                      writeAll(stored);
                    }
                  }));
    }
    for (var sender : senders) {
      sender.join();
    }
    done.set(true);
    for (var writer : writers) {
      writer.join();
    }

    assertThat(stored.values().stream().mapToLong(Long::longValue).sum() + ledger.replaced())
        .isEqualTo(120_000);
    assertThat(ledger.heldBytes()).isZero();
    assertThat(stored).hasSize(50);
  }

  private void writeAll(ConcurrentHashMap<String, Long> stored) {
    var random = new Random();
    var look = memory.look(true);
    for (var i = 0; i < look.size(); i++) {
      var taken = memory.take(look.series(i));
      if (taken == null) {
        continue;
      }
      if (random.nextInt(3) == 0) {
        memory.restore(taken, StorageState.PRESENT);
      } else {
        stored.merge(taken.path().text(), (long) taken.points().size(), Long::sum);
        memory.stored(taken);
      }
    }
  }

  private WaitingPoints memory(MemoryLimits limits, int resolution) {
    return new WaitingPoints(
        limits,
        resolution,
        SchemaRules.DEFAULTS::layoutFor,
        path -> announced.add(path.text()),
        new RecordedFlow(),
        aside,
        ledger,
        nanos,
        1);
  }

  private final class RecordedFlow implements FlowControl {
    @Override
    public void pause() {
      flow.add("pause");
    }

    @Override
    public void resume() {
      flow.add("resume");
    }
  }

  private void send(String name, long timestamp, double value) {
    PointsToSend.send(memory, name, timestamp, value);
  }

  private TakenPoints takeOnly() {
    var look = memory.lookAtAll();
    assertThat(look.size()).isEqualTo(1);
    return Objects.requireNonNull(memory.take(look.series(0)));
  }

  private PointBatch unstored(String name) {
    return memory.unstored(new MetricPath(name));
  }

  private static PointBatch batch(double... timestampsAndValues) {
    var timestamps = new long[timestampsAndValues.length / 2];
    var values = new double[timestamps.length];
    for (var i = 0; i < timestamps.length; i++) {
      timestamps[i] = (long) timestampsAndValues[2 * i];
      values[i] = timestampsAndValues[2 * i + 1];
    }
    return PointBatch.of(timestamps, values);
  }
}
