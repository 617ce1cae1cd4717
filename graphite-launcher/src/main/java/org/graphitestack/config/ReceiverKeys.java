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
          "LINE_RECEIVER_SOCKET");

  private ReceiverKeys() {}
}
