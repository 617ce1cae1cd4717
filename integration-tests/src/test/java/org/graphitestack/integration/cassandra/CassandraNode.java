// Copyright 2026 The Graphite Stack Authors
// SPDX-License-Identifier: Apache-2.0

package org.graphitestack.integration.cassandra;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;
import java.util.stream.Collectors;
import javax.management.JMException;
import javax.management.MBeanServerConnection;
import javax.management.ObjectName;
import javax.management.remote.JMXConnectorFactory;
import javax.management.remote.JMXServiceURL;
import org.awaitility.Awaitility;
import org.jspecify.annotations.Nullable;

/// One server process on an address of the loopback network, with files of its own that outlive the
/// process. Owned by a [CassandraCluster]; used by one thread.
public final class CassandraNode {

  static final int NATIVE_PORT = 9042;

  private static final int STORAGE_PORT = 7000;
  private static final Duration START = Duration.ofMinutes(3);
  private static final long DRAIN_SECONDS = 10;

  private static final List<String> EXPORTS =
      List.of(
          "java.base/jdk.internal.misc",
          "java.base/java.lang.ref",
          "java.management.rmi/com.sun.jmx.remote.internal.rmi",
          "java.rmi/sun.rmi.registry",
          "java.rmi/sun.rmi.server",
          "java.sql/java.sql",
          "jdk.unsupported/sun.misc",
          "jdk.attach/sun.tools.attach");
  private static final List<String> OPENS =
      List.of(
          "java.base/java.lang",
          "java.base/java.lang.reflect",
          "java.base/java.lang.module",
          "java.base/java.io",
          "java.base/java.nio",
          "java.base/java.util",
          "java.base/java.util.concurrent",
          "java.base/java.util.concurrent.atomic",
          "java.base/sun.nio.ch",
          "java.base/jdk.internal.loader",
          "java.base/jdk.internal.ref",
          "java.base/jdk.internal.reflect",
          "java.base/jdk.internal.math",
          "java.base/jdk.internal.module",
          "java.base/jdk.internal.util.jar",
          "jdk.management/com.sun.management.internal");

  private final CassandraServer server;
  private final NodeSize size;
  private final String address;
  private final NodeFiles files;
  private final int jmxPort;
  private @Nullable Process process;

  private CassandraNode(
      CassandraServer server, NodeSize size, String address, NodeFiles files, int jmxPort) {
    this.server = server;
    this.size = size;
    this.address = address;
    this.files = files;
    this.jmxPort = jmxPort;
  }

  static CassandraNode create(
      CassandraServer server,
      NodeSize size,
      String address,
      List<String> ring,
      Path folder,
      String access)
      throws IOException {
    return new CassandraNode(
        server, size, address, NodeFiles.write(folder, address, ring, access), freePort());
  }

  /// Where clients connect.
  public InetSocketAddress nativeAddress() {
    return new InetSocketAddress(address, NATIVE_PORT);
  }

  public String address() {
    return address;
  }

  /// Starts the process and returns at once; [#awaitReady] waits for it.
  public void start() throws IOException {
    if (isAlive()) {
      throw new IllegalStateException(address + ": runs (expected: a node that is down)");
    }
    for (var port : List.of(STORAGE_PORT, NATIVE_PORT)) {
      if (accepts(port)) {
        throw new IOException(
            address + ":" + port + ": taken (expected: free; does another run of tests use it?)");
      }
    }
    process =
        new ProcessBuilder(command())
            .redirectErrorStream(true)
            .redirectOutput(ProcessBuilder.Redirect.appendTo(files.log().toFile()))
            .directory(files.folder().toFile())
            .start();
  }

  /// Waits until the node answers clients.
  public void awaitReady() {
    await("answers clients", START, () -> accepts(NATIVE_PORT));
  }

  /// Sends SIGKILL and waits for the end: what a power cut leaves, but for the page cache.
  public void kill() throws IOException {
    end(true);
  }

  /// Sends SIGTERM, on which the node drains, and SIGKILL if that takes too long.
  public void stop() throws IOException {
    end(false);
  }

  public boolean isAlive() {
    return process != null && process.isAlive();
  }

