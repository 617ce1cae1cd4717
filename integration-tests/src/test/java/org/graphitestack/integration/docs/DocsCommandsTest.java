// Copyright 2026 The Graphite Stack Authors
// SPDX-License-Identifier: Apache-2.0

package org.graphitestack.integration.docs;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.assertj.core.api.Assertions;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/// The commands of every page work as written: all of a page, in order, in one shell, with the
/// product started as its release starts it.
final class DocsCommandsTest {

  private static final Path ROOT = Path.of("..").toAbsolutePath().normalize();

  @TempDir private static Path shared;
  private static Distribution distribution = new Distribution(Path.of(""));

  @TempDir private Path folder;

  /// Commands that no test can run, and why.
  ///
  /// @param begins how they begin, behind `./`
  private record NotRun(String begins, String because) {
    boolean is(PageCommand command) {
      return command.text().replaceFirst("^\\./", "").startsWith(begins);
    }
  }

  private static final List<NotRun> NOT_RUN =
      List.of(
          new NotRun("mvn ", "is the build that this test is part of"),
          new NotRun("apt install ", "changes the machine; bare-install-proof does it"),
          new NotRun("systemctl ", "needs systemd and units; bare-install-proof looks at these"),
          new NotRun("graphite run --database cassandra ", "needs a cluster: tests tagged so"),
          new NotRun("graphite convert --from whisper:/srv/whisper --to cassandra:", "as before"),
          new NotRun("graphite import-dashboards postgresql:", "needs another's PostgreSQL"),
          new NotRun("graphite import-dashboards jdbc:mysql:", "needs MySQL and its driver"));

  @BeforeAll
  static void makeDistribution() throws IOException {
    distribution = Distribution.make(ROOT, shared);
  }

  @AfterAll
  static void closeDistribution() throws IOException {
    distribution.close();
  }

  /// All with commands, or the one that `-Ddocs.page=spool` names.
  static List<Path> pages() throws IOException {
    var pages = new ArrayList<Path>();
    var one = System.getProperty("docs.page", "");
    for (var page : allPages()) {
      var chosen = one.isEmpty() || page.endsWith(one + ".md");
      if (chosen && !runnable(page).isEmpty()) {
        pages.add(ROOT.relativize(page));
      }
    }
    return pages;
  }

  private static List<Path> allPages() throws IOException {
    try (var files = Files.list(ROOT.resolve("docs"))) {
      return Stream.concat(files, Stream.of(ROOT.resolve("README.md")))
          .filter(file -> file.toString().endsWith(".md"))
          .sorted()
          .toList();
    }
  }

  private static List<PageCommand> runnable(Path page) throws IOException {
    return PageCommands.of(ROOT, page).stream()
        .filter(command -> NOT_RUN.stream().noneMatch(not -> not.is(command)))
        .toList();
  }

  @ParameterizedTest
  @MethodSource("pages")
  void page_everyCommand_works(Path page) throws IOException {
    var commands = runnable(ROOT.resolve(page));

    var fault = new Scene(folder).play(page.toString(), commands, distribution);

    fault.ifPresent(Assertions::fail);
  }

  @Test
  void notRun_eachIsStillInAPage() throws IOException {
    var all = new ArrayList<PageCommand>();
    for (var page : allPages()) {
      all.addAll(PageCommands.of(ROOT, page));
    }
    assertThat(NOT_RUN).allMatch(not -> all.stream().anyMatch(not::is));
  }
}
