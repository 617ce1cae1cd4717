// Copyright 2026 The Graphite Stack Authors
// SPDX-License-Identifier: Apache-2.0

package org.graphitestack.integration;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.awaitility.Awaitility;

/// A PostgreSQL server of its own, as Debian packages it, on a free port of the loopback interface.
/// It refuses to run as root, so root runs it as the package's user.
public final class PostgresPeer implements AutoCloseable {

  private static final Path VERSIONS = Path.of("/usr/lib/postgresql");
  private static final String USER = "postgres";
  private static final String PASSWORD = "a secret/with: signs@";

  private final Path folder;
  private final Process server;
  private final int port;

  private PostgresPeer(Path folder, Process server, int port) {
    this.folder = folder;
    this.server = server;
    this.port = port;
  }

  /// Starts one and returns when it takes connections.
  public static PostgresPeer start() throws IOException {
    var folder = Files.createTempDirectory("postgres-peer");
    var secret = Files.writeString(folder.resolve("secret"), PASSWORD + "\n");
    if (isRoot()) {
      run(List.of("chown", "-R", USER, folder.toString()));
    }
    var data = folder.resolve("data");
    var binaries = newest();
    run(
        asUser(
            binaries.resolve("initdb").toString(),
            "--pgdata=" + data,
            "--username=" + USER,
            "--auth=scram-sha-256",
            "--pwfile=" + secret,
            "--encoding=UTF8",
            "--no-sync"));
    var port = freePort();
    var server =
        new ProcessBuilder(
                asUser(
                    binaries.resolve("postgres").toString(),
                    "-D",
                    data.toString(),
                    "-p",
                    String.valueOf(port),
                    "-h",
                    "127.0.0.1",
                    "-k",
                    folder.toString()))
            .redirectErrorStream(true)
            .redirectOutput(ProcessBuilder.Redirect.DISCARD)
            .start();
    var peer = new PostgresPeer(folder, server, port);
    Awaitility.await().atMost(Duration.ofSeconds(60)).until(peer::isReady);
    return peer;
  }

  /// The address of its database, with the password in it.
  public String url() {
    return "postgresql://"
        + USER
        + ":a%20secret%2Fwith%3A%20signs%40@127.0.0.1:"
        + port
        + "/postgres";
  }

  /// The same as its driver takes it.
  public String jdbcUrl() {
    return "jdbc:postgresql://127.0.0.1:%d/postgres?user=%s&password=%s"
        .formatted(port, USER, URLEncoder.encode(PASSWORD, StandardCharsets.UTF_8));
  }

  String password() {
    return PASSWORD;
  }

  /// It listens before that, and answers that it is starting up; what it is stands in the eighth
  /// line of this file.
  private boolean isReady() throws IOException {
    var state = folder.resolve("data").resolve("postmaster.pid");
    return Files.exists(state) && Files.readString(state).contains("\nready");
  }

  private static Path newest() throws IOException {
    try (var versions = Files.list(VERSIONS)) {
      return versions
          .max(Comparator.comparingInt(path -> Integer.parseInt(path.getFileName().toString())))
          .orElseThrow(() -> new IOException(VERSIONS + ": empty (expected: PostgreSQL)"))
          .resolve("bin");
    }
  }

  private static int freePort() throws IOException {
    try (var socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      return socket.getLocalPort();
    }
  }

  private static List<String> asUser(String... command) {
    var all = new ArrayList<String>();
    if (isRoot()) {
      all.addAll(List.of("setpriv", "--reuid=" + USER, "--regid=" + USER, "--clear-groups"));
    }
    all.addAll(List.of(command));
    return all;
  }

  private static boolean isRoot() {
    return "root".equals(System.getProperty("user.name"));
  }

  private static void run(List<String> command) throws IOException {
    var process =
        new ProcessBuilder(command)
            .redirectErrorStream(true)
            .redirectOutput(ProcessBuilder.Redirect.DISCARD)
            .start();
    try {
      if (!process.waitFor(120, TimeUnit.SECONDS) || process.exitValue() != 0) {
        process.destroyForcibly();
        throw new IOException(command + ": failed");
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IOException("interrupted", e);
    }
  }

  @Override
  public void close() throws IOException {
    server.destroy();
    try {
      if (!server.waitFor(30, TimeUnit.SECONDS)) {
        server.destroyForcibly();
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
    try (var files = Files.walk(folder)) {
      files
          .sorted(Comparator.reverseOrder())
          .forEach(
              file -> {
                try {
                  Files.delete(file);
                } catch (IOException e) {
                  throw new UncheckedIOException(e);
                }
              });
    }
  }
}
