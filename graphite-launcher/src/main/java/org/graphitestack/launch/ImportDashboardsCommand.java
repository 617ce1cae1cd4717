// Copyright 2026 The Graphite Stack Authors
// SPDX-License-Identifier: Apache-2.0

package org.graphitestack.launch;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import org.graphitestack.web.graphiteweb.GraphiteWebDatabase;
import org.graphitestack.web.graphiteweb.Takeover;
import org.graphitestack.web.state.StateAddress;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/// `graphite import-dashboards`: what a graphite-web has kept, brought over.
@Command(
    name = "import-dashboards",
    description = {
      "Takes over dashboards, templates, saved graphs and short links of a graphite-web, or"
          + " dashboards from JSON files. What is there under the same name stays.",
      "The web may run meanwhile."
    },
    mixinStandardHelpOptions = true,
    sortOptions = false)
final class ImportDashboardsCommand implements Callable<Integer> {

  private static final byte[] SQLITE = "SQLite format 3".getBytes(StandardCharsets.US_ASCII);

  @Spec CommandSpec spec = CommandSpec.create();

  @Mixin StatePlace place = new StatePlace();

  @Option(names = "--overwrite", description = "Replaces what is there under the same name.")
  boolean overwrite;

  @Parameters(
      arity = "1..*",
      paramLabel = "SOURCE",
      description =
          "graphite-web's SQLite file (graphite.db), postgresql://USER:PASSWORD@HOST/DATABASE,"
              + " jdbc:… of a driver on the class path, a JSON file, or a folder of such")
  List<String> sources = List.of();

  @Override
  public Integer call() {
    return place.with(
        store -> {
          var takeover = new Takeover(store, overwrite);
          for (var source : sources) {
            var lines = taken(takeover, source);
            lines.forEach(line -> spec.commandLine().getOut().println(source(source) + line));
          }
        });
  }

  /// With several sources, which one a line is about; never a password.
  private String source(String source) {
    return sources.size() == 1 || isUrl(source) ? "" : source + ": ";
  }

  private static boolean isUrl(String source) {
    return source.startsWith("jdbc:") || source.contains("://");
  }

  private static List<String> taken(Takeover takeover, String source) {
    if (isUrl(source)) {
      return takeover.from(database(source));
    }
    var file = Path.of(source);
    try {
      return isSqlite(file) ? takeover.from(GraphiteWebDatabase.of(file)) : takeover.fromJson(file);
    } catch (IOException e) {
      throw new StartFailure(
          Files.exists(file)
              ? String.valueOf(e.getMessage())
              : file + " is not there (expected: a database or a JSON file)",
          e);
    }
  }

  private static GraphiteWebDatabase database(String url) {
    if (url.startsWith("jdbc:") && !url.startsWith("jdbc:sqlite:")) {
      return GraphiteWebDatabase.at(url, Optional.empty(), Optional.empty());
    }
    var address = StateAddress.parse(url);
    return address.file().isPresent()
        ? GraphiteWebDatabase.of(address.file().get())
        : GraphiteWebDatabase.at(address.url(), address.user(), address.password());
  }

  private static boolean isSqlite(Path file) throws IOException {
    if (!Files.isRegularFile(file)) {
      return false;
    }
    try (InputStream in = Files.newInputStream(file)) {
      return Arrays.equals(in.readNBytes(SQLITE.length), SQLITE);
    }
  }
}
