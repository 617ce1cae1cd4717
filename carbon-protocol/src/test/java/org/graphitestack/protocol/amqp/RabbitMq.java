// Copyright 2026 The Graphite Stack Authors
// SPDX-License-Identifier: Apache-2.0

package org.graphitestack.protocol.amqp;

import com.rabbitmq.client.Connection;
import com.rabbitmq.client.ConnectionFactory;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.locks.LockSupport;

/// A RabbitMQ of Debian's on loopback ports, with all its files in one folder.
public final class RabbitMq implements AutoCloseable {

  private static final String SERVER = "/usr/lib/rabbitmq/bin/rabbitmq-server";
  private static final int START_SECONDS = 90;

  private final Path folder;
  private final int port = freePort();
  private final int namesPort = freePort();
  private final int peersPort = freePort();
  private final Process names;
  private Process server;

  /// Starts it; it answers some seconds later.
  public RabbitMq(Path folder) throws IOException {
    this.folder = folder;
    this.names =
        process(List.of("epmd", "-address", "127.0.0.1", "-port", String.valueOf(namesPort)));
    this.server = process(List.of(SERVER));
  }

  public int port() {
    return port;
  }

  /// A connection, as soon as it answers.
  public Connection connect() throws IOException {
    var factory = new ConnectionFactory();
    factory.setHost("127.0.0.1");
    factory.setPort(port);
    factory.setAutomaticRecoveryEnabled(false);
    for (var tries = 0; tries < START_SECONDS * 5; tries++) {
      try {
        return factory.newConnection();
      } catch (IOException | TimeoutException _) {
        if (!server.isAlive()) {
          break;
        }
        LockSupport.parkNanos(TimeUnit.MILLISECONDS.toNanos(200));
      }
    }
    throw new IOException("rabbitmq-server did not start:\n" + log());
  }

  /// Ends it as a crash of its machine would, and starts it anew.
  public void restart() throws IOException {
    kill(server);
    server = process(List.of(SERVER));
  }

  @Override
  public void close() {
    kill(server);
    kill(names);
  }

  private String log() throws IOException {
    return Files.readString(folder.resolve("out.log"));
  }

  private static void kill(Process process) {
    var all = new ArrayList<ProcessHandle>();
    process.descendants().forEach(all::add);
    all.add(process.toHandle());
    all.forEach(ProcessHandle::destroyForcibly);
    process.onExit().join();
  }

  private Process process(List<String> command) throws IOException {
    var builder =
        new ProcessBuilder(command)
            .directory(folder.toFile())
            .redirectErrorStream(true)
            .redirectOutput(ProcessBuilder.Redirect.appendTo(folder.resolve("out.log").toFile()));
    builder
        .environment()
        .putAll(
            Map.ofEntries(
                Map.entry("HOME", folder.toString()),
                Map.entry("RABBITMQ_NODENAME", "graphite" + port + "@localhost"),
                Map.entry("RABBITMQ_NODE_IP_ADDRESS", "127.0.0.1"),
                Map.entry("RABBITMQ_NODE_PORT", String.valueOf(port)),
                Map.entry("RABBITMQ_DIST_PORT", String.valueOf(peersPort)),
                Map.entry("ERL_EPMD_ADDRESS", "127.0.0.1"),
                Map.entry("ERL_EPMD_PORT", String.valueOf(namesPort)),
                Map.entry("RABBITMQ_SERVER_ADDITIONAL_ERL_ARGS", "+S 1:1"),
                Map.entry("RABBITMQ_MNESIA_BASE", folder.resolve("mnesia").toString()),
                Map.entry("RABBITMQ_LOG_BASE", folder.resolve("log").toString()),
                Map.entry("RABBITMQ_PID_FILE", folder.resolve("pid").toString()),
                Map.entry("RABBITMQ_CONFIG_FILE", folder.resolve("none").toString()),
                Map.entry("RABBITMQ_CONF_ENV_FILE", folder.resolve("none-env").toString()),
                Map.entry("RABBITMQ_ENABLED_PLUGINS_FILE", folder.resolve("plugins").toString())));
    return builder.start();
  }

  private static int freePort() {
    try (var socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      return socket.getLocalPort();
    } catch (IOException e) {
      throw new IllegalStateException("no free port", e);
    }
  }
}
