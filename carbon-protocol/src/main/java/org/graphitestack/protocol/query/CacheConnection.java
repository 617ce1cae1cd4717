// Copyright 2026 The Graphite Stack Authors
// SPDX-License-Identifier: Apache-2.0

package org.graphitestack.protocol.query;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.ByteBufUtil;
import io.netty.buffer.Unpooled;
import java.io.BufferedInputStream;
import java.io.DataInputStream;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.time.Duration;
import java.util.List;
import java.util.function.Consumer;
import java.util.function.IntConsumer;
import org.graphitestack.protocol.pickle.MalformedPickleException;
import org.graphitestack.protocol.pickle.PickleReader;
import org.graphitestack.protocol.pickle.PickleValue;
import org.graphitestack.protocol.pickle.PickleWriter;

/// One connection to a cache. Blocks; whoever is tired of waiting interrupts the virtual thread,
/// which closes the socket. Used by one thread at a time.
final class CacheConnection implements AutoCloseable {

  private static final int BUFFER = 65_536;
  private static final int LENGTH = 4;
  private static final int MAX_ANSWER = 256 << 20;

  /// Values in one answer: a Python cache remembers each point's tuple.
  private static final int MAX_VALUES = 1 << 24;

  /// Requests on the way at a time: few enough that neither side ever waits for the other to read.
  private static final int ON_THE_WAY = 50;

  private final Socket socket;
  private final DataInputStream in;
  private final PickleReader reader = new PickleReader(MAX_VALUES);

  private CacheConnection(Socket socket) throws IOException {
    this.socket = socket;
    this.in = new DataInputStream(new BufferedInputStream(socket.getInputStream(), BUFFER));
  }

  static CacheConnection open(String host, int port, Duration timeout) throws IOException {
    var socket = new Socket();
    try {
      socket.setTcpNoDelay(true);
      socket.connect(new InetSocketAddress(host, port), Math.toIntExact(timeout.toMillis()));
      return new CacheConnection(socket);
    } catch (IOException | RuntimeException failure) {
      socket.close();
      throw failure;
    }
  }

  /// Asks for many series in one request.
  void askAtOnce(List<String> metrics, QueriedPoints into) throws IOException {
    var request =
        request(
            2,
            (pickle, item) -> {
              if (item == 0) {
                pickle.text("type");
                pickle.text("cache-query-bulk");
              } else {
                pickle.text("metrics");
                pickle.list(metrics.size(), i -> pickle.text(metrics.get(i)));
              }
            });
    send(request);
    receive(
        answer -> into.addAll(answer.get("datapointsByMetric").orElseThrow()),
        "datapointsByMetric");
  }

  /// Asks for series in one request each.
  void askEach(List<String> metrics, QueriedPoints into) throws IOException {
    for (var from = 0; from < metrics.size(); from += ON_THE_WAY) {
      var part = metrics.subList(from, Math.min(metrics.size(), from + ON_THE_WAY));
      var requests = Unpooled.buffer();
      for (var metric : part) {
        requests.writeBytes(
            request(
                2,
                (pickle, item) -> {
                  pickle.text(item == 0 ? "type" : "metric");
                  pickle.text(item == 0 ? "cache-query" : metric);
                }));
      }
      send(requests);
      for (var metric : part) {
        receive(answer -> into.add(metric, answer.get("datapoints").orElseThrow()), "datapoints");
      }
    }
  }

  private interface Item {
    void write(PickleWriter pickle, int index);
  }

  private static ByteBuf request(int items, Item item) {
    var out = Unpooled.buffer().writeInt(0);
    var pickle = new PickleWriter(out);
    IntConsumer each = index -> item.write(pickle, index);
    pickle.write(() -> pickle.dictionary(items, each));
    return out.setInt(0, out.readableBytes() - LENGTH);
  }

  private void send(ByteBuf bytes) throws IOException {
    socket.getOutputStream().write(ByteBufUtil.getBytes(bytes));
  }

  private void receive(Consumer<PickleValue> use, String key) throws IOException {
    var length = in.readInt();
    if (length < 0 || length > MAX_ANSWER) {
      throw new IOException(
          "answer of "
              + Integer.toUnsignedLong(length)
              + " bytes (expected: <= "
              + MAX_ANSWER
              + ")");
    }
    // grows with what comes, not with what is announced
    var bytes = in.readNBytes(length);
    if (bytes.length < length) {
      throw new IOException("the end after " + bytes.length + " bytes (expected: " + length + ")");
    }
    try {
      var answer = reader.read(bytes, 0, length);
      var error = answer.get("error").flatMap(PickleValue::text);
      if (error.isPresent()) {
        throw new IOException("the cache says: " + error.get());
      }
      if (answer.get(key).isEmpty()) {
        throw new IOException("an answer without " + key);
      }
      use.accept(answer);
    } catch (MalformedPickleException malformed) {
      throw new IOException("answer: " + malformed.getMessage(), malformed);
    } finally {
      reader.forget();
    }
  }

  @Override
  public void close() {
    try {
      socket.close();
    } catch (IOException _) {
      // it is out of use either way
    }
  }
}
