// Copyright 2026 The Graphite Stack Authors
// SPDX-License-Identifier: Apache-2.0

package org.graphitestack.web.live;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.BooleanSupplier;
import org.graphitestack.web.format.FormatOptions;
import org.graphitestack.web.format.SeriesSnapshot;
import org.graphitestack.web.series.TimeSeries;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/// Time is moved by hand, arrivals are told by hand; only the looks of graphs are real.
@Timeout(60)
final class LiveGraphsTest {

  private static final Duration SOON = Duration.ofSeconds(20);

  /// Longer than a graph takes to look.
  private static final Duration A_WHILE = Duration.ofMillis(500);

  private static final long SECOND = 1_000_000_000L;

  private final AtomicLong nanos = new AtomicLong();
  private final AtomicLong arrived = new AtomicLong();
  private final Shown shown = new Shown();
  private LiveGraphs live = live(Arrivals.counted(arrived::get), 200, 64);

  @AfterEach
  void close() {
    live.close();
  }

  @Test
  void follow_tellsTheWholeGraphAtOnce() throws InterruptedException {
    try (var follower = follow("a")) {
      assertThat(told(follower))
          .isEqualTo(
              "series \"series\": [{\"target\": \"a\", \"tags\": {\"name\": \"a\"},"
                  + " \"datapoints\": [[1.0, 60], [2.0, 120], [3.0, 180]]}]");
    }
  }

  @Test
  void arrival_tellsTheNewPointOnly() throws InterruptedException {
    try (var follower = follow("a")) {
      told(follower);
      arrive(1, 2, 3, 4);

      assertThat(told(follower))
          .isEqualTo(
              "points \"from\": 60, \"series\": [{\"series\": 0, \"datapoints\": [[4.0, 240]]}]");
    }
  }

  @Test
  void arrivalOfOtherPoints_tellsNothing() throws InterruptedException {
    try (var follower = follow("a")) {
      told(follower);
      arrive(1, 2, 3);

      assertThat(follower.next(A_WHILE)).isEmpty();
      assertThat(live.figures().evaluations()).isEqualTo(2);
    }
  }

  @Test
  void noArrival_isNoReasonToEvaluateBeforeAStepHasPassed() throws InterruptedException {
    try (var follower = follow("a")) {
      told(follower);
      shown.values = new double[] {1, 2, 3, 4};
      nanos.addAndGet(59 * SECOND);
      assertThat(follower.next(A_WHILE)).isEmpty();
      assertThat(live.figures().evaluations()).isEqualTo(1);

      nanos.addAndGet(SECOND);
      assertThat(told(follower)).startsWith("points");
    }
  }

  @Test
  void arrivalsElsewhere_areLookedForAtTheStep() throws InterruptedException {
    live.close();
    live = live(Arrivals.ELSEWHERE, 200, 64);
    try (var follower = follow("a")) {
      told(follower);
      shown.values = new double[] {1, 2, 3, 4};
      nanos.addAndGet(60 * SECOND);

      assertThat(told(follower)).startsWith("points");
    }
  }

  @Test
  void interval_isKeptHoweverManyPointsArrive() throws InterruptedException {
    var graph = new LiveGraph("a", Duration.ofSeconds(30), shown);
    try (var follower = live.follow(List.of(graph), Optional.empty()).orElseThrow()) {
      told(follower);
      shown.values = new double[] {1, 2, 3, 4};
      arrived.incrementAndGet();
      nanos.addAndGet(29 * SECOND);
      assertThat(follower.next(A_WHILE)).isEmpty();

      nanos.addAndGet(SECOND);
      assertThat(told(follower)).startsWith("points");
    }
  }

  @Test
  void costlyGraph_isEvaluatedLessOften() throws InterruptedException {
    shown.costSeconds = 3;
    try (var follower = follow("a")) {
      told(follower);
      arrived.incrementAndGet();
      nanos.addAndGet(26 * SECOND);
      assertThat(follower.next(A_WHILE)).isEmpty();
      assertThat(live.figures().evaluations()).isEqualTo(1);
    }
  }

