// Copyright 2026 The Graphite Stack Authors
// SPDX-License-Identifier: Apache-2.0

package org.graphitestack.launch;

import java.io.BufferedReader;
import java.io.Console;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Optional;

/// A password that someone types twice at a terminal, or that is a line of standard input. Never an
/// argument: those are for everyone on the machine to see.
final class NewPassword {

  private NewPassword() {}

  /// Asks for it, or reads it.
  ///
  /// @throws IllegalArgumentException if it is not typed the same twice, or there is none
  static String read() {
    var terminal = Optional.ofNullable(System.console()).filter(Console::isTerminal);
    if (terminal.isPresent()) {
      var once = terminal.get().readPassword("New password: ");
      var twice = terminal.get().readPassword("Once more: ");
      if (once == null || !Arrays.equals(once, twice)) {
        throw new IllegalArgumentException("password: not the same twice (expected: the same)");
      }
      return new String(once);
    }
    try {
      var line =
          new BufferedReader(new InputStreamReader(System.in, StandardCharsets.UTF_8)).readLine();
      if (line == null) {
        throw new IllegalArgumentException(
            "password: nothing on standard input (expected: a line)");
      }
      return line;
    } catch (IOException e) {
      throw new UncheckedIOException("standard input", e);
    }
  }
}
