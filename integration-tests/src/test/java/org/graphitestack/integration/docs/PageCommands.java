// Copyright 2026 The Graphite Stack Authors
// SPDX-License-Identifier: Apache-2.0

package org.graphitestack.integration.docs;

import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.regex.Pattern;

/// The commands of a page, in order.
///
/// | block | holds |
/// |---|---|
/// | `sh` | commands, one a line; one that ends with a backslash, a pipe or a logical operator goes on |
/// | `console` | commands behind a dollar sign, each with its output; `echo $?` tells the status of the one before |
///
/// and in running text what stands in backquotes, begins with `./graphite`, `curl` or `mvn` and
/// says all of it: nothing in capitals, in brackets or left out. (`graphite run` there is a name.)
final class PageCommands {

  private static final Pattern FENCE = Pattern.compile("^ *```([a-z]*)$");
  private static final Pattern GOES_ON = Pattern.compile("(\\\\|\\||&&)$");
  private static final Pattern SAID_IN_PASSING =
      Pattern.compile("`((?:[A-Z_]+=\\S+ )?(?:\\./graphite|curl|mvn) [^`]+)`");
  private static final Pattern LEFT_OPEN = Pattern.compile("[\\[…]|(?<![$\\w])[A-Z]{2,}(?![=\\w])");
  private static final String PROMPT = "$ ";
  private static final String STATUS = "echo $?";

  private final String page;
  private final List<String> lines;
  private final List<PageCommand> found = new ArrayList<>();
  private int at;

  private PageCommands(String page, List<String> lines) {
    this.page = page;
    this.lines = lines;
  }

  /// @param page its name
  static List<PageCommand> of(String page, List<String> lines) {
    var commands = new PageCommands(page, lines);
    commands.read();
    return List.copyOf(commands.found);
  }

  private void read() {
    while (at < lines.size()) {
      var fence = FENCE.matcher(lines.get(at));
      if (!fence.matches()) {
        passing(lines.get(at));
        at++;
        continue;
      }
      var end = at + 1;
      while (!lines.get(end).strip().equals("```")) {
        end++;
      }
      at++;
      switch (fence.group(1)) {
        case "sh" -> commands(end);
        case "console" -> transcript(end);
        default -> {}
      }
      at = end + 1;
    }
  }

  private void passing(String text) {
    var matcher = SAID_IN_PASSING.matcher(text);
    while (matcher.find()) {
      var command = matcher.group(1);
      if (!LEFT_OPEN.matcher(command).find()) {
        found.add(new PageCommand(page, at + 1, command, 0, Optional.empty()));
      }
    }
  }

  private void commands(int end) {
    while (at < end) {
      var first = at;
      var text = wholeCommand(lines.get(at).strip(), end);
      if (!text.isEmpty() && !text.startsWith("#")) {
        found.add(new PageCommand(page, first + 1, text, 0, Optional.empty()));
      }
    }
  }

  private void transcript(int end) {
    while (at < end) {
      var first = at;
      var prompt = lines.get(at).strip();
      if (!prompt.startsWith(PROMPT)) {
        throw new IllegalArgumentException(
            page + ":" + (at + 1) + ": '" + prompt + "' (expected: a command behind '$ ')");
      }
      var text = wholeCommand(prompt.substring(PROMPT.length()), end);
      var output = new ArrayList<String>();
      while (at < end && !lines.get(at).strip().startsWith(PROMPT)) {
        output.add(lines.get(at));
        at++;
      }
      if (text.equals(STATUS)) {
        found.add(found.removeLast().withStatus(Integer.parseInt(output.getFirst().strip())));
      } else {
        found.add(new PageCommand(page, first + 1, text, 0, Optional.of(output)));
      }
    }
  }

  /// The command that begins with `text` in this line, with the lines in which it goes on.
  private String wholeCommand(String text, int end) {
    var whole = new StringBuilder(text);
    at++;
    while (at < end && GOES_ON.matcher(Objects.requireNonNull(lines.get(at - 1)).strip()).find()) {
      whole.append('\n').append(lines.get(at));
      at++;
    }
    return whole.toString();
  }
}
