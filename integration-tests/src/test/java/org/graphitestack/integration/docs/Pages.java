// Copyright 2026 The Graphite Stack Authors
// SPDX-License-Identifier: Apache-2.0

package org.graphitestack.integration.docs;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Predicate;
import java.util.stream.Stream;
import org.graphitestack.integration.Distribution;

/// The README and the pages of `docs/`.
final class Pages {

  private Pages() {}

  /// The commands of each page that has some of these.
  static Map<String, List<PageCommand>> commands(Predicate<PageCommand> wanted) throws IOException {
    var found = new TreeMap<String, List<PageCommand>>();
    for (var page : all()) {
      var name = Distribution.REPOSITORY.relativize(page).toString();
      var commands =
          PageCommands.of(name, Files.readAllLines(page)).stream().filter(wanted).toList();
      if (!commands.isEmpty()) {
        found.put(name, commands);
      }
    }
    return found;
  }

  /// The commands that are left to one of the tests that have a server, page after page.
  static List<PageCommand> leftTo(LeftOut.By by) throws IOException {
    return commands(command -> LeftOut.by(by, command)).values().stream()
        .flatMap(List::stream)
        .toList();
  }

  private static List<Path> all() throws IOException {
    try (var files = Files.list(Distribution.REPOSITORY.resolve("docs"))) {
      return Stream.concat(files, Stream.of(Distribution.REPOSITORY.resolve("README.md")))
          .filter(file -> file.toString().endsWith(".md"))
          .sorted()
          .toList();
    }
  }
}
