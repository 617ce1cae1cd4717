// Copyright 2026 The Graphite Stack Authors
// SPDX-License-Identifier: Apache-2.0

package org.graphitestack.launch;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.FileSystemException;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine;
import picocli.CommandLine.IExecutionExceptionHandler;
import picocli.CommandLine.ParseResult;

/// A failed command prints one line: what was found, what was expected, where. Faults of our own
/// keep their trace.
final class OneLineErrors implements IExecutionExceptionHandler {

  @Override
  public int handleExecutionException(Exception failure, CommandLine command, ParseResult parsed)
      throws Exception {
    switch (failure) {
      case StartFailure f -> report(command, f.getMessage());
      case FileSystemException f ->
          report(
              command,
              f.getFile()
                  + ": "
                  + (f.getReason() == null ? f.getClass().getSimpleName() : f.getReason()));
      case UncheckedIOException f -> report(command, String.valueOf(f.getCause()));
      case IOException f -> report(command, f.getMessage());
      default -> throw failure;
    }
    return command.getCommandSpec().exitCodeOnExecutionException();
  }

  private static void report(CommandLine command, @Nullable String sentence) {
    command.getErr().println("graphite: " + sentence);
  }
}
