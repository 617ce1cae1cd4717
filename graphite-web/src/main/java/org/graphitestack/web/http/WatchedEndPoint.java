// Copyright 2026 The Graphite Stack Authors
// SPDX-License-Identifier: Apache-2.0

package org.graphitestack.web.http;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.SelectionKey;
import java.nio.channels.SocketChannel;
import java.util.concurrent.Executor;
import org.eclipse.jetty.io.ManagedSelector;
import org.eclipse.jetty.io.SocketChannelEndPoint;
import org.eclipse.jetty.util.BufferUtil;
import org.eclipse.jetty.util.thread.Scheduler;

/// A connection that can be asked, while a request is being answered, whether the client has closed
/// it. Jetty itself only finds out when it writes.
///
/// Asking means reading, since Java has no other way. Nothing is there to be read in general; a
/// client that sends its next request early has it put aside here, and Jetty reads it from here
/// when it comes to it. Asked by the thread of the request alone, between reading the request and
/// writing its answer, when Jetty reads nothing.
final class WatchedEndPoint extends SocketChannelEndPoint {

  private static final int ASIDE = 1 << 12;

  private final ByteBuffer aside = ByteBuffer.allocate(ASIDE).limit(0);
  private final Executor executor;
  private boolean closed;

  WatchedEndPoint(
      SocketChannel channel,
      ManagedSelector selector,
      SelectionKey key,
      Scheduler scheduler,
      Executor executor) {
    super(channel, selector, key, scheduler);
    this.executor = executor;
  }

  /// Whether the client has closed its side.
  synchronized boolean clientGone() {
    if (closed || !isOpen()) {
      return true;
    }
    if (aside.hasRemaining()) {
      // it went on talking, so it was there; more is not read
      return false;
    }
    try {
      aside.clear();
      closed = getChannel().read(aside) < 0;
    } catch (IOException reset) {
      closed = true;
    } finally {
      aside.flip();
    }
    return closed;
  }

  @Override
  public int fill(ByteBuffer buffer) throws IOException {
    synchronized (this) {
      if (aside.hasRemaining()) {
        return filledFromAside(buffer);
      }
    }
    return super.fill(buffer);
  }

  private int filledFromAside(ByteBuffer buffer) {
    var position = BufferUtil.flipToFill(buffer);
    var count = Math.min(aside.remaining(), buffer.remaining());
    buffer.put(buffer.position(), aside, aside.position(), count);
    buffer.position(buffer.position() + count);
    aside.position(aside.position() + count);
    BufferUtil.flipToFlush(buffer, position);
    return count;
  }

  /// What was put aside is there already: no selector would tell.
  @Override
  protected void needsFillInterest() {
    synchronized (this) {
      if (aside.hasRemaining()) {
        executor.execute(() -> getFillInterest().fillable());
        return;
      }
    }
    super.needsFillInterest();
  }
}
