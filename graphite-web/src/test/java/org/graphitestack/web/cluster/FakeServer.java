// Copyright 2026 The Graphite Stack Authors
// SPDX-License-Identifier: Apache-2.0

package org.graphitestack.web.cluster;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import com.sun.net.httpserver.HttpsConfigurator;
import com.sun.net.httpserver.HttpsParameters;
import com.sun.net.httpserver.HttpsServer;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import javax.net.ssl.SSLContext;
import org.graphitestack.web.format.MsgpackWriter;
import org.graphitestack.web.format.PickleWriter;
import org.graphitestack.web.format.TreeWriter;

/// Another server of a cluster, which answers as it is told and remembers what it was asked.
public final class FakeServer implements AutoCloseable {

  private final HttpServer server;
  private final String scheme;
  private final ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();
  private final List<String> asked = new CopyOnWriteArrayList<>();
  private final CountDownLatch held = new CountDownLatch(1);
  private volatile Answering answering = FakeServer::nothing;
  private volatile boolean holding;

  /// Answers one request.
  @FunctionalInterface
  public interface Answering {
    void to(HttpExchange exchange, String query) throws IOException;
  }

  private FakeServer(HttpServer server, String scheme) {
    this.server = server;
    this.scheme = scheme;
  }

  public static FakeServer open() throws IOException {
    return open(HttpServer.create(anyPort(), 0), "");
  }

  /// One that is asked by https, and wants to see a certificate.
  public static FakeServer openTls(SSLContext context) throws IOException {
    var server = HttpsServer.create(anyPort(), 0);
    server.setHttpsConfigurator(
        new HttpsConfigurator(context) {
          @Override
          public void configure(HttpsParameters parameters) {
            var changed = context.getDefaultSSLParameters();
            changed.setNeedClientAuth(true);
            parameters.setSSLParameters(changed);
          }
        });
    return open(server, "https://");
  }

  private static InetSocketAddress anyPort() {
    return new InetSocketAddress(InetAddress.getLoopbackAddress(), 0);
  }

  private static FakeServer open(HttpServer server, String scheme) {
    var fake = new FakeServer(server, scheme);
    server.setExecutor(fake.threads);
    server.createContext("/", fake::answer);
    server.start();
    return fake;
  }

  private void answer(HttpExchange exchange) throws IOException {
    try (exchange) {
      var body = new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8);
      var query = exchange.getRequestURI().getRawQuery();
      var form = body.isEmpty() ? String.valueOf(query) : body;
      asked.add(
          exchange.getRequestMethod()
              + " "
              + exchange.getRequestURI().getPath()
              + "?"
              + URLDecoder.decode(form, StandardCharsets.UTF_8));
      if (holding) {
        held.await();
      }
      answering.to(exchange, form);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  /// Its address as an entry of `CLUSTER_SERVERS`.
  public String address() {
    return scheme + name();
  }

  /// As messages name it.
  public String name() {
    return "127.0.0.1:" + server.getAddress().getPort();
  }

  /// What it was asked, decoded: method, path, query or form.
  public List<String> asked() {
    return List.copyOf(asked);
  }

  public FakeServer answers(Answering changed) {
    answering = changed;
    return this;
  }

  /// Answers nobody until it is closed.
  public FakeServer holds() {
    holding = true;
    return this;
  }

  /// Answers the same bytes to everything.
  public FakeServer answers(int status, String contentType, byte[] body) {
    return answers((exchange, _) -> send(exchange, status, contentType, body));
  }

  /// Answers series of one step, one after the other: name, start, values.
  public FakeServer hasSeries(String name, long start, int step, double... values) {
    return answers(
        (exchange, query) ->
            send(
                exchange,
                out -> {
                  out.startList(1);
                  out.startMap(4);
                  out.text("name");
                  out.text(name);
                  out.text("start");
                  out.whole(start);
                  out.text("step");
                  out.whole(step);
                  out.text("values");
                  out.startList(values.length);
                  for (var value : values) {
                    if (Double.isNaN(value)) {
                      out.none();
                    } else {
                      out.real(value);
                    }
                  }
                  out.endList();
                  out.endMap();
                  out.endList();
                },
                query));
  }

  /// Answers a find with leaves that have points for a window.
  public FakeServer hasLeaves(double from, double until, String... paths) {
    return answers(
        (exchange, query) ->
            send(
                exchange,
                out -> {
                  out.startList(paths.length);
                  for (var path : paths) {
                    out.startMap(3);
                    out.text("path");
                    out.text(path);
                    out.text("is_leaf");
                    out.flag(true);
                    out.text("intervals");
                    out.startList(1);
                    out.startList(2);
                    out.real(from);
                    out.real(until);
                    out.endList();
                    out.endList();
                    out.endMap();
                  }
                  out.endList();
                },
                query));
  }

  /// Answers a list of texts in JSON.
  public FakeServer hasTexts(String... texts) {
    var quoted = new ArrayList<String>();
    for (var text : texts) {
      quoted.add('"' + text + '"');
    }
    var json = "[" + String.join(", ", quoted) + "]";
    return answers(200, "application/json", json.getBytes(StandardCharsets.UTF_8));
  }

  @FunctionalInterface
  private interface Tree {
    void writeTo(TreeWriter out) throws IOException;
  }

  private static void send(HttpExchange exchange, Tree tree, String query) throws IOException {
    var bytes = new ByteArrayOutputStream();
    var pickle = query.contains("format=pickle");
    var out = pickle ? new PickleWriter(bytes) : new MsgpackWriter(bytes);
    tree.writeTo(out);
    out.flush();
    send(
        exchange,
        200,
        pickle ? "application/pickle" : "application/x-msgpack",
        bytes.toByteArray());
  }

  private static void nothing(HttpExchange exchange, String query) throws IOException {
    send(
        exchange,
        out -> {
          out.startList(0);
          out.endList();
        },
        query);
  }

  private static void send(HttpExchange exchange, int status, String contentType, byte[] body)
      throws IOException {
    exchange.getResponseHeaders().set("Content-Type", contentType);
    exchange.sendResponseHeaders(status, body.length == 0 ? -1 : body.length);
    exchange.getResponseBody().write(body);
  }

  @Override
  public void close() {
    held.countDown();
    server.stop(0);
    threads.shutdownNow();
  }
}
