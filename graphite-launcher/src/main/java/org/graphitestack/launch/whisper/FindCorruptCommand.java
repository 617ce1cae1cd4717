// Copyright 2026 The Graphite Stack Authors
// SPDX-License-Identifier: Apache-2.0

package org.graphitestack.launch.whisper;

import java.io.EOFException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.TreeMap;
import org.graphitestack.storage.whisper.tool.RawHeader;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;

/// `graphite whisper-find-corrupt`: files whose header makes no sense.
@Command(
    name = "whisper-find-corrupt",
    description =
        "Names the whisper files below folders whose header makes no sense. `graphite scrub` looks"
            + " deeper.",
    mixinStandardHelpOptions = true,
    sortOptions = false)
final class FindCorruptCommand extends WhisperTool {

  @Option(names = "--delete-corrupt", description = "Deletes them.")
  boolean deleteCorrupt;

  @Option(names = "--verbose", description = "Names every folder and file.")
  boolean verbose;

  @Parameters(paramLabel = "FOLDER", arity = "1..*", description = "Folders to look through.")
  List<Path> folders = new ArrayList<>();

  @Override
  int run() throws IOException {
    for (var folder : folders) {
      if (!Files.isDirectory(folder)) {
        throw new ParameterException(spec.commandLine(), folder + " (expected: a directory)");
      }
      walk(folder.toRealPath());
    }
    return 0;
  }

  private void walk(Path folder) throws IOException {
    var byFolder = new TreeMap<Path, List<Path>>();
    byFolder.put(folder, new ArrayList<>());
    try (var paths = Files.walk(folder)) {
      for (var path : (Iterable<Path>) paths::iterator) {
        if (Files.isDirectory(path)) {
          byFolder.putIfAbsent(path, new ArrayList<>());
        } else if (path.toString().endsWith(".wsp")) {
          byFolder
              .computeIfAbsent(Objects.requireNonNull(path.getParent()), _ -> new ArrayList<>())
              .add(path);
        }
      }
    }
    for (var entry : byFolder.entrySet()) {
      if (verbose) {
        out().println("Scanning " + entry.getKey() + "\u2026");
      }
      for (var file : entry.getValue().stream().sorted().toList()) {
        look(file);
      }
    }
  }

  private void look(Path file) throws IOException {
    var points = points(file);
    if (points != null) {
      if (verbose) {
        out().println(file + ": " + points + " points");
      }
    } else if (deleteCorrupt) {
      err().println("Deleting corrupt Whisper file: " + file);
      Files.delete(file);
    } else {
      err().println("Corrupt Whisper file: " + file);
    }
  }

  /// Slots of all archives, null if the header makes no sense.
  private static @Nullable Long points(Path file) throws IOException {
    try {
      var header = RawHeader.read(file);
      return header.fault() == null
          ? header.archives().stream().mapToLong(archive -> archive.points()).sum()
          : null;
    } catch (EOFException _) {
      return null;
    }
  }
}
