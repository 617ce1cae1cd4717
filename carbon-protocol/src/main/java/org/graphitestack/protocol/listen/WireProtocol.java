// Copyright 2026 The Graphite Stack Authors
// SPDX-License-Identifier: Apache-2.0

package org.graphitestack.protocol.listen;

/// What a listener speaks.
public enum WireProtocol {
  /// Lines over TCP.
  LINE("line"),
  /// Lines in UDP datagrams.
  LINE_UDP("udp"),
  /// Length-prefixed pickles over TCP.
  PICKLE("pickle"),
  /// Length-prefixed messages of carbon.proto over TCP.
  PROTOBUF("protobuf"),
  /// Batches of lines that are answered once they are durable: `org.graphitestack.protocol.ack`.
  ACKNOWLEDGED("acknowledged"),
  /// Lines or JSON in the bodies of HTTP requests.
  HTTP("http");

  private final String label;

  WireProtocol(String label) {
    this.label = label;
  }

  /// The word for logs and metric names.
  public String label() {
    return label;
  }
}
