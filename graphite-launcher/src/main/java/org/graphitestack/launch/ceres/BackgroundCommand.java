// Copyright 2026 The Graphite Stack Authors
// SPDX-License-Identifier: Apache-2.0

package org.graphitestack.launch.ceres;

import java.io.IOException;
import java.lang.ProcessBuilder.Redirect;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/// The command that runs now, once more and in the background: a JVM cannot fork itself as a Python
/// process does.
///
/// @param words its program and arguments
record BackgroundCommand(List<String> words) {

  /// Begins a session, so that the end of a terminal does not end the command.
  private static final Path SETSID = Path.of("/usr/bin/setsid");

  private static final Path EXECUTABLE = Path.of("/proc/self/exe");

  /// Not [ProcessHandle.Info#arguments], which has none if they are longer than a page.
  private static final Path COMMAND_LINE = Path.of("/proc/self/cmdline");

  BackgroundCommand {
    words = List.copyOf(words);
  }

  /// The one of this process, without a flag.
  ///
  /// @throws IOException if the system has no `/proc`
  static BackgroundCommand ofThisProcess(String without) throws IOException {
    var words = new ArrayList<String>();
    if (Files.isExecutable(SETSID)) {
      words.add(SETSID.toString());
    }
    words.add(EXECUTABLE.toRealPath().toString());
    words.addAll(argumentsOf(Files.readString(COMMAND_LINE)));
    return new BackgroundCommand(words).without(without);
  }

  /// Words that each end with a zero, behind the first.
  private static List<String> argumentsOf(String commandLine) {
    var words = List.of(commandLine.split("\0", -1));
    return words.subList(1, words.size() - 1);
  }

  BackgroundCommand without(String flag) {
    return new BackgroundCommand(words.stream().filter(word -> !word.equals(flag)).toList());
  }

  /// Starts it; nobody hears what it says.
  void start() throws IOException {
    var _ =
        new ProcessBuilder(words)
            .redirectInput(Redirect.from(Path.of("/dev/null").toFile()))
            .redirectOutput(Redirect.DISCARD)
            .redirectError(Redirect.DISCARD)
            .start();
  }
}
