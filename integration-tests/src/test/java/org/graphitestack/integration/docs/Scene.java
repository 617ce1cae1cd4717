// Copyright 2026 The Graphite Stack Authors
// SPDX-License-Identifier: Apache-2.0

package org.graphitestack.integration.docs;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.random.RandomGenerator;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.graphitestack.integration.Distribution;
import org.jspecify.annotations.Nullable;

/// Where the commands of one page run: a folder for all they touch, free ports, one shell.
///
/// What a test's machine cannot have is replaced, in the commands, in what is set up for them
/// (`pages/PAGE.bash`) and in the shipped configuration alike:
///
/// | said | is |
/// |---|---|
/// | a well-known port | a free one, the same all over the page |
/// | `/etc`, `/opt`, `/srv`, `/var` | folders of the scene |
/// | `10.0.0.1:8080`, `10.0.0.2:8080` | 8081 and 8082 of this machine |
/// | `//old/` | the scene's own server |
/// | half a minute | a second |
final class Scene {

  private static final List<String> PORTS =
      List.of(
          "2003", "2004", "2013", "2014", "2023", "2024", "7002", "8080", "8081", "8082", "8083",
          "23901", "23902", "23903", "23907");
  private static final Pattern PORT =
      Pattern.compile("(?<![\\w.-])(" + String.join("|", PORTS) + ")(?![\\w.])");
  private static final Pattern FOLDER = Pattern.compile("(?<![\\w./$}])/(etc|opt|srv|var)/");

  private static final Path SHIPPED =
      Distribution.REPOSITORY.resolve("graphite-launcher/src/main/resources/default-conf");

  /// Beneath those that the kernel gives to connections.
  private static final int LOWEST_PORT = 12_000;

  private static final int HIGHEST_PORT = 30_000;
  private static final long PATIENCE_SECONDS = 180;

  private final Path folder;
  private final Map<String, String> more;
  private final Map<String, String> ports = new HashMap<>();

  /// @param more replacements of this page
  Scene(Path folder, Map<String, String> more) throws IOException {
    this.folder = folder;
    this.more = Map.copyOf(more);
    var sockets = new ArrayList<ServerSocket>();
    try {
      while (sockets.size() < PORTS.size()) {
        sockets.add(freePort());
      }
    } finally {
      for (var socket : sockets) {
        socket.close();
      }
    }
    // in the order of those they stand for, as are lists that a page shows
    var free = sockets.stream().map(ServerSocket::getLocalPort).sorted().toList();
    for (var i = 0; i < free.size(); i++) {
      ports.put(PORTS.get(i), free.get(i).toString());
    }
  }

  private static ServerSocket freePort() throws IOException {
    IOException taken = new IOException("no free port");
    for (var tries = 0; tries < 100; tries++) {
      var socket = new ServerSocket();
      try {
        socket.bind(
            new InetSocketAddress(
                InetAddress.getLoopbackAddress(),
                RandomGenerator.getDefault().nextInt(LOWEST_PORT, HIGHEST_PORT)));
        return socket;
      } catch (IOException e) {
        socket.close();
        taken = e;
      }
    }
    throw taken;
  }

  /// What is said, with what this machine has in place of what it cannot have.
  String here(String said) {
    var text = said;
    for (var replacement : more.entrySet()) {
      text = text.replace(replacement.getKey(), replacement.getValue());
    }
    text = text.replaceAll("10\\.0\\.0\\.([12]):8080", "127.0.0.1:808$1");
    text = text.replace("http://old/", "http://127.0.0.1:8080/");
    text = text.replace("seconds=30", "seconds=1").replace("sleep 31", "sleep 2");
    text = PORT.matcher(text).replaceAll(port -> Objects.requireNonNull(ports.get(port.group(1))));
    return FOLDER
        .matcher(text)
        .replaceAll(found -> Matcher.quoteReplacement(folder + "/" + found.group(1) + "/"));
  }

