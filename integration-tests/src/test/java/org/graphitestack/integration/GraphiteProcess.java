// Copyright 2026 The Graphite Stack Authors
// SPDX-License-Identifier: Apache-2.0

package org.graphitestack.integration;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.stream.Collectors;

/// The product as a process of its own, started by the launcher of the [Distribution] on free ports
/// of the loopback interface. Owned by one test; closing it kills what is left.
public final class GraphiteProcess implements AutoCloseable {

  private static final long PATIENCE_SECONDS = 60;

  private final Process process;
  private final Path log;
  private final Map<String, String> listeners;
  private final HttpClient http = HttpClient.newHttpClient();

  private GraphiteProcess(Process process, Path log, Map<String, String> listeners) {
    this.process = process;
    this.log = log;
    this.listeners = listeners;
  }

  /// `graphite run` with every port free and `home` as home, plus `flags`; returns when it is
  /// ready.
  public static GraphiteProcess run(Path home, String... flags) throws IOException {
    var arguments = new ArrayList<String>(List.of("run", "--home", home.toString()));
    for (var port : List.of("--line-port", "--pickle-port", "--query-port", "--web-port")) {
      if (!List.of(flags).contains(port)) {
        arguments.addAll(List.of(port, "0"));
      }
    }
    arguments.addAll(List.of(flags));
    return start(home, arguments);
  }

  /// `graphite relay` with every port free and `home` as home, plus `flags`; returns when it is
  /// ready.
  public static GraphiteProcess relay(Path home, String... flags) throws IOException {
    var arguments = new ArrayList<String>(List.of("relay", "--home", home.toString()));
    for (var port : List.of("--line-port", "--pickle-port", "--admin-port")) {
      if (!List.of(flags).contains(port)) {
        arguments.addAll(List.of(port, "0"));
      }
    }
    arguments.addAll(List.of(flags));
    return start(home, arguments);
  }

  /// `graphite cache` with every port free and `home` as home, plus `flags`; returns when it is
  /// ready.
  public static GraphiteProcess cache(Path home, String... flags) throws IOException {
    var arguments = new ArrayList<String>(List.of("cache", "--home", home.toString()));
    for (var port : List.of("--line-port", "--pickle-port", "--query-port", "--admin-port")) {
      if (!List.of(flags).contains(port)) {
        arguments.addAll(List.of(port, "0"));
      }
    }
    arguments.addAll(List.of(flags));
    return start(home, arguments);
  }

  /// `graphite web` on a free port with `home` as home, plus `flags`; returns when it is ready.
  public static GraphiteProcess web(Path home, String... flags) throws IOException {
    var arguments =
        new ArrayList<String>(List.of("web", "--home", home.toString(), "--web-port", "0"));
    arguments.addAll(List.of(flags));
    return start(home, arguments);
  }

  /// Runs another command of the product to its end.
  ///
  /// @param input what it reads
  /// @return what it printed
  /// @throws IOException if it fails
  public static String command(String input, String... arguments) throws IOException {
    var process = launcher(List.of(arguments)).redirectErrorStream(true).start();
    try (var in = process.getOutputStream()) {
      in.write(input.getBytes(StandardCharsets.UTF_8));
    }
    var printed = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    try {
      var status = process.waitFor();
      if (status != 0) {
        throw new IOException(
            List.of(arguments) + ": " + status + " (expected: 0); it said:\n" + printed);
      }
      return printed;
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IOException("interrupted", e);
    }
  }

  private static ProcessBuilder launcher(List<String> arguments) {
    var distribution = Distribution.get();
    var command = new ArrayList<String>(List.of(distribution.launcher().toString()));
    command.addAll(arguments);
    var builder = new ProcessBuilder(command);
    builder.environment().putAll(distribution.environment());
    return builder;
  }

  private static GraphiteProcess start(Path home, List<String> arguments) throws IOException {
    Files.createDirectories(home);
    var log =
        Files.createTempFile(
            home.getParent() == null ? home : home.getParent(), "graphite-", ".log");
    var process = launcher(arguments).redirectError(log.toFile()).start();
    try {
      return new GraphiteProcess(process, log, listenersOf(readyLine(process, log)));
    } catch (IOException | RuntimeException e) {
      process.destroyForcibly();
      throw e;
    }
  }

  private static String readyLine(Process process, Path log) throws IOException {
    var out =
        new BufferedReader(new InputStreamReader(process.getInputStream(), StandardCharsets.UTF_8));
    var first =
        CompletableFuture.supplyAsync(
            () -> {
              try {
                return String.valueOf(out.readLine());
              } catch (IOException e) {
                return "unreadable: " + e.getMessage();
              }
            });
    try {
      var line = first.get(PATIENCE_SECONDS, TimeUnit.SECONDS);
      if (!line.startsWith("ready ")) {
        throw new IOException(
            "first line: " + line + " (expected: ready …); log:\n" + Files.readString(log));
      }
      return line;
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IOException("interrupted", e);
    } catch (ExecutionException | TimeoutException e) {
      throw new IOException("no ready line in time; log:\n" + Files.readString(log), e);
    }
  }

