// Copyright 2026 The Graphite Stack Authors
// SPDX-License-Identifier: Apache-2.0

package org.graphitestack.integration;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.graphitestack.launch.Main;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import picocli.CommandLine;

/// Pages say what is: links lead somewhere, commands that are named in passing exist with their
/// options, blocks tell what they hold, every page is in the table of pages. That commands work is
/// for `DocsCommandsTest` to say.
final class DocsTest {

  private static final Path ROOT = Distribution.REPOSITORY;
  private static final Path DOCS = ROOT.resolve("docs");

  private static final Pattern LINK = Pattern.compile("\\]\\(([^)\\s]+)\\)");
  private static final Pattern HEADING = Pattern.compile("(?m)^#+ +(.*)$");
  private static final Pattern FENCE = Pattern.compile("(?ms)^ *```([a-z]*)$(.*?)^ *```$");
  private static final Pattern NAMED = Pattern.compile("`(?:\\./)?graphite ([a-z][^`]*)`");
  private static final Pattern COMMAND =
      Pattern.compile(
          "(?m)^ *(?:\\$ |sudo |(?:\\./)?graphite [a-z]|(?:curl|mvn|apt|systemctl) |GET /).*$");
  private static final Set<String> LABELS =
      Set.of("sh", "console", "text", "ini", "toml", "json", "yaml");
  private static final Pattern OPTION = Pattern.compile("(?<=\\s)--[a-z][a-z0-9-]*");

  static List<Path> pages() throws IOException {
    try (var files = Files.list(DOCS)) {
      return Stream.concat(files, Stream.of(ROOT.resolve("README.md")))
          .filter(file -> file.toString().endsWith(".md"))
          .sorted()
          .toList();
    }
  }

  @ParameterizedTest
  @MethodSource("pages")
  void links_ofAPage_leadSomewhere(Path page) throws IOException {
    var broken = new ArrayList<String>();
    var text = FENCE.matcher(Files.readString(page)).replaceAll("");
    for (var link : LINK.matcher(text).results().map(found -> found.group(1)).toList()) {
      if (link.contains("://") || link.startsWith("mailto:")) {
        continue;
      }
      var hash = link.indexOf('#');
      var name = hash < 0 ? link : link.substring(0, hash);
      var target = name.isEmpty() ? page : Objects.requireNonNull(page.getParent()).resolve(name);
      if (!Files.exists(target)) {
        broken.add(link + ": no such file");
      } else if (hash >= 0 && !anchors(target).contains(link.substring(hash + 1))) {
        broken.add(link + ": no such heading (there are " + anchors(target) + ")");
      }
    }
    assertThat(broken).isEmpty();
  }

  @ParameterizedTest
  @MethodSource("pages")
  void blocks_ofAPage_tellWhatTheyHold_andHaveCommandsOnlyWhereTheyAreRun(Path page)
      throws IOException {
    var wrong = new ArrayList<String>();
    var blocks = FENCE.matcher(Files.readString(page));
    while (blocks.find()) {
      var label = blocks.group(1);
      if (!LABELS.contains(label)) {
        wrong.add("```" + label + " before " + blocks.group(2) + " (expected: one of " + LABELS);
      }
      var commands = COMMAND.matcher(blocks.group(2));
      if (!label.equals("sh") && !label.equals("console") && commands.find()) {
        wrong.add("```" + label + " with " + commands.group() + " (expected: sh or console)");
      }
    }
    assertThat(wrong).isEmpty();
  }

  @ParameterizedTest
  @MethodSource("pages")
  void commands_namedInPassing_existWithTheirOptions(Path page) throws IOException {
    var commands = Main.commandLine();
    var text = FENCE.matcher(Files.readString(page)).replaceAll("");
    assertThat(NAMED.matcher(text).results())
        .flatExtracting(found -> unknownIn(found.group(1), commands))
        .isEmpty();
  }

  /// What is wrong with `COMMAND [SUBCOMMAND] WORDS…`; of `user add, remove` with the first.
  private static List<String> unknownIn(String call, CommandLine all) {
    var command = all;
    for (var word : call.split("\\s+", -1)) {
      var next = command.getSubcommands().get(word.replace(",", ""));
      if (next == null) {
        break;
      }
      command = next;
    }
    if (command.equals(all)) {
      return call.startsWith("prepare-start")
          ? List.of() // the launcher's own
          : List.of(call + ": no such command");
    }
    var unknown = new ArrayList<String>();
    for (var option : OPTION.matcher(call).results().map(found -> found.group()).toList()) {
      if (command.getCommandSpec().findOption(option) == null) {
        unknown.add(call + ": no option " + option);
      }
    }
    return unknown;
  }

  @Test
  void pages_areAllInTheTable() throws IOException {
    var table = Files.readString(DOCS.resolve("README.md"));
    assertThat(pages().stream().filter(page -> DOCS.equals(page.getParent())))
        .extracting(page -> page.getFileName().toString())
        .filteredOn(name -> !"README.md".equals(name))
        .allMatch(name -> table.contains("](" + name + ")"));
  }

  /// As GitHub makes them of headings.
  private static Set<String> anchors(Path page) throws IOException {
    var anchors = new TreeSet<String>();
    var times = new HashMap<String, Integer>();
    var text = FENCE.matcher(Files.readString(page)).replaceAll("");
    HEADING
        .matcher(text)
        .results()
        .forEach(
            heading -> {
              var anchor =
                  heading
                      .group(1)
                      .replaceAll("\\[([^]]*)]\\([^)]*\\)", "$1")
                      .toLowerCase(Locale.ROOT)
                      .replaceAll("[^\\p{L}\\p{N} _-]", "")
                      .strip()
                      .replace(' ', '-');
              var before = times.merge(anchor, 1, Integer::sum) - 1;
              anchors.add(before == 0 ? anchor : anchor + "-" + before);
            });
    return anchors;
  }
}
