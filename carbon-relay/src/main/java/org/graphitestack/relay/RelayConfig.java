// Copyright 2026 The Graphite Stack Authors
// SPDX-License-Identifier: Apache-2.0

package org.graphitestack.relay;

import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.graphitestack.protocol.amqp.AmqpConfig;
import org.graphitestack.protocol.listen.ListenerConfig;
import org.graphitestack.relay.aggregate.AggregationOptions;
import org.graphitestack.relay.destination.DeliveryOptions;
import org.graphitestack.relay.spool.SpoolOptions;

/// What a relay is opened with, apart from its routes.
///
/// @param program what the own metrics call it: `relays` or `aggregator`
/// @param host this machine's name, for the relay's own metrics
/// @param instance carbon's `--instance`
/// @param listeners where points come in
/// @param amqp a broker that points come from; ENABLE_AMQP
/// @param timestampResolution timestamps are rounded down to a multiple of so many seconds, unless
///   it is 0; MIN_TIMESTAMP_RESOLUTION
/// @param spool where they wait
/// @param delivery how they are sent
/// @param aggregation bounds of the aggregation stage
/// @param aggregationFolder where open windows are saved
/// @param metricPrefix of the own metrics; CARBON_METRIC_PREFIX
/// @param metricInterval between the own metrics; zero: none; CARBON_METRIC_INTERVAL
public record RelayConfig(
    String program,
    String host,
    String instance,
    List<ListenerConfig> listeners,
    Optional<AmqpConfig> amqp,
    int timestampResolution,
    SpoolOptions spool,
    DeliveryOptions delivery,
    AggregationOptions aggregation,
    Path aggregationFolder,
    String metricPrefix,
    Duration metricInterval) {

  /// Ports of carbon's relay.
  public static final int LINE_PORT = 2013;

  /// Where carbon's relay takes pickles.
  public static final int PICKLE_PORT = 2014;

  public RelayConfig {
    listeners = List.copyOf(listeners);
    if (metricInterval.isNegative()) {
      throw new IllegalArgumentException("metricInterval: " + metricInterval + " (expected: >= 0)");
    }
  }

  /// The same with other listeners.
  public RelayConfig withListeners(List<ListenerConfig> others) {
    return new RelayConfig(
        program,
        host,
        instance,
        others,
        amqp,
        timestampResolution,
        spool,
        delivery,
        aggregation,
        aggregationFolder,
        metricPrefix,
        metricInterval);
  }

  /// The same with other spools.
  public RelayConfig withSpool(SpoolOptions other) {
    return new RelayConfig(
        program,
        host,
        instance,
        listeners,
        amqp,
        timestampResolution,
        other,
        delivery,
        aggregation,
        aggregationFolder,
        metricPrefix,
        metricInterval);
  }
}
