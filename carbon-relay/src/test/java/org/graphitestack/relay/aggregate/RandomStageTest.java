// Copyright 2026 The Graphite Stack Authors
// SPDX-License-Identifier: Apache-2.0

package org.graphitestack.relay.aggregate;

import static org.assertj.core.api.Assertions.assertThat;

import java.lang.System.Logger.Level;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Random;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// Random points through random expiring rules, against a model that keeps every value in lists;
/// with restarts and reloads in between, which must not show.
class RandomStageTest {

  private static final String[] COMPUTES = {
    "sum", "count", "max", "min", "average", "median", "percentile95", "variance", "stddev"
  };

  private static final List<OutputTime> TIMES =
      List.of(OutputTime.START, OutputTime.MIDDLE, OutputTime.END);

  @TempDir Path folder;

  @ParameterizedTest
  @ValueSource(ints = {1, 2, 3, 4})
  void flush_randomPoints_sendsWhatTheModelComputes(int round) throws Exception {
    var seed = new Random().nextLong() ^ round;
    System.getLogger(RandomStageTest.class.getName()).log(Level.INFO, "seed " + seed);
    var chance = new Random(seed);
    var rules = new ArrayList<AggregationRule>();
    for (var i = 0; i < 4; i++) {
      var every = chance.nextInt(1, 20);
      var computes = new ArrayList<>(Arrays.asList(COMPUTES));
      Collections.shuffle(computes, chance);
      rules.add(
          Fixtures.expiring(
              "n" + i % 3,
              every,
              every + chance.nextInt(1, 30),
              TIMES.get(chance.nextInt(3)),
              computes.subList(0, chance.nextInt(1, 5)).toArray(String[]::new)));
    }
    var options =
        new AggregationOptions(
            5,
            OptionalInt.empty(),
            Optional.empty(),
            100_000,
            1 << 24,
            100_000,
            Duration.ofSeconds(7));
    var inForce = rules.toArray(AggregationRule[]::new);
    var model = new Model(rules);
    try (var hand = StageAtHand.open(folder, options, inForce)) {
      for (var second = 0; second < 300; second++) {
        for (var n = chance.nextInt(30); n > 0; n--) {
          var name = "n" + chance.nextInt(4) + ".m" + chance.nextInt(20);
          var timestamp = hand.now() + chance.nextInt(-60, 60);
          var value = chance.nextInt(-8000, 8000) / 16.0;
          hand.take(name, timestamp, value);
          model.take(name, timestamp, value, hand.now());
        }
        assertThat(hand.flushed()).as("seed " + seed).isEqualTo(model.flushed(hand.now()));
        if (chance.nextInt(20) == 0) {
          hand.restart(inForce);
        }
        if (chance.nextInt(20) == 0) {
          hand.replaceRules(inForce);
        }
        hand.pass(chance.nextInt(1, 3));
      }
      hand.pass(1000);
      assertThat(hand.flushed()).as("seed " + seed).isEqualTo(model.flushed(hand.now()));
      assertThat(hand.stage().figures().bytes()).isZero();
      assertThat(model.sent).as("seed " + seed).isGreaterThan(100);
    }
  }

  /// Every value of every window in lists.
  private static final class Model {

    private record Place(AggregationRule rule, long start) {}

    private final List<AggregationRule> rules;
    private final Map<Place, List<Double>> windows = new HashMap<>();
    private int sent;

    Model(List<AggregationRule> rules) {
      this.rules = rules;
    }

    void take(String name, long timestamp, double value, long now) {
      for (var rule : rules) {
        if (rule.naming().output(name, 0) == null) {
          continue;
        }
        var every = rule.frequencySeconds();
        var start = Math.floorDiv(timestamp, every) * every;
        var expire = ((Emission.Expiry) rule.emission()).expireSeconds();
        var oldest = start;
        while (oldest + expire >= now) {
          oldest -= every;
        }
        while (oldest + expire < now) {
          oldest += every;
        }
        var windowsAhead = (expire + every - 1) / every + 2;
        if (start >= oldest && start < oldest + (long) windowsAhead * every) {
          windows.computeIfAbsent(new Place(rule, start), _ -> new ArrayList<>()).add(value);
        }
      }
    }

    List<String> flushed(long now) {
      var results = new ArrayList<String>();
      windows
          .entrySet()
          .removeIf(
              window -> {
                var rule = window.getKey().rule();
                var expiry = (Emission.Expiry) rule.emission();
                if (window.getKey().start() + expiry.expireSeconds() >= now) {
                  return false;
                }
                var timestamp =
                    switch (expiry.time()) {
                      case START -> window.getKey().start();
                      case MIDDLE -> window.getKey().start() + rule.frequencySeconds() / 2;
                      case END -> window.getKey().start() + rule.frequencySeconds();
                    };
                for (var i = 0; i < rule.functions().size(); i++) {
                  results.add(
                      StageAtHand.text(
                          outputOf(rule, i),
                          result(rule.functions().get(i), window.getValue()),
                          timestamp));
                }
                return true;
              });
      results.sort(null);
      sent += results.size();
      return results;
    }

    private static String outputOf(AggregationRule rule, int compute) {
      var text = rule.naming().text();
      var prefix = text.substring(0, text.indexOf(' '));
      return Objects.requireNonNull(rule.naming().output(prefix, compute));
    }

    /// Values are multiples of a sixteenth, so sums are exact in any order. Variances go the same
    /// way as the stage's, for another way rounds otherwise.
    private static double result(AggregationFunction function, List<Double> values) {
      var sorted = values.stream().mapToDouble(d -> d).sorted().toArray();
      var sum = Arrays.stream(sorted).sum();
      return switch (function.kind()) {
        case SUM -> sum;
        case COUNT -> sorted.length;
        case MAX -> sorted[sorted.length - 1];
        case MIN -> sorted[0];
        case AVERAGE -> sum / sorted.length;
        case NEAREST_RANK ->
            sorted[Math.max(1, (int) (function.factor() * sorted.length + 0.9)) - 1];
        case VARIANCE -> variance(values);
        case STANDARD_DEVIATION -> Math.sqrt(variance(values));
        case LAST, PERCENTILE -> throw new IllegalArgumentException(function.text());
      };
    }

    private static double variance(List<Double> values) {
      var mean = 0.0;
      var squares = 0.0;
      for (var i = 0; i < values.size(); i++) {
        var before = values.get(i) - mean;
        mean += before / (i + 1);
        squares += before * (values.get(i) - mean);
      }
      return squares / values.size();
    }
  }
}
