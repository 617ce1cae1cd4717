// Copyright 2026 The Graphite Stack Authors
// SPDX-License-Identifier: Apache-2.0

package org.graphitestack.integration.cassandra;

import java.io.File;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/// What a node is started from: a JDK or JRE 17 (Cassandra 5.0 ends at once on later ones, since it
/// installs a security manager) and the server's jars.
///
/// The JDK is `-Dcassandra.java.home`, else `JAVA_HOME_17` or `JAVA_HOME_17_X64`, else the first 17
/// in the usual folders. The jars are in `-Dcassandra.lib`, else in `target/cassandra-lib`, where
/// `mvn package -f integration-tests/cassandra-server` puts them.
///
/// @param java the executable
/// @param jars the folder of jars
record CassandraServer(Path java, Path jars) {

  private static final Pattern VERSION = Pattern.compile("(?m)^JAVA_VERSION=\"17[.\"]");

  static Optional<String> missing() {
    if (java17().isEmpty()) {
      return Optional.of(
          "no JDK 17 (expected: -Dcassandra.java.home, JAVA_HOME_17, or one in /usr/lib/jvm,"
              + " ~/.sdkman/candidates/java or ~/.jdks)");
    }
    if (!holdsServer(lib())) {
      return Optional.of(
          lib()
              + ": no cassandra-all (expected: the jars that `mvn package -f"
              + " integration-tests/cassandra-server` copies, or -Dcassandra.lib)");
    }
    return Optional.empty();
  }

  static CassandraServer find() throws IOException {
    var missing = missing();
    if (missing.isPresent()) {
      throw new IOException(missing.get());
    }
    return new CassandraServer(java17().orElseThrow(), lib());
  }

  /// The class path of a node whose configuration lies in `conf`.
  String classPath(Path conf) {
    return conf + File.pathSeparator + jars + File.separator + "*";
  }

  private static Path lib() {
    return Path.of(System.getProperty("cassandra.lib", "target/cassandra-lib")).toAbsolutePath();
  }

  private static boolean holdsServer(Path folder) {
    try (var jars = Files.newDirectoryStream(folder, "cassandra-all-*.jar")) {
      return jars.iterator().hasNext();
    } catch (IOException _) {
      return false;
    }
  }

  private static Optional<Path> java17() {
    var homes = new ArrayList<Path>();
    Stream.of(
            System.getProperty("cassandra.java.home"),
            System.getenv("JAVA_HOME_17"),
            System.getenv("JAVA_HOME_17_X64"),
            System.getenv("JAVA_HOME"))
        .filter(home -> home != null && !home.isBlank())
        .map(Path::of)
        .forEach(homes::add);
    var user = Path.of(System.getProperty("user.home"));
    for (var folder :
        List.of(
            Path.of("/usr/lib/jvm"),
            user.resolve(".sdkman/candidates/java"),
            user.resolve(".jdks"))) {
      homes.addAll(foldersOf(folder));
    }
    return homes.stream()
        .filter(CassandraServer::isJava17)
        .map(home -> home.resolve("bin").resolve("java"))
        .findFirst();
  }

  private static List<Path> foldersOf(Path folder) {
    if (!Files.isDirectory(folder)) {
      return List.of();
    }
    try (var inside = Files.list(folder)) {
      return inside.filter(Files::isDirectory).sorted().collect(Collectors.toList());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static boolean isJava17(Path home) {
    var release = home.resolve("release");
    if (!Files.isExecutable(home.resolve("bin").resolve("java")) || !Files.isReadable(release)) {
      return false;
    }
    try {
      return VERSION.matcher(Files.readString(release)).find();
    } catch (IOException _) {
      return false;
    }
  }
}
