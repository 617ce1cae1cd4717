// Copyright 2026 The Graphite Stack Authors
// SPDX-License-Identifier: Apache-2.0

package org.graphitestack.integration.docs;

import java.io.File;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.jar.JarEntry;
import java.util.jar.JarOutputStream;
import java.util.regex.Pattern;
import java.util.zip.Deflater;

/// The classes under test as a release archive has them: the launcher, and jars in `lib/` beside
/// it.
///
/// @param folder of the launcher
record Distribution(Path folder) implements AutoCloseable {

  /// Before one is made.
  static final Distribution NONE = new Distribution(Path.of("none"));

  private static final String FLAGS = "-XX:TieredStopAtLevel=1 -XX:+UseSerialGC -Xmx256m";

  /// @param root of the repository
  /// @param folder to put it in
  static Distribution make(Path root, Path folder) throws IOException {
    var lib = Files.createDirectories(folder.resolve("lib"));
    var tests = testClasses();
    var number = 0;
    for (var entry : classPath()) {
      if (entry.equals(tests) || !Files.exists(entry)) {
        continue;
      }
      var jar = lib.resolve(number++ + "-" + entry.getFileName() + ".jar");
      if (Files.isDirectory(entry)) {
        pack(entry, jar);
      } else {
        Files.createSymbolicLink(jar, entry);
      }
    }
    Files.copy(
        root.resolve("graphite"), folder.resolve("graphite"), StandardCopyOption.COPY_ATTRIBUTES);
    return new Distribution(folder);
  }

  private static List<Path> classPath() {
    return Pattern.compile(Pattern.quote(File.pathSeparator))
        .splitAsStream(System.getProperty("java.class.path"))
        .filter(entry -> !entry.isEmpty())
        .map(Path::of)
        .distinct()
        .toList();
  }

  private static Path testClasses() {
    var source = Distribution.class.getProtectionDomain().getCodeSource();
    return Path.of(source.getLocation().getPath());
  }

  private static void pack(Path classes, Path jar) throws IOException {
    try (var files = Files.walk(classes);
        var out = new JarOutputStream(Files.newOutputStream(jar))) {
      out.setLevel(Deflater.NO_COMPRESSION);
      for (var file : (Iterable<Path>) files.filter(Files::isRegularFile)::iterator) {
        out.putNextEntry(new JarEntry(classes.relativize(file).toString()));
        Files.copy(file, out);
        out.closeEntry();
      }
    }
  }

  /// Makes a cache of classes, which saves more than half of a command's time: starts a daemon and
  /// ends it.
  void learnClasses() throws IOException {
    var log = folder.resolve("classes.log");
    var arguments = new ArrayList<String>();
    arguments.addAll(List.of(folder.resolve("graphite").toString(), "run"));
    arguments.addAll(List.of("--home", folder.resolve("home").toString()));
    for (var port : List.of("--line-port", "--pickle-port", "--query-port", "--web-port")) {
      arguments.addAll(List.of(port, "0"));
    }
    var builder = new ProcessBuilder(arguments).redirectError(log.toFile());
    builder.environment().put("GRAPHITE_JAVA_HOME", System.getProperty("java.home"));
    builder.environment().put("CACHE_DIRECTORY", folder.resolve("none").toString());
    builder.environment().put("GRAPHITE_OPTS", FLAGS + " -XX:AOTCacheOutput=" + cache());
    var process = builder.start();
    try (var out = process.inputReader(StandardCharsets.UTF_8)) {
      var ready = out.readLine();
      process.destroy();
      if (ready == null || process.waitFor() != 0 || !Files.exists(cache())) {
        throw new IOException(
            "graphite run: "
                + ready
                + " (expected: ready, 0 in the end, and a cache of classes);"
                + " log:\n"
                + Files.readString(log));
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IOException("interrupted", e);
    }
  }

  private Path cache() {
    return folder.resolve("classes.aot");
  }

  /// Environment of the launcher.
  Map<String, String> environment() {
    var flags = Files.exists(cache()) ? FLAGS + " -XX:AOTCache=" + cache() : FLAGS;
    return Map.of(
        "DISTRIBUTION", folder.toString(),
        "GRAPHITE_JAVA_HOME", System.getProperty("java.home"),
        "GRAPHITE_OPTS", flags,
        // a folder that is not there: the launcher leaves no archive beside the cache
        "CACHE_DIRECTORY", folder.resolve("none").toString());
  }

  /// Takes away the links to jars of elsewhere.
  @Override
  public void close() throws IOException {
    try (var jars = Files.newDirectoryStream(folder.resolve("lib"), Files::isSymbolicLink)) {
      for (var jar : jars) {
        Files.delete(jar);
      }
    }
  }
}