  @Test
  void equalGraphs_areEvaluatedOnceForAll() throws InterruptedException {
    try (var one = follow("a", "a");
        var other = follow("a")) {
      assertThat(told(one)).startsWith("series");
      assertThat(told(one)).startsWith("series");
      assertThat(told(other)).startsWith("series");
      arrive(1, 2, 3, 4);
      told(one);
      told(one);
      told(other);

      assertThat(live.figures().evaluations()).isEqualTo(2);
      assertThat(live.figures().graphs()).isEqualTo(1);
      assertThat(live.figures().connections()).isEqualTo(2);
    }
    assertThat(live.figures().connections()).isZero();
  }

  @Test
  void whoJoinsLater_getsTheGraphAsItIsByThen() throws InterruptedException {
    try (var one = follow("a")) {
      told(one);
      arrive(1, 2, 3, 4);
      told(one);
      try (var later = follow("a")) {
        assertThat(told(later)).startsWith("series").contains("[4.0, 240]");
      }
      assertThat(live.figures().evaluations()).isEqualTo(2);
    }
  }

  @Test
  void whoComesBack_getsWhatIsNewSinceThen() throws InterruptedException {
    String seen;
    try (var follower = follow("a", "b")) {
      assertThat(follower.next(SOON)).isPresent();
      seen = live.eventId(follower.next(SOON).orElseThrow().message());
      arrive(1, 2, 3, 4);
      told(follower);
      told(follower);
    }
    try (var back = live.follow(graphs("a", "b"), Optional.of(seen)).orElseThrow()) {
      var first = back.next(SOON).orElseThrow();
      var second = back.next(SOON).orElseThrow();
      assertThat(text(first)).startsWith("points").contains("[4.0, 240]");
      assertThat(text(second)).startsWith("points");
      assertThat(first.whole()).as("a burst is whole with its last message").isFalse();
      assertThat(second.whole()).isTrue();
    }
  }

  @Test
  void whoComesBackFromAnotherServer_getsAll() throws InterruptedException {
    try (var _ = follow("a")) {
      for (var id : List.of("other-1", "test-x", "", "test-")) {
        try (var back = live.follow(graphs("a"), Optional.of(id)).orElseThrow()) {
          assertThat(told(back)).startsWith("series");
        }
      }
    }
  }

  @Test
  void whoComesBackTooLate_getsAll() throws InterruptedException {
    try (var follower = follow("a")) {
      var seen = live.eventId(follower.next(SOON).orElseThrow().message());
      for (var value = 0; value < 40; value++) {
        arrive(1, 2, 3, value);
        told(follower);
      }
      try (var back = live.follow(graphs("a"), Optional.of(seen)).orElseThrow()) {
        assertThat(told(back)).startsWith("series").contains("[39.0, 240]");
      }
    }
  }

  @Test
  void failure_isToldOnce_andMendsItself() throws InterruptedException {
    shown.failure = "no \"such\" function";
    try (var follower = follow("a")) {
      assertThat(told(follower)).isEqualTo("failed \"error\": \"no \\\"such\\\" function\"");
      nanos.addAndGet(10 * SECOND);
      assertThat(follower.next(A_WHILE)).isEmpty();
      assertThat(live.figures().evaluations()).isEqualTo(2);

      shown.failure = "";
      nanos.addAndGet(10 * SECOND);
      assertThat(told(follower)).startsWith("series");
    }
  }

  @Test
  void bug_isToldWithoutItsInside() throws InterruptedException {
    var graph =
        new LiveGraph(
            "bug",
            Duration.ZERO,
            _ -> {
              throw new IllegalStateException("secret");
            });
    try (var follower = live.follow(List.of(graph), Optional.empty()).orElseThrow()) {
      assertThat(told(follower)).startsWith("failed").doesNotContain("secret");
    }
  }

