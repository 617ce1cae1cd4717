// Copyright 2026 The Graphite Stack Authors
// SPDX-License-Identifier: Apache-2.0

package org.graphitestack.dist;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import org.asciidoctor.Asciidoctor;
import org.asciidoctor.Options;
import org.asciidoctor.SafeMode;
import org.graphitestack.launch.Main;
import picocli.AutoComplete;
import picocli.CommandLine;
import picocli.codegen.docgen.manpage.ManPageGenerator;

/// Writes the man pages and the shell's completion of every command, from what the commands say of
/// themselves.
///
/// ```
/// DIR/man1/graphite.1, graphite-run.1, …
/// DIR/graphite.bash
/// ```
public final class Manual {

  private Manual() {}

  /// Writes both.
  ///
  /// @param arguments the folder
  public static void main(String[] arguments) throws IOException {
    var folder = Path.of(arguments[0]);
    var commands = Main.commandLine();
    manPages(commands, folder);
    Files.writeString(
        folder.resolve("graphite.bash"),
        AutoComplete.bash("graphite", commands),
        StandardCharsets.UTF_8);
  }

  private static void manPages(CommandLine commands, Path folder) throws IOException {
    var sources = Files.createTempDirectory("graphite-manual");
    var pages = Files.createDirectories(folder.resolve("man1"));
    try (var asciidoctor = Asciidoctor.Factory.create()) {
      ManPageGenerator.generateManPage(
          sources.toFile(), null, new boolean[0], true, commands.getCommandSpec());
      try (var files = Files.list(sources)) {
        for (var file : files.sorted().toList()) {
          asciidoctor.convertFile(
              file.toFile(),
              Options.builder()
                  .backend("manpage")
                  .safe(SafeMode.UNSAFE)
                  .toDir(pages.toFile())
                  .build());
          Files.delete(file);
        }
      }
    } finally {
      Files.delete(sources);
    }
  }
}
