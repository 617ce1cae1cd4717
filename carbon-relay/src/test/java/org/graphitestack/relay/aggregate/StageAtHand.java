// Copyright 2026 The Graphite Stack Authors
// SPDX-License-Identifier: Apache-2.0

package org.graphitestack.relay.aggregate;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.graphitestack.protocol.ReceivedPoints;

/// A stage whose clocks are moved by hand and whose results are looked at as text.
final class StageAtHand implements AutoCloseable {

  static final long BEGIN = 1_700_000_000;

  private final AggregationOptions options;
  private final Path folder;
  private final ReceivedPoints point = ReceivedPoints.keepingLines();
  private AggregationStage stage;
  private long now = BEGIN;

  private StageAtHand(AggregationOptions options, Path folder, AggregationRule... rules)
      throws IOException {
    this.options = options;
    this.folder = folder;
    this.stage = opened(List.of(rules));
  }

  static StageAtHand open(Path folder, AggregationOptions options, AggregationRule... rules)
      throws IOException {
    return new StageAtHand(options, folder, rules);
  }

  static StageAtHand open(Path folder, AggregationRule... rules) throws IOException {
    return open(folder, AggregationOptions.DEFAULTS, rules);
  }

  private AggregationStage opened(List<AggregationRule> rules) throws IOException {
    return AggregationStage.open(
        new AggregationRules(rules),
        options,
        folder,
        () -> Instant.ofEpochSecond(now),
        () -> TimeUnit.SECONDS.toNanos(now));
  }

  AggregationStage stage() {
    return stage;
  }

  long now() {
    return now;
  }

  void pass(long seconds) {
    now += seconds;
  }

  Taken take(String name, long timestamp, double value) {
    point.clear();
    var bytes = name.getBytes(StandardCharsets.UTF_8);
    point.add(bytes, 0, bytes.length, timestamp, value);
    return stage.take(point, 0);
  }

  /// What goes out now: `name value timestamp` each, sorted.
  List<String> flushed() {
    var sent = new ArrayList<String>();
    stage.flush(
        (_, points) -> {
          for (var i = 0; i < points.size(); i++) {
            sent.add(text(points.name(i), points.value(i), points.timestamp(i)));
          }
        });
    sent.sort(null);
    return sent;
  }

  static String text(String name, double value, long timestamp) {
    return name + " " + value + " " + timestamp;
  }

  void replaceRules(AggregationRule... rules) {
    stage.replaceRules(new AggregationRules(List.of(rules)));
  }

  /// Closes the stage and opens it again.
  void restart(AggregationRule... rules) throws IOException {
    stage.close();
    reopen(rules);
  }

  /// Opens the folder again as after `kill -9`.
  void reopen(AggregationRule... rules) throws IOException {
    stage = opened(List.of(rules));
  }

  @Override
  public void close() throws IOException {
    stage.close();
  }
}
