// Copyright 2026 The Graphite Stack Authors
// SPDX-License-Identifier: Apache-2.0

package org.graphitestack.launch;

import java.io.IOException;
import java.io.PrintWriter;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.Callable;
import org.graphitestack.config.InvalidConfigException;
import org.graphitestack.config.KeyInForce;
import org.graphitestack.config.SettingsInForce;
import org.graphitestack.web.http.Parameters;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;
import tools.jackson.core.ObjectWriteContext;
import tools.jackson.core.StreamWriteFeature;
import tools.jackson.core.json.JsonFactory;

/// `graphite config show`: every key, its value, and who said it.
@Command(
    name = "show",
    description = {
      "Shows every key that files and --set would put in force, with its value and where that comes"
          + " from: a file and its line, --set, or the default. Passwords are not shown.",
      "What a daemon that runs has in force is at /debug/config of its port."
    },
    mixinStandardHelpOptions = true,
    sortOptions = false)
final class ConfigShowCommand implements Callable<Integer> {

  private static final JsonFactory JSON =
      JsonFactory.builder().disable(StreamWriteFeature.AUTO_CLOSE_TARGET).build();

  @Spec CommandSpec spec = CommandSpec.create();
  @Mixin HomeOptions homeOptions = new HomeOptions();
  @Mixin CacheConfOptions confOptions = new CacheConfOptions();

  @Option(
      names = "--program",
      paramLabel = "PROGRAM",
      description = "cache, relay, aggregator or web; repeatable. Default: all of them")
  List<String> programs = new ArrayList<>();

  @Option(names = "--changed", description = "Leaves out what has its default")
  boolean changed;

  @Option(names = "--json", description = "Prints JSON")
  boolean json;

  @Override
  public Integer call() throws IOException {
    var out = spec.commandLine().getOut();
    List<SettingsInForce> settings;
    try {
      settings = settings();
    } catch (InvalidConfigException wrong) {
      throw new StartFailure(String.valueOf(wrong.getMessage()), wrong);
    }
    if (json) {
      printJson(out, settings);
    } else {
      print(out, settings);
    }
    out.flush();
    return 0;
  }

  private List<SettingsInForce> settings() throws IOException, InvalidConfigException {
    var home = homeOptions.folder();
    var settings = new ArrayList<SettingsInForce>();
    for (var program : programs.isEmpty() ? SettingsInForce.PROGRAMS : programs) {
      if (!SettingsInForce.PROGRAMS.contains(program)) {
        throw new ParameterException(
            spec.commandLine(),
            "--program: "
                + program
                + " (expected: one of "
                + String.join(", ", SettingsInForce.PROGRAMS)
                + ")");
      }
      settings.add(
          program.equals("web")
              ? SettingsInForce.ofWeb(home.conf(), homeOptions.settings)
              : SettingsInForce.ofCarbon(
                  program, confOptions.fileOr(home), confOptions.instance, homeOptions.settings));
    }
    return settings;
  }

  private void print(PrintWriter out, List<SettingsInForce> settings) {
    var keys =
        settings.stream()
            .flatMap(program -> program.keys().stream())
            .filter(key -> !changed || !key.isDefault())
            .toList();
    var width = keys.stream().mapToInt(key -> key.name().length()).max().orElse(0);
    for (KeyInForce key : keys) {
      out.println(
          String.format(
              Locale.ROOT, "%-" + width + "s = %-24s  %s", key.name(), key.shown(), key.origin()));
    }
  }

  private void printJson(PrintWriter out, List<SettingsInForce> settings) {
    try (var generator = JSON.createGenerator(ObjectWriteContext.empty(), out)) {
      new ConfigReport(() -> settings)
          .writeTo(generator, Parameters.parse(changed ? "changed=1" : "", ""));
    }
    out.println();
  }
}
