// Copyright 2026 The Graphite Stack Authors
// SPDX-License-Identifier: Apache-2.0

package org.graphitestack.protocol.amqp;

import java.util.List;
import java.util.Optional;

/// Where messages come from. The names in capitals are carbon.conf's.
///
/// @param host AMQP_HOST
/// @param port AMQP_PORT
/// @param virtualHost AMQP_VHOST
/// @param user AMQP_USER
/// @param password AMQP_PASSWORD
/// @param exchange AMQP_EXCHANGE: a durable topic exchange, declared if it is not there
/// @param bindPatterns BIND_PATTERNS: routing keys that are wanted, at least one
/// @param metricNameInBody AMQP_METRIC_NAME_IN_BODY: lines are `name value timestamp`; else they
///   are `value timestamp` and the routing key is the name
/// @param verbose AMQP_VERBOSE: log every message
/// @param queue AMQP_QUEUE, which is ours: a durable queue that goes on collecting while this
///   daemon is away; empty: a private one that lives as long as the connection, as carbon's
public record AmqpConfig(
    String host,
    int port,
    String virtualHost,
    String user,
    String password,
    String exchange,
    List<String> bindPatterns,
    boolean metricNameInBody,
    boolean verbose,
    Optional<String> queue) {

  /// The port brokers use.
  public static final int DEFAULT_PORT = 5672;

  public AmqpConfig {
    bindPatterns = List.copyOf(bindPatterns);
    if (port < 1 || port > 65_535) {
      throw new IllegalArgumentException("port: " + port + " (expected: 1 to 65535)");
    }
    if (bindPatterns.isEmpty()) {
      throw new IllegalArgumentException("bindPatterns: none (expected: at least one, # for all)");
    }
  }

  /// Carbon's defaults where it has any, and those of its publisher where it has none.
  public static AmqpConfig of(String host) {
    return new AmqpConfig(
        host,
        DEFAULT_PORT,
        "/",
        "guest",
        "guest",
        "graphite",
        List.of("#"),
        false,
        false,
        Optional.empty());
  }

  /// Without the password.
  @Override
  public String toString() {
    return "amqp://" + user + "@" + host + ":" + port + "/" + virtualHost + " " + exchange;
  }
}
