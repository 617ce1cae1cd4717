// Copyright 2026 The Graphite Stack Authors
// SPDX-License-Identifier: Apache-2.0

package org.graphitestack.relay.aggregate;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.graphitestack.relay.aggregate.StageAtHand.BEGIN;

import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.graphitestack.protocol.ReceivedPoints;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class AggregationStageTest {

  private static final AggregationRule SUM = Fixtures.rule("sum.<x>", 10, "sum", "*.<x>");

  @TempDir Path folder;

  @Test
  void take_tellsWhatBecameOfThePoint() throws Exception {
    try (var hand = StageAtHand.open(folder, SUM, Fixtures.rule("a.<x>", 10, "avg", "a.<x>"))) {
      assertThat(hand.take("one", BEGIN, 1)).isEqualTo(Taken.UNMATCHED);
      assertThat(hand.take("b.x", BEGIN, 1)).isEqualTo(Taken.MATCHED);
      assertThat(hand.take("a.x", BEGIN, 1)).isEqualTo(Taken.MATCHED_ITS_OWN_OUTPUT);
    }
  }

  @Test
  void take_byOneRule_feedsThatRuleAlone() throws Exception {
    var average = Fixtures.rule("avg", 10, "avg", "b.*");
    try (var hand = StageAtHand.open(folder, SUM, average)) {
      var point = ReceivedPoints.keepingLines();
      var name = "b.x".getBytes(StandardCharsets.UTF_8);
      point.add(name, 0, name.length, BEGIN, 4);
      assertThat(hand.stage().take(point, 0, 1)).isEqualTo(Taken.MATCHED);
      point.clear();
      name[0] = 'a';
      point.add(name, 0, name.length, BEGIN, 8);
      assertThat(hand.stage().take(point, 0, 1)).isEqualTo(Taken.UNMATCHED);
      assertThat(hand.stage().take(point, 0, 0)).isEqualTo(Taken.MATCHED);
      hand.pass(10);
      assertThat(hand.flushed()).containsExactly("avg 4.0 " + BEGIN, "sum.x 8.0 " + BEGIN);
    }
  }

  @ParameterizedTest
  @CsvSource({
    "UNMATCHED, true, true",
    "MATCHED, true, true",
    "MATCHED_ITS_OWN_OUTPUT, true, false",
    "UNMATCHED, false, false",
    "MATCHED, false, false",
    "MATCHED_ITS_OWN_OUTPUT, false, false"
  })
  void passesOn_asCarbonForwards(Taken taken, boolean forwardAll, boolean passesOn) {
    assertThat(taken.passesOn(forwardAll)).isEqualTo(passesOn);
  }

  @Test
  void flush_aRunningWindow_sendsItAgainWhenPointsCome() throws Exception {
    try (var hand = StageAtHand.open(folder, SUM)) {
      hand.pass(5);
      hand.take("a.x", BEGIN + 5, 1);
      hand.pass(9);
      assertThat(hand.flushed()).isEmpty();
      hand.take("a.x", BEGIN + 14, 16);
      hand.pass(1);
      assertThat(hand.flushed())
          .containsExactly("sum.x 1.0 " + BEGIN, "sum.x 16.0 " + (BEGIN + 10));
      hand.take("a.x", BEGIN + 15, 32);
      hand.pass(10);
      assertThat(hand.flushed()).containsExactly("sum.x 48.0 " + (BEGIN + 10));
      hand.pass(10);
      assertThat(hand.flushed()).isEmpty();
      var rule = hand.stage().figures().rules().getFirst();
      assertThat(rule).isEqualTo(new RuleFigures(SUM, 3, 3, 1, 0, 0, 0));
    }
  }

  @Test
  void flush_pastTheLastInterval_givesEverythingBack() throws Exception {
    try (var hand = StageAtHand.open(folder, SUM, Fixtures.rule("p", 10, "p50", "*.*"))) {
      for (var i = 0; i < 5000; i++) {
        hand.take("a" + i % 7 + ".x" + i, BEGIN + i % 30, i);
      }
      assertThat(hand.stage().figures().outputs()).isEqualTo(5001);
      assertThat(hand.stage().figures().bufferedPoints()).isEqualTo(10_000);
      for (var i = 0; i < 12; i++) {
        hand.pass(10);
        hand.flushed();
      }
      var figures = hand.stage().figures();
      assertThat(figures.outputs()).isZero();
      assertThat(figures.windows()).isZero();
      assertThat(figures.bufferedPoints()).isZero();
      assertThat(figures.bytes()).isZero();
    }
  }

  @Test
  void take_aWindowThatEndedTooLongAgo_countsThePointAsLate() throws Exception {
    var options = options(Optional.of(Duration.ofSeconds(20)), 100, 100_000, 100);
    try (var hand = StageAtHand.open(folder, options, SUM)) {
      hand.pass(40);
      assertThat(hand.take("a.x", BEGIN + 9, 1)).isEqualTo(Taken.MATCHED);
      hand.take("a.x", BEGIN + 10, 2);
      hand.pass(10);
      assertThat(hand.flushed()).containsExactly("sum.x 2.0 " + (BEGIN + 10));
      assertThat(hand.stage().figures().rules())
          .containsExactly(new RuleFigures(SUM, 2, 1, 0, 1, 0, 0));
    }
  }

  @ParameterizedTest
  @CsvSource({"START, 0", "MIDDLE, 7", "END, 15"})
  void flush_anExpiredWindow_sendsItOnceAtItsTime(OutputTime time, int second) throws Exception {
    var rule = Fixtures.expiring("in.", 15, 30, time, "sum", "max", "percentile90");
    var begin = BEGIN - BEGIN % 15;
    try (var hand = StageAtHand.open(folder, rule)) {
      hand.take("in.a", begin, 1);
      hand.take("in.b", begin + 14, 5);
      hand.pass(begin + 30 - hand.now());
      assertThat(hand.flushed()).isEmpty();
      hand.take("in.c", begin + 7, 3);
      hand.pass(1);
      var at = begin + second;
      assertThat(hand.flushed())
          .containsExactly("in.max 5.0 " + at, "in.percentile90 5.0 " + at, "in.sum 9.0 " + at);
      hand.take("in.c", begin + 7, 3);
      hand.pass(1);
      assertThat(hand.flushed()).isEmpty();
      assertThat(hand.stage().figures().rules())
          .containsExactly(new RuleFigures(rule, 12, 3, 0, 3, 0, 0));
      assertThat(hand.stage().figures().bytes()).isZero();
    }
  }

  @Test
  void take_furtherAheadThanAnExpiringRuleAllows_countsThePointAsEarly() throws Exception {
    var rule = Fixtures.expiring("in.", 10, 20, OutputTime.START, "count");
    try (var hand = StageAtHand.open(folder, rule)) {
      hand.take("in.a", BEGIN + 19, 1);
      hand.take("in.a", BEGIN + 20, 1);
      hand.pass(41);
      assertThat(hand.flushed()).containsExactly("in.count 1.0 " + (BEGIN + 10));
      assertThat(hand.stage().figures().rules())
          .containsExactly(new RuleFigures(rule, 2, 1, 0, 0, 1, 0));
    }
  }

  @Test
  void take_twoExpiringRulesWithOneOutput_keepsThemApart() throws Exception {
    var ten = Fixtures.expiring("in.", 10, 20, OutputTime.START, "sum");
    var twenty = Fixtures.expiring("in.", 20, 40, OutputTime.START, "sum");
    try (var hand = StageAtHand.open(folder, ten, twenty)) {
      hand.take("in.a", BEGIN, 1);
      hand.take("in.a", BEGIN + 10, 2);
      hand.pass(60);
      assertThat(hand.flushed())
          .containsExactly(
              "in.sum 1.0 " + BEGIN, "in.sum 2.0 " + (BEGIN + 10), "in.sum 3.0 " + BEGIN);
    }
  }

  @Test
  void take_moreWindowsThanAllowed_dropsAndCounts() throws Exception {
    try (var hand = StageAtHand.open(folder, options(Optional.empty(), 3, 100_000, 100), SUM)) {
      for (var i = 0; i < 5; i++) {
        hand.take("a.x" + i, BEGIN, 1);
      }
      hand.take("b.x0", BEGIN, 1);
      assertThat(hand.stage().figures().windows()).isEqualTo(3);
      hand.pass(10);
      assertThat(hand.flushed())
          .containsExactly("sum.x0 2.0 " + BEGIN, "sum.x1 1.0 " + BEGIN, "sum.x2 1.0 " + BEGIN);
      assertThat(hand.stage().figures().rules())
          .containsExactly(new RuleFigures(SUM, 6, 3, 0, 0, 0, 2));
    }
  }

  @Test
  void take_moreBytesThanAllowed_dropsAndCounts() throws Exception {
    var percentile = Fixtures.rule("p.<x>", 10, "p50", "*.<x>");
    var options = options(Optional.empty(), 1000, 20_000, 1_000_000);
    try (var hand = StageAtHand.open(folder, options, percentile)) {
      for (var i = 0; i < 10_000; i++) {
        hand.take("a.x" + i % 3, BEGIN, i);
        assertThat(hand.stage().figures().bytes()).isLessThanOrEqualTo(20_000);
      }
      var figures = hand.stage().figures();
      assertThat(figures.bytes()).isGreaterThan(10_000);
      assertThat(figures.bufferedPoints()).isGreaterThan(1000);
      assertThat(figures.rules().getFirst().dropped()).isEqualTo(10_000 - figures.bufferedPoints());
      hand.pass(10);
      assertThat(hand.flushed()).hasSize(3);
    }
  }

  @Test
  void take_moreValuesThanAllowed_computesOfTheFirst() throws Exception {
    var median = Fixtures.rule("p", 10, "p50", "*.*");
    try (var hand = StageAtHand.open(folder, options(Optional.empty(), 9, 100_000, 11), median)) {
      for (var i = 0; i < 100; i++) {
        hand.take("a.x", BEGIN, i);
      }
      hand.pass(10);
      assertThat(hand.flushed()).containsExactly("p 5.0 " + BEGIN);
      assertThat(hand.stage().figures().rules().getFirst().dropped()).isEqualTo(89);
    }
  }

  @Test
  void flush_aResultThatIsNoNumber_isDroppedAndCounted() throws Exception {
    try (var hand = StageAtHand.open(folder, SUM)) {
      hand.take("a.x", BEGIN, Double.POSITIVE_INFINITY);
      hand.take("a.x", BEGIN, Double.NEGATIVE_INFINITY);
      hand.pass(10);
      assertThat(hand.flushed()).isEmpty();
      assertThat(hand.stage().figures().rules().getFirst().dropped()).isEqualTo(1);
    }
  }

  @Test
  void flush_whatTheOutputFailsToTake_isHandedOverAgain() throws Exception {
    try (var hand = StageAtHand.open(folder, SUM)) {
      hand.take("a.x", BEGIN, 1);
      hand.pass(10);
      GeneratedPoints broken =
          (_, _) -> {
            throw new IllegalStateException("full");
          };
      assertThatThrownBy(() -> hand.stage().flush(broken)).hasMessage("full");
      assertThat(hand.flushed()).containsExactly("sum.x 1.0 " + BEGIN);
      assertThat(hand.flushed()).isEmpty();
    }
  }

  @Test
  void flush_manyResults_handsOverWholeLinesInBatches() throws Exception {
    var lines = new ArrayList<String>();
    var batches = new ArrayList<Integer>();
    try (var hand = StageAtHand.open(folder, SUM)) {
      for (var i = 0; i < 3000; i++) {
        hand.take("a.x" + i, BEGIN, i);
      }
      hand.pass(10);
      hand.stage()
          .flush(
              (rule, points) -> {
                assertThat(rule).isEqualTo(SUM);
                batches.add(points.size());
                for (var i = 0; i < points.size(); i++) {
                  lines.add(points.line(i));
                }
              });
    }
    assertThat(lines).hasSize(3000).doesNotHaveDuplicates();
    assertThat(lines).allMatch(line -> line.matches("sum\\.x\\d+ \\d+(\\.0)? " + BEGIN));
    assertThat(batches).hasSizeBetween(2, 6);
  }

  @Test
  void flush_resultsFedBack_feedOtherRules() throws Exception {
    var first = Fixtures.expiring("in.", 10, 20, OutputTime.START, "sum");
    var second =
        new AggregationRule(
            Fixtures.rule("total", 20, "sum", "in.sum").naming(),
            20,
            List.of(AggregationFunction.SUM),
            new Emission.Expiry(60, OutputTime.START),
            "elsewhere");
    try (var hand = StageAtHand.open(folder, first, second)) {
      hand.take("in.a", BEGIN, 1);
      hand.take("in.a", BEGIN + 10, 2);
      hand.pass(31);
      var stage = hand.stage();
      stage.flush(
          (_, points) -> {
            for (var i = 0; i < points.size(); i++) {
              stage.take(points, i);
            }
          });
      hand.pass(60);
      assertThat(hand.flushed()).containsExactly("total 3.0 " + BEGIN);
    }
  }

  @Test
  void replaceRules_aRuleThatStays_keepsItsWindowsAndCounters() throws Exception {
    var average = Fixtures.rule("avg", 10, "avg", "*.*");
    try (var hand = StageAtHand.open(folder, SUM, average)) {
      hand.take("a.x", BEGIN, 1);
      hand.replaceRules(
          Fixtures.rule("new", 10, "max", "*.*"), Fixtures.rule("sum.<x>", 10, "sum", "*.<x>"));
      hand.take("a.x", BEGIN, 2);
      assertThat(hand.flushed())
          .as("of the rule that goes, at once")
          .containsExactly("avg 1.0 " + BEGIN);
      hand.pass(10);
      assertThat(hand.flushed()).containsExactly("new 2.0 " + BEGIN, "sum.x 3.0 " + BEGIN);
      assertThat(hand.stage().figures().rules())
          .extracting(RuleFigures::received)
          .containsExactly(1L, 2L);
      assertThat(hand.stage().figures().outputs()).isEqualTo(2);
    }
  }

  @Test
  void replaceRules_anotherFunctionForTheSameOutput_startsAnew() throws Exception {
    try (var hand = StageAtHand.open(folder, SUM)) {
      hand.take("a.x", BEGIN, 4);
      hand.take("a.x", BEGIN, 6);
      var max = Fixtures.rule("sum.<x>", 10, "max", "*.<x>");
      hand.replaceRules(max);
      hand.take("a.x", BEGIN, 2);
      hand.take("a.x", BEGIN, 3);
      assertThat(hand.flushed()).containsExactly("sum.x 10.0 " + BEGIN);
      hand.pass(10);
      assertThat(hand.flushed()).containsExactly("sum.x 3.0 " + BEGIN);
      assertThat(hand.stage().rules().rules()).containsExactly(max);
    }
  }

  @Test
  void replaceRules_byNone_sendsWhatThereIsAndGivesAllBack() throws Exception {
    var expiring = Fixtures.expiring("a.", 10, 20, OutputTime.END, "max");
    try (var hand = StageAtHand.open(folder, SUM, expiring)) {
      hand.take("a.x", BEGIN, 4);
      hand.replaceRules();
      assertThat(hand.take("a.x", BEGIN, 6)).isEqualTo(Taken.UNMATCHED);
      assertThat(hand.flushed()).containsExactly("a.max 4.0 " + (BEGIN + 10), "sum.x 4.0 " + BEGIN);
      assertThat(hand.stage().figures().bytes()).isZero();
      assertThat(hand.stage().figures().outputs()).isZero();
    }
  }

  @Test
  void take_byManyThreadsWhileFlushingAndReplacing_losesNoPoint() throws Exception {
    var threads = 4;
    var each = 50_000;
    var other = Fixtures.rule("other", 10, "sum", "none");
    var sums = new double[1];
    try (var hand = StageAtHand.open(folder, SUM)) {
      var stage = hand.stage();
      // Windows that have been sent are gone after a reload, so all that is sent adds up.
      GeneratedPoints adding =
          (_, points) -> {
            for (var i = 0; i < points.size(); i++) {
              sums[0] += points.value(i);
            }
          };
      try (var pool = Executors.newFixedThreadPool(threads)) {
        var running = new ArrayList<Future<?>>();
        for (var t = 0; t < threads; t++) {
          running.add(
              pool.submit(
                  () -> {
                    var point = new ReceivedPoints();
                    for (var i = 0; i < each; i++) {
                      var name = ("a.x" + i % 50).getBytes(StandardCharsets.UTF_8);
                      point.clear();
                      point.add(name, 0, name.length, BEGIN, 1);
                      stage.take(point, 0);
                    }
                  }));
        }
        var variant = 0;
        while (!running.stream().allMatch(Future::isDone)) {
          // The same pattern, so every point is fed; another rule, so the windows go.
          hand.replaceRules(
              variant++ % 2 == 0
                  ? Fixtures.rule("sum2.<x>", 10, "sum", "*.<x>")
                  : Fixtures.rule("sum.<x>", 10, "sum", "*.<x>"),
              other);
          stage.flush(adding);
        }
        for (var done : running) {
          done.get();
        }
      }
      hand.replaceRules();
      stage.flush(adding);
      assertThat(sums[0]).isEqualTo(threads * each);
      assertThat(stage.figures().bytes()).isZero();
    }
  }

  private static AggregationOptions options(
      Optional<Duration> lateness, long windows, long bytes, int values) {
    return new AggregationOptions(
        5, OptionalInt.empty(), lateness, windows, bytes, values, Duration.ofSeconds(5));
  }
}
