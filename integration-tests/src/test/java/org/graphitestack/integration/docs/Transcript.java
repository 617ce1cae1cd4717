// Copyright 2026 The Graphite Stack Authors
// SPDX-License-Identifier: Apache-2.0

package org.graphitestack.integration.docs;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.UnaryOperator;
import java.util.regex.Pattern;

/// What the commands of a page printed, beside what the page says.
final class Transcript {

  /// Before what a command prints stands its number, between these.
  private static final String MARK = "\u0001";

  private static final Pattern VARIES = Pattern.compile("\\b[0-9a-f]{4,}\\b|\\d+(?:[.,]\\d+)*");

  /// A line that is told again while something goes on.
  private static final Pattern REPEATED = Pattern.compile("(?m)^(.*)(?:\\n\\1$)+");

  private static final String LEFT_OUT = "…";

  private final List<PageCommand> commands;
  private final Map<Integer, String> printed = new HashMap<>();
  private int last = -1;

  /// @param log what all of them printed
  Transcript(List<PageCommand> commands, String log) {
    this.commands = commands;
    var parts = List.of(log.split(MARK, -1));
    printed.put(-1, parts.getFirst());
    for (var i = 1; i + 1 < parts.size(); i += 2) {
      last = Integer.parseInt(parts.get(i));
      printed.put(last, parts.get(i + 1));
    }
  }

  /// What went wrong.
  ///
  /// @param status of the shell: that of the command that ended it
  /// @param here what a page says, as it is on this machine
  Optional<String> fault(int status, UnaryOperator<String> here) {
    if (status != 0) {
      return Optional.of(where(last) + "\n  status " + status + expected(last) + saying(last));
    }
    for (var i = 0; i < commands.size(); i++) {
      var output = commands.get(i).output();
      if (output.isPresent()) {
        var said = here.apply(String.join("\n", output.get()).strip());
        if (!shape(said).matcher(steady(printed.getOrDefault(i, ""))).matches()) {
          return Optional.of(where(i) + "\n  the page says\n" + said + saying(i));
        }
      }
    }
    return Optional.empty();
  }

  private String where(int number) {
    if (number < 0) {
      return "what is set up before the first command";
    }
    return number < commands.size() ? commands.get(number).toString() : "the end of the page";
  }

  private String expected(int number) {
    var status = number < 0 || number >= commands.size() ? 0 : commands.get(number).status();
    return " (expected: " + status + ")";
  }

  private String saying(int number) {
    return "; it printed\n" + printed.getOrDefault(number, "");
  }

  /// Matches a text that differs in numbers, or where the page leaves something out.
  private static Pattern shape(String said) {
    var shape = new StringBuilder();
    for (var part : steady(said).split(LEFT_OUT, -1)) {
      shape.append(shape.isEmpty() ? "" : ".*").append(Pattern.quote(part));
    }
    return Pattern.compile(shape.toString(), Pattern.DOTALL);
  }

  private static String steady(String text) {
    return REPEATED
        .matcher(VARIES.matcher(text).replaceAll("0").strip())
        .replaceAll("$1")
        .replaceAll("[ \\n]+", " ");
  }
}
