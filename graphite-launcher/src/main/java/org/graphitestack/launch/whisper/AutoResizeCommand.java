// Copyright 2026 The Graphite Stack Authors
// SPDX-License-Identifier: Apache-2.0

package org.graphitestack.launch.whisper;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;
import org.graphitestack.cache.schema.SchemaRules;
import org.graphitestack.config.InvalidConfigException;
import org.graphitestack.config.SchemaFiles;
import org.graphitestack.model.MetricPath;
import org.graphitestack.model.SeriesLayout;
import org.graphitestack.storage.whisper.tool.RawHeader;
import org.graphitestack.web.series.PythonNumber;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/// `graphite whisper-auto-resize`: files brought to what the schemas say.
@Command(
    name = "whisper-auto-resize",
    description = {
      "Compares every file of a whisper tree with storage-schemas.conf and"
          + " storage-aggregation.conf, and resizes those that differ. Shows what it would do;"
          + " --doit does it.",
      "`graphite retention` does the same beside a running cache, with undo."
    },
    mixinStandardHelpOptions = true,
    sortOptions = false)
final class AutoResizeCommand extends WhisperTool {

  @Option(names = "--doit", description = "Does it.")
  boolean doIt;

  @Option(
      names = {"-q", "--quiet"},
      description = "Does not show what is done.")
  boolean quiet;

  @Option(
      names = "--subdir",
      paramLabel = "FOLDER",
      description = "Looks only below this folder, or at this file.")
  @Nullable Path subFolder;

  @Option(names = "--carbonlib", description = "For Python's sake: not needed.")
  @Nullable String carbonLibrary;

  @Option(names = "--whisperlib", description = "For Python's sake: not needed.")
  @Nullable String whisperLibrary;

  @Option(names = "--confirm", description = "Asks before each file.")
  boolean confirm;

  @Option(
      names = {"-x", "--extra_args"},
      paramLabel = "ARGUMENTS",
      defaultValue = "",
      description = "Further arguments for whisper-resize, such as --nobackup.")
  String extraArguments = "";

  @Parameters(
      paramLabel = "STORAGE CONFIG",
      arity = "0..*",
      description = "The whisper tree, and the folder of carbon's configuration.")
  List<Path> arguments = new ArrayList<>();

  @Override
  int run() throws IOException {
    if (arguments.size() < 2) {
      return helpAndFail();
    }
    var storage = arguments.get(0).normalize();
    var start = subFolder == null ? arguments.get(0) : subFolder;
    var rules = rules(arguments.get(1));
    var files =
        Files.isRegularFile(start) && start.toString().endsWith(".wsp")
            ? List.of(start)
            : FileSet.below(start);
    for (var file : files) {
      if (!processed(file, storage, rules)) {
        return 1;
      }
    }
    return 0;
  }

  private SchemaRules rules(Path folder) throws IOException {
    try {
      var loaded = SchemaFiles.in(folder).load();
      loaded.notes().forEach(note -> err().println(note));
      return loaded.rules();
    } catch (InvalidConfigException e) {
      throw new ToolFailure(String.valueOf(e.getMessage()));
    }
  }

  /// Returns false if the resize failed.
  private boolean processed(Path file, Path storage, SchemaRules rules) throws IOException {
    var header = checkedHeader(file);
    var metric = file.toString().replace(storage + "/", "").replace(".wsp", "").replace('/', '.');
    var layout = rules.layoutFor(new MetricPath(metric));
    var messages = messages(metric, header, layout);
    if (messages.isEmpty()) {
      return true;
    }
    var command = command(file, layout);
    if (!quiet || confirm) {
      out().println(messages);
      out().println(PythonText.repr(command));
    }
    if (confirm) {
      doIt = confirmed();
      if (!doIt) {
        out().println("Skipping command ");
        out().println();
      }
    }
    if (!doIt) {
      return true;
    }
    out().flush();
    var status =
        new CommandLine(new ResizeCommand())
            .setOut(out())
            .setErr(err())
            .execute(withNow(command.subList(1, command.size())));
    if (status > 0) {
      out().println("Error running: " + PythonText.repr(command));
    }
    return status == 0;
  }

  private static String messages(String metric, RawHeader header, SeriesLayout layout) {
    var messages = new StringBuilder();
    var wanted = wanted(layout);
    var found =
        header.archives().stream()
            .map(archive -> archive.secondsPerPoint() + ":" + archive.points() + " ")
            .collect(Collectors.joining());
    if (!wanted.equals(found)) {
      messages.append("updating Retentions from: " + found + " to: " + wanted + " \n");
    }
    var factorFound = PythonNumber.fixed(header.xFilesFactor(), 2);
    var factorWanted = PythonNumber.fixed(layout.xFilesFactor(), 2);
    if (!factorWanted.equals(factorFound)) {
      messages.append(
          metric
              + " xFilesFactor differs real: "
              + factorFound
              + " should be: "
              + factorWanted
              + " \n");
    }
    var method = DumpCommand.methodName(header);
    if (!layout.aggregation().text().equals(method)) {
      messages.append(
          metric
              + " aggregation schema differs real: "
              + method
              + " should be: "
              + layout.aggregation().text()
              + " \n");
    }
    return messages.toString();
  }

  private static String wanted(SeriesLayout layout) {
    return layout.retentions().archives().stream()
        .map(archive -> archive.secondsPerPoint() + ":" + archive.points() + " ")
        .collect(Collectors.joining());
  }

  private List<String> command(Path file, SeriesLayout layout) {
    var command = new ArrayList<String>();
    command.add("whisper-resize");
    command.add(file.toString());
    command.addAll(words(extraArguments));
    command.add("--xFilesFactor=" + PythonNumber.repr(layout.xFilesFactor()));
    command.add("--aggregationMethod=" + layout.aggregation().text());
    command.addAll(words(wanted(layout)));
    return command;
  }

  private static List<String> words(String text) {
    return Arrays.stream(text.split(" +", -1)).filter(word -> !word.isEmpty()).toList();
  }

  private String[] withNow(List<String> command) {
    var all = new ArrayList<>(command);
    all.add("--now=" + now());
    return all.toArray(String[]::new);
  }

  private boolean confirmed() throws IOException {
    var in = new BufferedReader(new InputStreamReader(System.in, StandardCharsets.UTF_8));
    while (true) {
      out().print("Would you like to run this command? [y/n]: ");
      out().flush();
      var answer = in.readLine();
      switch (answer == null ? "n" : answer.toLowerCase(Locale.ROOT)) {
        case "y", "yes" -> {
          return true;
        }
        case "n", "no" -> {
          return false;
        }
        default -> out().println("Valid options : yes or no");
      }
    }
  }
}