  /// Puts everything in its place and runs the commands.
  ///
  /// @return what went wrong, if anything did
  Optional<String> play(String page, List<PageCommand> commands) throws IOException {
    Files.createDirectories(folder.resolve("work"));
    var name = page.replaceFirst("^.*/", "").replaceFirst("\\.md$", "");
    write("scene.bash", resource("scene.bash"));
    write("page.bash", Optional.ofNullable(find("pages/" + name + ".bash")).orElse(":\n"));
    for (var tool : List.of("graphite", "curl", "jq", "nc")) {
      write("bin/" + tool, resource("bin/" + tool));
      if (!folder.resolve("bin/" + tool).toFile().setExecutable(true)) {
        throw new IOException("bin/" + tool + ": cannot be made executable");
      }
    }
    Files.createSymbolicLink(folder.resolve("work/graphite"), folder.resolve("bin/graphite"));
    try (var files = Files.newDirectoryStream(SHIPPED)) {
      for (var file : files) {
        write("conf/" + file.getFileName(), Files.readString(file));
      }
    }
    PastGraphite.write(folder.resolve("past"));
    Files.writeString(folder.resolve("commands.bash"), script(commands));
    return run(commands);
  }

  private void write(String name, String text) throws IOException {
    var file = folder.resolve(name);
    Files.createDirectories(Objects.requireNonNull(file.getParent()));
    Files.writeString(file, here(text));
  }

  private static String resource(String name) throws IOException {
    var text = find(name);
    if (text == null) {
      throw new IOException(name + ": not on the class path (expected: a resource)");
    }
    return text;
  }

  private static @Nullable String find(String name) throws IOException {
    try (var in = Scene.class.getResourceAsStream(name)) {
      return in == null ? null : new String(in.readAllBytes(), StandardCharsets.UTF_8);
    }
  }

  private String script(List<PageCommand> commands) {
    var script = new StringBuilder("source \"$SCENE/scene.bash\"\nsource \"$SCENE/page.bash\"\n");
    for (var i = 0; i < commands.size(); i++) {
      var command = commands.get(i);
      script
          .append("page_command ")
          .append(i)
          .append(' ')
          .append(command.status())
          .append(" '")
          .append(here(command.text()).replace("'", "'\\''"))
          .append("'\n");
    }
    return script.append("page_ends\n").toString();
  }

  private Optional<String> run(List<PageCommand> commands) throws IOException {
    var distribution = Distribution.get();
    var log = folder.resolve("log");
    var builder =
        new ProcessBuilder("bash", folder.resolve("commands.bash").toString())
            .directory(folder.resolve("work").toFile())
            .redirectInput(Path.of("/dev/null").toFile())
            .redirectErrorStream(true)
            .redirectOutput(log.toFile());
    var environment = builder.environment();
    environment.remove("JAVA_TOOL_OPTIONS");
    environment.putAll(distribution.environment());
    environment.put("LAUNCHER", distribution.launcher().toString());
    environment.put("SCENE", folder.toString());
    environment.put("HOME", folder.toString());
    environment.put("LC_ALL", "C.UTF-8");
    var java = Path.of(System.getProperty("java.home"), "bin");
    environment.put("PATH", folder.resolve("bin") + ":" + java + ":" + System.getenv("PATH"));
    var process = builder.start();
    try {
      if (!process.waitFor(PATIENCE_SECONDS, TimeUnit.SECONDS)) {
        process.descendants().forEach(ProcessHandle::destroyForcibly);
        process.destroyForcibly();
        return Optional.of(
            "still running after " + PATIENCE_SECONDS + " s\n" + Files.readString(log));
      }
      return new Transcript(commands, Files.readString(log)).fault(process.exitValue(), this::here);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IOException("interrupted", e);
    } finally {
      endDaemons();
    }
  }

  /// Ends what a page that failed left behind.
  private void endDaemons() throws IOException {
    var daemons = folder.resolve("daemons");
    if (!Files.isDirectory(daemons)) {
      return;
    }
    try (var files = Files.newDirectoryStream(daemons, "*.pid")) {
      for (var file : files) {
        ProcessHandle.of(Long.parseLong(Files.readString(file).strip()))
            .ifPresent(ProcessHandle::destroyForcibly);
      }
    }
  }
}