  private static Map<String, String> listenersOf(String ready) {
    var found = new HashMap<String, String>();
    for (var part : ready.substring("ready ".length()).split(" ", -1)) {
      var equals = part.indexOf('=');
      found.put(part.substring(0, equals), part.substring(equals + 1));
    }
    return found;
  }

  /// Address of a listener of the ready line: `line`, `pickle`.
  public InetSocketAddress address(String listener) {
    var text = listeners.get(listener);
    if (text == null) {
      throw new IllegalArgumentException(
          "listener: " + listener + " (expected: one of " + listeners.keySet() + ")");
    }
    var colon = text.lastIndexOf(':');
    return new InetSocketAddress(
        text.substring(0, colon), Integer.parseInt(text.substring(colon + 1)));
  }

  /// Base of the web, or of the admin port of a daemon without one, such as
  /// `http://127.0.0.1:8080`.
  public URI web() {
    return URI.create(String.valueOf(listeners.getOrDefault("web", listeners.get("admin"))));
  }

  /// Sends bytes over a new connection to the plaintext port.
  public void sendLines(String lines) throws IOException {
    send("line", lines.getBytes(StandardCharsets.UTF_8));
  }

  /// Sends bytes over a new connection and closes it.
  public void send(String listener, byte[] bytes) throws IOException {
    try (var socket = new Socket()) {
      socket.connect(address(listener), 5_000);
      socket.getOutputStream().write(bytes);
      socket.getOutputStream().flush();
    }
  }

  /// GETs a path with query of the web.
  public HttpResponse<String> get(String pathAndQuery) throws IOException {
    return exchange(
        HttpRequest.newBuilder(web().resolve(pathAndQuery)).build(),
        HttpResponse.BodyHandlers.ofString());
  }

  /// GETs a path with query of the web, as bytes.
  public HttpResponse<byte[]> getBytes(String pathAndQuery) throws IOException {
    return exchange(
        HttpRequest.newBuilder(web().resolve(pathAndQuery)).build(),
        HttpResponse.BodyHandlers.ofByteArray());
  }

  /// Sends a text to a path of the web, with GET, POST or another method.
  public HttpResponse<String> send(String method, String path, String body) throws IOException {
    return exchange(
        HttpRequest.newBuilder(web().resolve(path))
            .method(method, HttpRequest.BodyPublishers.ofString(body))
            .build(),
        HttpResponse.BodyHandlers.ofString());
  }

  /// POSTs a form to a path of the web.
  public HttpResponse<String> sendForm(String path, Map<String, String> form) throws IOException {
    var body =
        form.entrySet().stream()
            .map(field -> encode(field.getKey()) + "=" + encode(field.getValue()))
            .collect(Collectors.joining("&"));
    return exchange(
        HttpRequest.newBuilder(web().resolve(path))
            .header("Content-Type", "application/x-www-form-urlencoded")
            .POST(HttpRequest.BodyPublishers.ofString(body))
            .build(),
        HttpResponse.BodyHandlers.ofString());
  }

  /// `/render` of one target as JSON text.
  public String renderJson(String target, String from) throws IOException {
    var query = "/render?format=json&from=" + encode(from) + "&target=" + encode(target);
    return get(query).body();
  }

  private <T> HttpResponse<T> exchange(HttpRequest request, HttpResponse.BodyHandler<T> body)
      throws IOException {
    try {
      return http.send(request, body);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IOException("interrupted", e);
    }
  }

  private static String encode(String text) {
    return URLEncoder.encode(text, StandardCharsets.UTF_8);
  }

  /// What it logged so far.
  public String log() throws IOException {
    return Files.readString(log);
  }

  /// Sends SIGTERM and waits for the end.
  ///
  /// @return the exit status
  public int terminate() throws IOException {
    process.destroy();
    return awaitExit();
  }

  /// Sends SIGSTOP: the kernel still takes connections, but nobody answers.
  public void pause() throws IOException {
    signal("-STOP");
  }

  private void signal(String signal) throws IOException {
    var kill = new ProcessBuilder("kill", signal, Long.toString(process.pid())).start();
    try {
      if (kill.waitFor() != 0) {
        throw new IOException("kill " + signal + ": " + kill.exitValue() + " (expected: 0)");
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IOException("interrupted", e);
    }
  }

  /// Sends SIGKILL and waits for the end.
  public void kill() throws IOException {
    process.destroyForcibly();
    awaitExit();
  }

  private int awaitExit() throws IOException {
    try {
      if (!process.waitFor(PATIENCE_SECONDS, TimeUnit.SECONDS)) {
        throw new IOException(
            "still running " + PATIENCE_SECONDS + " s after the signal; log:\n" + log());
      }
      return process.exitValue();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IOException("interrupted", e);
    }
  }

  @Override
  public void close() throws IOException {
    http.close();
    if (process.isAlive()) {
      kill();
    }
  }
}
