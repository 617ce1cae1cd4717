// Copyright 2026 The Graphite Stack Authors
// SPDX-License-Identifier: Apache-2.0

package org.graphitestack.integration;

import java.io.File;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.jar.JarEntry;
import java.util.jar.JarOutputStream;
import java.util.regex.Pattern;
import java.util.zip.Deflater;

/// The classes under test as a release archive has them: the launcher, jars in `lib/` beside it,
/// and a cache of loaded classes, which saves more than half of a start. What is tested is short:
/// the Java machine compiles simply and collects with one thread.
///
/// @param folder of the launcher
public record Distribution(Path folder) {

  /// The repository whose tests these are.
  public static final Path REPOSITORY = Path.of("..").toAbsolutePath().normalize();

  private static final String FLAGS = "-XX:TieredStopAtLevel=1 -XX:+UseSerialGC -Xmx512m";

  /// Made by the first that asks, gone when the tests end.
  private static final class Shared {
    static final Distribution DISTRIBUTION = make();
  }

  /// The one of this run.
  public static Distribution get() {
    return Shared.DISTRIBUTION;
  }

  private static Distribution make() {
    try {
      var target = Files.createDirectories(Path.of("target").toAbsolutePath());
      var made = new Distribution(Files.createTempDirectory(target, "distribution-"));
      Runtime.getRuntime().addShutdownHook(new Thread(made::delete, "distribution-delete"));
      made.fill();
      made.learnClasses();
      return made;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private void fill() throws IOException {
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
    Files.copy(REPOSITORY.resolve("graphite"), launcher(), StandardCopyOption.COPY_ATTRIBUTES);
  }

  private void delete() {
    try (var files = Files.walk(folder)) {
      for (var file : files.sorted(Comparator.reverseOrder()).toList()) {
        Files.delete(file);
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
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

  /// Starts a daemon and ends it.
  private void learnClasses() throws IOException {
    var log = folder.resolve("classes.log");
    var arguments = new ArrayList<String>(List.of(launcher().toString(), "run"));
    arguments.addAll(List.of("--home", folder.resolve("home").toString()));
    for (var port : List.of("--line-port", "--pickle-port", "--query-port", "--web-port")) {
      arguments.addAll(List.of(port, "0"));
    }
    var builder = new ProcessBuilder(arguments).redirectError(log.toFile());
    builder.environment().putAll(environment("-XX:AOTCacheOutput=" + cache()));
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

  /// `graphite`, to be started with [#environment].
  public Path launcher() {
    return folder.resolve("graphite");
  }

  /// What the launcher is to find in its environment.
  public Map<String, String> environment() {
    return environment("-XX:AOTCache=" + cache());
  }

  private Map<String, String> environment(String flag) {
    return Map.of(
        "GRAPHITE_JAVA_HOME", System.getProperty("java.home"),
        "GRAPHITE_OPTS", FLAGS + " " + flag,
        // a folder that is not there: the launcher leaves no archive beside the cache
        "CACHE_DIRECTORY", folder.resolve("none").toString());
  }
}
