// Copyright 2026 The Graphite Stack Authors
// SPDX-License-Identifier: Apache-2.0

package org.graphitestack.storage.limit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import java.util.stream.IntStream;
import org.graphitestack.storage.index.SubtreePattern;
import org.junit.jupiter.api.Test;

class LimitBookTest {

  private static final long SECOND = 1_000_000_000L;

  private final AtomicLong nanos = new AtomicLong(-5 * SECOND);

  @Test
  void rate_hardBound_letsAMinutesWorthPassAtOnceAndThenSoMuchASecond() {
    var points = book(Measure.POINTS, Double.POSITIVE_INFINITY, 10);

    assertThat(taken(points, 1000)).isEqualTo(600);
    pass(1);
    assertThat(taken(points, 1000)).isEqualTo(10);
    pass(3600);
    assertThat(taken(points, 1000)).isEqualTo(600);
    assertThat(points.passed()).isEqualTo(1210);
    assertThat(points.refused()).isEqualTo(400 + 990 + 400);
    assertThat(points.overSoft()).isZero();
  }

  @Test
  void rate_softBound_countsWhatIsAboveAndLetsItPass() {
    var queries = book(Measure.QUERIES, 5, 60);

    assertThat(taken(queries, 20)).isEqualTo(20);
    assertThat(queries.overSoft()).isEqualTo(15);
    assertThat(queries.refused()).isZero();
  }

  @Test
  void rate_usedUp_saysWhenTheNextMayCome() {
    var queries = book(Measure.QUERIES, Double.POSITIVE_INFINITY, 6);

    assertThat(taken(queries, 7)).isEqualTo(6);
    assertThat(queries.nanosUntilNext(now())).isBetween(10 * SECOND - 10, 10 * SECOND + 10);
    pass(11);
    assertThat(queries.nanosUntilNext(now())).isZero();
  }

  @Test
  void rate_boundOfZero_refusesAll() {
    var points = book(Measure.POINTS, Double.POSITIVE_INFINITY, 0);

    assertThat(taken(points, 3)).isZero();
    assertThat(points.refused()).isEqualTo(3);
  }

  @Test
  void rate_takenByManyThreads_isNotPassed() throws Exception {
    var points = book(Measure.POINTS, Double.POSITIVE_INFINITY, 1000);
    var taken = new AtomicInteger();
    var now = now();
    var threads =
        IntStream.range(0, 4)
            .mapToObj(
                _ ->
                    Thread.ofPlatform()
                        .start(
                            () -> {
                              for (var i = 0; i < 50_000; i++) {
                                if (points.tryTake(now)) {
                                  taken.incrementAndGet();
                                }
                              }
                            }))
            .toList();
    for (var thread : threads) {
      thread.join();
    }

    assertThat(taken.get()).isEqualTo(60_000);
    assertThat(points.passed()).isEqualTo(60_000);
    assertThat(points.refused()).isEqualTo(140_000);
  }

  @Test
  void create_amountsAndRate_refusedOnceOneOfThemIsFull() {
    var use =
        LimitBook.of(
                rules(
                    Map.of(
                        Measure.SERIES, new Bound(2, 3),
                        Measure.STORED_BYTES, new Bound(Double.POSITIVE_INFINITY, 1000),
                        Measure.NEW_SERIES, new Bound(Double.POSITIVE_INFINITY, 4))),
                nanos::get)
            .use(1);

    assertThat(use.tryCreate("a", 900, 0)).isEmpty();
    assertThat(use.tryCreate("b", 900, 0)).contains(Measure.STORED_BYTES);
    assertThat(use.tryCreate("b", 50, 0)).isEmpty();
    assertThat(use.tryCreate("c", 50, 0)).isEmpty();
    assertThat(use.tryCreate("d", 0, 0)).contains(Measure.SERIES);

    assertThat(use.lastRefused()).isEqualTo("d");
    assertThat(use.of(Measure.SERIES).used()).isEqualTo(3);
    assertThat(use.of(Measure.SERIES).overSoft()).isEqualTo(1);
    assertThat(use.of(Measure.STORED_BYTES).used()).isEqualTo(1000);
    assertThat(use.of(Measure.STORED_BYTES).refused()).isEqualTo(1);
    use.of(Measure.SERIES).amount(0);
    use.of(Measure.STORED_BYTES).amount(0);
    assertThat(use.tryCreate("e", 0, 0)).isEmpty();
    assertThat(use.tryCreate("f", 7, 0)).contains(Measure.NEW_SERIES);
    assertThat(use.of(Measure.SERIES).used()).as("given back").isEqualTo(1);
    assertThat(use.of(Measure.STORED_BYTES).used()).as("given back").isZero();
  }

  @Test
  void with_otherRules_goesOnCountingLimitsOfTheSameName() {
    var before = LimitBook.of(rules(Map.of(Measure.POINTS, new Bound(1, 1))), nanos::get);
    assertThat(before.use(1).of(Measure.POINTS).tryTake(before.now())).isTrue();

    var after =
        before.with(
            new LimitRules(
                List.of(
                    new LimitRule("other", SubtreePattern.parse("b"), Map.of()),
                    new LimitRule(
                        "one",
                        SubtreePattern.parse("c"),
                        Map.of(Measure.POINTS, new Bound(1, 0))))));

    assertThat(after.numberOf("c.d")).isEqualTo(2);
    assertThat(after.use(2).of(Measure.POINTS).passed()).isEqualTo(1);
    assertThat(after.use(2).of(Measure.POINTS).tryTake(after.now())).isFalse();
    var without = after.with(LimitRules.NONE);
    assertThat(without.isEmpty()).isTrue();
    assertThat(without.find("one")).contains(after.use(2));
  }

  @Test
  void used_ofARate_isWhatPassedInTheLastWholeMinute() {
    var book = LimitBook.of(rules(Map.of(Measure.POINTS, new Bound(1, 100))), nanos::get);
    var points = book.use(1).of(Measure.POINTS);
    assertThat(taken(points, 120)).isEqualTo(120);
    assertThat(points.used()).isZero();

    book.turnMinute();
    assertThat(points.used()).isEqualTo(120);
    assertThat(points.usedAsBound()).isEqualTo(2);
    book.turnMinute();
    assertThat(points.used()).isZero();
  }

  @Test
  void bound_nonsense_isRefused() {
    assertThatThrownBy(() -> new Bound(0, 1)).hasMessage("soft: 0.0 (expected: more than 0)");
    assertThatThrownBy(() -> new Bound(1, -1)).hasMessage("hard: -1.0 (expected: >= 0)");
  }

  private Use book(Measure measure, double soft, double hard) {
    return LimitBook.of(rules(Map.of(measure, new Bound(soft, hard))), nanos::get)
        .use(1)
        .of(measure);
  }

  private static LimitRules rules(Map<Measure, Bound> bounds) {
    return new LimitRules(List.of(new LimitRule("one", SubtreePattern.parse("a"), bounds)));
  }

  private int taken(Use use, int attempts) {
    var taken = 0;
    for (var i = 0; i < attempts; i++) {
      taken += use.tryTake(now()) ? 1 : 0;
    }
    return taken;
  }

  private long now() {
    return nanos.get() + 5 * SECOND;
  }

  private void pass(int seconds) {
    nanos.addAndGet(seconds * SECOND);
  }
}
