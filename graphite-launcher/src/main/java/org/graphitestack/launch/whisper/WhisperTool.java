// Copyright 2026 The Graphite Stack Authors
// SPDX-License-Identifier: Apache-2.0

package org.graphitestack.launch.whisper;

import java.io.BufferedWriter;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.AccessDeniedException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.concurrent.Callable;
import org.graphitestack.storage.CorruptSeriesException;
import org.graphitestack.storage.whisper.tool.RawHeader;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/// What all whisper tools have in common: a clock, writers, and Python's way to fail, which is a
/// line that begins with `[ERROR]` and exit status 1. Too few arguments print the help and are
/// status 1 too; wrong options are status 2.
abstract class WhisperTool implements Callable<Integer> {

  @Spec CommandSpec spec = CommandSpec.create();

  @Option(
      names = "--now",
      paramLabel = "EPOCH",
      description = "What counts as now, in epoch seconds. Default: the clock")
  @Nullable Long fixedNow;

  private @Nullable PrintWriter out;
  private long now;

  /// Does the work.
  ///
  /// @return the exit status
  abstract int run() throws IOException;

  @Override
  public final Integer call() {
    now = fixedNow == null ? InstantSource.system().instant().getEpochSecond() : fixedNow;
    var buffered = new PrintWriter(new BufferedWriter(spec.commandLine().getOut()));
    out = buffered;
    try {
      return run();
    } catch (IOException | RuntimeException failure) {
      buffered.flush();
      err().println(lineFor(failure));
      return 1;
    } finally {
      buffered.flush();
    }
  }

  PrintWriter out() {
    if (out == null) {
      throw new IllegalStateException("out: not open (expected: only while the command runs)");
    }
    return out;
  }

  PrintWriter err() {
    return spec.commandLine().getErr();
  }

  /// Epoch seconds.
  long now() {
    return now;
  }

  /// Prints the help, for a call with too few arguments.
  int helpAndFail() {
    spec.commandLine().usage(out());
    return 1;
  }

  /// What a failure means to the user, in one line.
  static String lineFor(Exception failure) {
    return switch (failure) {
      case ToolFailure f -> f.line();
      case NoSuchFileException f ->
          "[ERROR] [Errno 2] No such file or directory: '" + f.getFile() + "'";
      case AccessDeniedException f -> "[ERROR] [Errno 13] Permission denied: '" + f.getFile() + "'";
      case CorruptSeriesException f -> "[ERROR] " + f.getMessage();
      case IOException f ->
          "[ERROR] " + (f.getMessage() == null ? f.getClass().getSimpleName() : f.getMessage());
      case IllegalArgumentException f -> "[ERROR] " + f.getMessage();
      default -> throw asRuntime(failure);
    };
  }

  private static RuntimeException asRuntime(Exception failure) {
    return failure instanceof RuntimeException e ? e : new IllegalStateException(failure);
  }

  /// Refuses a file whose header Python's library refuses, in its words.
  static RawHeader checkedHeader(Path file) throws IOException {
    var header = rawHeader(file);
    if (header.fault() != null) {
      throw new ToolFailure(header.fault() + " (" + file + ")");
    }
    return header;
  }

  static RawHeader rawHeader(Path file) throws IOException {
    if (Files.isDirectory(file)) {
      throw new ToolFailure("[Errno 21] Is a directory: '" + file + "'");
    }
    return RawHeader.read(file);
  }
}
