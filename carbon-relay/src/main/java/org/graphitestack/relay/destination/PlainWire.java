// Copyright 2026 The Graphite Stack Authors
// SPDX-License-Identifier: Apache-2.0

package org.graphitestack.relay.destination;

import java.io.IOException;
import java.nio.ByteBuffer;
import org.graphitestack.log.LogRange;

/// Lines as they are in the spool: the kernel moves them from the file to the socket.
final class PlainWire implements Wire {

  private final Link link;
  private final ByteBuffer answer = ByteBuffer.allocate(256);

  PlainWire(Link link) {
    this.link = link;
  }

  @Override
  public long send(LogRange range) throws IOException {
    link.transfer(range::transferTo, range.length());
    return link.written();
  }

  @Override
  public long acknowledged() {
    return link.acknowledged();
  }

  /// Graphite daemons never answer; whatever comes is thrown away.
  @Override
  public void poll() throws IOException {
    link.read(answer.clear());
  }

  @Override
  public void abandon() {
    link.abandon();
  }

  @Override
  public void close() throws IOException {
    link.close();
  }
}
