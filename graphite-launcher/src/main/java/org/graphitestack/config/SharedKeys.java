// Copyright 2026 The Graphite Stack Authors
// SPDX-License-Identifier: Apache-2.0

package org.graphitestack.config;

import java.util.Map;
import java.util.Set;

/// The keys that mean the same to every program.
final class SharedKeys {

  private static final String NO_SHELL = "there is no shell inside the daemon";
  private static final String NO_LOG_FILES =
      "the log goes to standard error, or where --logdir says";

  /// What comes in, and own metrics.
  static final Set<String> USED =
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

  /// Keys of carbon's that mean nothing here, and why.
  static final Map<String, String> NO_EFFECT =
      Map.ofEntries(
          Map.entry("USER", "the daemon stays the user that starts it"),
          Map.entry("WHITELISTS_DIR", "whitelist.conf and blacklist.conf lie in CONF_DIR"),
          Map.entry("LOG_DIR", NO_LOG_FILES),
          Map.entry("ENABLE_LOGROTATION", NO_LOG_FILES),
          Map.entry("PID_DIR", "a pid file is written where --pidfile says"),
          Map.entry("ENABLE_MANHOLE", NO_SHELL),
          Map.entry("MANHOLE_INTERFACE", NO_SHELL),
          Map.entry("MANHOLE_PORT", NO_SHELL),
          Map.entry("MANHOLE_USER", NO_SHELL),
          Map.entry("MANHOLE_PUBLIC_KEY", NO_SHELL),
          Map.entry("MANHOLE_HOST_KEY_DIR", NO_SHELL),
          Map.entry("AMQP_SPEC", "the protocol's version is known"),
          Map.entry("RAVEN_DSN", "errors go to the log"));

  private SharedKeys() {}
}
