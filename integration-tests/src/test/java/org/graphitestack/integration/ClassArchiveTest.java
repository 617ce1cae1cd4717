// Copyright 2026 The Graphite Stack Authors
// SPDX-License-Identifier: Apache-2.0

package org.graphitestack.integration;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.FileTime;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.jar.JarEntry;
import java.util.jar.JarOutputStream;
import java.util.zip.Deflater;
import javax.tools.ToolProvider;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// What `./graphite` keeps of classes never runs other code than `lib/` holds: the archive that a
/// daemon leaves, and the cache that `prepare-start` makes. Each case makes a small installation
/// whose `run` prints a word and ends, and starts it with the real launcher.
final class ClassArchiveTest {

  private static final Path LAUNCHER = Path.of("..", "graphite").toAbsolutePath().normalize();
  private static final Instant MADE = Instant.parse("2026-01-01T00:00:00Z");

  @TempDir Path folder;
  private Path lib;
  private Path log;

  @BeforeEach
  void install() throws IOException {
    lib = Files.createDirectories(folder.resolve("dist/lib"));
    log = folder.resolve("classes.log");
    Files.copy(LAUNCHER, folder.resolve("dist/graphite"), StandardCopyOption.COPY_ATTRIBUTES);
    programPrints("first");
  }

  @Test
  void run_secondTime_startsFromTheArchive() throws Exception {
    assertThat(run()).isEqualTo("first");
    assertThat(mainCameFromArchive()).isFalse();

    assertThat(run()).isEqualTo("first");
    assertThat(mainCameFromArchive()).isTrue();
  }

  @Test
  void run_otherCodeOfTheSameSizeAndTime_isRun() throws Exception {
    run();
    long size = Files.size(jar());

    programPrints("other");

    assertThat(Files.size(jar())).as("as an archive that goes by size sees it").isEqualTo(size);
    assertThat(Files.getLastModifiedTime(jar())).isEqualTo(FileTime.from(MADE));
    assertThat(run()).isEqualTo("other");
    assertThat(mainCameFromArchive()).isFalse();
  }

  @Test
  void run_afterAnUpgrade_keepsNoArchiveOfTheOld() throws Exception {
    run();
    var old = archives();

    programPrints("other");
    run();

    assertThat(old).hasSize(1);
    assertThat(archives()).hasSize(1).doesNotContainAnyElementsOf(old);
    assertThat(run()).isEqualTo("other");
    assertThat(mainCameFromArchive()).isTrue();
  }

  @Test
  void run_onAnotherJava_makesAnArchiveOfItsOwn() throws Exception {
    run();
    var old = archives();

    var updated = javaWithAnotherRelease();

    assertThat(run("GRAPHITE_JAVA_HOME=" + updated)).isEqualTo("first");
    assertThat(archives()).hasSize(1).doesNotContainAnyElementsOf(old);
  }

  @Test
  void run_withOtherFlags_makesAnArchiveOfItsOwn() throws Exception {
    run();
    var old = archives();

    assertThat(run("GRAPHITE_OPTS=-XX:+UseSerialGC -Dmore=flags " + logOfClasses()))
        .isEqualTo("first");
    assertThat(archives()).hasSize(1).doesNotContainAnyElementsOf(old);
  }

  @Test
  void run_withATornArchive_goesOnWithout() throws Exception {
    run();
    var archive = archives().getFirst();
    var bytes = Files.readAllBytes(archive);
    Files.write(archive, Arrays.copyOf(bytes, bytes.length / 3));

    assertThat(run()).isEqualTo("first");
    assertThat(mainCameFromArchive()).isFalse();
  }

  @Test
  void prepareStart_givesTheFirstRunItsClasses() throws Exception {
    graphite("prepare-start");

    assertThat(run()).isEqualTo("first");
    assertThat(mainCameFromArchive()).isTrue();
    assertThat(archives()).as("what a daemon leaves").isEmpty();
  }

  @Test
  void prepareStart_otherCodeOfTheSameSizeAndTime_isRun() throws Exception {
    graphite("prepare-start");

    programPrints("other");

    assertThat(run()).isEqualTo("other");
    assertThat(mainCameFromArchive()).isFalse();
  }

  @Test
  void prepareStart_afterAnUpgrade_keepsNothingOfTheOld() throws Exception {
    graphite("prepare-start");
    programPrints("other");
    run();

    graphite("prepare-start");

    assertThat(archives()).isEmpty();
    assertThat(caches()).hasSize(1);
    assertThat(run()).isEqualTo("other");
    assertThat(mainCameFromArchive()).isTrue();
  }

