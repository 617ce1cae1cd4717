// Copyright 2026 The Graphite Stack Authors
// SPDX-License-Identifier: Apache-2.0

package org.graphitestack.relay.destination;

import java.time.Duration;
import org.graphitestack.protocol.PointEncoder;

/// How runners deliver.
///
/// @param connectTimeout to an answer of the peer; carbon.conf key DESTINATION_CONNECT_TIMEOUT
/// @param writeTimeout a peer that takes no byte for so long counts as hung and is left;
///   DESTINATION_WRITE_TIMEOUT
/// @param firstBackoff wait before the second attempt to connect; doubles up to `longestBackoff`
/// @param longestBackoff longest wait between attempts
/// @param replay which points go first after an outage; REPLAY
/// @param replayRate points per second sent of those that have waited; 0 for no limit; REPLAY_RATE
/// @param pointsPerMessage most points in a pickle or protobuf message; MAX_DATAPOINTS_PER_MESSAGE
/// @param drainOnClose how long a runner goes on when it is closed while its spool is not empty
public record DeliveryOptions(
    Duration connectTimeout,
    Duration writeTimeout,
    Duration firstBackoff,
    Duration longestBackoff,
    Replay replay,
    long replayRate,
    int pointsPerMessage,
    Duration drainOnClose) {

  public DeliveryOptions {
    requirePositive("connectTimeout", connectTimeout);
    requirePositive("writeTimeout", writeTimeout);
    requirePositive("firstBackoff", firstBackoff);
    if (longestBackoff.compareTo(firstBackoff) < 0) {
      throw new IllegalArgumentException(
          "longestBackoff: "
              + longestBackoff
              + " (expected: >= firstBackoff, "
              + firstBackoff
              + ")");
    }
    if (replayRate < 0) {
      throw new IllegalArgumentException("replayRate: " + replayRate + " (expected: >= 0)");
    }
    if (pointsPerMessage < 1) {
      throw new IllegalArgumentException(
          "pointsPerMessage: " + pointsPerMessage + " (expected: >= 1)");
    }
  }

  /// Five seconds to connect, thirty to take a byte, attempts after a quarter of a second and then
  /// up to ten seconds apart, in order, without a limit.
  public static DeliveryOptions defaults() {
    return new DeliveryOptions(
        Duration.ofSeconds(5),
        Duration.ofSeconds(30),
        Duration.ofMillis(250),
        Duration.ofSeconds(10),
        Replay.IN_ORDER,
        0,
        PointEncoder.DEFAULT_MAX_POINTS,
        Duration.ofSeconds(2));
  }

  /// The same with another order and rate of replay.
  public DeliveryOptions withReplay(Replay order, long rate) {
    return new DeliveryOptions(
        connectTimeout,
        writeTimeout,
        firstBackoff,
        longestBackoff,
        order,
        rate,
        pointsPerMessage,
        drainOnClose);
  }

  /// The same with other timeouts.
  public DeliveryOptions withTimeouts(Duration connect, Duration write) {
    return new DeliveryOptions(
        connect,
        write,
        firstBackoff,
        longestBackoff,
        replay,
        replayRate,
        pointsPerMessage,
        drainOnClose);
  }

  /// The same with other messages.
  public DeliveryOptions withPointsPerMessage(int points) {
    return new DeliveryOptions(
        connectTimeout,
        writeTimeout,
        firstBackoff,
        longestBackoff,
        replay,
        replayRate,
        points,
        drainOnClose);
  }

  private static void requirePositive(String name, Duration duration) {
    if (!duration.isPositive()) {
      throw new IllegalArgumentException(name + ": " + duration + " (expected: more than 0)");
    }
  }
}
