// Copyright 2026 The Graphite Stack Authors
// SPDX-License-Identifier: Apache-2.0

package org.graphitestack.integration.relay;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.net.BindException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.BitSet;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicLong;
import org.awaitility.Awaitility;
import org.jspecify.annotations.Nullable;

/// A destination that reads numbered lines, `name number timestamp`, and remembers which numbers of
/// each name have come. Can be down and come back on the same port.
final class LineSink implements AutoCloseable {

  private final Map<String, Numbers> byName = new ConcurrentHashMap<>();
  private final CopyOnWriteArrayList<Socket> connections = new CopyOnWriteArrayList<>();
  private final AtomicLong others = new AtomicLong();
  private int port;
  private @Nullable ServerSocket listening;

  /// The numbers of one name.
  private static final class Numbers {
    private final BitSet seen = new BitSet();
    private long backwards;
    private int last = -1;

    synchronized void add(int number) {
      backwards += number < last && !seen.get(number) ? 1 : 0;
      seen.set(number);
      last = number;
    }

    synchronized int unique() {
      return seen.cardinality();
    }

    synchronized long backwards() {
      return backwards;
    }
  }

  /// Opens a sink on a free port.
  static LineSink open() throws IOException {
    var sink = new LineSink();
    sink.up();
    return sink;
  }

  int port() {
    return port;
  }

  /// Listens, as soon as the port is free: a connection may have it for a moment.
  void up() throws IOException {
    var server =
        Awaitility.await().ignoreException(BindException.class).until(this::bind, _ -> true);
    port = server.getLocalPort();
    listening = server;
    Thread.ofVirtual().start(() -> accept(server));
  }

  private ServerSocket bind() throws IOException {
    var server = new ServerSocket();
    server.setReuseAddress(true);
    server.bind(new InetSocketAddress(InetAddress.getLoopbackAddress(), port));
    return server;
  }

  /// Reads no more, closes everything and refuses connections.
  void down() throws IOException {
    var server = listening;
    listening = null;
    if (server != null) {
      server.close();
    }
    for (var connection : connections) {
      connection.close();
    }
    connections.clear();
  }

  /// Different points that have come.
  long unique() {
    return byName.values().stream().mapToLong(Numbers::unique).sum();
  }

  /// Points that came behind a later one of their name and had not come before.
  long backwards() {
    return byName.values().stream().mapToLong(Numbers::backwards).sum();
  }

  /// Lines that are no numbered points of the test.
  long others() {
    return others.get();
  }

  @Override
  public void close() throws IOException {
    down();
  }

  private void accept(ServerSocket server) {
    try {
      while (true) {
        var connection = server.accept();
        connections.add(connection);
        Thread.ofVirtual().start(() -> read(connection));
      }
    } catch (IOException _) {
      // closed
    }
  }

  private void read(Socket connection) {
    try (var lines =
        new BufferedReader(
            new InputStreamReader(connection.getInputStream(), StandardCharsets.UTF_8))) {
      var text = new StringBuilder();
      for (var c = lines.read(); c >= 0; c = lines.read()) {
        if (c == '\n') {
          take(text.toString());
          text.setLength(0);
        } else {
          text.append((char) c);
        }
      }
    } catch (IOException _) {
      // down
    }
  }

  private void take(String line) {
    var fields = line.split(" ", -1);
    if (fields.length != 3 || !fields[0].startsWith("test.")) {
      others.incrementAndGet();
      return;
    }
    byName.computeIfAbsent(fields[0], _ -> new Numbers()).add(Integer.parseInt(fields[1]));
  }
}
