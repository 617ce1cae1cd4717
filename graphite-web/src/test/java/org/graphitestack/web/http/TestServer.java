// Copyright 2026 The Graphite Stack Authors
// SPDX-License-Identifier: Apache-2.0

package org.graphitestack.web.http;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.util.List;

/// A server on a free port of the loopback interface, and a client for it.
final class TestServer implements AutoCloseable {

  private final WebServer server;
  private final HttpClient client = HttpClient.newHttpClient();

  private TestServer(WebServer server) {
    this.server = server;
  }

  static TestServer open(Routes... routes) throws IOException {
    return open(WebConfig.defaults(), routes);
  }

  static TestServer open(WebConfig limits, Routes... routes) throws IOException {
    var anyPort = new InetSocketAddress(InetAddress.getLoopbackAddress(), 0);
    return new TestServer(WebServer.open(limits.withBind(anyPort), List.of(routes), () -> 0L));
  }

  static TestServer open(Gate gate, Routes... routes) throws IOException {
    var anyPort = new InetSocketAddress(InetAddress.getLoopbackAddress(), 0);
    return new TestServer(
        WebServer.open(WebConfig.defaults().withBind(anyPort), gate, List.of(routes), () -> 0L));
  }

  WebServer server() {
    return server;
  }

  URI uri(String pathAndQuery) {
    return URI.create("http://127.0.0.1:" + server.address().getPort() + pathAndQuery);
  }

  HttpResponse<String> get(String pathAndQuery, String... headers) {
    return send("GET", pathAndQuery, HttpRequest.BodyPublishers.noBody(), headers);
  }

  HttpResponse<String> post(String pathAndQuery, String form, String... headers) {
    var all = List.of(headers);
    var withType =
        all.contains("Content-Type")
            ? headers
            : new String[] {"Content-Type", "application/x-www-form-urlencoded"};
    return send("POST", pathAndQuery, HttpRequest.BodyPublishers.ofString(form), withType);
  }

  HttpResponse<String> send(
      String method, String pathAndQuery, HttpRequest.BodyPublisher body, String... headers) {
    return send(
        method,
        pathAndQuery,
        body,
        HttpResponse.BodyHandlers.ofString(StandardCharsets.UTF_8),
        headers);
  }

  /// A GET that has a body.
  HttpResponse<byte[]> getBytes(String pathAndQuery, HttpRequest.BodyPublisher body) {
    return send("GET", pathAndQuery, body, HttpResponse.BodyHandlers.ofByteArray());
  }

  HttpResponse<byte[]> getBytes(String pathAndQuery, String... headers) {
    return send(
        "GET",
        pathAndQuery,
        HttpRequest.BodyPublishers.noBody(),
        HttpResponse.BodyHandlers.ofByteArray(),
        headers);
  }

  private <T> HttpResponse<T> send(
      String method,
      String pathAndQuery,
      HttpRequest.BodyPublisher body,
      HttpResponse.BodyHandler<T> handler,
      String... headers) {
    var request = HttpRequest.newBuilder(uri(pathAndQuery)).method(method, body);
    if (headers.length > 0) {
      request.headers(headers);
    }
    try {
      return client.send(request.build(), handler);
    } catch (IOException e) {
      throw new IllegalStateException(method + " " + pathAndQuery, e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException(e);
    }
  }

  @Override
  public void close() {
    client.close();
    server.close();
  }
}
