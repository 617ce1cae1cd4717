// Copyright 2026 The Graphite Stack Authors
// SPDX-License-Identifier: Apache-2.0

package org.graphitestack.relay.destination;

import java.nio.channels.SocketChannel;

/// How many of the bytes written to one connection its peer's kernel has acknowledged.
///
/// Where the kernel does not tell, everything but the last [#REWIND_WINDOW] bytes counts as
/// acknowledged: more than a socket's buffers usually hold.
final class TcpAcknowledgement {

  /// What may be under way unseen: twice Linux' default for the largest send buffer.
  static final long REWIND_WINDOW = 8L << 20;

  private final SocketChannel channel;
  private final long atStart;

  /// @param channel connected, with nothing written yet
  TcpAcknowledgement(SocketChannel channel) {
    this.channel = channel;
    this.atStart = KernelSocket.bytesAcknowledged(channel);
  }

  /// Of `written` bytes, those that are acknowledged.
  long acknowledged(long written) {
    if (atStart < 0) {
      return Math.max(0, written - REWIND_WINDOW);
    }
    var now = KernelSocket.bytesAcknowledged(channel);
    return now < 0 ? 0 : Math.min(written, now - atStart);
  }
}
