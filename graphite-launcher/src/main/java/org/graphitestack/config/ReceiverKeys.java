// Copyright 2026 The Graphite Stack Authors
// SPDX-License-Identifier: Apache-2.0

package org.graphitestack.config;

import java.util.Set;

/// The keys about what comes in and about own metrics, which every program obeys; those of the last
/// group are ours.
final class ReceiverKeys {

  static final Set<String> ALL =
      Set.of(
          "LINE_RECEIVER_INTERFACE",
          "LINE_RECEIVER_PORT",
          "ENABLE_UDP_LISTENER",
          "UDP_RECEIVER_INTERFACE",
          "UDP_RECEIVER_PORT",
          "PICKLE_RECEIVER_INTERFACE",
          "PICKLE_RECEIVER_PORT",
          "PICKLE_RECEIVER_MAX_LENGTH",
          "MAX_RECEIVER_CONNECTIONS",
          "METRIC_CLIENT_IDLE_TIMEOUT",
          "TCP_KEEPALIVE",
          "TCP_KEEPIDLE",
          "TCP_KEEPINTVL",
          "TCP_KEEPCNT",
          "USE_FLOW_CONTROL",
          "MIN_TIMESTAMP_RESOLUTION",
          "CARBON_METRIC_PREFIX",
          "CARBON_METRIC_INTERVAL",
          "LINE_RECEIVER_SSL_CERT",
          "LINE_RECEIVER_SSL_KEY",
          "LINE_RECEIVER_SSL_CA",
          "PICKLE_RECEIVER_SSL_CERT",
          "PICKLE_RECEIVER_SSL_KEY",
          "PICKLE_RECEIVER_SSL_CA",
          "LINE_RECEIVER_COMPRESSION",
          "LINE_RECEIVER_SOCKET",
          "HTTP_RECEIVER_INTERFACE",
          "HTTP_RECEIVER_PORT",
          "HTTP_RECEIVER_MAX_LENGTH",
          "HTTP_RECEIVER_SSL_CERT",
          "HTTP_RECEIVER_SSL_KEY",
          "HTTP_RECEIVER_SSL_CA",
          "PROTOBUF_RECEIVER_INTERFACE",
          "PROTOBUF_RECEIVER_PORT",
          "PROTOBUF_RECEIVER_SSL_CERT",
          "PROTOBUF_RECEIVER_SSL_KEY",
          "PROTOBUF_RECEIVER_SSL_CA",
          "ACKNOWLEDGED_RECEIVER_INTERFACE",
          "ACKNOWLEDGED_RECEIVER_PORT",
          "ACKNOWLEDGED_RECEIVER_SSL_CERT",
          "ACKNOWLEDGED_RECEIVER_SSL_KEY",
          "ACKNOWLEDGED_RECEIVER_SSL_CA",
          "USE_WHITELIST",
          "CONF_DIR",
          "STORAGE_DIR",
          "ENABLE_AMQP",
          "AMQP_HOST",
          "AMQP_PORT",
          "AMQP_USER",
          "AMQP_PASSWORD",
          "AMQP_VHOST",
          "AMQP_EXCHANGE",
          "AMQP_VERBOSE",
          "AMQP_METRIC_NAME_IN_BODY",
          "BIND_PATTERNS",
          "AMQP_QUEUE");

  private ReceiverKeys() {}
}
