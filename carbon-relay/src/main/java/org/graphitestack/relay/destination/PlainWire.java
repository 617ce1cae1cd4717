// Copyright 2026 The Graphite Stack Authors
// SPDX-License-Identifier: Apache-2.0

package org.graphitestack.relay.destination;

import java.io.IOException;
import java.nio.ByteBuffer;
import org.graphitestack.log.LogRange;

/// Lines as they are in the spool: the kernel moves them from the file to the socket.
final class PlainWire implements Wire {

  private final Connection connection;
  private final ByteBuffer answer = ByteBuffer.allocate(256);

  PlainWire(Connection connection) {
    this.connection = connection;
  }

  @Override
  public long send(LogRange range) throws IOException {
    connection.transfer(range::transferTo, range.length());
    return connection.written();
  }

  @Override
  public long acknowledged() {
    return connection.acknowledged();
  }

  /// Graphite daemons never answer; whatever comes is thrown away.
  @Override
  public void poll() throws IOException {
    connection.read(answer.clear());
  }

  @Override
  public void abandon() {
    connection.abandon();
  }

  @Override
  public void close() throws IOException {
    connection.close();
  }
}
