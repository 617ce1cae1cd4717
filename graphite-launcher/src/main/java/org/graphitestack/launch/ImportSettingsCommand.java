// Copyright 2026 The Graphite Stack Authors
// SPDX-License-Identifier: Apache-2.0

package org.graphitestack.launch;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.concurrent.Callable;
import org.graphitestack.config.InvalidConfigException;
import org.graphitestack.config.SettingsImport;
import org.graphitestack.config.WebSettings;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/// Turns local_settings.py into graphite-web.toml.
@Command(
    name = "import-settings",
    description = {
      "Takes over the settings of a graphite-web: reads its local_settings.py, without executing"
          + " it, and adds what it says to conf/graphite-web.toml of the home.",
      "Every setting that is not taken is listed with the reason, and stands in the file as a"
          + " comment."
    },
    mixinStandardHelpOptions = true,
    sortOptions = false)
final class ImportSettingsCommand implements Callable<Integer> {

  @Spec CommandSpec spec = CommandSpec.create();

  @Mixin HomeOptions home = new HomeOptions();

  @Option(
      names = "--to",
      paramLabel = "FILE",
      description =
          "The file to write. It must not say anything yet. Default: conf/graphite-web.toml of the"
              + " home")
  @Nullable Path to;

  @Option(names = "--dry-run", description = "Prints what would be written, and writes nothing.")
  boolean dryRun;

  @Parameters(paramLabel = "local_settings.py", description = "The file of the graphite-web")
  Path source = Path.of("local_settings.py");

  @Override
  public Integer call() {
    try {
      var settings = SettingsImport.read(source);
      var out = spec.commandLine().getOut();
      if (dryRun) {
        out.print(settings.toml());
      } else {
        out.println(write(settings.toml()) + ": " + settings.taken().size() + " settings taken");
        settings.left().forEach(left -> out.println("not taken: " + left));
      }
      out.flush();
      return 0;
    } catch (InvalidConfigException wrong) {
      throw new StartFailure(String.valueOf(wrong.getMessage()), wrong);
    } catch (IOException e) {
      throw new StartFailure(
          Files.exists(source)
              ? source + ": cannot be read or taken over (" + e + ")"
              : source + " is not there (expected: graphite-web's local_settings.py)",
          e);
    }
  }

  private Path write(String toml) throws IOException {
    var file = to;
    if (file == null) {
      var folder = home.folder();
      folder.create();
      file = folder.conf().resolve(WebSettings.NAME);
    }
    var there = Files.exists(file) ? Files.readString(file) : "";
    if (!SettingsImport.saysNothing(there)) {
      throw new StartFailure(
          file + " says something already (expected: nothing, or comments; --to writes elsewhere)");
    }
    var between = there.isEmpty() || there.endsWith("\n\n") ? "" : "\n";
    return Files.writeString(
        file, between + toml, StandardOpenOption.CREATE, StandardOpenOption.APPEND);
  }
}
