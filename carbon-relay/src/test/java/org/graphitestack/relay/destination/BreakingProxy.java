// Copyright 2026 The Graphite Stack Authors
// SPDX-License-Identifier: Apache-2.0

package org.graphitestack.relay.destination;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;

/// Stands between a runner and a listener, and breaks each of its first connections after so many
/// bytes: it closes its own side towards the runner, and still hands on all it was sent.
final class BreakingProxy implements AutoCloseable {

  private static final int BUFFER = 16 << 10;

  private final ServerSocket server;
  private final InetSocketAddress listener;
  private final int breakAfter;
  private int breaksLeft;

  private BreakingProxy(
      ServerSocket server, InetSocketAddress listener, int breaks, int breakAfter) {
    this.server = server;
    this.listener = listener;
    this.breaksLeft = breaks;
    this.breakAfter = breakAfter;
  }

  static BreakingProxy start(InetSocketAddress listener, int breaks, int breakAfter)
      throws IOException {
    var server = new ServerSocket(0, 50, InetAddress.getLoopbackAddress());
    var proxy = new BreakingProxy(server, listener, breaks, breakAfter);
    Thread.ofVirtual().name("proxy").start(proxy::acceptAll);
    return proxy;
  }

  int port() {
    return server.getLocalPort();
  }

  /// One connection after the other, so that what one brought arrives before the next one's.
  private void acceptAll() {
    while (!server.isClosed()) {
      try (var sender = server.accept();
          var receiver = new Socket(listener.getAddress(), listener.getPort())) {
        var answers = Thread.ofVirtual().start(() -> pump(receiver, sender, Integer.MAX_VALUE));
        pump(sender, receiver, breaksLeft-- > 0 ? breakAfter : Integer.MAX_VALUE);
        receiver.shutdownOutput();
        answers.join();
      } catch (IOException _) {
        // of this connection, or the end
      } catch (InterruptedException _) {
        return;
      }
    }
  }

  private static void pump(Socket from, Socket to, int breakAfter) {
    var buffer = new byte[BUFFER];
    var pumped = 0L;
    var broken = false;
    try {
      for (var n = from.getInputStream().read(buffer);
          n >= 0;
          n = from.getInputStream().read(buffer)) {
        to.getOutputStream().write(buffer, 0, n);
        pumped += n;
        if (!broken && pumped >= breakAfter) {
          broken = true;
          from.shutdownOutput();
        }
      }
    } catch (IOException _) {
      // one of them has gone
    }
  }

  @Override
  public void close() throws IOException {
    server.close();
  }
}
