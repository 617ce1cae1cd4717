// Copyright 2026 The Graphite Stack Authors
// SPDX-License-Identifier: Apache-2.0

package org.graphitestack.relay.aggregate;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Optional;
import java.util.OptionalInt;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// What carbon's own buffers sent, second by second, for hundreds of points on time, late, very
/// late and ahead: the stage sends the same, also if it is closed and opened again in between.
class CarbonRoundsTest {

  @TempDir Path folder;

  @ParameterizedTest
  @CsvSource({
    "rounds-default.tsv, 5, 0, 1000000",
    "rounds-write-back.tsv, 5, 4, 1000000",
    "rounds-one-interval.tsv, 1, 0, 1000000",
    "rounds-default.tsv, 5, 0, 1",
    "rounds-write-back.tsv, 5, 4, 7",
    "rounds-one-interval.tsv, 1, 0, 13",
  })
  void flush_everySecond_sendsWhatCarbonSends(
      String file, int maxIntervals, int writeBack, int secondsToRestart) throws Exception {
    var rows = Fixtures.rows(file);
    var rules =
        rows.stream()
            .filter(row -> row[0].equals("rule"))
            .map(row -> Fixtures.rule(row[1], Integer.parseInt(row[2]), row[3], row[4]))
            .toArray(AggregationRule[]::new);
    var options =
        new AggregationOptions(
            maxIntervals,
            writeBack == 0 ? OptionalInt.empty() : OptionalInt.of(writeBack),
            Optional.empty(),
            1000,
            1_000_000,
            1000,
            Duration.ofDays(1));
    var expected = new ArrayList<String>();
    var sent = new ArrayList<String>();
    try (var hand = StageAtHand.open(folder, options, rules)) {
      hand.pass(1);
      for (var row : rows) {
        switch (row[0]) {
          case "point" -> hand.take(row[1], Long.parseLong(row[2]), Double.parseDouble(row[3]));
          case "second" -> {
            sent.addAll(hand.flushed());
            if (hand.now() % secondsToRestart == 0) {
              hand.restart(rules);
            }
            hand.pass(1);
          }
          case "sent" ->
              expected.add(
                  StageAtHand.text(row[1], Double.parseDouble(row[3]), Long.parseLong(row[2])));
          default -> assertThat(row[0]).isEqualTo("rule");
        }
      }
      assertThat(hand.stage().figures().damagedStates()).isZero();
    }
    assertThat(sent).hasSizeGreaterThan(300).containsExactlyInAnyOrderElementsOf(expected);
  }
}