  /// The addresses of the nodes that this one sees alive and in their place of the ring.
  @SuppressWarnings("BanJNDI") // the registry asked is that of this process' own node
  Set<String> upNodes() throws IOException {
    var url = new JMXServiceURL("service:jmx:rmi:///jndi/rmi://127.0.0.1:" + jmxPort + "/jmxrmi");
    try (var jmx = JMXConnectorFactory.connect(url)) {
      var server = jmx.getMBeanServerConnection();
      var up = new TreeSet<>(nodes(server, "LiveNodes"));
      up.removeAll(nodes(server, "JoiningNodes"));
      return up;
    } catch (JMException e) {
      throw new IOException(address + ": does not tell what it sees", e);
    }
  }

  private static Set<String> nodes(MBeanServerConnection server, String attribute)
      throws IOException, JMException {
    var service = new ObjectName("org.apache.cassandra.db:type=StorageService");
    return ((List<?>) server.getAttribute(service, attribute))
        .stream().map(String::valueOf).collect(Collectors.toSet());
  }

  /// Everything the node has logged, of all its starts.
  public String log() throws IOException {
    return Files.exists(files.log()) ? Files.readString(files.log()) : "";
  }

  /// The folder of hints that this node keeps for others.
  Path hints() {
    return files.folder().resolve("hints");
  }

  private void end(boolean forcibly) throws IOException {
    if (process == null) {
      return;
    }
    if (forcibly) {
      process.destroyForcibly();
    } else {
      process.destroy();
    }
    try {
      if (!process.waitFor(DRAIN_SECONDS, TimeUnit.SECONDS)) {
        process.destroyForcibly().waitFor();
      }
    } catch (InterruptedException e) {
      process.destroyForcibly();
      Thread.currentThread().interrupt();
      throw new IOException("interrupted", e);
    }
  }

  /// For the end of the test's own JVM.
  void destroy() {
    if (process != null) {
      process.destroyForcibly();
    }
  }

  void await(String what, Duration atMost, BooleanSupplier condition) {
    Awaitility.await(address + " " + what)
        .atMost(atMost)
        .pollInterval(Duration.ofMillis(200))
        .failFast(address + " still runs", this::requireAlive)
        .until(condition::getAsBoolean);
  }

  private void requireAlive() throws IOException {
    if (!isAlive()) {
      throw new IOException(address + ": ended (expected: runs); its log:\n" + log());
    }
  }

  private boolean accepts(int port) {
    try (var socket = new Socket()) {
      socket.connect(new InetSocketAddress(address, port), 1_000);
      return true;
    } catch (IOException _) {
      return false;
    }
  }

  private List<String> command() {
    var command = java(size.flags());
    command.addAll(
        List.of(
            "-Xss256k",
            "-Djava.net.preferIPv4Stack=true",
            "-Djdk.attach.allowAttachSelf=true",
            "-Dio.netty.tryReflectionSetAccessible=true",
            "-Dcassandra.config=" + files.yaml().toUri(),
            "-Dcassandra.jmx.local.port=" + jmxPort,
            "-Dcassandra-foreground=yes",
            "-Dcassandra.ring_delay_ms=1000",
            "-Dcassandra.skip_wait_for_gossip_to_settle=0",
            "-Dcassandra.superuser_setup_delay_ms=0",
            "org.apache.cassandra.service.CassandraDaemon"));
    return command;
  }

  /// The beginning of a command that runs one of the server's classes.
  private List<String> java(List<String> flags) {
    var command = new ArrayList<String>();
    command.add(server.java().toString());
    command.addAll(flags);
    EXPORTS.forEach(room -> command.addAll(List.of("--add-exports", room + "=ALL-UNNAMED")));
    OPENS.forEach(room -> command.addAll(List.of("--add-opens", room + "=ALL-UNNAMED")));
    command.addAll(
        List.of(
            "-Dlogback.configurationFile=" + files.logback(),
            "-Dcassandra.storagedir=" + files.folder(),
            "-cp",
            server.classPath(files.conf())));
    return command;
  }

  private static int freePort() throws IOException {
    try (var socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      return socket.getLocalPort();
    }
  }
}
