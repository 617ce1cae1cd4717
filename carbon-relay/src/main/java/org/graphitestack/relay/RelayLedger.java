// Copyright 2026 The Graphite Stack Authors
// SPDX-License-Identifier: Apache-2.0

package org.graphitestack.relay;

import java.util.EnumMap;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.atomic.LongAdder;
import org.graphitestack.relay.route.RelayReject;

/// What became of each point since the relay was opened. Thread-safe; figures read one after the
/// other may lie moments apart.
///
/// ```
/// received + generated = routed + aggregated + blackholed + rejected
/// ```
///
/// A routed point goes to one place or several: [#copies] counts those, and each destination's
/// [org.graphitestack.relay.spool.SpoolFigures] say what became of its copy.
public final class RelayLedger {

  private final LongAdder received = new LongAdder();
  private final LongAdder generated = new LongAdder();
  private final LongAdder routed = new LongAdder();
  private final LongAdder copies = new LongAdder();
  private final LongAdder fileLines = new LongAdder();
  private final LongAdder fileFailures = new LongAdder();
  private final LongAdder aggregated = new LongAdder();
  private final LongAdder blackholed = new LongAdder();
  private final Map<RelayReject, LongAdder> rejected = new EnumMap<>(RelayReject.class);

  RelayLedger() {
    for (var reason : RelayReject.values()) {
      rejected.put(reason, new LongAdder());
    }
  }

  /// Points the listeners handed over.
  public long received() {
    return received.sum();
  }

  /// Points the relay made itself: results of aggregation, and its own metrics.
  public long generated() {
    return generated.sum();
  }

  /// Points that went to at least one destination or file.
  public long routed() {
    return routed.sum();
  }

  /// Points times the destinations they went to.
  public long copies() {
    return copies.sum();
  }

  /// Lines appended to files.
  public long fileLines() {
    return fileLines.sum();
  }

  /// Lines that could not be appended to a file.
  public long fileFailures() {
    return fileFailures.sum();
  }

  /// Points that went into an aggregate and nowhere else.
  public long aggregated() {
    return aggregated.sum();
  }

  /// Points meant for nobody.
  public long blackholed() {
    return blackholed.sum();
  }

  /// Points refused for this reason.
  public long rejected(RelayReject reason) {
    return adder(reason).sum();
  }

  /// Points refused.
  public long rejected() {
    return rejected.values().stream().mapToLong(LongAdder::sum).sum();
  }

  /// What the equation leaves over: 0 at rest.
  public long unaccounted() {
    return received() + generated() - routed() - aggregated() - blackholed() - rejected();
  }

  void received(long points) {
    received.add(points);
  }

  void generated(long points) {
    generated.add(points);
  }

  void routed(long points) {
    routed.add(points);
  }

  void copied(long points) {
    copies.add(points);
  }

  void toFile(long lines, boolean written) {
    (written ? fileLines : fileFailures).add(lines);
  }

  void aggregated(long points) {
    aggregated.add(points);
  }

  void blackholed(long points) {
    blackholed.add(points);
  }

  void rejected(RelayReject reason, long points) {
    adder(reason).add(points);
  }

  private LongAdder adder(RelayReject reason) {
    return Objects.requireNonNull(rejected.get(reason));
  }
}
