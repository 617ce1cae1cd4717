// Copyright 2026 The Graphite Stack Authors
// SPDX-License-Identifier: Apache-2.0

package org.graphitestack.launch;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;

/// The file that says which process a daemon is, as long as it runs.
///
/// @param path where it is
record PidFile(Path path) implements AutoCloseable {

  /// Writes this process's number; a file left by a process that is gone is replaced.
  ///
  /// @throws StartFailure if another process of the number in the file runs, or the file cannot be
  ///   written
  static PidFile create(Path path) {
    try {
      var own = ProcessHandle.current().pid();
      var other = read(path);
      if (other != own && other > 0 && ProcessHandle.of(other).isPresent()) {
        throw new StartFailure("pid file " + path + ": process " + other + " runs");
      }
      var folder = path.toAbsolutePath().getParent();
      if (folder != null) {
        Files.createDirectories(folder);
      }
      Files.writeString(path, own + "\n");
      return new PidFile(path);
    } catch (IOException e) {
      throw new StartFailure("pid file " + path + ": cannot be written (" + e + ")", e);
    }
  }

  /// The number in the file; 0 if there is none.
  private static long read(Path path) throws IOException {
    try {
      return Long.parseLong(Files.readString(path).strip());
    } catch (NoSuchFileException | NumberFormatException _) {
      return 0;
    }
  }

  @Override
  public void close() throws IOException {
    Files.deleteIfExists(path);
  }
}