  @Test
  void desertedGraph_isNotEvaluated_andForgottenAfterAWhile() throws InterruptedException {
    try (var follower = follow("a")) {
      told(follower);
    }
    arrive(1, 2, 3, 4);
    try (var other = follow("b")) {
      told(other);
      assertThat(other.next(A_WHILE)).isEmpty();
      assertThat(shown.evaluationsOfA).hasValue(1);
      assertThat(live.figures().graphs()).isEqualTo(2);
      nanos.addAndGet(31 * SECOND);
      var _ = other.next(A_WHILE);
      assertThat(live.figures().graphs()).isEqualTo(1);
    }
  }

  @Test
  void slowFollower_isLetGo_andOthersGoOn() throws InterruptedException {
    live.close();
    live = live(Arrivals.counted(arrived::get), 200, 3);
    try (var slow = follow("a");
        var quick = follow("a")) {
      for (var value = 0; value < 6; value++) {
        told(quick);
        arrive(1, 2, 3, value);
      }
      told(quick);

      assertThat(slow.ended()).isTrue();
      assertThat(quick.ended()).isFalse();
      assertThat(live.figures().dropped()).isEqualTo(1);
      assertThat(live.figures().connections()).isEqualTo(1);
    }
  }

  @Test
  void tooManyStreamsOrGraphs_areRefused() {
    live.close();
    live = live(Arrivals.ELSEWHERE, 2, 64);
    try (var _ = follow("a");
        var _ = follow("b")) {
      assertThat(live.follow(graphs("a"), Optional.empty())).isEmpty();
    }
    try (var _ = follow("a")) {
      assertThat(live.follow(graphs("b", "c", "d", "e"), Optional.empty())).isEmpty();
    }
    assertThat(live.figures().refused()).isEqualTo(2);
  }

  @Test
  void close_endsAllStreams() {
    var follower = follow("a");

    live.close();

    assertThat(follower.ended()).isTrue();
    assertThat(live.follow(graphs("a"), Optional.empty())).isEmpty();
  }

  private LiveGraphs live(Arrivals arrivals, int connections, int mostWaiting) {
    var config =
        new LiveConfig(connections, 4, 1000, Duration.ofSeconds(1), Duration.ofSeconds(15));
    return new LiveGraphs(config, arrivals, 2, "test", mostWaiting, nanos::get);
  }

  private Follower follow(String... keys) {
    return live.follow(graphs(keys), Optional.empty()).orElseThrow();
  }

  private List<LiveGraph> graphs(String... keys) {
    return List.of(keys).stream()
        .map(
            key ->
                new LiveGraph(
                    key,
                    Duration.ZERO,
                    gone -> {
                      if (key.equals("a")) {
                        shown.evaluationsOfA.incrementAndGet();
                      }
                      return shown.now(gone);
                    }))
        .toList();
  }

  /// Points come in, later than any interval.
  private void arrive(double... values) {
    shown.values = values;
    nanos.addAndGet(2 * SECOND);
    arrived.incrementAndGet();
  }

  private static String told(Follower follower) throws InterruptedException {
    return text(follower.next(SOON).orElseThrow());
  }

  private static String text(Follower.Told told) {
    return told.message().kind().word() + " " + told.message().json().get();
  }

  /// What every graph shows: a series of one value a minute.
  private final class Shown implements Evaluation {

    private volatile double[] values = {1, 2, 3};
    private volatile String failure = "";
    private volatile int costSeconds;
    private final AtomicInteger evaluationsOfA = new AtomicInteger();

    @Override
    public SeriesSnapshot now(BooleanSupplier gone) throws UnanswerableException {
      nanos.addAndGet(costSeconds * SECOND);
      if (!failure.isEmpty()) {
        throw new UnanswerableException(failure, new IllegalArgumentException());
      }
      var shownNow = values;
      return SeriesSnapshot.of(
          List.of(TimeSeries.of("a", 60, 60 + 60L * shownNow.length, 60, shownNow, 0)),
          FormatOptions.in(ZoneOffset.UTC));
    }
  }
}
