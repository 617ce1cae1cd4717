// Copyright 2026 The Graphite Stack Authors
// SPDX-License-Identifier: Apache-2.0

package org.graphitestack.cache;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.graphitestack.cache.ledger.CacheLedger;
import org.graphitestack.cache.memory.FlowControl;
import org.graphitestack.cache.memory.MemoryLimits;
import org.graphitestack.cache.memory.SetAside;
import org.graphitestack.cache.memory.WaitingPoints;
import org.graphitestack.cache.schema.SchemaRules;
import org.graphitestack.model.InvalidMetricPathException;
import org.graphitestack.model.MetricPath;
import org.graphitestack.storage.index.SubtreePattern;
import org.graphitestack.storage.limit.Bound;
import org.graphitestack.storage.limit.LimitBook;
import org.graphitestack.storage.limit.LimitRule;
import org.graphitestack.storage.limit.LimitRules;
import org.graphitestack.storage.limit.Measure;
import org.junit.jupiter.api.Test;

class LimitGateTest {

  private static final double NONE = Double.POSITIVE_INFINITY;

  private final CacheLedger ledger = new CacheLedger();
  private final HandMovedNanos nanos = new HandMovedNanos();
  private final List<String> announced = new ArrayList<>();
  private final Set<String> stored = new HashSet<>();
  private final WaitingPoints memory =
      new WaitingPoints(
          new MemoryLimits(Long.MAX_VALUE, Long.MAX_VALUE, true),
          0,
          SchemaRules.DEFAULTS::layoutFor,
          path -> announced.add(path.text()),
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
  private final LimitGate gate = new LimitGate(memory.limitJudge(), memory);

  @Test
  void accept_pointsOverTheirLimit_areRefusedAndTheBooksBalance() {
    var book = limits(Map.of(Measure.POINTS, new Bound(NONE, 1)));
    var batch = new PointsToSend();
    for (var i = 0; i < 100; i++) {
      batch.add("team.a.x" + i % 5, 10 + i, i);
      batch.add("free.x", 10 + i, i);
    }
    batch.to(gate);

    assertThat(unstored("free.x")).isEqualTo(100);
    assertThat(ledger.overLimit(Measure.POINTS)).isEqualTo(40);
    assertThat(ledger.received()).isEqualTo(160);
    assertThat(ledger.received() + ledger.overLimit()).isEqualTo(200);
    assertThat(ledger.held()).isEqualTo(160);
    assertThat(book.use(1).of(Measure.POINTS).refused()).isEqualTo(40);
    nanos.passSeconds(3);
    for (var i = 0; i < 5; i++) {
      PointsToSend.send(gate, "team.a.x0", 1000 + i, 1);
    }
    assertThat(ledger.overLimit(Measure.POINTS)).isEqualTo(42);
  }

  @Test
  void accept_newSeriesOverTheirLimit_areRefusedAndThoseThatWereThereAreNot() {
    stored.add("team.a.old");
    var book = limits(Map.of(Measure.NEW_SERIES, new Bound(2, 3)));
    for (var i = 0; i < 6; i++) {
      PointsToSend.send(gate, "team.a.new" + i, 10, 1);
    }
    PointsToSend.send(gate, "team.a.old", 10, 1);
    PointsToSend.send(gate, "team.a.new0", 20, 1);
    PointsToSend.send(gate, "free.new", 10, 1);

    assertThat(announced)
        .containsExactly("team.a.new0", "team.a.new1", "team.a.new2", "team.a.old", "free.new");
    assertThat(ledger.overLimit(Measure.NEW_SERIES)).isEqualTo(3);
    assertThat(ledger.received()).isEqualTo(6);
    assertThat(ledger.seriesKnown()).isEqualTo(5);
    assertThat(book.use(1).lastRefused()).isEqualTo("team.a.new5");
    assertThat(book.use(1).of(Measure.NEW_SERIES).overSoft()).isEqualTo(1);
    nanos.passSeconds(20);
    PointsToSend.send(gate, "team.a.new5", 10, 1);
    assertThat(announced).contains("team.a.new5");
  }

  @Test
  void accept_manyPointsOfANewSeriesInOneBatch_countAsOneSeries() {
    var book = limits(Map.of(Measure.SERIES, new Bound(NONE, 2)));
    var batch = new PointsToSend();
    for (var i = 0; i < 10; i++) {
      batch.add("team.a..new", 10 + i, i).add("team.a.new", 30 + i, i);
    }
    batch.to(gate);

    assertThat(unstored("team.a.new")).isEqualTo(20);
    assertThat(book.use(1).of(Measure.SERIES).used()).isEqualTo(1);
    assertThat(announced).containsExactly("team.a.new");
  }

  @Test
  void accept_bytesOverTheirLimit_noSeriesIsCreatedAndPointsOfOthersPass() {
    limits(Map.of(Measure.STORED_BYTES, new Bound(NONE, 2000)));
    PointsToSend.send(gate, "team.a.one", 10, 1);
    PointsToSend.send(gate, "team.a.two", 10, 1);
    PointsToSend.send(gate, "team.a.three", 10, 1);
    PointsToSend.send(gate, "team.a.one", 20, 1);

    assertThat(ledger.overLimit(Measure.STORED_BYTES)).isEqualTo(1);
    assertThat(unstored("team.a.one")).isEqualTo(2);
    assertThat(unstored("team.a.three")).isZero();
  }

  @Test
  void accept_nameThatNamesNoSeries_isRejectedOnceAsWithoutLimits() {
    limits(Map.of(Measure.POINTS, new Bound(NONE, 1)));
    PointsToSend.send(gate, "..", 10, 1);

    assertThat(ledger.rejectedNames(InvalidMetricPathException.Reason.EMPTY)).isEqualTo(1);
    assertThat(ledger.received()).isEqualTo(1);
  }

  @Test
  void limits_changed_holdForSeriesThatAreKnown() {
    var book = limits(Map.of(Measure.POINTS, new Bound(NONE, 0)));
    PointsToSend.send(gate, "team.a.x", 10, 1);
    PointsToSend.send(gate, "team.b.x", 10, 1);
    assertThat(unstored("team.a.x")).isZero();

    memory
        .limitJudge()
        .limits(
            book.with(rules("team.b", Map.of(Measure.POINTS, new Bound(NONE, 0)))),
            this::isStored,
            _ -> 0);
    PointsToSend.send(gate, "team.a.x", 20, 1);
    PointsToSend.send(gate, "team.b.x", 20, 1);
    assertThat(unstored("team.a.x")).isEqualTo(1);
    assertThat(unstored("team.b.x")).isEqualTo(1);
    memory.limitJudge().limits(book.with(LimitRules.NONE), this::isStored, _ -> 0);
    PointsToSend.send(gate, "team.b.x", 30, 1);

    assertThat(unstored("team.b.x")).isEqualTo(2);
    assertThat(ledger.overLimit()).isEqualTo(2);
  }

  private LimitBook limits(Map<Measure, Bound> bounds) {
    var book = LimitBook.of(rules("team.a", bounds), nanos);
    memory.limitJudge().limits(book, this::isStored, _ -> 1000);
    return book;
  }

  private boolean isStored(MetricPath path) {
    return stored.contains(path.text());
  }

  private static LimitRules rules(String pattern, Map<Measure, Bound> bounds) {
    return new LimitRules(List.of(new LimitRule("one", SubtreePattern.parse(pattern), bounds)));
  }

  private int unstored(String name) {
    return memory.unstored(new MetricPath(name)).size();
  }
}