  @Test
  void prepareStart_tornAfterwards_runGoesOnWithout() throws Exception {
    graphite("prepare-start");
    var cache = caches().getFirst();
    var bytes = Files.readAllBytes(cache);
    Files.write(cache, Arrays.copyOf(bytes, bytes.length / 3));

    assertThat(run()).isEqualTo("first");
    assertThat(mainCameFromArchive()).isFalse();
  }

  private Path jar() {
    return lib.resolve("program.jar");
  }

  /// Puts a program of the launcher's main class there, always of the same time.
  private void programPrints(String word) throws IOException {
    var source = folder.resolve("source/org/graphitestack/launch/Main.java");
    Files.createDirectories(source.getParent());
    Files.writeString(
        source,
        """
        package org.graphitestack.launch;

        public final class Main {
          public static void main(String[] arguments) throws InterruptedException {
            if (arguments.length > 1) { // a daemon, that is asked for a home and ports
              System.out.println("ready");
              new java.util.concurrent.CountDownLatch(1).await(1, java.util.concurrent.TimeUnit.MINUTES);
            } else {
              System.out.println("%s");
            }
          }
        }
        """
            .formatted(word));
    var compiler = ToolProvider.getSystemJavaCompiler();
    assertThat(compiler.run(null, null, null, "-proc:none", source.toString())).isZero();
    try (var out = new JarOutputStream(Files.newOutputStream(jar()))) {
      out.setLevel(Deflater.NO_COMPRESSION);
      var entry = new JarEntry("org/graphitestack/launch/Main.class");
      entry.setLastModifiedTime(FileTime.from(MADE));
      out.putNextEntry(entry);
      Files.copy(source.resolveSibling("Main.class"), out);
      out.closeEntry();
    }
    Files.setLastModifiedTime(jar(), FileTime.from(MADE));
  }

  private String logOfClasses() {
    return "-Xlog:class+load=info:file=" + log;
  }

  /// What `./graphite run` prints.
  private String run(String... environment) throws IOException, InterruptedException {
    return graphite("run", environment);
  }

  private String graphite(String subcommand, String... environment)
      throws IOException, InterruptedException {
    Files.deleteIfExists(log);
    var command = new ProcessBuilder("./graphite", subcommand);
    command.directory(folder.resolve("dist").toFile());
    command.environment().remove("CACHE_DIRECTORY");
    command.environment().remove("JAVA_TOOL_OPTIONS");
    command.environment().put("GRAPHITE_JAVA_HOME", System.getProperty("java.home"));
    command.environment().put("GRAPHITE_OPTS", logOfClasses());
    for (var setting : environment) {
      var equals = setting.indexOf('=');
      command.environment().put(setting.substring(0, equals), setting.substring(equals + 1));
    }
    command.redirectError(folder.resolve("err").toFile());
    var process = command.start();
    var said = new String(process.getInputStream().readAllBytes(), UTF_8).strip();
    assertThat(process.waitFor()).as("%s", Files.readString(folder.resolve("err"))).isZero();
    return said;
  }

  private boolean mainCameFromArchive() throws IOException {
    try (var lines = Files.lines(log, UTF_8)) {
      return lines
          .filter(line -> line.contains(" org.graphitestack.launch.Main "))
          .findFirst()
          .orElseThrow()
          .contains("shared objects file");
    }
  }

  private List<Path> archives() throws IOException {
    return kept(".jsa");
  }

  private List<Path> caches() throws IOException {
    return kept(".aot");
  }

  private List<Path> kept(String ending) throws IOException {
    try (var files = Files.list(folder.resolve("dist"))) {
      return files.filter(file -> file.toString().endsWith(ending)).toList();
    }
  }

  /// The same Java, as an update in place would look.
  private Path javaWithAnotherRelease() throws IOException {
    var real = Path.of(System.getProperty("java.home"));
    var updated = Files.createDirectories(folder.resolve("java"));
    try (var files = Files.list(real)) {
      for (var file : files.toList()) {
        var name = file.getFileName();
        if (!"release".equals(name.toString())) {
          Files.createSymbolicLink(updated.resolve(name), file);
        }
      }
    }
    Files.writeString(
        updated.resolve("release"),
        Files.readString(real.resolve("release")) + "SOURCE=\"of an update\"\n");
    return updated;
  }
}
